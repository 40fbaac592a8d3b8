"""Recalling: what was talked of before, in a conversation that goes to and fro."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from limpide.foundation import clock
from limpide.foundation.database import Database
from limpide.foundation.i18n import translate

from . import publishing, store
from .model import Flow, Memory, Run, RunState, SlotKind
from .model_commands import Start
from .personalising import refused
from .places import Moved, Place

# For how long «it» still means what was talked of last.
_REMEMBERED: Final = timedelta(hours=1)
_LONGEST_WORDS: Final = 500
# A run that rests for longer has expired.
EXPIRES: Final = timedelta(hours=24)


def is_fresh(run: Run) -> bool:
    """Say whether a run has not expired."""
    return clock.now() - run.updated_at < EXPIRES


async def interrupted(db: Database, place: Place, command: Start) -> Run | None:
    """Find a run of the same flow that waits underneath, about nothing else than is said now."""
    for run in await store.open_runs(db, place.conversation, lock=True):
        is_same = all(
            run.memory.slots.get(name, value) == value for name, value in command.slots.items()
        )
        if run.flow == command.flow and run.state is RunState.ACTIVE and is_fresh(run) and is_same:
            run.memory.slots.update(command.slots)
            on_top = replace(run, resumed_at=clock.now(), asked=0)
            await store.save_run(db, on_top)
            return on_top
    return None


async def beginning(db: Database, place: Place, flow: Flow, command: Start) -> Memory:
    """Give what a run knows when it begins: what is said, and the order that «it» means.

    What proved the last run's order to be its writer's proves it again.
    """
    runs = await store.list_runs(db, place.conversation)
    memory = Memory(
        slots=dict(command.slots),
        words=command.words[:_LONGEST_WORDS],
        consents={k: no for run in runs for k, no in refused(run.memory.consents).items()},
    )
    last = max(runs, key=lambda run: run.updated_at, default=None)
    if command.is_new or last is None or not is_remembered(last):
        return memory
    known = order_of(last, flow)
    if all(memory.slots.get(name, value) == value for name, value in known.items()):
        memory.slots = {**known, **memory.slots}
        memory.facts = dict(last.memory.facts) if known else {}
    return memory


def order_of(run: Run, flow: Flow) -> Mapping[str, Any]:
    """Give the order of a run as a slot of another flow, where it was found."""
    orders = [slot.name for slot in flow.slots.values() if slot.kind is SlotKind.ORDER]
    if not any(result["ok"] for result in run.memory.results.values()):
        return {}
    return {name: run.memory.slots[name] for name in orders if name in run.memory.slots}


def is_remembered(run: Run) -> bool:
    """Say whether «it» still means what a run was about."""
    return clock.now() - run.updated_at <= _REMEMBERED


async def where(db: Database, place: Place, moved: Moved) -> Moved:
    """Name what is under way, the one on top first."""
    runs = [
        run for run in await store.open_runs(db, place.conversation, lock=True) if is_fresh(run)
    ]
    titles = await _titles(db, runs, place.language)
    top, *others = titles
    if not others:
        text = translate(place.language, "flows.where_one", title=top)
    else:
        listed = "\n".join(f"– {title}" for title in others)
        text = translate(place.language, "flows.where_several", title=top, others=listed)
    return replace(moved, first=(*moved.first, text))


async def _titles(db: Database, runs: Sequence[Run], language: str) -> Sequence[str]:
    flows = [await publishing.flow_version(db, run.flow, run.version) for run in runs]
    return [titled(flow, run, language) for flow, run in zip(flows, runs, strict=True)]


def titled(flow: Flow, run: Run, language: str) -> str:
    """Name a run by its flow, and the order it is about where that is known."""
    about = [
        str(run.memory.slots[slot.name])
        for slot in flow.slots.values()
        if slot.kind is SlotKind.ORDER and slot.name in run.memory.slots
    ]
    return f"{flow.title[language]} ({about[0]})" if about else flow.title[language]
