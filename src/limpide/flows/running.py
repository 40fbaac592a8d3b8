"""Running: a customer's commands move a flow on, as far as it can go without them.

Results are saved as soon as they are known; what was said, and what is waited for, only with the
message itself (`settle`). So a turn that is repeated after a crash repeats no action and loses no
word.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import UUID

from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.i18n import translate
from limpide.foundation.ids import WorkspaceId

from . import publishing, store, store_calls
from .calling import Caller, StillWanted
from .model import CallState, Command, Progress, Run, RunId, RunState, SlotKind, WaitFor
from .obeying import Moved, Place, obey
from .stepping import ahead
from .travelling import Trip, context, question

_EXPIRES: Final = timedelta(hours=24)


async def current(db: Database, conversation: UUID, *, but: RunId | None = None) -> Run | None:
    """Give the run on top (of the others than `but`); None when there is none of today."""
    runs = await store.open_runs(db, conversation, lock=False)
    return next((run for run in runs if _is_fresh(run) and run.id != but), None)


async def list_runs(db: Database, conversation: UUID) -> Sequence[Run]:
    """List all runs of a conversation, the oldest first."""
    return await store.list_runs(db, conversation)


async def end_runs(db: Database, conversation: UUID, state: RunState) -> None:
    """End what is under way: a person goes on."""
    for run in await store.open_runs(db, conversation, lock=True):
        await store.save_run(db, replace(run, state=state, updated_at=clock.now()))


async def reminder(db: Database, run: Run, language: str) -> str:
    """Write again what a run waits for; empty when it waits for nothing from the customer."""
    waiting = run.waiting
    if waiting is None or waiting.what is WaitFor.APPROVAL:
        return ""
    if waiting.what is WaitFor.ADDRESS and waiting.kind is SlotKind.PHONE:
        return translate(language, "flows.ask_address_or_phone")
    if waiting.what in {WaitFor.ADDRESS, WaitFor.CODE, WaitFor.SIGN_IN}:
        return translate(language, f"flows.ask_{waiting.what}")
    if waiting.what is WaitFor.FACT:
        return translate(language, f"flows.ask_fact.{waiting.name}")
    flow = await publishing.flow_version(db, run.flow, run.version)
    return question(ahead(flow, run.memory, language, context(language)), language, 0)


async def advance(
    pool: Pool,
    workspace: WorkspaceId,
    place: Place,
    commands: Sequence[Command],
    *,
    actor: Actor,
    allow_private: bool,
    still_wanted: StillWanted | None = None,
) -> Progress | None:
    """Move the flow on; None when there is none to move. Raises CallUnderWayError."""
    async with pool.transaction(workspace) as db:
        moved = await _apply(db, place, commands)
        if moved is None:
            return None
        flow = await publishing.flow_version(db, moved.run.flow, moved.run.version)
        known = await publishing.catalogue(db)
    caller = Caller(pool, workspace, known.actions, actor=actor, allow_private=allow_private)
    trip = Trip(
        pool=pool,
        workspace=workspace,
        caller=caller,
        actions=known.actions,
        flow=flow,
        run=moved.run,
        place=place,
        texts=list(moved.first),
        still_wanted=still_wanted,
    )
    if moved.hand_over is not None:
        return trip.progress(RunState.HANDED_OVER, moved.rule, hand_over=moved.hand_over)
    if moved.run.state is RunState.CANCELLED:
        return trip.progress(RunState.CANCELLED, moved.rule)
    return await trip.travel()


async def settle(db: Database, progress: Progress) -> None:
    """Keep, with the message, what was said and what is waited for now."""
    run = await store.find_run(db, progress.run)
    if run is None:
        return
    memory = run.memory
    memory.said = [*memory.said, *(key for key in progress.said if key not in memory.said)]
    changed = replace(
        run,
        memory=memory,
        state=progress.state,
        waiting=progress.waiting,
        asked=run.asked if progress.waiting == run.waiting else 0,
        updated_at=clock.now(),
    )
    await store.save_run(db, changed)


async def _apply(db: Database, place: Place, commands: Sequence[Command]) -> Moved | None:
    """Take the customer's commands into account, once per word of theirs."""
    runs = await store.open_runs(db, place.conversation, lock=True)
    for run in runs:
        if not _is_fresh(run):
            await store.save_run(db, replace(run, state=RunState.EXPIRED))
    run = next((run for run in runs if _is_fresh(run)), None)
    moved = None if run is None else Moved(await _with_decision(db, run))
    if run is not None and run.read_until == place.read_until:
        return moved
    for command in commands:
        moved = await obey(db, place, moved, command)
    if moved is None:
        return None
    changed = replace(moved.run, read_until=place.read_until, updated_at=clock.now())
    await store.save_run(db, changed)
    return replace(moved, run=changed)


async def _with_decision(db: Database, run: Run) -> Run:
    """Let a parked run know that a person said no."""
    if run.state is not RunState.PARKED or run.waiting is None:
        return run
    calls = await store_calls.calls_of_run(db, run.id)
    if calls and calls[-1].state is CallState.REFUSED:
        run.memory.results[run.waiting.key] = {"ok": False, "code": "not_approved"}
    return run


def _is_fresh(run: Run) -> bool:
    return clock.now() - run.updated_at < _EXPIRES
