"""Queueing: the jobs that hand messages over, in the lane and the order that suit each."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from limpide.contacts import Purpose
from limpide.foundation import jobs, timers
from limpide.foundation.database import Database

from .jobs import ATTEMPT, ATTEMPT_NOW, attempt_of
from .model import Message

_FEW: Final = 20
_PER_JOB: Final = 250
# Above what plans campaigns (0), so that what is planned leaves before more is planned.
_IN_BATCH: Final = 1
_ALONE: Final = 10
_MANY: Final = {Purpose.NEWS, Purpose.OFFERS}


async def enqueue(db: Database, messages: Sequence[Message]) -> None:
    """Let messages be handed over now, each by its due attempt."""
    urgent = [message for message in messages if message.is_urgent]
    others = [message for message in messages if not message.is_urgent]
    await jobs.enqueue_many(db, ATTEMPT_NOW, _payloads(urgent, 1), priority=_ALONE)
    if len(others) <= _FEW:
        for message in others:
            await _enqueue_later(db, message, None)
    else:
        await jobs.enqueue_many(db, ATTEMPT, _payloads(others, _PER_JOB), priority=_IN_BATCH)


async def enqueue_at(db: Database, message: Message, at: datetime) -> None:
    """Let a message be handed over again soon, by its due attempt; a job waits until then."""
    await _enqueue_later(db, message, at)


async def set_timers(db: Database, due: Sequence[tuple[Message, datetime]]) -> None:
    """Let messages be handed over at a moment, each by its due attempt; timers wait until then."""
    lanes: dict[tuple[str, int], list[tuple[datetime, str, Mapping[str, object]]]] = {}
    for message, at in due:
        payload = attempt_of([(message.id, message.due_attempt)])
        lanes.setdefault(_lane(message), []).append((at, f"attempt:{message.id}", payload))
    for (name, priority), those in lanes.items():
        await timers.set_timers(db, name, those, priority=priority)


async def _enqueue_later(db: Database, message: Message, at: datetime | None) -> None:
    name, priority = _lane(message)
    payload = attempt_of([(message.id, message.due_attempt)])
    await jobs.enqueue(db, name, payload, priority=priority, not_before=at)


def _lane(message: Message) -> tuple[str, int]:
    if message.is_urgent:
        return ATTEMPT_NOW, _ALONE
    return ATTEMPT, _IN_BATCH if message.purpose in _MANY else _ALONE


def _payloads(messages: Sequence[Message], size: int) -> list[dict[str, object]]:
    due = [(message.id, message.due_attempt) for message in messages]
    return [attempt_of(due[place : place + size]) for place in range(0, len(due), size)]
