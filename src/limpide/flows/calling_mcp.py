"""Calling a tool of an MCP server, by the official client: over HTTP, or a command of ours.

What a server says about itself or its tools is not read here: a call is checked by the schemas that
somebody reviewed. No wish of a server (to sample a model, to ask the customer) is granted.
Loaded only where a company has such a connector: the client takes seconds to import.
"""

import json
import os
from collections.abc import AsyncGenerator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Final, TextIO, cast

import anyio
import httpx2
from mcp import Client, MCPError
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp.types import CallToolResult, Implementation, TextContent, Tool

from limpide.foundation import outgoing_httpx2

from .connecting import Connector
from .model import Action
from .outcomes import LARGEST, Failed, Outcome, answered, lost, told_code

# JSON-RPC 2.0, 5.1: the server did not even begin.
_NOT_BEGUN: Final = {-32700, -32600, -32601, -32602}
_US: Final = Implementation(name="limpide", version="0.1")
_KEY: Final = "limpide/idempotency-key"
_MOST_TOOLS: Final = 500
_LONGEST_START: Final = 20.0


async def call_tool(
    connector: Connector,
    action: Action,
    tool: str,
    arguments: Mapping[str, Any],
    *,
    key: str,
    allow_private: bool,
    seconds: float,
) -> Outcome:
    """Call one tool. `key` goes along in `_meta`, for servers that honour it."""
    stage = _Stage()
    try:
        with anyio.fail_after(seconds):
            async with _connected(connector, allow_private=allow_private) as client:
                stage.is_begun = True
                result = await client.session.call_tool(
                    tool, dict(arguments), read_timeout_seconds=seconds, meta={_KEY: key}
                )
                stage.answer = _meaning(action, result)
    except MCPError as error:
        return stage.answer or _refused(action, error.code, stage)
    except Exception as error:  # noqa: BLE001 (whatever breaks in a stranger's protocol)
        return stage.answer or stage.broken(action, error)
    return stage.answer or lost(action, "no answer")


async def list_tools(connector: Connector, *, allow_private: bool) -> list[Tool]:
    """List what a server offers, as it says so itself: nothing to be trusted."""
    found: list[Tool] = []
    with anyio.fail_after(_LONGEST_START):
        async with _connected(connector, allow_private=allow_private) as client:
            cursor: str | None = None
            while len(found) < _MOST_TOOLS:
                page = await client.list_tools(cursor=cursor)
                found += page.tools
                cursor = page.next_cursor
                if cursor is None:
                    break
    return found[:_MOST_TOOLS]


class _Stage:
    """How far a call got: before it began it was surely not done."""

    def __init__(self) -> None:
        self.is_begun = False
        self.answer: Outcome | None = None

    def broken(self, action: Action, error: BaseException) -> Outcome:
        if not self.is_begun:
            return Failed("unavailable", is_unheard=True)
        return lost(action, type(_first(error)).__name__)


def _first(error: BaseException) -> BaseException:
    while isinstance(error, BaseExceptionGroup):
        error = cast("BaseException", error.exceptions[0])
    return error


def _refused(action: Action, code: int, stage: _Stage) -> Outcome:
    if not stage.is_begun:
        return Failed("unavailable", is_unheard=True)
    is_unheard = code in _NOT_BEGUN
    return Failed("invalid", is_unheard=True) if is_unheard else lost(action, f"JSON-RPC {code}")


def _meaning(action: Action, result: CallToolResult) -> Outcome:
    value = _value(result)
    if not result.is_error:
        return answered(action, value)
    # A tool that fails names a code when it surely did nothing; without one, who knows.
    code = told_code(value)
    return Failed(code) if code else lost(action, "the tool failed")


def _value(result: CallToolResult) -> Any:
    if result.structured_content is not None:
        return result.structured_content
    texts = [each.text for each in result.content if isinstance(each, TextContent)]
    if len(texts) != 1 or len(texts[0]) > LARGEST:
        return None
    try:
        return json.loads(texts[0])
    except ValueError:
        return None


@asynccontextmanager
async def _connected(connector: Connector, *, allow_private: bool) -> AsyncGenerator[Client]:
    async with AsyncExitStack() as stack:
        if connector.command:
            program, *rest = connector.command
            # What a stranger's program writes to its error stream may hold anything: not our log.
            nowhere = stack.enter_context(_nowhere())
            leads = stdio_client(
                StdioServerParameters(command=program, args=rest, cwd="/"), nowhere
            )
        else:
            http = await stack.enter_async_context(_http(connector, allow_private=allow_private))
            leads = streamable_http_client(
                connector.base_url, http_client=http, max_sse_event_size=LARGEST
            )
        yield await stack.enter_async_context(Client(leads, client_info=_US, cache=None))


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w")


def _http(connector: Connector, *, allow_private: bool) -> httpx2.AsyncClient:
    shown = connector.authorization
    return httpx2.AsyncClient(
        transport=outgoing_httpx2.transport(allow_private=allow_private),
        trust_env=False,
        headers={} if shown is None else {"Authorization": shown},
        timeout=_LONGEST_START,
    )
