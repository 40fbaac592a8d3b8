"""Failing: what becomes of a message whose attempt did not end well, when that is known."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

import asyncpg

from limpide import contacts, ledger
from limpide.channels import (
    ChannelDownError,
    Outcome,
    Providers,
    Rejected,
    Unsure,
)
from limpide.contacts import SuppressionReason
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import AWAY, Database
from limpide.foundation.log import log

from . import progress, providers, queueing, store, store_attempts, store_providers
from .model import AttemptOutcome, Message, MessageId, Status

_DELIVERY: Final = Actor.system("delivery")
_FIRST_WAIT_SECONDS: Final = 30.0
_LONGEST_WAIT_SECONDS: Final = 3600.0
_PERSISTENT: Final = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0)


def is_passing(error: BaseException) -> bool:
    """Say whether the fault is the database's moment, and no message's."""
    return isinstance(error, AWAY) or (
        isinstance(error, asyncpg.PostgresError)
        and (error.sqlstate or "").startswith(("40", "53", "57", "08"))
    )


def outcome_of(given: Outcome | BaseException) -> Outcome | ChannelDownError:
    """Read what a channel gave; an error nobody foresaw means that it was perhaps sent."""
    match given:
        case ChannelDownError():
            return given
        case Exception():
            log.error("delivery.channel_failed", error=type(given).__name__, exc_info=given)
            return Unsure(f"the channel failed: {type(given).__name__}")
        case BaseException():
            raise given
        case _:
            return given


async def persist(work: Callable[[], Awaitable[None]]) -> None:
    """Do what records outcomes, also when the database is away for a moment: they are known."""
    for pause in _PERSISTENT:
        try:
            await work()
        except AWAY as error:
            log.warning("delivery.outcome_waits", error=type(error).__name__)
            await asyncio.sleep(pause)
        else:
            return
    await work()


async def rejected(db: Database, message: Message, outcome: Rejected, ways: Providers) -> None:
    """Keep that a provider refused a message; another may take what is not the reader's fault."""
    await store_attempts.end_attempt(
        db, message.id, message.due_attempt, AttemptOutcome.REJECTED, None, outcome.reason
    )
    if not outcome.permanent and await _goes_elsewhere(db, message, ways):
        return
    await progress.advance(db, message, Status.FAILED)
    await ledger.record(
        db,
        "message.rejected",
        about=message.id,
        why="the provider will not take it",
        actor=_DELIVERY,
        data={"permanent": outcome.permanent},
    )
    if outcome.permanent:
        await contacts.suppress(
            db, message.kind, message.address, SuppressionReason.BOUNCED, actor=_DELIVERY
        )


async def try_later(
    db: Database, message: Message, fault: ChannelDownError, ways: Providers
) -> None:
    """Queue again what surely was not sent: at once by another provider, else after a while."""
    await store_attempts.end_attempt(
        db, message.id, message.due_attempt, AttemptOutcome.DOWN, None, providers.words(fault)
    )
    if not await _goes_elsewhere(db, message, ways):
        await _queue_again(db, message, wait_seconds(message.due_attempt))


async def break_off(db: Database, id: MessageId, number: int, error: Exception) -> None:
    """Keep that a message could not even be made ready: it surely was not sent.

    It is tried again while it is of use; then an operator finds it among the dead letters.
    """
    message = await store.lock_message(db, id)
    if message is None or message.due_attempt != number or message.status is not Status.QUEUED:
        return
    await store_attempts.add_broken(db, message, f"{type(error).__name__}")
    if message.expires_at <= clock.now():
        await progress.advance(db, message, Status.EXPIRED)
        return
    await store.set_sending(db, [id])
    await _queue_again(db, message, wait_seconds(number))


def wait_seconds(attempt: int) -> float:
    """Wait longer after each try: doubling from half a minute to an hour, with jitter."""
    grown = min(_FIRST_WAIT_SECONDS * 2 ** min(attempt - 1, 10), _LONGEST_WAIT_SECONDS)
    return grown * random.uniform(0.5, 1.5)  # noqa: S311 (spreading load, not a secret)


async def _goes_elsewhere(db: Database, message: Message, ways: Providers) -> bool:
    several = ways.get(message.kind, ())
    if len(several) < 2:
        return False
    failures = await store_providers.failures_of(db, [message.id])
    if not providers.others(several, failures.get(message.id, ())):
        return False
    await _queue_again(db, message, 0.0)
    return True


async def _queue_again(db: Database, message: Message, seconds: float) -> None:
    again = await store.queue_again(db, message)
    if again is not None:
        await queueing.enqueue_at(db, again, clock.now() + timedelta(seconds=seconds))
