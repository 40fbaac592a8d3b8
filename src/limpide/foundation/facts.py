"""Facts: what a room announces, in the same transaction, to rooms it does not know.

Each fact reaches each of its listeners at least once; wiring.py lists who listens to what.
"""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from . import jobs
from .database import Database, Pool
from .ids import WorkspaceId, new_id
from .log import log

DELIVER: str = "facts.deliver"
_PRIORITY = 10


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened. Subclasses are frozen dataclasses of plain values."""

    @classmethod
    def kind(cls) -> str:
        """Give the name on the wire: `<room>.<snake_case_class>`."""
        room = cls.__module__.split(".")[1]
        return f"{room}.{re.sub(r'(?<!^)(?=[A-Z])', '_', cls.__name__).lower()}"


Listener = Callable[[Database, Any], Awaitable[None]]


async def announce(db: Database, fact: Fact) -> None:
    """Write the fact in the caller's transaction; the worker hands it to its listeners."""
    await announce_many(db, [fact])


async def announce_many(db: Database, facts: Sequence[Fact]) -> None:
    """Write facts in the caller's transaction; they are handed out by one job."""
    if not facts:
        return
    ids = [new_id() for _ in facts]
    await db.run(
        """insert into foundation.facts (workspace, id, kind, body)
           select $1, f.* from unnest($2::uuid[], $3::text[], $4::jsonb[]) as f""",
        db.workspace,
        ids,
        [fact.kind() for fact in facts],
        [_adapter(type(fact)).dump_json(fact).decode() for fact in facts],
    )
    await jobs.enqueue(db, DELIVER, {"facts": [str(id) for id in ids]}, priority=_PRIORITY)


async def forget_before(db: Database, before: datetime) -> int:
    """Remove facts announced before a moment, with their receipts, and count them."""
    return await db.run(
        "delete from foundation.facts where workspace = $1 and announced_at < $2",
        db.workspace,
        before,
    )


@cache
def _adapter(kind: type[Fact]) -> TypeAdapter[Fact]:
    return TypeAdapter(kind)


class Listeners:
    """Who listens to which fact."""

    def __init__(self, table: Mapping[type[Fact], Sequence[Listener]]) -> None:
        self._table = {
            fact.kind(): (TypeAdapter[Fact](fact), tuple(listeners))
            for fact, listeners in table.items()
        }

    async def deliver(self, pool: Pool, workspace: WorkspaceId, payload: Mapping[str, Any]) -> None:
        """Hand facts to each listener that has not had them, each in its own transaction."""
        ids = [UUID(id) for id in payload["facts"]]
        async with pool.transaction(workspace) as db:
            rows = await db.rows(
                """select id, kind, body::text from foundation.facts where id = any($1::uuid[])
                   order by id""",
                ids,
            )
        work: dict[Listener, list[tuple[UUID, Fact]]] = {}
        for row in rows:
            if row["kind"] in self._table:
                adapter, listeners = self._table[row["kind"]]
                fact = adapter.validate_json(row["body"])
                for listener in listeners:
                    work.setdefault(listener, []).append((row["id"], fact))
        for listener, heard in work.items():
            await _hand_all(pool, workspace, listener, heard)


async def _hand_all(
    pool: Pool, workspace: WorkspaceId, listener: Listener, heard: Sequence[tuple[UUID, Fact]]
) -> None:
    if len(heard) > 1:
        # Together when all goes well; one by one when not, so that one fact stops no other.
        try:
            await _hand(pool, workspace, listener, heard)
        except Exception as error:  # noqa: BLE001 (whatever it was, it is met again alone)
            log.warning("facts.one_by_one", listener=_name(listener), error=type(error).__name__)
        else:
            return
    for one in heard:
        await _hand(pool, workspace, listener, [one])


async def _hand(
    pool: Pool, workspace: WorkspaceId, listener: Listener, heard: Sequence[tuple[UUID, Fact]]
) -> None:
    async with pool.transaction(workspace) as db:
        # The row is the listener's receipt; it commits or rolls back with the listener's work.
        rows = await db.rows(
            """insert into foundation.fact_receipts (fact, listener, workspace)
               select fact, $2, $3 from unnest($1::uuid[]) as fact
               on conflict do nothing returning fact""",
            [id for id, _ in heard],
            _name(listener),
            db.workspace,
        )
        first = {row["fact"] for row in rows}
        for id, fact in heard:
            if id in first:
                await listener(db, fact)


def _name(listener: Listener) -> str:
    return f"{listener.__module__}.{listener.__qualname__}"
