"""All SQL of the review room."""

import json
from collections.abc import Sequence
from uuid import UUID

from limpide.foundation import clock
from limpide.foundation.database import Database, Row

from .model import Draft, DraftId, State


async def add_draft(db: Database, new: Draft) -> None:
    """Keep a proposed text."""
    await db.run(
        """insert into review.drafts (id, subject, ai_text, citations, engine, confidence,
             created_at) values ($1, $2, $3, $4::jsonb, $5, $6, $7)""",
        new.id,
        new.subject,
        new.ai_text,
        json.dumps(list(new.citations)),
        new.engine,
        new.confidence,
        new.created_at,
    )


async def find_draft(db: Database, id: DraftId) -> Draft | None:
    """Find a draft."""
    row = await db.row("select * from review.drafts where id = $1", id)
    return None if row is None else _draft(row)


async def find_waiting(db: Database, subject: UUID) -> Draft | None:
    """Find the latest draft about a subject that nobody has used or put away."""
    row = await db.row(
        """select * from review.drafts where workspace = $1 and subject = $2
           and state = 'waiting' order by id desc limit 1""",
        db.workspace,
        subject,
    )
    return None if row is None else _draft(row)


async def list_ai_texts(db: Database, ids: Sequence[DraftId]) -> list[str]:
    """Give what an AI proposed in some drafts."""
    if not ids:
        return []
    rows = await db.rows(
        "select ai_text from review.drafts where id = any($1::uuid[]) order by id", list(ids)
    )
    return [row["ai_text"] for row in rows]


async def finish_draft(db: Database, done: Draft) -> bool:
    """Keep what a person made of a draft; only the first to finish it counts."""
    return bool(
        await db.run(
            """update review.drafts set state = $2, final_text = $3, advisor = $4, ai_share = $5,
                 finished_at = $6 where id = $1 and state = 'waiting'""",
            done.id,
            done.state.value,
            done.final_text,
            done.advisor,
            done.ai_share,
            clock.now(),
        )
    )


async def discard_waiting(db: Database, subject: UUID) -> list[DraftId]:
    """Put away the drafts about a subject that nobody has used, and list them."""
    rows = await db.rows(
        """update review.drafts set state = 'discarded', finished_at = $3
           where workspace = $1 and subject = $2 and state = 'waiting' returning id""",
        db.workspace,
        subject,
        clock.now(),
    )
    return [DraftId(row["id"]) for row in rows]


def _draft(row: Row) -> Draft:
    return Draft(
        id=DraftId(row["id"]),
        subject=row["subject"],
        ai_text=row["ai_text"],
        citations=tuple(json.loads(row["citations"])),
        engine=row["engine"],
        confidence=row["confidence"],
        state=State(row["state"]),
        final_text=row["final_text"],
        advisor=row["advisor"],
        ai_share=row["ai_share"],
        created_at=row["created_at"],
    )
