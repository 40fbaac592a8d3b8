"""Forgetting: what the API kept of a person who was erased."""

from limpide.foundation.database import Database
from limpide.rights import PersonErased

from . import store


async def on_person_erased(db: Database, fact: PersonErased) -> None:
    """Remove kept answers and told news that name a person who is gone."""
    await store.forget_person(db, fact.contact)
