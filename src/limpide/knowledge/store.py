"""SQL about sources and documents: what is kept, in which version, and what may be quoted."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from pydantic import TypeAdapter

from limpide.foundation.database import Database, Row
from limpide.foundation.ids import new_id

from .model import Document, DocumentId, Opened, Source, SourceId, SourceKind, Version
from .reading import Section

_SECTIONS = TypeAdapter(tuple[Section, ...])


@dataclass(frozen=True, slots=True)
class Held:
    """What is known of a document before it is read again."""

    id: DocumentId
    sha256: bytes
    version: int
    slug: str
    language: str
    is_approved: bool
    is_retired: bool


@dataclass(frozen=True, slots=True)
class Written:
    """One passage to be kept."""

    id: UUID
    section: int
    place: int
    path: tuple[str, ...]
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Signed:
    """Who wrote a version here, and why."""

    name: str = ""
    note: str = ""


NOBODY: Final = Signed()


async def put_source(db: Database, source: Source) -> SourceId:
    """Add a source, or bring the one at that place back to life; give its id."""
    return await db.value(
        """insert into knowledge.sources
             (id, workspace, kind, location, owner, review_on, is_approved, added_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8)
           on conflict (workspace, location) do update set retired_at = null,
             owner = coalesce(excluded.owner, sources.owner),
             review_on = coalesce(excluded.review_on, sources.review_on)
           returning id""",
        source.id,
        db.workspace,
        source.kind,
        source.location,
        source.owner,
        source.review_on,
        source.is_approved,
        source.added_at,
    )


async def mark_read(db: Database, source: SourceId, at: datetime) -> None:
    """Note when a source was last read."""
    await db.run(
        "update knowledge.sources set read_at = $3 where workspace = $1 and id = $2",
        db.workspace,
        source,
        at,
    )


async def lock_source(db: Database, location: str) -> SourceId | None:
    """Find a source by its place, and keep others from reading it at the same time."""
    return await db.value(
        """select id from knowledge.sources
           where workspace = $1 and location = $2 for update""",
        db.workspace,
        location,
    )


async def list_sources(db: Database) -> list[Source]:
    """List the sources in use, oldest first."""
    rows = await db.rows(
        """select s.*, (select count(*) from knowledge.documents d where d.workspace = s.workspace
             and d.source = s.id and d.retired_at is null) as documents
           from knowledge.sources s where s.workspace = $1 and s.retired_at is null
           order by s.id""",
        db.workspace,
    )
    return [_source(row) for row in rows]


async def find_source(db: Database, id: SourceId) -> Source | None:
    """Find a source in use."""
    return next((source for source in await list_sources(db) if source.id == id), None)


async def change_source(
    db: Database, id: SourceId, *, owner: str | None, review_on: date | None, is_approved: bool
) -> bool:
    """Write down what colleagues decided about a source."""
    return bool(
        await db.run(
            """update knowledge.sources set owner = $3, review_on = $4, is_approved = $5
               where workspace = $1 and id = $2 and retired_at is null""",
            db.workspace,
            id,
            owner,
            review_on,
            is_approved,
        )
    )


async def retire_source(db: Database, id: SourceId, at: datetime) -> bool:
    """Take a source out of use."""
    return bool(
        await db.run(
            """update knowledge.sources set retired_at = $3
               where workspace = $1 and id = $2 and retired_at is null""",
            db.workspace,
            id,
            at,
        )
    )


async def held_documents(db: Database, source: SourceId) -> dict[str, Held]:
    """Fetch what is known of a source's documents, by path, retired ones too."""
    rows = await db.rows(
        """select id, path, sha256, version, slug, language, is_approved, retired_at
           from knowledge.documents
           where workspace = $1 and source = $2""",
        db.workspace,
        source,
    )
    return {
        row["path"]: Held(
            row["id"],
            row["sha256"],
            row["version"],
            row["slug"],
            row["language"],
            row["is_approved"],
            row["retired_at"] is not None,
        )
        for row in rows
    }


async def find_uploaded(db: Database, path: str) -> DocumentId | None:
    """Find the document in use that colleagues sent under a name."""
    return await db.value(
        """select d.id from knowledge.documents d
           join knowledge.sources s on s.workspace = d.workspace and s.id = d.source
           where d.workspace = $1 and d.path = $2 and d.retired_at is null
             and s.kind = 'upload'""",
        db.workspace,
        path,
    )


