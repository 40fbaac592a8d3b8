"""All SQL that exports or erases the runs of one person."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from limpide.contacts import ContactId
from limpide.foundation.database import Database

Moved = Mapping[str, Sequence[str]]


async def export(db: Database, contact: ContactId) -> dict[str, Any]:
    """Fetch all that is kept of a person's runs and calls."""
    row = await db.row(
        """select
             (select coalesce(jsonb_agg(to_jsonb(r) - 'workspace' order by r.id), '[]')
              from flows.runs r where r.workspace = $1 and r.contact = $2) as runs,
             (select coalesce(jsonb_agg(to_jsonb(c) - 'workspace' order by c.id), '[]')
              from flows.calls c where c.workspace = $1 and c.contact = $2) as calls""",
        db.workspace,
        contact,
    )
    return {} if row is None else {name: json.loads(text) for name, text in row.items()}


async def erase(
    db: Database, contact: ContactId, conversations: Sequence[UUID]
) -> dict[str, Sequence[UUID]]:
    """Remove a person's runs and calls, and what proved who they were."""
    calls = await db.rows("select id from flows.erase_calls($1) as erased (id)", contact)
    runs = await db.rows(
        "delete from flows.runs where workspace = $1 and contact = $2 returning id",
        db.workspace,
        contact,
    )
    codes = await db.rows(
        """delete from flows.codes where workspace = $1 and conversation = any($2::uuid[])
           returning id""",
        db.workspace,
        list(conversations),
    )
    await db.run(
        "delete from flows.identities where workspace = $1 and conversation = any($2::uuid[])",
        db.workspace,
        list(conversations),
    )
    await db.run(
        "delete from flows.sign_ins where workspace = $1 and conversation = any($2::uuid[])",
        db.workspace,
        list(conversations),
    )
    return {
        "calls": [row["id"] for row in calls],
        "runs": [row["id"] for row in runs],
        "codes": [row["id"] for row in codes],
    }


async def hand_over(
    db: Database, source: ContactId, target: ContactId, only: Moved | None
) -> dict[str, Sequence[str]]:
    """Give what belongs to one contact to another, all or only some; say which."""
    chosen = only or {}
    runs = await db.rows(
        """update flows.runs set contact = $3 where workspace = $1 and contact = $2
             and ($4::text[] is null or id::text = any($4)) returning id::text as id""",
        db.workspace,
        source,
        target,
        None if only is None else list(chosen.get("runs", ())),
    )
    calls = await db.rows(
        """update flows.calls set contact = $3 where workspace = $1 and contact = $2
             and ($4::text[] is null or id::text = any($4)) returning id::text as id""",
        db.workspace,
        source,
        target,
        None if only is None else list(chosen.get("calls", ())),
    )
    return {
        "runs": [row["id"] for row in runs],
        "calls": [row["id"] for row in calls],
    }
