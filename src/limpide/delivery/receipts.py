"""Receipts: what providers report later, in any order, more than once, even before our commit."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from limpide import contacts, ledger
from limpide.channels import Kind
from limpide.contacts import ContactId, SuppressionReason
from limpide.foundation import clock, facts
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

from . import progress, resting, store, store_attempts, unsure
from .facts import Bounced, Complained
from .model import Message, MessageId, Receipt, Status

_DELIVERY: Final = Actor.system("delivery")
# What a provider could not deliver in time: a telephone that is off, a number that is gone.
_PASSING: Final = {Status.FAILED, Status.EXPIRED}
_NOT_GONE: Final = {Status.QUEUED, Status.STOPPED}
# Later than this, a text or a word in the chat hardly answers what was said before.
_LATELY: Final = timedelta(days=7)
_DONE_BY_THE_READER: Final = {Status.CLICKED, Status.READ, Status.REPLIED}
_BAD: Final = {Status.FAILED, Status.EXPIRED, Status.BOUNCED, Status.RETURNED}


async def record_receipt(
    db: Database,
    kind: Kind,
    provider_id: str,
    status: Status,
    *,
    code: str = "",
    provider: str = "",
    at: datetime | None = None,
) -> bool:
    """Keep what a provider reports about a message. False when that was known already.

    A receipt for an id that no attempt knows yet waits for it.
    """
    receipt = Receipt(kind, provider_id, status, code, provider)
    await hold(db, kind, provider_id)
    if not await store_attempts.add_receipt(db, receipt, at or clock.now()):
        return False
    found = await store.lock_by_provider_id(db, kind, provider, provider_id)
    if found is not None:
        message, attempt = found
        await _apply(db, message, receipt, attempt)
    return True


async def record_receipts(
    db: Database, kind: Kind, reports: Sequence[tuple[str, Status, str]], *, provider: str = ""
) -> int:
    """Keep many reports of one provider (its id, status, code) and count those that were new."""
    # All ids are held at once and in one order: two batches cannot wait for each other.
    await store_attempts.lock_provider_ids(db, [(kind, id) for id, _, _ in reports])
    new = 0
    for provider_id, status, code in reports:
        new += await record_receipt(db, kind, provider_id, status, code=code, provider=provider)
    return new


async def record_bounce(
    db: Database, message: MessageId, *, permanent: bool, code: str = ""
) -> bool:
    """Keep that a message came back. False when the message is unknown or this was known.

    `permanent`: the address is at fault (such as 5.1.1): it is not written to again. A soft bounce
    never suppresses an address at once.
    """
    found = await store.lock_message(db, message)
    if found is None:
        return False
    # What comes back after a message was queued again is of an attempt that is past.
    if found.status is Status.QUEUED:
        return False
    again = f":{found.due_attempt}" if found.due_attempt > 1 else ""
    mark = Receipt(found.kind, f"bounce:{message}{again}:{code}:{permanent}", Status.BOUNCED, code)
    if not await store_attempts.add_receipt(db, mark, clock.now()):
        return False
    await _bounced(db, found, permanent=permanent, code=code)
    return True


async def record_return(db: Database, message: MessageId, *, code: str = "") -> bool:
    """Keep that the post brought a letter back. False when it is unknown or this was known.

    The address is written to no more; the person is, by other ways.
    """
    return await _record_own(db, message, Status.RETURNED, code)


async def record_complaint(db: Database, message: MessageId, *, code: str = "") -> bool:
    """Keep that a reader called a message spam. False when it is unknown or this was known.

    `code`: the report's type (RFC 5965). The address is written to no more.
    """
    return await _record_own(db, message, Status.COMPLAINED, code)


async def _record_own(db: Database, message: MessageId, status: Status, code: str) -> bool:
    found = await store.lock_message(db, message)
    if found is None:
        return False
    mark = Receipt(found.kind, f"{status}:{message}", status, code)
    if not await store_attempts.add_receipt(db, mark, clock.now()):
        return False
    await _apply(db, found, mark, found.due_attempt)
    return True


async def record_sign(db: Database, message: MessageId, sign: Status) -> bool:
    """Keep a sign of the reader: they answered (`replied`), or said that they read it (`read`).

    False when it is unknown, has not left, or this was known. Its ladder climbs no further.
    """
    found = await store.lock_message(db, message)
    if found is None or found.status in _NOT_GONE:
        return False
    return await _record_own(db, message, sign, "")


async def record_reply(db: Database, contact: ContactId, kind: Kind) -> bool:
    """Keep that a person answered what they last got by a channel that names no message.

    False when they got nothing by it lately.
    """
    last = await store_attempts.last_arrived(db, contact, kind, clock.now() - _LATELY)
    return last is not None and await record_sign(db, last, Status.REPLIED)


async def record_handed_over(db: Database, kind: Kind, receipts: Mapping[MessageId, str]) -> int:
    """Keep that messages have left our hands for good, each with its receipt. Gives how many.

    Ids of other companies are left alone. One that was «perhaps sent» is so no longer.
    """
    found = await store.lock_messages(db, list(receipts))
    for message in found:
        if message.status is Status.UNSURE:
            why = "it was in a batch that was handed over"
            await unsure.resolve_unsure(db, message.id, was_sent=True, why=why, actor=_DELIVERY)
        else:
            await record_receipt(db, kind, receipts[message.id], Status.SENT)
    return len(found)


async def hold(db: Database, kind: Kind, provider_id: str) -> None:
    """Let one transaction at a time deal with a provider's id, until it ends."""
    await store_attempts.lock_provider_ids(db, [(kind, provider_id)])