async def set_hands(db: Database, id: DocumentId, hands: Mapping[str, int]) -> None:
    """Keep whose hand wrote a document, in percents."""
    await db.run(
        "update knowledge.documents set hands = $3::jsonb where workspace = $1 and id = $2",
        db.workspace,
        id,
        json.dumps(dict(hands)),
    )


async def slugs_in_use(db: Database) -> dict[tuple[str, str], DocumentId]:
    """Fetch the addresses taken in the help centre, by language and slug."""
    rows = await db.rows(
        """select language, slug, id from knowledge.documents
           where workspace = $1 and retired_at is null""",
        db.workspace,
    )
    return {(row["language"], row["slug"]): row["id"] for row in rows}


async def put_document(db: Database, document: Document, sha256: bytes) -> None:
    """Add a document or bring it up to date."""
    await db.run(
        """insert into knowledge.documents (id, workspace, source, path, slug, language, category,
             title, owner, review_on, valid_until, is_approved, keywords, sha256, version,
             added_at, updated_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16)
           on conflict (id) do update set slug = excluded.slug, language = excluded.language,
             category = excluded.category, title = excluded.title,
             owner = coalesce(excluded.owner, documents.owner),
             review_on = coalesce(excluded.review_on, documents.review_on),
             valid_until = excluded.valid_until, is_approved = excluded.is_approved,
             keywords = excluded.keywords, sha256 = excluded.sha256, version = excluded.version,
             updated_at = excluded.updated_at, retired_at = null, hands = null""",
        document.id,
        db.workspace,
        document.source,
        document.path,
        document.slug,
        document.language,
        document.category,
        document.title,
        document.owner,
        document.review_on,
        document.valid_until,
        document.is_approved,
        list(document.keywords),
        sha256,
        document.version,
        document.updated_at,
    )


async def add_version(
    db: Database,
    document: Document,
    sections: Sequence[Section],
    passages: Sequence[Written],
    by: Signed = NOBODY,
) -> None:
    """Keep what a document says in this version, and its passages."""
    await db.run(
        """insert into knowledge.versions
             (workspace, document, version, title, sections, read_at, by_name, note)
           values ($1, $2, $3, $4, $5::jsonb, $6, $7, $8)""",
        db.workspace,
        document.id,
        document.version,
        document.title,
        _SECTIONS.dump_json(tuple(sections)).decode(),
        document.updated_at,
        by.name,
        by.note,
    )
    await db.run(
        """insert into knowledge.passages
             (id, workspace, document, version, section, place, path, anchor, text)
           select p.id, $1, $2, $3, p.section, p.place,
             array(select jsonb_array_elements_text(p.path::jsonb)), p.anchor, p.text
           from unnest($4::uuid[], $5::int[], $6::int[], $7::text[], $8::text[], $9::text[])
             as p (id, section, place, path, anchor, text)""",
        db.workspace,
        document.id,
        document.version,
        [passage.id for passage in passages],
        [passage.section for passage in passages],
        [passage.place for passage in passages],
        [TypeAdapter(tuple[str, ...]).dump_json(passage.path).decode() for passage in passages],
        [passage.anchor for passage in passages],
        [passage.text for passage in passages],
    )


async def retire_documents(db: Database, ids: Sequence[DocumentId], at: datetime) -> None:
    """Take documents out of use; their versions stay."""
    await db.run(
        """update knowledge.documents set retired_at = $3
           where workspace = $1 and id = any($2::uuid[]) and retired_at is null""",
        db.workspace,
        list(ids),
        at,
    )


async def bring_back_document(db: Database, id: DocumentId, slug: str) -> None:
    """Put a document in use again, unapproved, at an address nobody else has."""
    await db.run(
        """update knowledge.documents set retired_at = null, is_approved = false, slug = $3
           where workspace = $1 and id = $2""",
        db.workspace,
        id,
        slug,
    )


async def retire_documents_of(db: Database, source: SourceId, at: datetime) -> None:
    """Take all documents of a source out of use."""
    await db.run(
        """update knowledge.documents set retired_at = $3
           where workspace = $1 and source = $2 and retired_at is null""",
        db.workspace,
        source,
        at,
    )


