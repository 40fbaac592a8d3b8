"""Saved views: what an advisor narrows the inbox to again and again, under a name of their own."""

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError

from . import store_views
from .model_desk import SavedView

_LONGEST = 60
_MOST = 30


class InvalidViewError(LimpideError):
    """A view has a name of 1 to 60 characters; an advisor keeps at most 30."""

    status: ClassVar[int] = 422


async def save(db: Database, advisor: UUID, name: str, query: str) -> None:
    """Keep a view; the same name replaces it. Raises InvalidViewError."""
    name = " ".join(name.split())
    known = {each.name for each in await list_saved(db, advisor)}
    if not 0 < len(name) <= _LONGEST or (name not in known and len(known) >= _MOST):
        raise InvalidViewError
    await store_views.save(db, advisor, name, query)


async def list_saved(db: Database, advisor: UUID) -> Sequence[SavedView]:
    """List an advisor's views by name."""
    return await store_views.list_saved(db, advisor)


async def forget(db: Database, advisor: UUID, id: UUID) -> bool:
    """Forget a view."""
    return await store_views.forget(db, advisor, id)
