"""One person's part in campaigns: given out, or erased."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from limpide.contacts import ContactId
from limpide.foundation.database import Database

from . import store_personal


async def export_person(db: Database, contact: ContactId) -> Mapping[str, Any]:
    """Give all that this room keeps of a person, as JSON."""
    return {"campaigns": await store_personal.export(db, contact)}


async def erase_person(db: Database, contact: ContactId) -> Mapping[str, Sequence[UUID]]:
    """Erase a person's part in campaigns, and give the campaigns' ids."""
    return {"recipients": await store_personal.erase(db, contact)}
