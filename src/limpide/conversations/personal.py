"""The threads of one person: given out, or erased."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from limpide.contacts import ContactId
from limpide.foundation.database import Database

from . import store_personal
from .model import ConversationId


async def list_conversations(db: Database, contact: ContactId) -> Sequence[ConversationId]:
    """List the threads of a person, oldest first."""
    return await store_personal.list_of(db, contact)


async def list_settled(
    db: Database, before: datetime, *, limit: int = 500
) -> Sequence[ConversationId]:
    """List threads that are resolved, and silent since a moment."""
    return await store_personal.list_settled(db, before, limit)


async def words_of(db: Database, threads: Sequence[ConversationId]) -> Sequence[Sequence[str]]:
    """List what customers wrote in some threads, each in its order."""
    return await store_personal.said_in(db, threads)


async def export_person(db: Database, contact: ContactId) -> Mapping[str, Any]:
    """Give all that this room keeps of a person, as JSON."""
    return await store_personal.export(db, await store_personal.list_of(db, contact))


async def erase_person(db: Database, contact: ContactId) -> Mapping[str, Sequence[UUID]]:
    """Erase all threads of a person, and give the ids of what is gone."""
    gone = await store_personal.erase(db, await store_personal.list_of(db, contact))
    await store_personal.erase_visits(db, contact)
    return gone


async def erase_threads(
    db: Database, threads: Sequence[ConversationId]
) -> Mapping[str, Sequence[UUID]]:
    """Erase threads whose time is over, and give the ids of what is gone."""
    return await store_personal.erase(db, threads)


async def hand_over_person(
    db: Database,
    source: ContactId,
    target: ContactId,
    *,
    only: Mapping[str, Sequence[str]] | None = None,
) -> Mapping[str, Sequence[str]]:
    """Give what belongs to one contact to another, all or only some, and say which by table."""
    return await store_personal.hand_over(db, source, target, only)
