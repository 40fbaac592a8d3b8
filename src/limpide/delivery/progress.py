"""Progress: a message moves up the scale of statuses, never down."""

from typing import Final

from limpide import ledger
from limpide.foundation import facts
from limpide.foundation.database import Database
from limpide.ledger import PassportEventKind

from . import store
from .facts import Accepted, BecameUnsure, Delivered, Failed, Seen
from .model import RANK, Message, Status

_SEEN: Final = {Status.OPENED, Status.CLICKED, Status.READ, Status.REPLIED, Status.COMPLAINED}
_FAILED: Final = {Status.FAILED, Status.EXPIRED, Status.RETURNED}
# Reported by others; what we alone know (queued, sending, unsure, stopped) is no public event.
_EVENTS: Final = {kind.value for kind in PassportEventKind}


async def advance(db: Database, message: Message, status: Status) -> bool:
    """Move a message up to a status; False when it stands there or higher already."""
    lower = [each for each in Status if RANK[each] < RANK[status]]
    if not await store.set_status(db, message.id, status, lower):
        return False
    await tell(db, message, status)
    return True


async def tell(db: Database, message: Message, status: Status) -> None:
    """Tell passport and listeners that a message has reached a status."""
    if status.value in _EVENTS:
        await ledger.add_passport_event(db, message.passport, PassportEventKind(status.value))
    fact = _fact(message, status)
    if fact is not None:
        await facts.announce(db, fact)


def _fact(message: Message, status: Status) -> facts.Fact | None:
    if status is Status.ACCEPTED:
        return Accepted(message.id, message.reference)
    if status is Status.DELIVERED:
        return Delivered(message.id, message.reference)
    if status is Status.UNSURE:
        return BecameUnsure(message.id, message.reference)
    if status in _SEEN:
        return Seen(message.id, message.reference, status)
    if status in _FAILED:
        return Failed(message.id, message.reference, status)
    return None
