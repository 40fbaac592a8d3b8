"""All that is kept of one person: given out, or erased."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from limpide.foundation.database import Database

from . import store_personal
from .model import ContactId


async def export_person(db: Database, contact: ContactId) -> Mapping[str, Any]:
    """Give all that this room keeps of a person, as JSON; empty when they are unknown."""
    return await store_personal.export(db, contact)


async def erase_person(db: Database, contact: ContactId) -> Mapping[str, Sequence[UUID]]:
    """Erase a person, and give the ids of what is gone. The rooms above come first.

    Suppressions stay: they know an address by a keyed hash only, and keep it from being written to.
    """
    return await store_personal.erase(db, contact)


async def forget_links(db: Database, before: datetime) -> int:
    """Remove the links that expired before a moment, and count them."""
    return await store_personal.remove_tokens(db, before)
