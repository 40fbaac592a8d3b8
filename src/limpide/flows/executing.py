"""Executing: one call, by the road its connector takes, and what came of it."""

from collections.abc import Mapping
from typing import Any, Final

from . import calling_http, calling_python
from .connecting import Connector
from .model import Action, Entry, Request, Tool
from .outcomes import Failed, Outcome

_SECONDS: Final = 10.0


async def execute(
    connector: Connector,
    action: Action,
    arguments: Mapping[str, Any],
    *,
    key: str,
    allow_private: bool,
    seconds: float = _SECONDS,
) -> Outcome:
    """Make one call. `key` is the same when the same change is asked for again."""
    match action.request:
        case Request() as request:
            return await calling_http.send(
                connector, action, request, arguments,
                key=key, allow_private=allow_private, seconds=seconds,
            )  # fmt: skip
        case Tool(name):
            if not connector.speaks_mcp:
                return Failed("no_connector", is_unheard=True)
            from . import calling_mcp  # noqa: PLC0415 (seconds to import, and seldom needed)

            return await calling_mcp.call_tool(
                connector, action, name, arguments,
                key=key, allow_private=allow_private, seconds=seconds,
            )  # fmt: skip
        case Entry(name):
            return await calling_python.run(
                connector, action, name, arguments, key=key, seconds=seconds
            )
