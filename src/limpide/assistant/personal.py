"""What the assistant kept of some conversations: given out, or erased."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from limpide import review
from limpide.foundation.database import Database

from . import store_gaps, store_personal


async def export_turns(db: Database, conversations: Sequence[UUID]) -> Mapping[str, Any]:
    """Give how each answer of some conversations was decided, as JSON."""
    return {"turns": await store_personal.export(db, conversations)}


async def erase_turns(db: Database, conversations: Sequence[UUID]) -> Mapping[str, Sequence[UUID]]:
    """Erase how answers were decided; they cannot be replayed any more."""
    contests = await store_personal.forget_contests(db, conversations)
    gaps = await store_gaps.forget(db, conversations)
    return {
        "turns": await store_personal.erase(db, conversations),
        "contests": contests,
        "drafts": await review.erase_quoting(db, gaps, conversations),
    }
