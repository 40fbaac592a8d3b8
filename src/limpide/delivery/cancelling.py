"""Cancelling: what has not left does not leave, and no further rung follows."""

from collections.abc import Sequence
from enum import StrEnum
from uuid import UUID

from limpide import ledger
from limpide.foundation import clock, facts, timers
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

from . import avoided, stopping, store, store_ladders
from .facts import LadderEnded, Stopped
from .model import Ladder, LadderState, Message, MessageId


class Cause(StrEnum):
    """Why somebody cancels. What was `solved` is counted among the sends that were avoided."""

    SOLVED = "solved"
    MISTAKE = "mistake"
    OTHER = "other"


async def cancel(db: Database, message: MessageId, cause: Cause, *, actor: Actor) -> bool:
    """Stop a message, those beside it and the rungs that would follow. False when it is too late.

    Raises nothing for a message that is unknown: there is nothing to stop.
    """
    found = await store.find_message(db, message)
    if found is None:
        return False
    if found.ladder is None:
        return await _cancel_one(db, found, cause, actor)
    ladder = await store_ladders.lock_ladder(db, found.ladder)
    if ladder is None or ladder.state is not LadderState.CLIMBING:
        return False
    return await _cancel_ladder(db, ladder, cause, actor)


async def cancel_all(db: Database, reference: UUID, *, why: str, actor: Actor) -> int:
    """Stop all messages and ladders of a caller's reference, and count the messages."""
    ladders = await store_ladders.stop_of(db, reference, clock.now())
    await timers.cancel_many(db, [f"climb:{id}" for id in ladders])
    ended = [LadderEnded(id, reference, LadderState.STOPPED) for id in ladders]
    await facts.announce_many(db, ended)
    stopped = await store.stop_all(db, reference)
    data = {"count": len(stopped), "ladders": len(ladders)}
    await ledger.record(db, "messages.stopped", about=reference, why=why, actor=actor, data=data)
    await facts.announce_many(db, [Stopped(id, reference, "stopped") for id in stopped])
    return len(stopped)


async def messages_of(db: Database, message: MessageId) -> Sequence[Message]:
    """List a message and the others of its ladder, in their order; none when it is unknown."""
    found = await store.find_message(db, message)
    if found is None or found.ladder is None:
        return [] if found is None else [found]
    return await store_ladders.list_messages(db, found.ladder)


async def ladder_of(db: Database, message: Message) -> Ladder | None:
    """Find the ladder of a message."""
    return None if message.ladder is None else await store_ladders.find_ladder(db, message.ladder)


async def _cancel_one(db: Database, message: Message, cause: Cause, actor: Actor) -> bool:
    if not await stopping.stop(db, message.id, why=cause.value, actor=actor):
        return False
    if cause is Cause.SOLVED:
        await avoided.note_message(db, message, cause.value)
    return True


async def _cancel_ladder(db: Database, ladder: Ladder, cause: Cause, actor: Actor) -> bool:
    await store_ladders.end_ladder(db, ladder.id, LadderState.STOPPED, clock.now())
    await timers.cancel(db, f"climb:{ladder.id}")
    for message in await store_ladders.lock_queued(db, ladder.id):
        await store.stop(db, message.id, None)
        await facts.announce(db, Stopped(message.id, message.reference, cause.value))
        if cause is Cause.SOLVED:
            await avoided.note_message(db, message, cause.value)
    if cause is Cause.SOLVED:
        await avoided.note_steps(db, ladder, cause.value)
    await ledger.record(db, "ladder.stopped", about=ladder.id, why=cause.value, actor=actor)
    reference = ladder.request.reference
    await facts.announce(db, LadderEnded(ladder.id, reference, LadderState.STOPPED))
    return True
