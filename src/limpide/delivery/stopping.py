"""Stopping: a withdrawal reaches messages that are already queued."""

from typing import Final

from limpide import ledger
from limpide.contacts import (
    AddressSuppressed,
    AiModeChanged,
    ChoiceChanged,
    ContactId,
    PauseChanged,
    Refusal,
)
from limpide.foundation import facts
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

from . import avoided, store
from .facts import Stopped
from .model import Message, MessageId, Status
from .permission import may_still_leave

_DELIVERY: Final = Actor.system("delivery")


async def withdraw_queued(db: Database, contact: ContactId) -> int:
    """Stop the queued messages of a person that are not permitted any more, and count them."""
    stopped = 0
    for message in await store.lock_queued_of(db, contact):
        permission = await may_still_leave(db, message)
        if permission.refusal is not None:
            await refuse(db, message, permission.refusal)
            stopped += 1
    return stopped


async def stop(db: Database, message: MessageId, *, why: str, actor: Actor) -> bool:
    """Stop a message that has not left. False when it is too late."""
    found = await store.lock_message(db, message)
    if found is None or not await store.stop(db, message, None):
        return False
    await ledger.record(db, "message.stopped", about=message, why=why, actor=actor)
    await facts.announce(db, Stopped(found.id, found.reference, "stopped", found.ladder))
    return True


async def refuse(db: Database, message: Message, refusal: Refusal) -> None:
    """Stop a queued message, held by this transaction, that the person does not allow any more."""
    await store.stop(db, message.id, refusal)
    await avoided.note_stopped(db, message, refusal)
    # One entry where the person looks, one where the message looks.
    for about in (message.contact, message.id):
        await ledger.record(
            db,
            "message.refused",
            about=about,
            why=refusal.value,
            actor=_DELIVERY,
            data={"message": str(message.id), "status": Status.STOPPED.value},
        )
    await facts.announce(db, Stopped(message.id, message.reference, refusal.value, message.ladder))


async def on_choice_changed(db: Database, fact: ChoiceChanged) -> None:
    """Look again at what waits for a person who chose."""
    await withdraw_queued(db, ContactId(fact.contact))


async def on_pause_changed(db: Database, fact: PauseChanged) -> None:
    """Look again at what waits for a person who wants a pause."""
    await withdraw_queued(db, ContactId(fact.contact))


async def on_ai_mode_changed(db: Database, fact: AiModeChanged) -> None:
    """Look again at what waits for a person who accepts another measure of AI."""
    await withdraw_queued(db, ContactId(fact.contact))


async def on_address_suppressed(db: Database, fact: AddressSuppressed) -> None:
    """Look again at what waits for a person whose address is not written to any more."""
    await withdraw_queued(db, ContactId(fact.contact))
