"""Permission to leave: the person's choices and AI mode, asked twice for every message."""

from dataclasses import dataclass
from datetime import datetime

from limpide import contacts
from limpide.channels import Kind
from limpide.contacts import Permission, Purpose, Refusal, Standing, Use
from limpide.foundation.database import Database
from limpide.ledger import AuthorKind

from .model import Message, Request


@dataclass(frozen=True, slots=True)
class Ask:
    """What permission is asked for."""

    purpose: Purpose
    author: AuthorKind
    is_fact: bool
    answering: datetime | None
    address: str | None
    goods: str = ""

    @classmethod
    def of_request(cls, request: Request) -> "Ask":
        """Ask for a message that somebody wants to leave."""
        return cls(
            request.purpose,
            request.author.kind,
            request.is_fact,
            request.answering,
            request.address,
            request.goods,
        )

    @classmethod
    def of_message(cls, message: Message) -> "Ask":
        """Ask again for a message that was permitted when it was requested."""
        return cls(
            message.purpose,
            message.author.kind,
            message.is_fact,
            message.answering,
            message.address,
            # Which goods it is about was looked at when it was requested.
            contacts.ANY_GOODS,
        )


def may_leave(standing: Standing, ask: Ask, kind: Kind) -> Permission:
    """Say whether a message may leave by a channel, as the person stands."""
    mode = standing.contact.ai_mode
    if not contacts.has_ai_allowed(mode, ask.author, is_fact=ask.is_fact):
        return Permission(Refusal.AI_NOT_WANTED)
    use = Use(kind, ask.purpose)
    return contacts.may_write(
        standing, use, answering=ask.answering, address=ask.address, goods=ask.goods
    )


async def may_still_leave(db: Database, message: Message) -> Permission:
    """Ask again, in the transaction that hands the message over."""
    standing = await contacts.get_standing(db, message.contact)
    return may_leave(standing, Ask.of_message(message), message.kind)
