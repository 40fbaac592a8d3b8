"""Server-sent events: a page is told that something changed, and asks for it itself."""

import asyncio
from collections.abc import AsyncIterator
from typing import Final

from fastapi import Response
from fastapi.responses import StreamingResponse

from limpide.foundation.ids import WorkspaceId
from limpide.foundation.live import Hub

# Proxies cut a line that is silent for a minute.
_BEAT_SECONDS: Final = 20.0
_HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def events_of(
    hub: Hub, workspace: WorkspaceId, topic: str, *, named: frozenset[str] = frozenset()
) -> Response:
    """Stream what happens under a topic: `open` first, then `changed`, or its own name if `named`.

    No transaction is held while the page listens.
    """

    async def stream() -> AsyncIterator[str]:
        async with hub.listen(workspace, [topic]) as queue:
            yield "retry: 1000\nevent: open\ndata:\n\n"
            while True:
                try:
                    event = await asyncio.wait_for(queue.get(), _BEAT_SECONDS)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                name = event.event if event.event in named else "changed"
                yield f"event: {name}\ndata: {event.id}\n\n"

    return StreamingResponse(stream(), headers=_HEADERS, media_type="text/event-stream")
