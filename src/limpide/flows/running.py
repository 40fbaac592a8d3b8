"""Running: a customer's commands move a flow on, as far as it can go without them.

Results are saved as soon as they are known; what was said, and what is waited for, only with the
message itself (`settle`). So a turn that is repeated after a crash repeats no action and loses no
word.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.i18n import translate
from limpide.foundation.ids import WorkspaceId

from . import publishing, recalling, store, store_calls
from .calling import Caller
from .model import CallState, Flow, Run, RunId, RunState, SlotKind, WaitFor
from .model_commands import Command, Progress
from .obeying import obey
from .places import Moved, Place
from .publishing import Catalogue
from .stepping import ahead
from .travelling import Reads, Trip, code_question, context, question


async def current(db: Database, conversation: UUID) -> Run | None:
    """Give the run on top; None when there is none of today."""
    runs = await store.open_runs(db, conversation, lock=False)
    return next(filter(recalling.is_fresh, runs), None)


async def find_open(db: Database, conversation: UUID, id: RunId) -> Run | None:
    """Find one of the runs under way in a conversation."""
    runs = await store.open_runs(db, conversation, lock=False)
    return next((run for run in runs if run.id == id and recalling.is_fresh(run)), None)


async def done_last(db: Database, conversation: UUID) -> Run | None:
    """Give what was done last in a conversation, while «that» still means it."""
    runs = await store.list_runs(db, conversation)
    last = max(runs, key=lambda run: run.updated_at, default=None)
    return last if last is not None and recalling.is_remembered(last) else None


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
    if waiting.what is WaitFor.CODE:
        return translate(language, f"flows.{code_question(run)}")
    if waiting.what in {WaitFor.ADDRESS, WaitFor.SIGN_IN}:
        return translate(language, f"flows.ask_{waiting.what}")
    if waiting.what is WaitFor.FACT:
        return translate(language, f"flows.ask_fact.{waiting.name}")
    flow = await publishing.flow_version(db, run.flow, run.version)
    known = await store_calls.identities(db, run.conversation, clock.now())
    seen = ahead(flow, run.memory, language, context(language, known, run.memory))
    return question(seen, language, 0)


@dataclass(frozen=True, slots=True)
class Guide:
    """Moves the flows of one conversation on, as its customer's words say.

    `still_wanted`: asked, with the flow's name, before each change. `reads`: finds in words which
    option they name. `only_facts`: what was interrupted goes on only where it just looks things up.
    """

    pool: Pool
    workspace: WorkspaceId
    place: Place
    actor: Actor
    allow_private: bool
    still_wanted: Callable[[Database, str], Awaitable[bool]] | None = None
    reads: Reads | None = None
    only_facts: bool = False

    async def advance(
        self, commands: Sequence[Command], *, run: RunId | None = None
    ) -> Progress | None:
        """Move the flow on top on, or `run`; None when there is none. Raises CallUnderWayError."""
        async with self.pool.transaction(self.workspace) as db:
            moved = await _apply(db, self.place, commands, run)
            if moved is None:
                return None
            flow = await publishing.flow_version(db, moved.run.flow, moved.run.version)
            known = await publishing.catalogue(db)
        trip = self._trip(moved, flow, known)
        if moved.hand_over is not None:
            return trip.progress(RunState.HANDED_OVER, moved.rule, hand_over=moved.hand_over)
        if moved.run.state is RunState.CANCELLED:
            progress = trip.progress(RunState.CANCELLED, moved.rule)
        else:
            progress = await trip.travel()
        return await self._with_interrupted(progress, known, {progress.run})

    async def _with_interrupted(
        self, progress: Progress, known: Catalogue, done: set[RunId]
    ) -> Progress:
        """Go on with what was interrupted, or said in the same breath, once this is through."""
        if progress.state not in {RunState.DONE, RunState.CANCELLED, RunState.PARKED}:
            return progress
        async with self.pool.transaction(self.workspace) as db:
            runs = await store.open_runs(db, self.place.conversation, lock=False)
            waits = next((run for run in runs if run.id not in done and _goes_on(run)), None)
            if waits is None:
                return progress
            flow = await publishing.flow_version(db, waits.flow, waits.version)
        if self.only_facts and not flow.is_fact:
            return progress
        language = self.place.language
        waits = await self._carried_over(waits, flow, progress)
        title = recalling.titled(flow, waits, language)
        back = translate(language, "flows.back_to", title=title)
        trip = self._trip(Moved(replace(waits, asked=0), (back,)), flow, known)
        resumed = await trip.travel()
        more = await self._with_interrupted(resumed, known, {*done, resumed.run})
        return replace(progress, resumed=more)

    async def _carried_over(self, waits: Run, flow: Flow, progress: Progress) -> Run:
        """What was wished in the same breath is about the same order, unless it says otherwise."""
        if waits.waiting is not None:
            return waits
        async with self.pool.transaction(self.workspace) as db:
            before = await store.find_run(db, progress.run)
        if before is None:
            return waits
        known = recalling.order_of(before, flow)
        memory = replace(waits.memory, slots={**known, **waits.memory.slots})
        return replace(waits, memory=memory)

    def _trip(self, moved: Moved, flow: Flow, known: Catalogue) -> Trip:
        wanted = self.still_wanted
        return Trip(
            pool=self.pool,
            workspace=self.workspace,
            caller=Caller(
                self.pool,
                self.workspace,
                known.actions,
                actor=self.actor,
                allow_private=self.allow_private,
            ),
            actions=known.actions,
            flow=flow,
            run=moved.run,
            place=self.place,
            texts=list(moved.first),
            still_wanted=None if wanted is None else lambda db: wanted(db, flow.name),
            reads=self.reads,
        )


async def settle(db: Database, progress: Progress) -> None:
    """Keep, with the message, what was said and what is waited for now."""
    for part in progress.parts():
        await _settle(db, part)


async def _settle(db: Database, progress: Progress) -> None:
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


def _goes_on(run: Run) -> bool:
    return run.state is RunState.ACTIVE and recalling.is_fresh(run)


async def _apply(
    db: Database, place: Place, commands: Sequence[Command], only: RunId | None
) -> Moved | None:
    """Take the customer's commands into account, once per word of theirs."""
    runs = await store.open_runs(db, place.conversation, lock=True)
    for run in runs:
        if not recalling.is_fresh(run):
            await store.save_run(db, replace(run, state=RunState.EXPIRED))
    fresh = (run for run in runs if recalling.is_fresh(run))
    run = next((run for run in fresh if only is None or run.id == only), None)
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