async def apply_waiting(db: Database, accepted: Sequence[tuple[Message, int, str, str]]) -> None:
    """Apply the receipts that arrived before their attempts were committed.

    Of each: message, number of the attempt, provider, the provider's id.
    """
    by_id = {(m.kind, provider, id): (m, number) for m, number, provider, id in accepted}
    for key, receipt in await store_attempts.list_receipts(db, list(by_id)):
        message, number = by_id[key]
        await _apply(db, message, receipt, number)


async def _apply(db: Database, message: Message, receipt: Receipt, attempt: int) -> None:
    status, code = receipt.status, receipt.code
    # Bad news of an attempt that is past does not touch the next one; good news always counts.
    if status in _BAD and attempt < message.due_attempt:
        return
    if status is Status.BOUNCED:
        await _bounced(db, message, permanent=True, code=code)
        return
    await progress.advance(db, message, status)
    if status in _DONE_BY_THE_READER:
        await contacts.note_doing(db, message.contact, contacts.READ)
    if status in _PASSING:
        await resting.note_failure(db, message, code)
    if status is Status.COMPLAINED:
        await _suppress(db, message, SuppressionReason.COMPLAINED)
        why, data = "the reader called it spam", {"code": code}
        await ledger.record(
            db, "message.complained", about=message.id, why=why, actor=_DELIVERY, data=data
        )
        await facts.announce(db, Complained(message.id, message.reference))
    elif status is Status.RETURNED:
        await _suppress(db, message, SuppressionReason.BOUNCED)
        why, data = "the post brought it back", {"code": code}
        await ledger.record(
            db, "message.returned", about=message.id, why=why, actor=_DELIVERY, data=data
        )


async def _bounced(db: Database, message: Message, *, permanent: bool, code: str) -> None:
    if permanent:
        await progress.advance(db, message, Status.BOUNCED)
        await _suppress(db, message, SuppressionReason.BOUNCED)
    else:
        await resting.note_failure(db, message, code)
    await ledger.record(
        db,
        "message.bounced",
        about=message.id,
        why="permanent" if permanent else "passing",
        actor=_DELIVERY,
        data={"code": code},
    )
    await facts.announce(db, Bounced(message.id, message.reference, permanent, message.ladder))


async def _suppress(db: Database, message: Message, reason: SuppressionReason) -> None:
    await contacts.suppress(db, message.kind, message.address, reason, actor=_DELIVERY)
