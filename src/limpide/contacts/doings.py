"""Doings: what people did, so that segments can ask for it. Kept as a count, not as a trail."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from limpide.foundation import clock
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError

from . import store_doings
from .model import ContactId, Doing

# What the product notes by itself: they wrote to us; they answered a message or said that they
# read it; they bought.
WROTE: Final = "wrote"
READ: Final = "read"
BOUGHT: Final = "bought"
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")


class InvalidDoingError(LimpideError):
    """What somebody did has a name in lower case, such as visited_shop, and lies in the past."""

    status = 422


async def note_doing(
    db: Database, contact: ContactId, what: str, at: datetime | None = None
) -> None:
    """Keep that a person did something. Raises InvalidDoingError."""
    if not _NAME.fullmatch(what) or (at is not None and at > clock.now()):
        raise InvalidDoingError
    await store_doings.add(db, contact, what, at or clock.now())


async def list_doings(db: Database, contact: ContactId) -> Sequence[Doing]:
    """List what a person did, the latest first."""
    return await store_doings.list_of(db, contact)
