"""Executing: one HTTP request for one call, and what its answer means."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

import httpx
from jsonschema import Draft202012Validator

from limpide.foundation import outgoing

from .model import Action
from .publishing import Connector

_SECONDS: Final = 10.0
_LARGEST: Final = 1_000_000
_NOT_SENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_CODES: Final = {401: "not_allowed", 403: "not_allowed", 404: "not_found", 409: "conflict",
                 410: "gone", 422: "invalid", 429: "busy"}  # fmt: skip
_LONGEST_CODE: Final = 60


@dataclass(frozen=True, slots=True)
class Done:
    """It was done; `value` is what came back."""

    value: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Failed:
    """It was surely not done; `code` is for the flow."""

    code: str


@dataclass(frozen=True, slots=True)
class Perhaps:
    """Perhaps done: never repeat blindly."""

    reason: str


Outcome = Done | Failed | Perhaps


def invalid_arguments(action: Action, arguments: Mapping[str, Any]) -> str | None:
    """Say what is wrong with the arguments by the action's schema, or None."""
    fault = next(Draft202012Validator(dict(action.takes)).iter_errors(dict(arguments)), None)
    return None if fault is None else fault.message


async def execute(
    connector: Connector,
    action: Action,
    arguments: Mapping[str, Any],
    *,
    key: str,
    allow_private: bool,
) -> Outcome:
    """Send the request of a call. `key` goes along as Idempotency-Key (draft of the IETF)."""
    request = action.request
    path = request.path
    for name, value in arguments.items():
        path = path.replace("{" + name + "}", quote(str(value), safe=""))
    headers = {"Idempotency-Key": key} if action.changes else {}
    if connector.authorization is not None:
        headers["Authorization"] = connector.authorization
    body = {name: arguments[name] for name in request.body if name in arguments}
    try:
        async with outgoing.client(allow_private=allow_private, timeout=_SECONDS) as client:
            answer = await client.request(
                request.method,
                connector.base_url + path,
                params={name: arguments[name] for name in request.query if name in arguments},
                json=body if request.body else None,
                headers=headers,
            )
    except _NOT_SENT:
        return Failed("unavailable")
    except httpx.TransportError as error:
        if action.changes:
            return Perhaps(type(error).__name__)
        return Failed("unavailable")
    return _meaning(action, answer)


def _meaning(action: Action, answer: httpx.Response) -> Outcome:
    if answer.is_server_error:
        return Perhaps(str(answer.status_code)) if action.changes else Failed("unavailable")
    value = _json(answer)
    if not answer.is_success:
        return Failed(_code(answer.status_code, value))
    if not isinstance(value, dict):
        return Perhaps("not JSON") if action.changes else Failed("bad_answer")
    found: dict[str, Any] = value
    if next(Draft202012Validator(dict(action.gives)).iter_errors(found), None) is not None:
        # It was done, but we cannot tell what: a person looks at it.
        return Perhaps("unexpected answer") if action.changes else Failed("bad_answer")
    return Done(found)


def _json(answer: httpx.Response) -> Any:
    if len(answer.content) > _LARGEST:
        return None
    try:
        return json.loads(answer.content or b"{}")
    except ValueError:
        return None


def _code(status: int, value: Any) -> str:
    """Give the other side's code (`code`, or the end of an RFC 9457 `type`), else the status's."""
    if isinstance(value, dict):
        told: dict[str, Any] = value
        named = told.get("code") or str(told.get("type", "")).rpartition("/")[2]
        if isinstance(named, str) and named.replace("_", "").replace("-", "").isalnum():
            return named.replace("-", "_")[:_LONGEST_CODE]
    return _CODES.get(status, f"http_{status}")
