"""SQL about passages and gaps: what may be quoted today, and what nobody could answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from limpide.foundation.database import Database, Row
from limpide.foundation.ids import new_id

from .index import Entry
from .model import Document, DocumentId, Gap, GapId, Passage, PassageId, url_of


@dataclass(frozen=True, slots=True)
class Quotable:
    """A passage that may be quoted, without its words. `head` changes with title and keywords."""

    id: UUID
    document: UUID
    title: str
    slug: str
    language: str
    keywords: tuple[str, ...]


async def list_quotable(db: Database, today: date) -> list[Quotable]:
    """List what may be quoted today: approved, in use, in date, in its current version."""
    rows = await db.rows(
        """select p.id, d.id as document, d.title, d.slug, d.language, d.keywords
           from knowledge.documents d
           join knowledge.passages p on p.workspace = d.workspace and p.document = d.id
             and p.version = d.version
           where d.workspace = $1 and d.is_approved and d.retired_at is null
             and (d.valid_until is null or d.valid_until >= $2)
           order by d.id, p.section, p.place""",
        db.workspace,
        today,
    )
    return [
        Quotable(
            row["id"],
            row["document"],
            row["title"],
            row["slug"],
            row["language"],
            tuple(row["keywords"]),
        )
        for row in rows
    ]


async def fetch_entries(db: Database, quotable: Sequence[Quotable]) -> list[Entry]:
    """Fetch the words of passages, in the order given."""
    rows = await db.rows(
        """select id, version, section, path, anchor, text from knowledge.passages
           where workspace = $1 and id = any($2::uuid[])""",
        db.workspace,
        [one.id for one in quotable],
    )
    found = {row["id"]: row for row in rows}
    return [_entry(one, found[one.id]) for one in quotable if one.id in found]


def _entry(quotable: Quotable, row: Row) -> Entry:
    return Entry(
        id=str(quotable.id),
        section=f"{quotable.document}#{row['section']}",
        language=quotable.language,
        title=quotable.title,
        path=tuple(row["path"]),
        keywords=quotable.keywords,
        text=row["text"],
        document=str(quotable.document),
        version=row["version"],
        url=url_of(quotable.language, quotable.slug, row["anchor"]),
    )


async def texts_quotable_now(
    db: Database, ids: Sequence[UUID], today: date
) -> dict[UUID, tuple[str, str]]:
    """Fetch text and language of those passages that may be quoted at this moment."""
    rows = await db.rows(
        """select p.id, p.text, d.language
           from knowledge.passages p
           join knowledge.documents d on d.workspace = p.workspace and d.id = p.document
             and d.version = p.version
           where p.workspace = $1 and p.id = any($2::uuid[]) and d.is_approved
             and d.retired_at is null and (d.valid_until is null or d.valid_until >= $3)""",
        db.workspace,
        list(ids),
        today,
    )
    return {row["id"]: (row["text"], row["language"]) for row in rows}


async def find_passage(db: Database, id: PassageId) -> Passage | None:
    """Find a passage of any version."""
    row = await db.row(
        """select id, document, version, path, anchor, text from knowledge.passages
           where workspace = $1 and id = $2""",
        db.workspace,
        id,
    )
    if row is None:
        return None
    return Passage(
        id=PassageId(row["id"]),
        document=DocumentId(row["document"]),
        version=row["version"],
        path=tuple(row["path"]),
        anchor=row["anchor"],
        text=row["text"],
    )


async def texts_of(db: Database, document: Document) -> list[str]:
    """Fetch the passages of a document in its current version, in their order."""
    rows = await db.rows(
        """select text from knowledge.passages where workspace = $1 and document = $2
           and version = $3 order by section, place""",
        db.workspace,
        document.id,
        document.version,
    )
    return [row["text"] for row in rows]


async def name_passages(
    db: Database, ids: Sequence[UUID]
) -> dict[str, tuple[str, tuple[str, ...], int]]:
    """Fetch title, headings and version of passages, by id."""
    rows = await db.rows(
        """select p.id, v.title, p.path, p.version from knowledge.passages p
           join knowledge.versions v on v.workspace = p.workspace and v.document = p.document
             and v.version = p.version
           where p.workspace = $1 and p.id = any($2::uuid[])""",
        db.workspace,
        list(ids),
    )
    return {str(row["id"]): (row["title"], tuple(row["path"]), row["version"]) for row in rows}


async def count_gap(
    db: Database, question: str, folded: str, language: str, reason: str, at: datetime
) -> GapId:
    """Keep an unanswered question, or count one that was asked before; a closed one opens again."""
    return await db.value(
        """insert into knowledge.gaps
             (id, workspace, question, folded, language, reason, first_at, last_at)
           values ($1, $2, $3, $4, $5, $6, $7, $7)
           on conflict (workspace, language, folded) do update
             set asked = gaps.asked + 1, last_at = excluded.last_at, closed_at = null,
               taken_by = case when gaps.closed_at is null then gaps.taken_by end,
               reason = excluded.reason
           returning id""",
        new_id(),
        db.workspace,
        question,
        folded,
        language,
        reason,
        at,
    )


async def remove_gaps(db: Database, begun: list[str], length: int) -> int:
    """Remove the questions that begin so, white space runs as one, and count them."""
    return await db.run(
        """delete from knowledge.gaps where workspace = $1
             and left(btrim(regexp_replace(question, '\\s+', ' ', 'g')), $3) = any($2::text[])""",
        db.workspace,
        begun,
        length,
    )


async def list_gaps(db: Database, language: str | None, limit: int) -> list[Gap]:
    """List open questions, the most asked first."""
    rows = await db.rows(
        """select id, question, language, reason, asked, first_at, last_at, taken_by
           from knowledge.gaps
           where workspace = $1 and closed_at is null and ($2::text is null or language = $2)
           order by asked desc, last_at desc limit $3""",
        db.workspace,
        language,
        limit,
    )
    return [Gap(**_columns(row)) for row in rows]


async def take_gaps(db: Database, ids: Sequence[GapId], name: str | None, at: datetime) -> int:
    """Note who works on open questions; None: nobody any more."""
    return await db.run(
        """update knowledge.gaps set taken_by = $3, taken_at = $4
           where workspace = $1 and id = any($2::uuid[]) and closed_at is null""",
        db.workspace,
        list(ids),
        name,
        at,
    )


async def documents_of(db: Database, passages: Sequence[UUID]) -> set[DocumentId]:
    """Fetch which documents passages of any version belong to."""
    rows = await db.rows(
        """select distinct document from knowledge.passages
           where workspace = $1 and id = any($2::uuid[])""",
        db.workspace,
        list(passages),
    )
    return {DocumentId(row["document"]) for row in rows}


async def words_used(db: Database, words: Sequence[str]) -> list[str]:
    """Say which words, letters only, the documents in use hold in just that case."""
    rows = await db.rows(
        """select word from unnest($2::text[]) word where exists (
             select from knowledge.passages p
             join knowledge.documents d on d.workspace = p.workspace and d.id = p.document
               and d.version = p.version
             where p.workspace = $1 and d.retired_at is null
               and p.text ~ ('\\y' || word || '\\y'))""",
        db.workspace,
        list(words),
    )
    return [row["word"] for row in rows]


async def close_gap(db: Database, id: GapId, at: datetime) -> bool:
    """Close an open question."""
    return bool(
        await db.run(
            """update knowledge.gaps set closed_at = $3
               where workspace = $1 and id = $2 and closed_at is null""",
            db.workspace,
            id,
            at,
        )
    )


async def reopen_gaps(db: Database, ids: Sequence[GapId]) -> None:
    """Open closed questions again."""
    await db.run(
        """update knowledge.gaps set closed_at = null
           where workspace = $1 and id = any($2::uuid[])""",
        db.workspace,
        list(ids),
    )


def _columns(row: Row) -> dict[str, Any]:
    return dict(row)
