"""Things that happen at a time: rows until they are due, then jobs."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

import asyncpg

from . import jobs
from .database import AWAY, Database, Pool
from .ids import WorkspaceId, new_id
from .log import log

_POLL_SECONDS = 1.0
_BATCH = 500


async def set_timer(
    db: Database,
    due_at: datetime,
    name: str,
    payload: Mapping[str, object],
    *,
    key: str,
    priority: int = 0,
) -> None:
    """Run the job `name` when due. A second timer with the same key replaces the first."""
    await set_timers(db, name, [(due_at, key, payload)], priority=priority)


async def ensure_timer(
    db: Database, due_at: datetime, name: str, payload: Mapping[str, object], *, key: str
) -> None:
    """Set a timer unless one with the same key waits already, due or not."""
    await db.run(
        """insert into foundation.timers (id, workspace, key, due_at, job, payload)
           values ($1, $2, $3, $4, $5, $6::jsonb) on conflict (workspace, key) do nothing""",
        new_id(),
        db.workspace,
        key,
        due_at,
        name,
        json.dumps(payload, default=str),
    )


async def hasten_timer(
    db: Database, due_at: datetime, name: str, payload: Mapping[str, object], *, key: str
) -> None:
    """Set a timer; one with the same key keeps whichever moment comes first."""
    await db.run(
        """insert into foundation.timers as known (id, workspace, key, due_at, job, payload)
           values ($1, $2, $3, $4, $5, $6::jsonb)
           on conflict (workspace, key) do update
           set due_at = least(known.due_at, excluded.due_at)""",
        new_id(),
        db.workspace,
        key,
        due_at,
        name,
        json.dumps(payload, default=str),
    )


async def set_timers(
    db: Database,
    name: str,
    timers: Sequence[tuple[datetime, str, Mapping[str, object]]],
    *,
    priority: int = 0,
) -> None:
    """Set many timers of one job in one statement: when due, key, payload."""
    if not timers:
        return
    await db.run(
        """insert into foundation.timers (workspace, job, priority, id, due_at, key, payload)
           select $1, $2, $3, t.*
           from unnest($4::uuid[], $5::timestamptz[], $6::text[], $7::jsonb[]) as t
           on conflict (workspace, key) do update
           set due_at = excluded.due_at, job = excluded.job, payload = excluded.payload,
             priority = excluded.priority""",
        db.workspace,
        name,
        priority,
        [new_id() for _ in timers],
        [due_at for due_at, _, _ in timers],
        [key for _, key, _ in timers],
        [json.dumps(payload, default=str) for _, _, payload in timers],
    )


async def cancel(db: Database, key: str) -> bool:
    """Forget a timer. False when there was none (it may already have become a job)."""
    return bool(
        await db.run(
            "delete from foundation.timers where workspace = $1 and key = $2", db.workspace, key
        )
    )


async def cancel_many(db: Database, keys: Sequence[str]) -> None:
    """Forget some timers."""
    await db.run(
        "delete from foundation.timers where workspace = $1 and key = any($2::text[])",
        db.workspace,
        list(keys),
    )


async def move_due(pool: Pool) -> int:
    """Turn the timers that are due into jobs, each exactly once, and count them."""
    async with pool.transaction(None) as db:
        due = await db.rows(
            """delete from foundation.timers where id in (
                 select id from foundation.timers where due_at <= now()
                 order by due_at limit 500 for update skip locked)
               returning workspace, job, priority, payload::text"""
        )
        for row in due:
            bound = Database(db.connection, WorkspaceId(row["workspace"]))
            payload = json.loads(row["payload"])
            await jobs.enqueue(bound, row["job"], payload, priority=row["priority"])
    return len(due)


async def run(pool: Pool) -> None:
    """Move due timers for ever. Any number of processes may do so at once."""
    while True:
        try:
            while await move_due(pool) >= _BATCH:
                pass
        except (*AWAY, asyncpg.PostgresError) as error:
            log.warning("timers.database_lost", error=type(error).__name__)
        await asyncio.sleep(_POLL_SECONDS)
