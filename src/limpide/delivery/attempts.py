"""Attempts: permission asked again, the try recorded, the channel called, the outcome recorded.

The channel is called outside any transaction. A process killed between the two transactions leaves
a message `sending` without an outcome; its job, taken over, finds that and makes it `unsure`.
"""

import asyncio
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any, Final
from uuid import UUID

from limpide import contacts, ledger
from limpide.channels import (
    Accepted,
    Channel,
    ChannelDownError,
    Kind,
    Outbound,
    Outcome,
    Rejected,
    Unsure,
)
from limpide.contacts import ContactId, Purpose, SuppressionReason, Use
from limpide.foundation import clock, jobs, workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.log import log

from . import leaving, progress, receipts, store, store_attempts, ways
from .jobs import ATTEMPT, attempt_of
from .model import AttemptOutcome, Message, MessageId, Status
from .rendering import Links, outbound

_MAIL: Final = Actor.system("delivery")
_WITH_UNSUBSCRIBE: Final = {Purpose.NEWS, Purpose.OFFERS}
_TOGETHER: Final = 50
_NO_CHANNEL_SECONDS: Final = 60.0
_FIRST_WAIT_SECONDS: Final = 30.0
_LONGEST_WAIT_SECONDS: Final = 3600.0


def attempt_handler(channels: Mapping[Kind, Channel], base_url: str) -> jobs.Handler:
    """Build the handler of `delivery.attempt` jobs. `base_url` is where passports are opened."""

    async def attempt(pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
        due = {MessageId(UUID(id)): int(number) for id, number in payload["due"]}
        without = False
        for part in _parts(due):
            async with pool.transaction(workspace) as db:
                begun = await _begin(db, part, channels, base_url)
            without |= begun.without_channel
            outcomes = await asyncio.gather(
                *(_send(channels[message.kind], ready) for message, ready in begun.ready)
            )
            async with pool.transaction(workspace) as db:
                await _end_all(db, [m for m, _ in begun.ready], outcomes)
        if without:
            raise jobs.RetryLater(_NO_CHANNEL_SECONDS)

    return attempt


def _parts(due: Mapping[MessageId, int]) -> Iterator[Mapping[MessageId, int]]:
    # What a killed process leaves behind as «perhaps sent» is never more than one part.
    rest = iter(due.items())
    while part := dict(islice(rest, _TOGETHER)):
        yield part


async def _send(channel: Channel, message: Outbound) -> Outcome | ChannelDownError:
    try:
        return await channel.send(message)
    except ChannelDownError as error:
        return error


@dataclass(frozen=True, slots=True)
class _Begun:
    """What is ready to be handed over."""

    ready: Sequence[tuple[Message, Outbound]] = ()
    without_channel: bool = False


async def _begin(
    db: Database, due: Mapping[MessageId, int], channels: Mapping[Kind, Channel], base_url: str
) -> _Begun:
    waiting: list[Message] = []
    for message in await store.lock_messages(db, list(due)):
        # Jobs may run twice. Only the due attempt is made, and only once.
        if message.due_attempt != due[message.id]:
            continue
        if message.status is Status.SENDING:
            await _interrupted(db, message)
        elif message.status is Status.QUEUED:
            waiting.append(message)
    leaving_now = await leaving.may_leave_now(db, waiting)
    going = [message for message in leaving_now if message.kind in channels]
    await store_attempts.add_attempts(db, going)
    await store.set_sending(db, [message.id for message in going])
    ready = await _ready(db, going, base_url)
    return _Begun(list(zip(going, ready, strict=True)), len(going) < len(leaving_now))


async def _ready(db: Database, messages: Sequence[Message], base_url: str) -> Sequence[Outbound]:
    if not messages:
        return []
    company = await workspaces.get(db)
    files = await store.attachments_of(db, [message.id for message in messages])
    holders: list[tuple[ContactId, Use | None]] = [(m.contact, None) for m in messages]
    holders += [(m.contact, Use(m.kind, m.purpose)) for m in messages if _is_consented(m)]
    tokens = await contacts.make_tokens(db, holders)
    stops = iter(tokens[len(messages) :])
    letters = [message.contact for message in messages if message.kind is Kind.LETTER]
    people = await contacts.list_standings(db, letters) if letters else {}
    names = {id: standing.contact.name or "" for id, standing in people.items()}
    return [
        outbound(
            message,
            files.get(message.id, ()),
            company,
            Links(base_url, preferences, next(stops) if _is_consented(message) else ""),
            names.get(message.contact, ""),
        )
        for message, preferences in zip(messages, tokens, strict=False)
    ]


def _is_consented(message: Message) -> bool:
    return message.purpose in _WITH_UNSUBSCRIBE


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


async def _end_all(
    db: Database, sent: Sequence[Message], outcomes: Sequence[Outcome | ChannelDownError]
) -> None:
    held = {message.id: message for message in await store.lock_messages(db, [m.id for m in sent])}
    accepted: list[tuple[Message, int, str]] = []
    for before, outcome in zip(sent, outcomes, strict=True):
        message, number = held.get(before.id), before.due_attempt
        if message is None:
            continue
        if isinstance(outcome, Accepted):
            accepted.append((message, number, outcome.receipt))
        elif number != message.due_attempt:
            # Somebody has settled this attempt and another has begun: what failed here is past.
            await _late(db, message.id, number)
        else:
            await _end(db, message, number, outcome)
    await _accepted(db, accepted)


async def _end(
    db: Database, message: Message, number: int, outcome: Rejected | Unsure | ChannelDownError
) -> None:
    match outcome:
        case Rejected():
            await _rejected(db, message, number, outcome)
        case ChannelDownError():
            await _try_later(db, message, number)
        case Unsure(reason):
            await store_attempts.end_attempt(
                db, message.id, number, AttemptOutcome.UNSURE, None, reason
            )
            await _unsure(db, message, "the channel cannot say whether it was sent")


async def _late(db: Database, id: MessageId, number: int) -> None:
    detail = "ended after it was settled"
    await store_attempts.end_attempt(db, id, number, AttemptOutcome.UNSURE, None, detail)


async def _accepted(db: Database, accepted: Sequence[tuple[Message, int, str]]) -> None:
    if not accepted:
        return
    # Receipts may have overtaken us: from these locks on, they find the attempt, or we find them.
    await store_attempts.lock_provider_ids(db, [(m.kind, receipt) for m, _, receipt in accepted])
    await store_attempts.accept_attempts(
        db, [(message.id, number, receipt) for message, number, receipt in accepted]
    )
    await progress.advance_all(db, [message for message, _, _ in accepted], Status.ACCEPTED)
    await receipts.apply_waiting(db, [(message, receipt) for message, _, receipt in accepted])


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
    wait = timedelta(seconds=wait_seconds(number))
    due = [(message.id, number + 1)]
    await jobs.enqueue(db, ATTEMPT, attempt_of(due), not_before=clock.now() + wait)


def wait_seconds(attempt: int) -> float:
    """Wait longer after each try: doubling from half a minute to an hour, with jitter."""
    grown = min(_FIRST_WAIT_SECONDS * 2 ** min(attempt - 1, 10), _LONGEST_WAIT_SECONDS)
    return grown * random.uniform(0.5, 1.5)  # noqa: S311 (spreading load, not a secret)
