"""All SQL about merges."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from limpide.contacts import ContactId
from limpide.foundation.database import Database, Row

Kept = tuple[UUID, UUID, UUID, Mapping[str, Any], str, datetime]


async def add(
    db: Database,
    id: UUID,
    pair: tuple[ContactId, ContactId],
    moved: Mapping[str, Any],
    actor_name: str,
    at: datetime,
) -> None:
    """Keep a merge: who was kept, who is gone, and what to give back."""
    await db.run(
        """insert into rights.merges (id, workspace, kept, gone, moved, actor_name, at)
           values ($1, $2, $3, $4, $5, $6, $7)""",
        id,
        db.workspace,
        *pair,
        json.dumps(dict(moved)),
        actor_name,
        at,
    )


async def lock(db: Database, id: UUID) -> Kept | None:
    """Fetch a merge that stands, and hold it until the transaction ends."""
    row = await db.row(
        """select id, kept, gone, moved, actor_name, at from rights.merges
           where workspace = $1 and id = $2 and undone_at is null for update""",
        db.workspace,
        id,
    )
    return None if row is None else _kept(row)


async def list_of(db: Database, kept: ContactId) -> Sequence[Kept]:
    """Fetch the merges into a contact that stand, newest first."""
    rows = await db.rows(
        """select id, kept, gone, moved, actor_name, at from rights.merges
           where workspace = $1 and kept = $2 and undone_at is null order by at desc""",
        db.workspace,
        kept,
    )
    return [_kept(row) for row in rows]


async def end(db: Database, id: UUID, at: datetime) -> None:
    """Note that a merge was undone, and forget what it had moved."""
    await db.run(
        """update rights.merges set undone_at = $3, moved = '{}'
           where workspace = $1 and id = $2""",
        db.workspace,
        id,
        at,
    )


async def forget(db: Database, contacts: Sequence[ContactId]) -> int:
    """Remove the merges of some people, and count them."""
    return await db.run(
        """delete from rights.merges where workspace = $1
             and (kept = any($2::uuid[]) or gone = any($2::uuid[]))""",
        db.workspace,
        list(contacts),
    )


def _kept(row: Row) -> Kept:
    moved = json.loads(row["moved"])
    return row["id"], row["kept"], row["gone"], moved, row["actor_name"], row["at"]
