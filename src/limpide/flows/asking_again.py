"""Asking again what became of a change of which no answer came, by the policy it was made under."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from limpide import ledger
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId

from . import publishing, store, store_calls, undoing, unheard
from .calling import Caller, StillWanted, Wanted
from .model import CallId, CallRecord, CallState, RunId, Texts, Who
from .outcomes import Done, Failed, Outcome, Perhaps

_ACTOR = Actor.system("flows")


@dataclass(frozen=True, slots=True)
class Unheard:
    """A change that was perhaps done. `about`: what it touched.

    `can_ask`: the other side honours our key, so that asking again does nothing twice.
    `conversation` and `read_until`: where, and by which word, it was wished.
    """

    call: CallId
    title: Texts
    about: str
    can_ask: bool
    why: str
    run: RunId | None = None
    conversation: UUID | None = None
    read_until: UUID | None = None


async def find_unheard(db: Database, id: CallId) -> Unheard | None:
    """Find a change nobody knows the end of; None when it is known, or under way right now.

    One that its process never ended is marked so here.
    """
    call = await store_calls.find_call(db, id)
    if call is None or call.state not in {CallState.RUNNING, CallState.UNSURE}:
        return None
    if unheard.is_under_way(call):
        await unheard.look_after(db, id)
        return None
    if call.state is CallState.RUNNING:
        why = "the process ended"
        await store_calls.end_call(db, id, CallState.UNSURE, None, why, clock.now())
        data = {"action": call.action, "call": str(id)}
        about: UUID = call.run or call.contact
        await ledger.record(db, "action.unsure", about=about, why=why, actor=_ACTOR, data=data)
    return await _told(db, call)


async def unheard_in(db: Database, conversation: UUID) -> Sequence[Unheard]:
    """List what was perhaps done in a conversation, the latest first."""
    calls = await store_calls.changes_of_conversation(db, conversation)
    return [await _told(db, each) for each in calls if each.state is CallState.UNSURE]


async def ask_again(
    pool: Pool,
    workspace: WorkspaceId,
    id: CallId,
    *,
    actor: Actor,
    allow_private: bool,
    still_wanted: StillWanted | None = None,
) -> Outcome | None:
    """Make the same call with the same key once more, by policy; None where that is not safe.

    It is for whoever had proved to be the customer when it was wished. Whatever keeps policy from
    letting it go leaves it unsure. Raises CallUnderWayError.
    """
    async with pool.transaction(workspace) as db:
        call = await store_calls.find_call(db, id)
        actions = (await publishing.catalogue(db)).actions
        action = None if call is None else actions.get(call.action)
        if call is None or action is None or not action.repeatable:
            return None
        if call.state is not CallState.UNSURE:
            return None
        run = None if call.run is None else await store.find_run(db, call.run)
        proved = {}
        if run is not None:
            proved = await undoing.addresses_at(db, run.conversation, call.requested_at)
    facts = {} if run is None else run.memory.facts
    caller = Caller(pool, workspace, actions, actor=actor, allow_private=allow_private)
    await caller.call(
        Wanted(
            action,
            call.arguments,
            Who(call.contact, proved, facts),
            run=call.run,
            is_confirmed=True,
            still_wanted=still_wanted,
            undoes=call.undoes,
            is_asked_again=True,
        )
    )
    async with pool.transaction(workspace) as db:
        return _known(await store_calls.find_call(db, id))


def _known(call: CallRecord | None) -> Outcome | None:
    if call is None:
        return None
    match call.state:
        case CallState.DONE:
            return Done(call.result or {})
        case CallState.FAILED:
            return Failed(call.code or "failed")
        case _:
            return Perhaps(call.code or "unsure")


async def _told(db: Database, call: CallRecord) -> Unheard:
    action = (await publishing.catalogue(db)).actions.get(call.action)
    run = None if call.run is None else await store.find_run(db, call.run)
    title: Texts = {"fr": call.action, "en": call.action} if action is None else action.title
    return Unheard(
        call=call.id,
        title=title,
        about="" if action is None else undoing.about(call, action),
        can_ask=action is not None and action.repeatable,
        why=call.code or "",
        run=call.run,
        conversation=None if run is None else run.conversation,
        read_until=None if run is None else run.read_until,
    )
