"""Documents and sources as colleagues and the help centre see them: list, open, approve, retire."""

import dataclasses
from collections.abc import Sequence
from datetime import date

from rapidfuzz import fuzz, process

from limpide import ledger
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

from . import drafting, store, store_passages
from .drafting import UnfinishedDraftError
from .model import (
    Document,
    DocumentId,
    NoSuchDocumentError,
    NoSuchPassageError,
    NoSuchSourceError,
    Opened,
    Passage,
    PassageId,
    PassageNow,
    Source,
    SourceId,
)

# Below this, two passages are about different things (0 to 100, token set ratio).
_ALIKE = 55


async def list_sources(db: Database) -> Sequence[Source]:
    """List the sources in use, oldest first."""
    return await store.list_sources(db)


async def list_documents(
    db: Database,
    *,
    language: str | None = None,
    category: str | None = None,
    source: SourceId | None = None,
    public_only: bool = False,
) -> Sequence[Document]:
    """List the documents in use, by category and title; `public_only`: those customers may read."""
    found = await store.list_documents(db, language=language, category=category, source=source)
    today = clock.now().date()
    return [d for d in found if d.may_answer(today)] if public_only else found


async def get_document(db: Database, id: DocumentId) -> Opened:
    """Open a document in its current version, approved or not. Raises NoSuchDocumentError."""
    document = await store.find_document(db, id)
    return await _opened(db, document, document.version if document else 0)


async def find_public(db: Database, slug: str, language: str) -> Opened | None:
    """Open a document of the help centre; None when customers may not read it, or there is none."""
    document = await store.find_document_by_slug(db, slug, language)
    if document is None or not document.may_answer(clock.now().date()):
        return None
    return await store.open_version(db, document, document.version)


async def find_passage(db: Database, id: PassageId) -> Passage | None:
    """Find a passage of any version, also of a document that has changed or gone since."""
    return await store_passages.find_passage(db, id)


async def passage_now(db: Database, id: PassageId) -> PassageNow | None:
    """Compare a passage with what its document says today; None when there is no such passage."""
    passage = await store_passages.find_passage(db, id)
    document = None if passage is None else await store.find_document(db, passage.document)
    if passage is None or document is None:
        return None
    texts: Sequence[str] = ()
    if document.may_answer(clock.now().date()):
        texts = await store_passages.texts_of(db, document)
    return PassageNow(passage, document.title, document, _nearest(passage.text, texts))


def _nearest(text: str, texts: Sequence[str]) -> str | None:
    if text in texts:
        return text
    found = process.extractOne(text, texts, scorer=fuzz.token_set_ratio, score_cutoff=_ALIKE)
    return found[0] if found else None


async def open_passage(db: Database, id: PassageId) -> tuple[Passage, Opened]:
    """Open a passage with its document as both were written. Raises NoSuchPassageError."""
    passage = await store_passages.find_passage(db, id)
    if passage is None:
        raise NoSuchPassageError
    document = await store.find_document(db, passage.document)
    return passage, await _opened(db, document, passage.version)


async def approve(
    db: Database, id: DocumentId, *, is_approved: bool = True, actor: Actor
) -> Document:
    """Let a document answer, or stop it. Takes effect at once.

    Raises NoSuchDocumentError, UnfinishedDraftError.
    """
    document = await _live(db, id)
    if is_approved and drafting.is_unfinished(await store_passages.texts_of(db, document)):
        raise UnfinishedDraftError
    await store.change_document(
        db, id, owner=document.owner, review_on=document.review_on, is_approved=is_approved
    )
    await _changed(db, id, "knowledge.approved" if is_approved else "knowledge.stopped", actor)
    return dataclasses.replace(document, is_approved=is_approved)


async def entrust(
    db: Database, id: DocumentId, *, owner: str | None, review_on: date | None, actor: Actor
) -> Document:
    """Say who answers for a document and when to read it again. Raises NoSuchDocumentError."""
    document = await _live(db, id)
    await store.change_document(
        db, id, owner=owner, review_on=review_on, is_approved=document.is_approved
    )
    await ledger.record(db, "knowledge.entrusted", about=id, why="", actor=actor)
    return dataclasses.replace(document, owner=owner, review_on=review_on)


async def retire(db: Database, id: DocumentId, *, actor: Actor) -> None:
    """Take a document out of use; what was quoted of it still opens. Raises NoSuchDocumentError."""
    await _live(db, id)
    await store.retire_documents(db, [id], clock.now())
    await _changed(db, id, "knowledge.retired", actor)


async def bring_back(db: Database, id: DocumentId, *, actor: Actor) -> None:
    """Put a retired document in use again; it waits for approval. Raises NoSuchDocumentError."""
    document = await store.find_document(db, id)
    if document is None or document.retired_at is None:
        raise NoSuchDocumentError
    taken = {
        slug for language, slug in await store.slugs_in_use(db) if language == document.language
    }
    slug, number = document.slug, 2
    while slug in taken:
        slug, number = f"{document.slug}-{number}", number + 1
    await store.bring_back_document(db, id, slug)
    await _changed(db, id, "knowledge.brought_back", actor)


async def approve_source(
    db: Database, id: SourceId, *, is_approved: bool = True, actor: Actor
) -> None:
    """Let all documents of a source answer, or none of them. Raises NoSuchSourceError."""
    source = await store.find_source(db, id)
    if source is None:
        raise NoSuchSourceError
    await store.change_source(
        db, id, owner=source.owner, review_on=source.review_on, is_approved=is_approved
    )
    await store.approve_documents_of(db, id, is_approved=is_approved)
    what = "knowledge.source_approved" if is_approved else "knowledge.source_stopped"
    await _changed(db, id, what, actor)


async def retire_source(db: Database, id: SourceId, *, actor: Actor) -> None:
    """Take a source and all its documents out of use. Raises NoSuchSourceError."""
    if not await store.retire_source(db, id, clock.now()):
        raise NoSuchSourceError
    await store.retire_documents_of(db, id, clock.now())
    await _changed(db, id, "knowledge.source_retired", actor)


async def _live(db: Database, id: DocumentId) -> Document:
    document = await store.find_document(db, id)
    if document is None or document.retired_at is not None:
        raise NoSuchDocumentError
    return document


async def _opened(db: Database, document: Document | None, version: int) -> Opened:
    opened = None if document is None else await store.open_version(db, document, version)
    if opened is None:
        raise NoSuchDocumentError
    return opened


async def _changed(db: Database, about: DocumentId | SourceId, what: str, actor: Actor) -> None:
    await store.renew_revision(db)
    await ledger.record(db, what, about=about, why="", actor=actor)
