"""All SQL that exports or erases the drafts of some subjects."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from limpide.foundation.database import Database


async def export(db: Database, subjects: Sequence[UUID]) -> list[Any]:
    """Fetch drafts, oldest first."""
    rows = await db.rows(
        """select to_jsonb(d) - 'workspace' as draft from review.drafts d
           where workspace = $1 and subject = any($2::uuid[]) order by id""",
        db.workspace,
        list(subjects),
    )
    return [json.loads(row["draft"]) for row in rows]


async def erase(db: Database, subjects: Sequence[UUID]) -> Sequence[UUID]:
    """Remove drafts; give their ids."""
    rows = await db.rows(
        """delete from review.drafts where workspace = $1 and subject = any($2::uuid[])
           returning id""",
        db.workspace,
        list(subjects),
    )
    return [row["id"] for row in rows]
