"""All SQL that exports or erases the runs of one person."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from limpide.contacts import ContactId
from limpide.foundation.database import Database


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
    return {
        "calls": [row["id"] for row in calls],
        "runs": [row["id"] for row in runs],
        "codes": [row["id"] for row in codes],
    }
