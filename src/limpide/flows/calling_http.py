"""Calling over HTTP: one request for one call, and what its answer means."""

import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

import httpx

from limpide.foundation import outgoing

from .connecting import Connector
from .model import Action, Request
from .outcomes import LARGEST, Failed, Outcome, answered, lost, told_code

_NOT_SENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_CODES: Final = {401: "not_allowed", 403: "not_allowed", 404: "not_found", 409: "conflict",
                 410: "gone", 422: "invalid", 429: "busy"}  # fmt: skip
# Turned away at the door. 409: perhaps the same key is being worked on (draft of the IETF, 2.6).
_UNHEARD: Final = {401, 403, 408, 409, 423, 425, 429}


async def send(
    connector: Connector,
    action: Action,
    request: Request,
    arguments: Mapping[str, Any],
    *,
    key: str,
    allow_private: bool,
    seconds: float,
) -> Outcome:
    """Send the request of a call. `key` goes along as Idempotency-Key (draft of the IETF)."""
    path = request.path
    for name, value in arguments.items():
        path = path.replace("{" + name + "}", quote(str(value), safe=""))
    headers = {"Idempotency-Key": key} if action.changes else {}
    if connector.authorization is not None:
        headers["Authorization"] = connector.authorization
    body = {name: arguments[name] for name in request.body if name in arguments}
    try:
        async with outgoing.client(allow_private=allow_private, timeout=seconds) as client:
            answer = await client.request(
                request.method,
                connector.base_url + path,
                params={name: arguments[name] for name in request.query if name in arguments},
                json=body if request.body else None,
                headers=headers,
            )
    except _NOT_SENT:
        return Failed("unavailable", is_unheard=True)
    except httpx.TransportError as error:
        return lost(action, type(error).__name__)
    return _meaning(action, answer)


def _meaning(action: Action, answer: httpx.Response) -> Outcome:
    if answer.is_server_error:
        return lost(action, str(answer.status_code))
    value = _json(answer)
    if not answer.is_success:
        status = answer.status_code
        code = told_code(value) or _CODES.get(status, f"http_{status}")
        return Failed(code, is_unheard=status in _UNHEARD)
    return answered(action, value)


def _json(answer: httpx.Response) -> Any:
    if len(answer.content) > LARGEST:
        return None
    try:
        return json.loads(answer.content or b"{}")
    except ValueError:
        return None
