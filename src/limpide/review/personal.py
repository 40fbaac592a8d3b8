"""Drafts about some subjects: given out, or erased."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from limpide.foundation.database import Database

from . import store_personal


async def export_drafts(db: Database, subjects: Sequence[UUID]) -> Mapping[str, Any]:
    """Give what was drafted about some subjects, as JSON."""
    return {
        "drafts": await store_personal.export(db, subjects),
        "items": await store_personal.export_items(db, subjects),
        "manuscripts": await store_personal.export_manuscripts(db, subjects),
    }


async def erase_quoting(
    db: Database, subjects: Sequence[UUID], conversations: Sequence[UUID]
) -> Sequence[UUID]:
    """Erase drafts about some subjects, begun or not, that quote some conversations."""
    quoting = await store_personal.erase_quoting(db, subjects, conversations)
    await store_personal.erase_manuscripts(db, [subject for _, subject in quoting])
    return [draft for draft, _ in quoting]


async def erase_drafts(db: Database, subjects: Sequence[UUID]) -> Mapping[str, Sequence[UUID]]:
    """Erase what was drafted about some subjects."""
    await store_personal.erase_manuscripts(db, subjects)
    items = await store_personal.blank_items(db, subjects)
    return {"drafts": await store_personal.erase(db, subjects), "items": items}
