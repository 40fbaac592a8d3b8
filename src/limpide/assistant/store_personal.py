"""All SQL that exports or erases the turns of some conversations."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from limpide.foundation.database import Database


async def export(db: Database, conversations: Sequence[UUID]) -> list[Any]:
    """Fetch turns, oldest first, without the passages of documents they looked at."""
    rows = await db.rows(
        """select to_jsonb(t) - '{workspace,passages}'::text[] as turn from assistant.turns t
           where workspace = $1 and conversation = any($2::uuid[]) order by id""",
        db.workspace,
        list(conversations),
    )
    return [json.loads(row["turn"]) for row in rows]


async def erase(db: Database, conversations: Sequence[UUID]) -> Sequence[UUID]:
    """Remove turns; give their ids."""
    rows = await db.rows(
        "select id from assistant.erase_turns($1) as erased (id)", list(conversations)
    )
    return [row["id"] for row in rows]


async def forget_contests(db: Database, conversations: Sequence[UUID]) -> Sequence[UUID]:
    """Take what was called wrong off its conversation; that it was, and the end, stay counted."""
    rows = await db.rows(
        """update assistant.contests set turn = null, conversation = null, message = null, note = ''
           where workspace = $1 and conversation = any($2::uuid[]) returning id""",
        db.workspace,
        list(conversations),
    )
    return [row["id"] for row in rows]
