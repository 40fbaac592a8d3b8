"""Permission to leave: the person's choices and AI mode, asked twice for every message."""

from dataclasses import dataclass
from datetime import datetime

from limpide import contacts
from limpide.channels import Kind
from limpide.contacts import ContactId, Permission, Purpose, Refusal, Use
from limpide.foundation.database import Database
from limpide.ledger import AuthorKind

from .model import Message


@dataclass(frozen=True, slots=True)
class Ask:
    """What permission is asked for."""

    contact: ContactId
    purpose: Purpose
    author: AuthorKind
    is_fact: bool
    answering: datetime | None
    address: str | None

    @classmethod
    def of(cls, message: Message) -> "Ask":
        """Ask again for a message that was permitted when it was requested."""
        return cls(
            message.contact,
            message.purpose,
            message.author.kind,
            message.is_fact,
            message.answering,
            message.address,
        )


async def may_leave(db: Database, ask: Ask, kind: Kind) -> Permission:
    """Say whether a message may leave by a channel now."""
    person = await contacts.get_contact(db, ask.contact)
    if not contacts.has_ai_allowed(person.ai_mode, ask.author, is_fact=ask.is_fact):
        return Permission(Refusal.AI_NOT_WANTED)
    use = Use(kind, ask.purpose)
    return await contacts.may_contact(
        db, ask.contact, use, answering=ask.answering, address=ask.address
    )
