"""Facts: what a room announces, in the same transaction, to rooms it does not know.

Each fact reaches each of its listeners at least once; wiring.py lists who listens to what.
"""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from . import jobs
from .database import Database, Pool
from .ids import WorkspaceId, new_id

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
        for row in rows:
            if row["kind"] in self._table:
                adapter, listeners = self._table[row["kind"]]
                fact = adapter.validate_json(row["body"])
                for listener in listeners:
                    await _hand(pool, workspace, row["id"], listener, fact)


async def _hand(
    pool: Pool, workspace: WorkspaceId, id: UUID, listener: Listener, fact: Fact
) -> None:
    name = f"{listener.__module__}.{listener.__qualname__}"
    async with pool.transaction(workspace) as db:
        # The row is the listener's receipt; it commits or rolls back with the listener's work.
        first = await db.run(
            """insert into foundation.fact_receipts (fact, listener, workspace)
               values ($1, $2, $3) on conflict do nothing""",
            id,
            name,
            db.workspace,
        )
        if first:
            await listener(db, fact)
