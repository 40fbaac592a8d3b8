"""Live updates: a NOTIFY carries an id, and the page asks for its fragment again."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import asyncpg

from .database import AWAY, Database
from .ids import WorkspaceId
from .log import log

_CHANNEL = "limpide_live"
_RECONNECT_SECONDS = 0.5
_BACKLOG = 256


@dataclass(frozen=True, slots=True)
class Event:
    """Something changed. `event == "resync"`: some were missed, ask for everything again."""

    topic: str
    event: str
    id: str


async def announce(db: Database, topic: str, event: str, id: str = "") -> None:
    """Tell listening pages, when the transaction commits, that something changed."""
    await announce_many(db, [(topic, event, id)])


async def announce_many(db: Database, events: Sequence[tuple[str, str, str]]) -> None:
    """Tell listening pages of several things: topic, event, id of each."""
    await db.run(
        "select pg_notify('limpide_live', told) from unnest($1::text[]) as told",
        [json.dumps([str(db.workspace), *each]) for each in events],
    )


class Hub:
    """The listening end in a web process: one connection, any number of pages."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._queues: dict[tuple[str, str], set[asyncio.Queue[Event]]] = defaultdict(set)
        self.connected = asyncio.Event()

    @asynccontextmanager
    async def listen(
        self, workspace: WorkspaceId, topics: Iterable[str]
    ) -> AsyncGenerator["asyncio.Queue[Event]"]:
        """Give a queue that receives the events of some topics while the block runs."""
        queue: asyncio.Queue[Event] = asyncio.Queue(_BACKLOG)
        keys = [(str(workspace), topic) for topic in topics]
        for key in keys:
            self._queues[key].add(queue)
        try:
            yield queue
        finally:
            for key in keys:
                self._queues[key].discard(queue)
                if not self._queues[key]:
                    del self._queues[key]

    def listeners(self) -> int:
        """Count the open queues."""
        return len({queue for queues in self._queues.values() for queue in queues})

    async def run(self) -> None:
        """Listen for ever; after a lost connection, tell every page to resync."""
        while True:
            try:
                await self._listen_until_lost()
            except (*AWAY, asyncpg.PostgresError) as error:
                log.warning("live.reconnecting", error=type(error).__name__)
            self.connected.clear()
            await asyncio.sleep(_RECONNECT_SECONDS)

    async def _listen_until_lost(self) -> None:
        connection: Any = await asyncpg.connect(self._url, timeout=5)
        lost = asyncio.Event()

        def on_lost(_connection: object) -> None:
            lost.set()

        connection.add_termination_listener(on_lost)
        await connection.add_listener(_CHANNEL, self._on_notify)
        self.connected.set()
        for (_workspace, topic), queues in list(self._queues.items()):
            for queue in queues:
                _offer(queue, Event(topic, "resync", ""))
        try:
            await lost.wait()
        finally:
            if not connection.is_closed():
                await connection.close(timeout=2)

    def _on_notify(self, _connection: Any, _pid: int, _channel: str, payload: Any) -> None:
        workspace, topic, event, id = json.loads(str(payload))
        for queue in self._queues.get((workspace, topic), ()):
            _offer(queue, Event(topic, event, id))


def _offer(queue: "asyncio.Queue[Event]", event: Event) -> None:
    if queue.full():
        # A page that does not read is told once, later, to ask for everything again.
        while not queue.empty():
            queue.get_nowait()
        event = Event(event.topic, "resync", "")
    queue.put_nowait(event)
