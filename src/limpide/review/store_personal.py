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


async def erase_quoting(
    db: Database, subjects: Sequence[UUID], conversations: Sequence[UUID]
) -> Sequence[tuple[UUID, UUID]]:
    """Remove drafts about some subjects that quote some conversations; give ids and subjects."""
    rows = await db.rows(
        """delete from review.drafts where workspace = $1 and subject = any($2::uuid[])
             and exists (select from jsonb_array_elements(citations) quoted
               where quoted ->> 'conversation' = any($3::text[]))
           returning id, subject""",
        db.workspace,
        list(subjects),
        [str(each) for each in conversations],
    )
    return [(row["id"], row["subject"]) for row in rows]


async def export_items(db: Database, conversations: Sequence[UUID]) -> list[Any]:
    """Fetch what waited for a decision in some conversations, oldest first."""
    rows = await db.rows(
        """select to_jsonb(i) - 'workspace' - 'text_sha256' as item from review.items i
           where workspace = $1 and conversation = any($2::uuid[]) order by id""",
        db.workspace,
        list(conversations),
    )
    return [json.loads(row["item"]) for row in rows]


async def blank_items(db: Database, conversations: Sequence[UUID]) -> Sequence[UUID]:
    """Empty what waited in some conversations, and end the waiting; who decided stays on record."""
    rows = await db.rows(
        """update review.items set text = '', title = '', payload = '{}', reason = null,
             runs = null, state = case when state = 'waiting' then 'expired' else state end
           where workspace = $1 and conversation = any($2::uuid[]) returning id""",
        db.workspace,
        list(conversations),
    )
    return [row["id"] for row in rows]


async def export_manuscripts(db: Database, conversations: Sequence[UUID]) -> list[Any]:
    """Fetch what people had begun to write in some conversations, oldest first."""
    rows = await db.rows(
        """select to_jsonb(m) - '{workspace,base,edits}'::text[] as manuscript
           from review.manuscripts m where workspace = $1 and (subject = any($2::uuid[])
             or subject in (select id from review.items
               where workspace = $1 and conversation = any($2::uuid[]))) order by saved_at""",
        db.workspace,
        list(conversations),
    )
    return [json.loads(row["manuscript"]) for row in rows]


async def erase_manuscripts(db: Database, conversations: Sequence[UUID]) -> None:
    """Remove what people had begun to write in some conversations."""
    await db.run(
        """delete from review.manuscripts where workspace = $1 and (subject = any($2::uuid[])
             or subject in (select id from review.items
               where workspace = $1 and conversation = any($2::uuid[])))""",
        db.workspace,
        list(conversations),
    )
