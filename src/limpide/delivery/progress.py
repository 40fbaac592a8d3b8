"""Progress: a message moves up the scale of statuses, never down."""

from collections.abc import Sequence
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
    return bool(await advance_all(db, [message], status))


async def advance_all(
    db: Database, messages: Sequence[Message], status: Status
) -> Sequence[Message]:
    """Move messages up to a status, and say which of them moved."""
    lower = [each for each in Status if RANK[each] < RANK[status]]
    moved = await store.raise_statuses(db, [m.id for m in messages], status, lower)
    gone = [message for message in messages if message.id in moved]
    await tell(db, gone, status)
    return gone


async def tell(db: Database, messages: Sequence[Message], status: Status) -> None:
    """Tell passports and listeners that messages have reached a status."""
    if status.value in _EVENTS:
        kind = PassportEventKind(status.value)
        await ledger.add_passport_events(db, [message.passport for message in messages], kind)
    found = [_fact(message, status) for message in messages]
    await facts.announce_many(db, [fact for fact in found if fact is not None])


def _fact(message: Message, status: Status) -> facts.Fact | None:
    if status is Status.ACCEPTED:
        # Of a message alone nobody waits to hear it: a campaign would write a row for each.
        ladder = message.ladder
        return None if ladder is None else Accepted(message.id, message.reference, ladder)
    if status is Status.DELIVERED:
        return Delivered(message.id, message.reference, message.ladder)
    if status is Status.UNSURE:
        return BecameUnsure(message.id, message.reference)
    if status in _SEEN:
        return Seen(message.id, message.reference, status, message.ladder)
    if status in _FAILED:
        return Failed(message.id, message.reference, status, message.ladder)
    return None
