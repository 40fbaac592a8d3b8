"""Leaving: the last look before a message is handed over, in that very transaction."""

from datetime import datetime

from limpide import contacts
from limpide.contacts import Place, Refusal, Use
from limpide.foundation import clock, timers, workspaces
from limpide.foundation.database import Database

from . import ladders, progress, setting, stopping
from .jobs import ATTEMPT
from .model import Importance, Message, Status
from .permission import Ask, may_leave


async def may_leave_now(db: Database, message: Message) -> bool:
    """Say whether a message may leave now; when not, expire it, stop it, or set it for later."""
    if message.expires_at <= clock.now():
        await progress.advance(db, message, Status.EXPIRED)
        return False
    standing = await contacts.get_standing(db, message.contact)
    refusal = may_leave(standing, Ask.of_message(message), message.kind).refusal
    if refusal is None and await setting.is_over_cap(db, message, standing):
        refusal = Refusal.TOO_MANY
    if refusal is None and await ladders.is_seen(db, message):
        refusal = Refusal.SEEN_ALREADY
    if refusal is not None:
        await stopping.refuse(db, message, refusal)
        return False
    slot = await _slot(db, message, standing.contact)
    if slot <= clock.now():
        return True
    await postpone(db, message, slot)
    return False


async def postpone(db: Database, message: Message, until: datetime) -> None:
    """Let a queued message wait: a timer in this transaction brings its job back."""
    payload = {"message": str(message.id), "attempt": message.due_attempt}
    await timers.set_timer(db, until, ATTEMPT, payload, key=f"attempt:{message.id}")


async def _slot(db: Database, message: Message, contact: contacts.Contact) -> datetime:
    company = await workspaces.get(db)
    is_urgent = (
        message.importance is Importance.CRITICAL
        or message.purpose is contacts.Purpose.SECURITY
        or message.answering is not None
    )
    use, place = Use(message.kind, message.purpose), Place(company.time_zone, company.country)
    return contacts.earliest(contact, use, clock.now(), place, is_urgent=is_urgent).at
