"""Server-sent events: a page is told that something changed, or brought what did."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import Final

from fastapi import Response
from fastapi.responses import StreamingResponse

from limpide.foundation.database import AWAY
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.live import Event, Hub

# Proxies cut a line that is silent for a minute.
_BEAT_SECONDS: Final = 20.0
_TYPE: Final = "text/event-stream"
_HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A piece of a page, and what the browser names when it comes back after a lost connection."""

    html: str
    last: str


def events_of(
    hub: Hub,
    workspace: WorkspaceId,
    topic: str,
    *,
    named: frozenset[str] = frozenset(),
    draw: Callable[[], Awaitable[Drawn]] | None = None,
) -> Response:
    """Stream what happens under a topic: `open` first, then `changed`, or its own name if `named`.

    With `draw`, each `changed` brings what is new, and one follows `open`; several that wait are
    one. No transaction is held while the page listens.
    """

    async def stream() -> AsyncGenerator[str]:
        async with hub.listen(workspace, [topic]) as queue:
            yield "retry: 1000\nevent: open\ndata:\n\n"
            if draw is not None:
                yield _brought(await draw())
            while True:
                events = await _next(queue)
                if not events:
                    yield ": still here\n\n"
                told = [event for event in events if draw is None or event.event in named]
                for event in told:
                    yield _told(event, named)
                if draw is not None and len(told) < len(events):
                    yield _brought(await draw())

    return StreamingResponse(_until_away(stream()), headers=_HEADERS, media_type=_TYPE)


async def _next(queue: "asyncio.Queue[Event]") -> Sequence[Event]:
    """Wait for something to happen, and take what waits behind it; nothing when it is silent."""
    try:
        events = [await asyncio.wait_for(queue.get(), _BEAT_SECONDS)]
    except TimeoutError:
        return ()
    while not queue.empty():
        events.append(queue.get_nowait())
    return events


async def _until_away(stream: AsyncGenerator[str]) -> AsyncGenerator[str]:
    """End a stream with the database it draws from: the browser comes back by itself."""
    with suppress(*AWAY):
        async with aclosing(stream):
            async for told in stream:
                yield told


def _told(event: Event, named: frozenset[str]) -> str:
    name = event.event if event.event in named else "changed"
    return f"event: {name}\ndata: {event.id}\n\n"


def _brought(drawn: Drawn) -> str:
    lines = drawn.html.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    told = "".join(f"data: {line}\n" for line in lines)
    return f"event: changed\nid: {drawn.last}\n{told}\n"
