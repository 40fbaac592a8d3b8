"""Calling a provider over HTTP: what the line itself says about the fate of a message."""

import json
from collections.abc import Mapping
from typing import Any, Final, cast

import httpx

from limpide.channels.protocol import ChannelDownError, Unsure
from limpide.foundation import outgoing

_NOT_SENT: Final = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
)
# Our own key or purse is at fault, not the message: it waits until that is mended.
_OURS: Final = {401, 402}
_LATER: Final = {429, 503}
_SERVER_FAULT: Final = 500


def client(timeout: float = 20.0) -> httpx.AsyncClient:
    """Make a client for an address the operator chose."""
    return outgoing.client(allow_private=True, timeout=timeout)


async def post(http: httpx.AsyncClient, url: str, **request: Any) -> httpx.Response | Unsure:
    """Post a message. Raises ChannelDownError when it was surely not sent."""
    try:
        answer = await http.post(url, **request)
    except _NOT_SENT as error:
        raise ChannelDownError(type(error).__name__) from error
    except httpx.TransportError as error:
        # Part of it was on its way: they may have taken it.
        return Unsure(f"the line broke: {type(error).__name__}")
    if answer.status_code in _OURS | _LATER:
        raise ChannelDownError(f"the provider answered {answer.status_code}")
    if answer.status_code >= _SERVER_FAULT:
        return Unsure(f"the provider answered {answer.status_code}")
    return answer


async def look(http: httpx.AsyncClient, url: str, **request: Any) -> Mapping[str, Any] | Unsure:
    """Read what a provider says about messages it took; changes nothing there."""
    try:
        answer = await http.get(url, **request)
    except httpx.HTTPError as error:
        return Unsure(f"could not be asked: {type(error).__name__}")
    if not answer.is_success:
        return Unsure(f"could not be asked: {answer.status_code}")
    return fields(answer.content)


def fields(text: str | bytes) -> Mapping[str, Any]:
    """Read a JSON object; what is none is empty."""
    try:
        read: object = json.loads(text)
    except ValueError:
        return {}
    return cast("dict[str, Any]", read) if isinstance(read, dict) else {}
