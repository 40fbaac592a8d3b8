"""Keeping a document that somebody finished from a draft: new, and waiting for approval."""

from collections.abc import Mapping

from limpide import ledger
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError

from . import adding, drafting, store
from .adding import Terms
from .model import DocumentId


class NameTakenError(LimpideError):
    """A document of this name is kept already. Choose another name; it stays as it is."""

    status = 409


class UnreadableDraftError(LimpideError):
    """There is nothing to read in this document. Write at least a heading and a sentence."""

    status = 422


async def free_name(db: Database, name: str) -> str:
    """Give a name, or the first like it, that no document in use has."""
    number, free = 2, name
    while await store.find_uploaded(db, f"{free}.md") is not None:
        number, free = number + 1, f"{name}-{number}"
    return free


async def keep_draft(
    db: Database, name: str, text: str, *, hands: Mapping[str, int] | None = None, actor: Actor
) -> DocumentId:
    """Keep a document; it answers once a person approves it, whatever its header says.

    `hands`: whole percents by whose hand wrote it. Raises NameTakenError, UnreadableDraftError,
    UnfinishedDraftError.
    """
    path = f"{name}.md"
    if await store.find_uploaded(db, path) is not None:
        raise NameTakenError
    if drafting.is_unfinished([text]):
        raise drafting.UnfinishedDraftError
    terms = Terms(is_approved=False, is_held=True)
    added = await adding.upload(db, path, text.encode(), actor=actor, terms=terms)
    id = await store.find_uploaded(db, path)
    if id is None or added.skipped:
        raise UnreadableDraftError
    if hands:
        await store.set_hands(db, id, hands)
    data = {"hands": dict(hands or {})}
    await ledger.record(
        db, "knowledge.draft_kept", about=id, why="written here", actor=actor, data=data
    )
    return id
