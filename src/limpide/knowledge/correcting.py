"""Correcting: a document in a new version, written here by a person. Earlier versions stay."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from limpide import ledger
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError

from . import drafting, store
from .adding import passages_of
from .drafting import UnfinishedDraftError
from .drafts import UnreadableDraftError
from .model import Document, DocumentId, NoSuchDocumentError, Opened, Version
from .reading import ReadDocument, one_line, read, slug_of
from .store import Signed
from .writing_out import body_of


class StaleVersionError(LimpideError):
    """Somebody changed this document while you wrote. Read their words, then keep yours."""

    status = 409


@dataclass(frozen=True, slots=True)
class Correction:
    """What a document is to say. `body`: Markdown, without the title; `base`: the version read."""

    title: str
    body: str
    base: int
    note: str = ""


async def list_versions(db: Database, id: DocumentId) -> Sequence[Version]:
    """List what a document has said, the latest first."""
    return await store.list_versions(db, id)


async def open_version(db: Database, id: DocumentId, number: int) -> Opened:
    """Open a document as it was. Raises NoSuchDocumentError."""
    document = await store.find_document(db, id)
    opened = None if document is None else await store.open_version(db, document, number)
    if opened is None:
        raise NoSuchDocumentError
    return opened


async def correct(db: Database, id: DocumentId, wanted: Correction, *, actor: Actor) -> Document:
    """Keep new words for a document; at once where it answers already.

    The file it was read from does not undo them, as long as that file stays as it is. Raises
    NoSuchDocumentError, StaleVersionError, UnreadableDraftError, UnfinishedDraftError.
    """
    document, sha256 = await _held(db, id)
    if document.version != wanted.base:
        raise StaleVersionError
    before = await open_version(db, id, document.version)
    found = await _read(wanted, before)
    passages = list(passages_of(found))
    if document.is_approved and drafting.is_unfinished(each.text for each in passages):
        raise UnfinishedDraftError
    if (before.title, before.sections) == (found.title, found.sections):
        return document
    number = document.version + 1
    new = replace(document, title=found.title, version=number, updated_at=clock.now())
    await store.put_document(db, new, sha256)
    signed = Signed(actor.name, wanted.note)
    await store.add_version(db, new, found.sections, passages, signed)
    if document.hands:
        await store.set_hands(db, id, _hands(document.hands, body_of(before), wanted.body))
    await store.renew_revision(db)
    data = {"version": number}
    await ledger.record(db, "knowledge.corrected", about=id, why="", actor=actor, data=data)
    return new


async def _held(db: Database, id: DocumentId) -> tuple[Document, bytes]:
    held = await store.lock_document(db, id)
    if held is None or held[0].retired_at is not None:
        raise NoSuchDocumentError
    return held


async def _read(wanted: Correction, before: Opened) -> ReadDocument:
    title = one_line(wanted.title)
    text = f"# {slug_of(title)}\n\n{wanted.body}"
    found = await asyncio.to_thread(read, text.encode(), "correction.md")
    if not title or not isinstance(found, ReadDocument) or not found.sections:
        raise UnreadableDraftError
    # What stands before the first heading keeps its address: it may have been quoted.
    first, was = found.sections[0], before.sections[0]
    if not first.path and not was.path:
        found = replace(found, sections=(replace(first, anchor=was.anchor), *found.sections[1:]))
    return replace(found, title=title)


def _hands(before: Mapping[str, int], old: str, new: str) -> dict[str, int]:
    """Say whose hand wrote it now: what stayed is whose it was, the rest is a person's."""
    words = new.split()
    matched = SequenceMatcher(None, old.split(), words, autojunk=False).get_matching_blocks()
    stayed = sum(block.size for block in matched) / max(1, len(words))
    hands = {hand: round(percent * stayed) for hand, percent in before.items() if hand != "person"}
    return {**hands, "person": 100 - sum(hands.values())}
