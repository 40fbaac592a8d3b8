"""Visitors of the web chat: known by a cookie, present or gone, with a say on each answer."""

from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import UUID

from limpide import contacts, ledger
from limpide.channels import Kind
from limpide.foundation import clock, facts, live, secrets
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import new_id

from . import receiving, store, store_inbox
from .facts import FeedbackGiven
from .model import (
    ConversationId,
    Direction,
    Feedback,
    Incoming,
    Message,
    MessageId,
    Received,
    Visit,
)
from .receiving import receive

_REMEMBERED: Final = timedelta(days=180)


class NoSuchMessageError(LimpideError):
    """There is no such message."""

    status = 404


async def start_visit(db: Database, language: str, *, token: str | None = None) -> str:
    """Welcome a new visitor and give the token for their cookie.

    `token`: one the visitor's page made itself, so that a first message whose answer was lost can
    be repeated by the same visitor. At least 256 random bits; a weak one harms only its maker.
    """
    token = token or secrets.new_token(32)
    address = f"visitor:{new_id()}"
    actor = Actor(ActorKind.CONTACT, "chat", "")
    contact = await contacts.recognise(db, Kind.CHAT, address, language=language, actor=actor)
    await store_inbox.add_visit(
        db, secrets.digest(token), contact.id, address, language, clock.now()
    )
    return token


async def find_visit(db: Database, token: str) -> Visit | None:
    """Find who is behind a cookie; None when it is unknown or half a year old."""
    return await store_inbox.find_visit(db, secrets.digest(token), clock.now() - _REMEMBERED)


async def write(db: Database, token: str, visit: Visit, incoming: Incoming) -> Received:
    """Take in a visitor's message and remember its conversation."""
    received = await receive(db, replace(incoming, conversation=visit.conversation))
    begun = received.conversation
    if visit.conversation is not None:
        now_at = await receiving.get_conversation(db, visit.conversation)
        # A page shows the thread its visitor began, also after that was merged into another.
        begun = visit.conversation if now_at.id == received.conversation else begun
    changed = replace(visit, conversation=begun)
    await store_inbox.save_visit(db, secrets.digest(token), changed, clock.now())
    await store.touch_presence(db, received.conversation, clock.now())
    return received


async def start_anew(db: Database, token: str, visit: Visit) -> None:
    """Let a visitor's next word begin a new conversation."""
    await store_inbox.save_visit(
        db, secrets.digest(token), replace(visit, conversation=None), clock.now()
    )


async def set_language(db: Database, token: str, visit: Visit, language: str) -> None:
    """Remember the language a visitor chose."""
    changed = replace(visit, language=language)
    await store_inbox.save_visit(db, secrets.digest(token), changed, clock.now())


async def ping(db: Database, conversation: ConversationId) -> None:
    """Note that the customer looks at the chat now."""
    await store.touch_presence(db, conversation, clock.now())


async def typing(db: Database, conversation: ConversationId, who: str) -> None:
    """Show the other side that somebody writes. Nothing is kept."""
    await live.announce(db, f"conversation:{conversation}", "typing", who)


async def message_of_delivery(db: Database, delivery: UUID) -> Message | None:
    """Find what a delivery said; None when it belongs to no thread."""
    return await store.find_message_of_delivery(db, delivery)


async def contest(db: Database, delivery: UUID, *, actor: Actor) -> ConversationId | None:
    """Take in that a sent message is called wrong; None when it belongs to no thread."""
    found = await message_of_delivery(db, delivery)
    if found is None:
        return None
    await give_feedback(db, found.id, Feedback.WRONG, actor=actor)
    return found.conversation


async def give_feedback(
    db: Database, message: MessageId, feedback: Feedback, *, actor: Actor
) -> Message:
    """Keep what a customer thinks of an answer; «wrong» is noted on its passport too.

    Listeners of FeedbackGiven bring a person. Raises NoSuchMessageError.
    """
    found = await store.find_message(db, message)
    if found is None or found.direction is not Direction.OUT:
        raise NoSuchMessageError
    if await store.set_feedback(db, message, feedback):
        await ledger.record(
            db, f"answer.judged_{feedback}", about=message, why="customer", actor=actor
        )
        await facts.announce(db, FeedbackGiven(found.conversation, message, feedback))
        await live.announce(db, f"conversation:{found.conversation}", "feedback", str(message))
    return found