async def change_document(
    db: Database, id: DocumentId, *, owner: str | None, review_on: date | None, is_approved: bool
) -> bool:
    """Write down what colleagues decided about a document."""
    return bool(
        await db.run(
            """update knowledge.documents set owner = $3, review_on = $4, is_approved = $5
               where workspace = $1 and id = $2 and retired_at is null""",
            db.workspace,
            id,
            owner,
            review_on,
            is_approved,
        )
    )


async def approve_documents_of(db: Database, source: SourceId, *, is_approved: bool) -> None:
    """Approve all documents of a source, or none of them."""
    await db.run(
        """update knowledge.documents set is_approved = $3
           where workspace = $1 and source = $2 and retired_at is null""",
        db.workspace,
        source,
        is_approved,
    )


async def list_documents(
    db: Database, *, language: str | None, category: str | None, source: SourceId | None
) -> list[Document]:
    """List the documents in use, approved or not, by category and title."""
    rows = await db.rows(
        """select * from knowledge.documents where workspace = $1 and retired_at is null
             and ($2::text is null or language = $2) and ($3::text is null or category = $3)
             and ($4::uuid is null or source = $4)
           order by category nulls last, title, id""",
        db.workspace,
        language,
        category,
        source,
    )
    return [document_of(row) for row in rows]


async def find_document(db: Database, id: DocumentId) -> Document | None:
    """Find a document, also a retired one."""
    row = await db.row(
        "select * from knowledge.documents where workspace = $1 and id = $2", db.workspace, id
    )
    return None if row is None else document_of(row)


async def find_document_by_slug(db: Database, slug: str, language: str) -> Document | None:
    """Find the document in use at an address of the help centre."""
    row = await db.row(
        """select * from knowledge.documents where workspace = $1 and language = $2 and slug = $3
             and retired_at is null""",
        db.workspace,
        language,
        slug,
    )
    return None if row is None else document_of(row)


async def open_version(db: Database, document: Document, version: int) -> Opened | None:
    """Fetch the words of a document in one version."""
    row = await db.row(
        """select title, sections::text as sections from knowledge.versions
           where workspace = $1 and document = $2 and version = $3""",
        db.workspace,
        document.id,
        version,
    )
    if row is None:
        return None
    sections = _SECTIONS.validate_json(row["sections"])
    return Opened(document, version, row["title"], sections)


async def lock_document(db: Database, id: DocumentId) -> tuple[Document, bytes] | None:
    """Find a document with the mark of the file it was read from, and keep it from changing."""
    row = await db.row(
        "select * from knowledge.documents where workspace = $1 and id = $2 for update",
        db.workspace,
        id,
    )
    return None if row is None else (document_of(row), row["sha256"])


async def list_versions(db: Database, id: DocumentId) -> list[Version]:
    """List the versions of a document, the latest first."""
    rows = await db.rows(
        """select version as number, title, read_at as at, by_name, note from knowledge.versions
           where workspace = $1 and document = $2 order by version desc""",
        db.workspace,
        id,
    )
    return [Version(**dict(row)) for row in rows]


async def renew_revision(db: Database) -> None:
    """Say to all processes that what may be quoted has changed."""
    await db.run(
        """insert into knowledge.revisions (workspace, revision) values ($1, $2)
           on conflict (workspace) do update set revision = excluded.revision""",
        db.workspace,
        new_id(),
    )


async def revision(db: Database) -> UUID | None:
    """Fetch the mark of the latest change."""
    return await db.value(
        "select revision from knowledge.revisions where workspace = $1", db.workspace
    )


def document_of(row: Row) -> Document:
    """Make a document from a row of its table."""
    columns: dict[str, Any] = dict(row)
    for hidden in ("workspace", "sha256", "added_at"):
        columns.pop(hidden)
    columns["keywords"] = tuple(columns["keywords"])
    columns["hands"] = None if columns["hands"] is None else json.loads(columns["hands"])
    return Document(**columns)


def _source(row: Row) -> Source:
    columns: dict[str, Any] = dict(row)
    for hidden in ("workspace", "retired_at"):
        columns.pop(hidden)
    columns["kind"] = SourceKind(columns["kind"])
    return Source(**columns)
