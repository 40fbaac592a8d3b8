"""All SQL of the register, of retention and of its reports."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from limpide.contacts import ContactId
from limpide.foundation.database import Database, Row
from limpide.foundation.ids import new_id

from .model import Kind, Request, RequestId, Run, State, Via


async def add_request(db: Database, new: Request) -> bool:
    """Add a request; False when the person has an open one of its kind."""
    return bool(
        await db.run(
            """insert into rights.requests (id, workspace, contact, kind, state, via, note,
                 received_at, due_at, erase_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
               on conflict (workspace, contact, kind) where state in ('open', 'waiting')
               do nothing""",
            new.id,
            db.workspace,
            new.contact,
            new.kind.value,
            new.state.value,
            new.via.value,
            new.note,
            new.received_at,
            new.due_at,
            new.erase_at,
        )
    )


async def find_open(db: Database, contact: ContactId, kind: Kind) -> Request | None:
    """Fetch a person's open request of a kind."""
    row = await db.row(
        """select * from rights.requests where workspace = $1 and contact = $2 and kind = $3
             and state in ('open', 'waiting')""",
        db.workspace,
        contact,
        kind.value,
    )
    return None if row is None else _request(row)


async def find_request(db: Database, id: RequestId) -> Request | None:
    """Fetch a request."""
    row = await db.row(
        "select * from rights.requests where workspace = $1 and id = $2", db.workspace, id
    )
    return None if row is None else _request(row)


async def lock_request(db: Database, id: RequestId) -> Request | None:
    """Fetch a request and hold it until the transaction ends."""
    row = await db.row(
        "select * from rights.requests where workspace = $1 and id = $2 for update",
        db.workspace,
        id,
    )
    return None if row is None else _request(row)


async def list_requests(db: Database, *, ended: bool, limit: int) -> Sequence[Request]:
    """Fetch open requests by deadline, or those that ended, the newest first."""
    rows = await db.rows(
        """select * from rights.requests where workspace = $1
             and (state in ('done', 'refused', 'cancelled')) = $2
           order by case when $2 then null else due_at end, ended_at desc nulls last, id
           limit $3""",
        db.workspace,
        ended,
        limit,
    )
    return [_request(row) for row in rows]


async def requests_of(db: Database, contact: ContactId) -> Sequence[Request]:
    """Fetch a person's requests, newest first."""
    rows = await db.rows(
        "select * from rights.requests where workspace = $1 and contact = $2 order by id desc",
        db.workspace,
        contact,
    )
    return [_request(row) for row in rows]


async def save_request(db: Database, changed: Request) -> None:
    """Keep what may change of a request. The caller holds its lock."""
    await db.run(
        """update rights.requests set state = $3, note = $4, due_at = $5, erase_at = $6,
             ended_at = $7, why = $8, counts = $9 where workspace = $1 and id = $2""",
        db.workspace,
        changed.id,
        changed.state.value,
        changed.note,
        changed.due_at,
        changed.erase_at,
        changed.ended_at,
        changed.why,
        json.dumps(dict(changed.counts)),
    )


async def blank_notes(db: Database, contact: ContactId) -> None:
    """Blank what advisors noted beside a person's requests."""
    await db.run(
        "update rights.requests set note = '' where workspace = $1 and contact = $2",
        db.workspace,
        contact,
    )


async def list_days(db: Database) -> dict[str, int | None]:
    """Fetch for how many days the company keeps what, where it has said so; None: for ever."""
    rows = await db.rows(
        "select what, days from rights.retention where workspace = $1", db.workspace
    )
    return {row["what"]: row["days"] for row in rows}


async def set_days(db: Database, what: str, days: int | None) -> None:
    """Keep for how many days something is kept."""
    await db.run(
        """insert into rights.retention (workspace, what, days) values ($1, $2, $3)
           on conflict (workspace, what) do update set days = excluded.days""",
        db.workspace,
        what,
        days,
    )


async def add_run(db: Database, at: datetime, counts: Mapping[str, int]) -> None:
    """Keep the report of a daily run."""
    await db.run(
        "insert into rights.retention_runs (id, workspace, at, counts) values ($1, $2, $3, $4)",
        new_id(),
        db.workspace,
        at,
        json.dumps(dict(counts)),
    )


async def list_runs(db: Database, before: UUID | None, limit: int) -> Sequence[Run]:
    """Fetch reports, the newest first."""
    rows = await db.rows(
        """select id, at, counts from rights.retention_runs
           where workspace = $1 and ($2::uuid is null or id < $2) order by id desc limit $3""",
        db.workspace,
        before,
        limit,
    )
    return [Run(row["id"], row["at"], json.loads(row["counts"])) for row in rows]


def _request(row: Row) -> Request:
    return Request(
        id=RequestId(row["id"]),
        contact=ContactId(row["contact"]),
        kind=Kind(row["kind"]),
        state=State(row["state"]),
        via=Via(row["via"]),
        note=row["note"],
        received_at=row["received_at"],
        due_at=row["due_at"],
        erase_at=row["erase_at"],
        ended_at=row["ended_at"],
        why=row["why"],
        counts=json.loads(row["counts"]),
    )
