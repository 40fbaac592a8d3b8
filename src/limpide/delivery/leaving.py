"""Leaving: the last look before a message is handed over, in that very transaction."""

from collections.abc import Sequence
from datetime import datetime

from limpide import contacts, ledger, review
from limpide.contacts import Place, Refusal, Use
from limpide.foundation import clock, workspaces
from limpide.foundation.database import Database
from limpide.ledger import AuthorKind

from . import ladders, progress, queueing, setting, stopping
from .model import Message, Status
from .permission import Ask, may_leave


async def may_leave_now(db: Database, messages: Sequence[Message]) -> Sequence[Message]:
    """Say which of some held messages may leave now; expire, stop or set the others for later."""
    if not messages:
        return []
    standings = await contacts.list_standings(db, [message.contact for message in messages])
    too_many = await setting.over_cap(db, messages, standings)
    company = await workspaces.get(db)
    place = Place(company.time_zone, company.country)
    leaving: list[Message] = []
    for message in messages:
        standing = standings[message.contact]
        refusal = may_leave(standing, Ask.of_message(message), message.kind).refusal
        if refusal is None and message.id in too_many:
            refusal = Refusal.TOO_MANY
        if refusal is None and await _is_ai_stopped(db, message):
            refusal = Refusal.AI_STOPPED
        if refusal is None and await ladders.is_seen(db, message):
            refusal = Refusal.SEEN_ALREADY
        if await _is_held(db, message, refusal, _slot(message, standing.contact, place)):
            continue
        leaving.append(message)
    return leaving


async def _is_ai_stopped(db: Database, message: Message) -> bool:
    """A stop also catches what the AI wrote before and what has not left: of a skill, its own."""
    if message.author.kind is not AuthorKind.AI:
        return False
    passport = await ledger.get_passport(db, message.passport)
    skill = str(passport.body["reason"]["params"].get("skill", ""))
    return not await review.autonomy.may_speak(db, skill, message.kind.value)


async def _is_held(db: Database, message: Message, refusal: Refusal | None, slot: datetime) -> bool:
    if message.expires_at <= clock.now():
        await progress.advance(db, message, Status.EXPIRED)
        return True
    if refusal is not None:
        await stopping.refuse(db, message, refusal)
        return True
    if slot > clock.now():
        await postpone(db, message, slot)
        return True
    return False


async def postpone(db: Database, message: Message, until: datetime) -> None:
    """Let a queued message wait: a timer in this transaction brings its job back."""
    await queueing.set_timers(db, [(message, until)])


def _slot(message: Message, contact: contacts.Contact, company: Place) -> datetime:
    use = Use(message.kind, message.purpose)
    return contacts.earliest(contact, use, clock.now(), company, is_urgent=message.is_urgent).at
