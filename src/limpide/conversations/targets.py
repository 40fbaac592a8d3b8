"""Targets: how soon a person answers and solves, in service hours; warned of before they fail."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final
from uuid import UUID

from limpide import ledger
from limpide.foundation import clock, facts, timers
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import WorkspaceId, new_id

from . import hours, receiving, store_targets
from .facts import TargetAtRisk, TargetMissed
from .model import Calendar, Conversation, ConversationId
from .model_desk import Clock, Goal, Target

TICK: Final = "conversations.tick"
# The share of the time after which colleagues are warned.
_WARN_AFTER: Final = 0.75
_LONGEST: Final = 60 * 24 * 90


class InvalidTargetError(LimpideError):
    """A target is 1 minute to 90 days of service hours, and there is one for each kind of case."""

    status: ClassVar[int] = 422


async def set_targets(db: Database, targets: Sequence[Target], *, actor: Actor) -> None:
    """Replace the targets; what runs already keeps its own. Raises InvalidTargetError."""
    cases = [(one.team, one.kind, one.importance) for one in targets]
    if len(cases) != len(set(cases)) or not all(map(_is_right, targets)):
        raise InvalidTargetError
    await store_targets.set_targets(db, targets)
    why = f"{len(targets)} targets"
    await ledger.record(db, "targets.set", about=db.workspace, why=why, actor=actor)


async def list_targets(db: Database) -> Sequence[Target]:
    """List the targets."""
    return await store_targets.list_targets(db)


async def begin(db: Database, thread: Conversation) -> None:
    """Let the targets of a conversation run that waits for a person now; running ones go on."""
    known = await hours.calendar(db)
    targets = await store_targets.list_targets(db)
    now = clock.now()
    for goal in Goal:
        minutes = minutes_for(targets, goal, thread)
        if minutes is None:
            continue
        running = Clock(
            new_id(),
            thread.id,
            goal,
            started_at=now,
            warn_at=after(known, now, round(minutes * 60 * _WARN_AFTER)),
            due_at=after(known, now, minutes * 60),
        )
        if await store_targets.add_clock(db, running, thread):
            await _wait_for(db, running, running.warn_at)


async def end(db: Database, conversation: ConversationId, *goals: Goal) -> None:
    """Note that what was aimed at has happened."""
    for id in await store_targets.end_clocks(db, conversation, goals, clock.now()):
        await timers.cancel(db, f"tick:{id}")


async def drop(db: Database, conversation: ConversationId) -> None:
    """Forget what runs: no person is waited for any more."""
    for id in await store_targets.remove_clocks(db, conversation):
        await timers.cancel(db, f"tick:{id}")


async def resume(db: Database, conversation: ConversationId, since: datetime) -> None:
    """Let run on what ended since a moment: what ended it was undone."""
    for again in await store_targets.resume_clocks(db, conversation, since):
        now = clock.now()
        await _wait_for(db, again, again.warn_at if now < again.warn_at else again.due_at)


async def list_running(db: Database, conversations: Sequence[ConversationId]) -> Sequence[Clock]:
    """List what runs for some conversations, the most urgent first."""
    return await store_targets.list_running(db, conversations)


async def tick(pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
    """Warn when a target is at risk, and tell when it was missed."""
    async with pool.transaction(workspace) as db:
        running = await store_targets.find_running(db, UUID(payload["clock"]))
        if running is None:
            return
        if clock.now() < running.due_at:
            goal, due = running.goal, running.due_at
            await facts.announce(db, TargetAtRisk(running.conversation, goal, due))
            await _wait_for(db, running, running.due_at)
        else:
            await facts.announce(db, TargetMissed(running.conversation, running.goal))
        await receiving.tell_pages(db, running.conversation, "target")


def minutes_for(targets: Sequence[Target], goal: Goal, thread: Conversation) -> int | None:
    """Give the target of the narrowest case that fits: importance counts most, then the team."""
    best: tuple[int, int] | None = None
    for one in targets:
        minutes = one.first_reply if goal is Goal.FIRST_REPLY else one.resolution
        pairs = ((one.kind, thread.kind), (one.team, thread.team))
        pairs = (*pairs, (one.importance, thread.importance))
        if minutes is None or any(wanted not in {None, given} for wanted, given in pairs):
            continue
        weight = sum(2**place for place, (wanted, _) in enumerate(pairs) if wanted is not None)
        if best is None or weight > best[0]:
            best = weight, minutes
    return None if best is None else best[1]


def after(known: Calendar, since: datetime, seconds: float) -> datetime:
    """Say when so many seconds of service hours have passed; around the clock without any hours."""
    left = timedelta(seconds=seconds)
    for start, stop in hours.openings_from(known, since):
        if stop - start >= left:
            return start + left
        left -= stop - start
    return since + timedelta(seconds=seconds)


async def _wait_for(db: Database, running: Clock, at: datetime) -> None:
    payload = {"clock": str(running.id)}
    await timers.set_timer(db, at, TICK, payload, key=f"tick:{running.id}")


def _is_right(one: Target) -> bool:
    minutes = [each for each in (one.first_reply, one.resolution) if each is not None]
    return bool(minutes) and all(0 < each <= _LONGEST for each in minutes)
