"""Undoing: how conversations were before an advisor changed several things at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final
from uuid import UUID

from limpide import ledger
from limpide.delivery import Importance
from limpide.foundation import clock, timers
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import new_id

from . import desk, receiving, store, store_assigning, store_inbox, store_macros, targets, telling
from .model import Cause, Conversation, ConversationId, Holder, Status
from .model_desk import Needs

_FOR: Final = timedelta(hours=1)


class NothingToUndoError(LimpideError):
    """It was undone already, or is more than an hour ago."""

    status: ClassVar[int] = 409


async def remember(
    db: Database, conversations: Sequence[ConversationId], what: str, advisor: UUID
) -> UUID:
    """Keep how conversations are now, and give the id to undo by, for an hour."""
    before: list[dict[str, Any]] = []
    # In one order, so that two advisors who mark the same ones do not wait for each other.
    for id in sorted(conversations):
        thread = await receiving.locked(db, id)
        before.append(_state(thread, await store_inbox.labels_of(db, thread.id)))
    now, undo_id = clock.now(), new_id()
    await store_macros.forget_undos(db, now - _FOR)
    await store_macros.add_undo(db, undo_id, what, advisor, before, now)
    return undo_id


async def undo(db: Database, id: UUID, advisor: UUID, *, actor: Actor) -> Sequence[ConversationId]:
    """Put conversations back as they were, and say which. What was sent stays sent.

    Who wrote meanwhile is not put away again. Raises NothingToUndoError.
    """
    now = clock.now()
    kept = await store_macros.take_undo(db, id, advisor, now, now - _FOR)
    if kept is None:
        raise NothingToUndoError
    states, at = kept
    back: list[ConversationId] = []
    for state in states:
        thread = await store.lock_conversation(db, ConversationId(UUID(state["id"])))
        if thread is not None:
            await _put_back(db, thread, state, at, actor)
            back.append(thread.id)
    return back


async def _put_back(
    db: Database, thread: Conversation, state: dict[str, Any], at: datetime, actor: Actor
) -> None:
    wrote = str(thread.last_inbound) != state["last_inbound"]
    until = state["snoozed_until"]
    changed = replace(
        thread,
        status=Status.OPEN if wrote else Status(state["status"]),
        snoozed_until=datetime.fromisoformat(until) if until and not wrote else None,
        holder=Holder(state["holder"]),
        assignee=UUID(state["assignee"]) if state["assignee"] else None,
        cause=Cause(state["cause"]) if state["cause"] else None,
        waiting_since=thread.waiting_since or _moment(state["waiting_since"]),
    )
    await store.save_conversation(db, changed)
    if changed.snoozed_until is not None:
        payload = {"conversation": str(thread.id)}
        key = f"wake:{thread.id}"
        await timers.set_timer(db, changed.snoozed_until, desk.WAKE, payload, key=key)
    else:
        await timers.cancel(db, f"wake:{thread.id}")
    needs = Needs(
        UUID(state["team"]) if state["team"] else None,
        state["skill"],
        Importance(state["importance"]),
    )
    await store_assigning.save_needs(db, thread.id, needs)
    await _put_labels_back(db, thread.id, set(state["labels"]))
    await targets.resume(db, thread.id, at)
    await ledger.record(db, "conversation.undone", about=thread.id, why="asked", actor=actor)
    await telling.tell_reopened(db, thread, changed)
    await receiving.tell_pages(db, thread.id, "status")


async def _put_labels_back(db: Database, id: ConversationId, before: set[str]) -> None:
    now = set(await store_inbox.labels_of(db, id))
    for label in before - now:
        await store_inbox.add_label(db, id, label)
    for label in now - before:
        await store_inbox.remove_label(db, id, label)


def _state(thread: Conversation, labels: Sequence[str]) -> dict[str, Any]:
    return {
        "id": str(thread.id),
        "status": thread.status.value,
        "snoozed_until": _iso(thread.snoozed_until),
        "holder": thread.holder.value,
        "assignee": str(thread.assignee) if thread.assignee else None,
        "cause": thread.cause.value if thread.cause else None,
        "waiting_since": _iso(thread.waiting_since),
        "last_inbound": str(thread.last_inbound),
        "team": str(thread.team) if thread.team else None,
        "skill": thread.skill,
        "importance": thread.importance.value,
        "labels": list(labels),
    }


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
