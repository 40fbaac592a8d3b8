"""Undoing: what was done a moment ago is taken back, inside the policy of the action that does it.

To the customer it is a flow like any other, with a confirmation; to an advisor a button. It is an
action of its own, so it runs once, for the owner only, and the ledger says what it takes back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from limpide.foundation import clock
from limpide.foundation.database import Database
from limpide.foundation.i18n import translate
from limpide.foundation.ids import new_id

from . import store, store_calls, wording
from .model import (
    Action,
    Call,
    CallId,
    CallRecord,
    CallState,
    Confirm,
    End,
    Flow,
    IdentityLevel,
    If,
    Memory,
    PassOn,
    Run,
    RunId,
    RunState,
    Say,
    Step,
    Texts,
)
from .places import Place

# Flows of this name are made here; a flow's own name has no colon.
NAME: Final = "undo:"
_LANGUAGES: Final = ("fr", "en")
_TAKEN_BACK: Final = {CallState.DONE, CallState.UNSURE, CallState.RUNNING, CallState.WAITING}


class Standing(StrEnum):
    """Whether a change can be taken back."""

    POSSIBLE = "possible"
    TOO_LATE = "too_late"
    NO_WAY = "no_way"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was done in a conversation. `until`: when it can be taken back at the latest.

    `undo`: the action that takes it back, with its `arguments`. `about`: what it touched.
    """

    call: CallId
    title: Texts
    about: str
    at: datetime
    standing: Standing
    action: str
    undo: str | None = None
    arguments: Mapping[str, Any] | None = None
    until: datetime | None = None


async def list_changes(
    db: Database, conversation: UUID, actions: Mapping[str, Action]
) -> Sequence[Change]:
    """List what was changed in a conversation, the latest first."""
    calls = await store_calls.changes_of_conversation(db, conversation)
    undone = {call.undoes for call in calls if call.state in _TAKEN_BACK}
    return [
        _change(call, actions[call.action], is_undone=call.id in undone)
        for call in calls
        if call.undoes is None and call.state is CallState.DONE and call.action in actions
    ]


async def begin(db: Database, place: Place, actions: Mapping[str, Action]) -> Run:
    """Begin to take back the last change of a conversation, or to say why that cannot be."""
    changes = await list_changes(db, place.conversation, actions)
    last = changes[0] if changes else None
    slots: dict[str, Any] = {"standing": "nothing"}
    name = NAME
    if last is not None:
        slots = {
            "standing": last.standing.value,
            "call": str(last.call),
            "what": last.title[place.language],
            "about": last.about,
            "arguments": dict(last.arguments or {}),
        }
        name = NAME + last.action if last.standing is Standing.POSSIBLE else NAME
    now = clock.now()
    run = Run(
        id=RunId(new_id()),
        conversation=place.conversation,
        contact=place.contact,
        flow=name,
        version=1,
        state=RunState.ACTIVE,
        memory=Memory(slots=slots),
        waiting=None,
        asked=0,
        read_until=None,
        updated_at=now,
        resumed_at=now,
    )
    await store.add_run(db, run)
    return run


def flow_of(name: str, actions: Mapping[str, Action]) -> Flow:
    """Give the flow that takes back what an action did, or says why nothing can."""
    action = actions.get(name.removeprefix(NAME))
    steps: list[Step] = [
        _where("nothing", "1", End("1.then.2")),
        _where("undone", "2", End("2.then.2")),
        _where("too_late", "3", PassOn("3.then.2", "undo.too_late")),
        _where("no_way", "4", PassOn("4.then.2", "undo.no_way")),
    ]
    if action is not None and action.undo is not None:
        needed = {each: f"arguments['{each}']" for each in action.undo.arguments}
        failed = (Say("6.any.1", _texts("failed")), PassOn("6.any.2", "undo.failed"))
        steps += [
            Confirm("5", _texts("confirm")),
            Call("6", action.undo.action, needed, "undone", {"any": failed}),
            Say("7", _texts("done")),
        ]
    return Flow(name, 1, _texts("title"), False, {}, {}, tuple(steps))


def is_undo(flow: str) -> bool:
    """Say whether a flow takes something back."""
    return flow.startswith(NAME)


def hint(action: Action, language: str) -> str:
    """Say for how long something can be taken back; empty where it cannot."""
    if action.undo is None:
        return ""
    return translate(language, "flows.undo.hint", time=_spoken(action.undo.within, language))


def _where(standing: str, path: str, then: Step) -> If:
    return If(
        path, f"standing == '{standing}'", (Say(f"{path}.then.1", _texts(standing)), then), ()
    )


def _change(call: CallRecord, action: Action, *, is_undone: bool) -> Change:
    at = call.ended_at or call.requested_at
    touched = about(call, action)
    found = Change(call.id, action.title, touched, at, Standing.NO_WAY, call.action)
    undo = action.undo
    if undo is None:
        return found
    known = {**call.arguments, "result": call.result or {}, "before": call.before or {}}
    valued = {name: wording.evaluate(each, known) for name, each in undo.arguments.items()}
    arguments = {name: value for name, value in valued.items() if value is not None}
    until = at + undo.within
    standing = Standing.POSSIBLE if clock.now() <= until else Standing.TOO_LATE
    return Change(
        call=call.id,
        title=action.title,
        about=touched,
        at=at,
        standing=Standing.UNDONE if is_undone else standing,
        action=call.action,
        undo=undo.action,
        arguments=arguments,
        until=until,
    )


def about(call: CallRecord, action: Action) -> str:
    """Name what was changed by what its owner is looked up by: the number of an order."""
    looked_up = {} if action.owner is None else action.owner.arguments
    named = [wording.evaluate(each, call.arguments) for each in looked_up.values()]
    return ", ".join(str(each) for each in named or call.arguments.values() if each)[:80]


async def addresses_at(
    db: Database, conversation: UUID, at: datetime
) -> Mapping[str, IdentityLevel]:
    """Say who had proved to be the customer of a conversation when something was done there."""
    return await store_calls.identities(db, conversation, at)


def _texts(name: str) -> Texts:
    """Give a text of ours in each language, with the places a flow fills in."""
    key = f"flows.undo.{name}"
    return {
        language: translate(language, key, what="{{ what }}", about="{{ about }}")
        for language in _LANGUAGES
    }


def _spoken(within: timedelta, language: str) -> str:
    minutes = round(within.total_seconds() / 60)
    if minutes < 120:
        return translate(language, "flows.undo.minutes", count=minutes)
    return translate(language, "flows.undo.hours", count=round(minutes / 60))
