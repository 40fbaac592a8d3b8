"""One person's part in campaigns: given out, or erased."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from limpide.contacts import ContactId
from limpide.foundation.database import Database

from . import store_personal


async def export_person(db: Database, contact: ContactId) -> Mapping[str, Any]:
    """Give all that this room keeps of a person, as JSON."""
    return {
        "campaigns": await store_personal.export(db, contact),
        "gathered": await store_personal.export_gathered(db, contact),
    }


async def erase_person(db: Database, contact: ContactId) -> Mapping[str, Sequence[UUID]]:
    """Erase a person's part in campaigns and what waits for them, and give the ids."""
    return {
        "recipients": await store_personal.erase(db, contact),
        "gathered": await store_personal.erase_gathered(db, contact),
    }


async def hand_over_person(
    db: Database,
    source: ContactId,
    target: ContactId,
    *,
    only: Mapping[str, Sequence[str]] | None = None,
) -> Mapping[str, Sequence[str]]:
    """Give what belongs to one contact to another, all or only some, and say which by table."""
    return await store_personal.hand_over(db, source, target, only)
