"""Rehearsal: a pool in which nothing lasts. All is one transaction that is never committed.

What is enqueued stays in a list, for whoever rehearses to run; nothing is notified, nobody waits.
"""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from . import jobs
from .database import Database, Pool
from .ids import WorkspaceId


class RehearsalPool(Pool):
    """Each transaction is a savepoint of the one that will be rolled back."""

    is_rehearsal = True

    def __init__(self, db: Database) -> None:
        super().__init__(db.connection)
        self.queue: list[tuple[str, dict[str, Any]]] = []
        self._db = db
        db.rehearsed = self.queue
        self._lock = asyncio.Lock()
        self._holder: asyncio.Task[Any] | None = None

    @asynccontextmanager
    async def transaction(self, workspace: WorkspaceId | None) -> AsyncGenerator[Database]:
        """Open a savepoint; a task may open one within another."""
        if workspace != self._db.workspace:
            raise LookupError("a rehearsal is bound to one workspace")
        task = asyncio.current_task()
        if task is not None and self._holder is task:
            async with self._db.savepoint():
                yield self._db
            return
        async with self._lock:
            self._holder = task
            try:
                async with self._db.savepoint():
                    yield self._db
            finally:
                self._holder = None

    async def drain(self, handlers: Mapping[str, jobs.Handler]) -> None:
        """Run what was enqueued, and what that enqueues; other jobs are dropped."""
        while self.queue:
            name, payload = self.queue.pop(0)
            if name in handlers:
                await handlers[name](self, self._db.workspace, payload)


@asynccontextmanager
async def rehearsed(pool: Pool, workspace: WorkspaceId) -> AsyncGenerator[RehearsalPool]:
    """Lend a pool in which nothing lasts beyond the block."""
    async with pool.raw.acquire() as connection:
        await connection.execute(f"BEGIN; SET LOCAL limpide.workspace = '{workspace}'")
        try:
            yield RehearsalPool(Database(connection, workspace))
        finally:
            if not connection.is_closed():
                await connection.execute("ROLLBACK")
