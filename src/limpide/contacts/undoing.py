"""Undoing: what stood before a person's last save, so that one tap brings it back."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from limpide.foundation import clock
from limpide.foundation.database import Database

from . import store_manners
from .model import ContactId

_UNDOABLE: Final = timedelta(days=1)


async def keep_before(db: Database, contact: ContactId, form: Mapping[str, str]) -> None:
    """Keep what a person's choices were before they saved others."""
    await store_manners.keep_before(db, contact, form, clock.now())


async def find_before(db: Database, contact: ContactId) -> Mapping[str, str] | None:
    """Find what a person's choices were before the last save; None after a day."""
    return await store_manners.find_before(db, contact, clock.now() - _UNDOABLE)
