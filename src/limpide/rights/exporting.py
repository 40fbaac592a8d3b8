"""Exporting: all that every room keeps of one person (GDPR, articles 15 and 20)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from limpide import assistant, contacts, conversations, delivery, flows, journeys, ledger, review
from limpide.contacts import ContactId
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

from . import store

FORMAT: Final = "limpide-person-1"
_MOST_ENTRIES: Final = 100_000


@dataclass(frozen=True, slots=True)
class Export:
    """What a person gets: JSON by room, and when it was gathered."""

    contact: ContactId
    at: datetime
    rooms: Mapping[str, Any]

    def document(self) -> dict[str, Any]:
        """Give the document that is handed out."""
        return {
            "format": FORMAT,
            "contact": str(self.contact),
            "at": self.at.isoformat(),
            "rooms": dict(self.rooms),
        }


async def export(db: Database, contact: ContactId, *, actor: Actor) -> Export:
    """Gather all that is kept of a person. Raises NoSuchContactError. The ledger notes it."""
    await contacts.get_contact(db, contact)
    threads = await conversations.list_conversations(db, contact)
    asked = await store.requests_of(db, contact)
    entries = await ledger.entries_about(db, contact, limit=_MOST_ENTRIES)
    rooms: dict[str, Any] = {
        "contacts": await contacts.export_person(db, contact),
        "conversations": await conversations.export_person(db, contact),
        "delivery": await delivery.export_person(db, contact),
        "assistant": await assistant.export_turns(db, threads),
        "flows": await flows.export_person(db, contact),
        "review": await review.export_drafts(db, threads),
        "journeys": await journeys.export_person(db, contact),
        "rights": {"requests": [asdict(each) for each in asked]},
        "ledger": {
            "entries": [
                {"at": each.at, "what": each.what, "why": each.why, "data": dict(each.data)}
                for each in entries
            ]
        },
    }
    await ledger.record(db, "person.exported", about=contact, why="article 15", actor=actor)
    return Export(contact, clock.now(), rooms)
