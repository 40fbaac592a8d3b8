"""All SQL of manuscripts."""

import json
from datetime import datetime
from uuid import UUID

from limpide.foundation.database import Database, Row

from .model import DraftId, Manuscript
from .provenance import edit_from_json, edit_to_json, from_json, to_json


async def find(db: Database, subject: UUID, advisor: UUID) -> Manuscript | None:
    """Find what somebody is writing."""
    row = await db.row(
        """select * from review.manuscripts
           where workspace = $1 and subject = $2 and advisor = $3""",
        db.workspace,
        subject,
        advisor,
    )
    return None if row is None else _manuscript(row)


async def hold(db: Database, blank: Manuscript) -> Manuscript:
    """Lock what somebody is writing; where there is nothing, this beginning."""
    runs = json.dumps(to_json(blank.runs))
    row = await db.row(
        """insert into review.manuscripts
             (subject, advisor, drafts, body, base, runs, version, saved_at)
           values ($1, $2, $3, $4, $5::jsonb, $5::jsonb, $6, $7)
           on conflict (workspace, subject, advisor) do update set version = manuscripts.version
           returning *""",
        blank.subject,
        blank.advisor,
        list(blank.drafts),
        blank.text,
        runs,
        blank.version,
        blank.saved_at,
    )
    return blank if row is None else _manuscript(row)


async def save(db: Database, kept: Manuscript) -> None:
    """Keep what was written."""
    await db.run(
        """update review.manuscripts set drafts = $4, body = $5, base = $6::jsonb,
             edits = $7::jsonb, runs = $8::jsonb, version = $9, saved_at = $10, taken_by = $11
           where workspace = $1 and subject = $2 and advisor = $3""",
        db.workspace,
        kept.subject,
        kept.advisor,
        list(kept.drafts),
        kept.text,
        json.dumps(to_json(kept.base)),
        json.dumps([edit_to_json(edit) for edit in kept.edits]),
        json.dumps(to_json(kept.runs)),
        kept.version,
        kept.saved_at,
        kept.taken_by,
    )


async def mark_taken(db: Database, subject: UUID, advisor: UUID, by: UUID) -> None:
    """Keep who goes on with what somebody began."""
    await db.run(
        """update review.manuscripts set taken_by = $4
           where workspace = $1 and subject = $2 and advisor = $3""",
        db.workspace,
        subject,
        advisor,
        by,
    )


async def list_writers(db: Database, subject: UUID, since: datetime) -> list[tuple[UUID, datetime]]:
    """List who has begun to write since a moment, and when they last did."""
    rows = await db.rows(
        """select advisor, saved_at from review.manuscripts
           where workspace = $1 and subject = $2 and saved_at > $3 and body <> ''
             and taken_by is null order by saved_at desc""",
        db.workspace,
        subject,
        since,
    )
    return [(row["advisor"], row["saved_at"]) for row in rows]


async def remove(db: Database, subject: UUID, advisor: UUID) -> None:
    """Forget what somebody was writing."""
    await db.run(
        """delete from review.manuscripts
           where workspace = $1 and subject = $2 and advisor = $3""",
        db.workspace,
        subject,
        advisor,
    )


async def remove_all(db: Database, subject: UUID) -> None:
    """Forget what anybody was writing about a subject."""
    await db.run(
        "delete from review.manuscripts where workspace = $1 and subject = $2",
        db.workspace,
        subject,
    )


def _manuscript(row: Row) -> Manuscript:
    return Manuscript(
        subject=row["subject"],
        advisor=row["advisor"],
        drafts=tuple(DraftId(id) for id in row["drafts"]),
        base=from_json(json.loads(row["base"])),
        edits=tuple(edit_from_json(each) for each in json.loads(row["edits"])),
        runs=from_json(json.loads(row["runs"])),
        version=row["version"],
        saved_at=row["saved_at"],
        taken_by=row["taken_by"],
    )
