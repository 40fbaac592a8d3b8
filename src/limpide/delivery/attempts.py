"""Attempts: permission asked again, the try recorded, the channel called, the outcome recorded.

The channel is called outside any transaction. A process killed between the two transactions leaves
a message `sending` without an outcome; its job, taken over, finds that and makes it `unsure`.
"""

import random
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from limpide import contacts, ledger
from limpide.channels import Accepted, Channel, ChannelDownError, Kind, Outbound, Outcome, Rejected
from limpide.contacts import Purpose, SuppressionReason, Use
from limpide.foundation import clock, jobs, workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.log import log

from . import leaving, progress, receipts, store, store_attempts, ways
from .jobs import ATTEMPT
from .model import AttemptOutcome, Message, MessageId, Status
from .rendering import Links, outbound

_MAIL: Final = Actor.system("delivery")
_WITH_UNSUBSCRIBE: Final = {Purpose.NEWS, Purpose.OFFERS}
_NO_CHANNEL_SECONDS: Final = 60.0
_FIRST_WAIT_SECONDS: Final = 30.0
_LONGEST_WAIT_SECONDS: Final = 3600.0


def attempt_handler(channels: Mapping[Kind, Channel], base_url: str) -> jobs.Handler:
    """Build the handler of `delivery.attempt` jobs. `base_url` is where passports are opened."""

    async def attempt(pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
        id, number = MessageId(UUID(payload["message"])), int(payload["attempt"])
        async with pool.transaction(workspace) as db:
            begun = await _begin(db, id, number, channels, base_url)
        if begun is None:
            return
        kind, ready = begun
        outcome = await _send(channels[kind], ready)
        async with pool.transaction(workspace) as db:
            await _end(db, id, number, outcome)

    return attempt


async def _send(channel: Channel, message: Outbound) -> Outcome | ChannelDownError:
    try:
        return await channel.send(message)
    except ChannelDownError as error:
        return error


async def _begin(
    db: Database, id: MessageId, number: int, channels: Mapping[Kind, Channel], base_url: str
) -> tuple[Kind, Outbound] | None:
    message = await store.lock_message(db, id)
    # Jobs may run twice. Only the due attempt is made, and only once.
    if message is None or message.due_attempt != number:
        return None
    if message.status is Status.SENDING:
        await _interrupted(db, message)
        return None
    if message.status is not Status.QUEUED or not await leaving.may_leave_now(db, message):
        return None
    if message.kind not in channels:
        raise jobs.RetryLater(_NO_CHANNEL_SECONDS)
    await store_attempts.add_attempt(db, message, number)
    await store.set_status(db, id, Status.SENDING, [Status.QUEUED])
    return message.kind, await _ready(db, message, base_url)


async def _ready(db: Database, message: Message, base_url: str) -> Outbound:
    unsubscribe = ""
    if message.purpose in _WITH_UNSUBSCRIBE:
        use = Use(message.kind, message.purpose)
        unsubscribe = await contacts.unsubscribe_token(db, message.contact, use)
    preferences = await contacts.preference_token(db, message.contact)
    attachments = await store.list_attachments(db, message.id)
    links = Links(base_url, preferences, unsubscribe)
    return outbound(message, attachments, await workspaces.get(db), links)


async def _interrupted(db: Database, message: Message) -> None:
    why = "the process that was sending it ended"
    await store_attempts.end_attempt(
        db, message.id, message.due_attempt, AttemptOutcome.UNSURE, None, why
    )
    await _unsure(db, message, why)


async def _unsure(db: Database, message: Message, why: str) -> None:
    if await progress.advance(db, message, Status.UNSURE):
        log.warning("delivery.unsure", message=str(message.id))
        await ledger.record(db, "message.unsure", about=message.id, why=why, actor=_MAIL)


async def _end(
    db: Database, id: MessageId, number: int, outcome: Outcome | ChannelDownError
) -> None:
    message = await store.lock_message(db, id)
    if message is None:
        return
    if number != message.due_attempt and not isinstance(outcome, Accepted):
        # Somebody has settled this attempt and another has begun: what failed here is past.
        await _late(db, id, number)
        return
    match outcome:
        case Accepted():
            await _accepted(db, message, number, outcome)
        case Rejected():
            await _rejected(db, message, number, outcome)
        case ChannelDownError():
            await _try_later(db, message, number)
        case _:
            detail = outcome.reason
            await store_attempts.end_attempt(db, id, number, AttemptOutcome.UNSURE, None, detail)
            await _unsure(db, message, "the channel cannot say whether it was sent")


async def _late(db: Database, id: MessageId, number: int) -> None:
    detail = "ended after it was settled"
    await store_attempts.end_attempt(db, id, number, AttemptOutcome.UNSURE, None, detail)


async def _accepted(db: Database, message: Message, number: int, outcome: Accepted) -> None:
    # Receipts may have overtaken us: from this lock on, they find the attempt, or we find them.
    await receipts.hold(db, message.kind, outcome.receipt)
    await store_attempts.end_attempt(
        db, message.id, number, AttemptOutcome.ACCEPTED, outcome.receipt, ""
    )
    await progress.advance(db, message, Status.ACCEPTED)
    await receipts.apply_waiting(db, message, outcome.receipt)


async def _rejected(db: Database, message: Message, number: int, outcome: Rejected) -> None:
    await store_attempts.end_attempt(
        db, message.id, number, AttemptOutcome.REJECTED, None, outcome.reason
    )
    await progress.advance(db, message, Status.FAILED)
    await ledger.record(
        db,
        "message.rejected",
        about=message.id,
        why="the provider will not take it",
        actor=_MAIL,
        data={"permanent": outcome.permanent},
    )
    if outcome.permanent:
        await contacts.suppress(
            db, message.kind, message.address, SuppressionReason.BOUNCED, actor=_MAIL
        )


async def _try_later(db: Database, message: Message, number: int) -> None:
    await ways.note_down(db, message.kind)
    await store_attempts.end_attempt(
        db, message.id, number, AttemptOutcome.DOWN, None, "channel down"
    )
    if not await store.queue_again(db, message.id, number + 1):
        return
    payload = {"message": str(message.id), "attempt": number + 1}
    wait = timedelta(seconds=wait_seconds(number))
    await jobs.enqueue(db, ATTEMPT, payload, not_before=clock.now() + wait)


def wait_seconds(attempt: int) -> float:
    """Wait longer after each try: doubling from half a minute to an hour, with jitter."""
    grown = min(_FIRST_WAIT_SECONDS * 2 ** min(attempt - 1, 10), _LONGEST_WAIT_SECONDS)
    return grown * random.uniform(0.5, 1.5)  # noqa: S311 (spreading load, not a secret)
