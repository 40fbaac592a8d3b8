"""Ladders: a message that must be seen climbs from channel to channel until it is.

A rung is a message of its own, with its own passport, made when its turn comes: permission is
asked anew, and what the person chose meanwhile counts.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from limpide import ledger
from limpide.contacts import Refusal
from limpide.foundation import clock, facts, jobs, timers
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

from . import avoided, store, store_files, store_ladders
from .facts import Accepted, Bounced, Delivered, Failed, LadderEnded, Seen, Stopped
from .jobs import CLIMB
from .model import (
    Ladder,
    LadderId,
    LadderPart,
    LadderState,
    Message,
    Request,
    Status,
    Step,
)
from .planning import Plan

Progress = Accepted | Delivered | Seen | Failed | Bounced | Stopped
_DELIVERY: Final = Actor.system("delivery")
_OVER: Final = {
    Status.STOPPED,
    Status.EXPIRED,
    Status.FAILED,
    Status.BOUNCED,
    Status.RETURNED,
}


async def start(db: Database, part: LadderPart, request: Request, plan: Plan) -> None:
    """Keep a plan of several channels, and set the timer of its next rung."""
    begun = len(plan.begun)
    steps = tuple(
        Step(rung.kind, rung.wait, rung.seen_by, rung.weight, rung.cents) for rung in plan.rungs
    )
    first = plan.begun[-1]
    ladder = Ladder(
        id=part.ladder,
        contact=request.contact,
        state=LadderState.CLIMBING,
        place=begun,
        steps=steps,
        request=replace(request, part=part, key=None),
        started_at=clock.now(),
        ended_at=None,
    )
    await store_ladders.add_ladder(db, ladder)
    await store_files.add_ladder_files(db, ladder.id, request)
    await _set_timer(db, part.ladder, begun, max(first.at, clock.now()) + first.wait)


async def is_seen(db: Database, message: Message) -> bool:
    """Say whether another rung of a message's ladder was seen."""
    if message.ladder is None:
        return False
    ladder = await store_ladders.find_ladder(db, message.ladder)
    if ladder is None:
        return False
    if ladder.state is LadderState.SEEN:
        return True
    return seen_at(ladder, await store_ladders.statuses(db, ladder.id)) is not None


def seen_at(ladder: Ladder, statuses: Mapping[int, Status]) -> int | None:
    """Give the place of the first rung that counts as seen; None while none does."""
    for place, status in sorted(statuses.items()):
        if place <= len(ladder.steps) and _is_sign(status, ladder.steps[place - 1]):
            return place
    return None


def _is_sign(status: Status, step: Step) -> bool:
    # Who calls a message spam has seen it: no second channel is tried on them.
    return status in step.seen_by or status is Status.COMPLAINED


def is_lost(ladder: Ladder, statuses: Mapping[int, Status]) -> bool:
    """Say whether every rung so far has failed, so that waiting is of no use."""
    begun = [statuses.get(place) for place in range(1, ladder.place + 1)]
    return all(status is None or status in _OVER for status in begun)


async def end(db: Database, ladder: Ladder, state: LadderState) -> None:
    """End a ladder: no further rung, and what is still queued is stopped."""
    await store_ladders.end_ladder(db, ladder.id, state, clock.now())
    await timers.cancel(db, f"climb:{ladder.id}")
    if state is LadderState.SEEN:
        await avoided.note_steps(db, ladder)
        for message in await store_ladders.lock_queued(db, ladder.id):
            await store.stop(db, message.id, Refusal.SEEN_ALREADY)
            await avoided.note_message(db, message, Refusal.SEEN_ALREADY.value)
            await facts.announce(
                db, Stopped(message.id, message.reference, Refusal.SEEN_ALREADY.value)
            )
    await ledger.record(
        db, f"ladder.{state}", about=ladder.id, why=f"at rung {ladder.place}", actor=_DELIVERY
    )
    await facts.announce(db, LadderEnded(ladder.id, ladder.request.reference, state))


async def on_progress(db: Database, fact: Progress) -> None:
    """Look at the ladder of a message that was seen, or will not arrive."""
    if fact.ladder is None:
        return
    ladder = await store_ladders.lock_ladder(db, LadderId(fact.ladder))
    if ladder is None or ladder.state is not LadderState.CLIMBING:
        return
    statuses = await store_ladders.statuses(db, ladder.id)
    if seen_at(ladder, statuses) is not None:
        await end(db, ladder, LadderState.SEEN)
    elif isinstance(fact, (Failed, Bounced, Stopped)) and is_lost(ladder, statuses):
        await jobs.enqueue(db, CLIMB, {"ladder": str(ladder.id), "place": ladder.place})


async def _set_timer(db: Database, id: LadderId, place: int, at: datetime) -> None:
    payload = {"ladder": str(id), "place": place}
    await timers.set_timer(db, at, CLIMB, payload, key=f"climb:{id}")


async def wait_for(db: Database, ladder: Ladder, place: int, since: datetime) -> None:
    """Remember how far a ladder has come, and wait there for a sign."""
    await store_ladders.set_place(db, ladder.id, place)
    await _set_timer(db, ladder.id, place, since + ladder.steps[place - 1].wait)
