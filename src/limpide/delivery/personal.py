"""The messages of one person: given out, erased, or blanked when their time is over."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from limpide.contacts import ContactId, Purpose
from limpide.foundation.database import Database

from . import forgetting, store_personal


async def export_person(db: Database, contact: ContactId) -> Mapping[str, Any]:
    """Give all that this room keeps of a person, as JSON."""
    return await store_personal.export(db, contact)


async def erase_person(db: Database, contact: ContactId) -> Mapping[str, Sequence[UUID]]:
    """Erase all messages to a person, and give the ids of what is gone.

    Their passports stay: they are public, and name nobody. Letters leave the spool, too.
    """
    await forgetting.forget_files(db, await store_personal.letters_of(db, contact))
    return await store_personal.erase(db, contact)


async def blank_texts(db: Database, purpose: Purpose, before: datetime) -> int:
    """Blank the texts of messages of a purpose that ended, and count them. The rows stay."""
    return await store_personal.blank(db, purpose, before)


async def hand_over_person(
    db: Database,
    source: ContactId,
    target: ContactId,
    *,
    only: Mapping[str, Sequence[str]] | None = None,
) -> Mapping[str, Sequence[str]]:
    """Give what belongs to one contact to another, all or only some, and say which by table."""
    return await store_personal.hand_over(db, source, target, only)
