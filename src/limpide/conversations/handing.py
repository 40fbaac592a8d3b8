"""Who holds a conversation: handing over, taking, giving to a colleague, handing back."""

from dataclasses import replace
from uuid import UUID

from limpide import ledger
from limpide.foundation import clock, facts
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id

from . import assigning, receiving, store, store_assigning, store_waits, targets, telling
from .facts import HandedBack, HandedOver
from .model import Cause, Conversation, ConversationId, Handover, Holder, Status, Summary


async def hand_over(
    db: Database,
    conversation: ConversationId,
    cause: Cause,
    summary: Summary,
    *,
    actor: Actor,
    urgent: str = "",
) -> Handover | None:
    """Give a conversation to people. None when it is theirs already and open.

    The assistant is silent from this transaction on. The customer is told what happens and when;
    `urgent` is a text, in their language, that is said first (whom to call in danger).
    """
    thread = await receiving.locked(db, conversation)
    if thread.holder is not Holder.ASSISTANT and thread.status is not Status.RESOLVED:
        await _bring_back(db, thread)
        return None
    now = clock.now()
    handover = Handover(new_id(), thread.id, cause, summary, now, None, None)
    await store.add_handover(db, handover.id, thread.id, cause, summary, now)
    changed = replace(
        thread,
        holder=Holder.NOBODY,
        assignee=None,
        cause=cause,
        status=Status.OPEN,
        snoozed_until=None,
        waiting_since=thread.waiting_since or now,
    )
    await store.save_conversation(db, changed)
    changed = await assigning.place(db, changed)
    await targets.begin(db, changed)
    await telling.tell_customer(db, changed, cause, urgent, actor)
    await ledger.record(
        db, "conversation.handed_over", about=thread.id, why=cause.value, actor=actor
    )
    await facts.announce(db, HandedOver(thread.id, cause))
    await receiving.tell_pages(db, thread.id, "holder")
    return handover


async def take(
    db: Database, conversation: ConversationId, advisor: UUID, name: str, *, actor: Actor
) -> Conversation:
    """Let an advisor hold a conversation. The customer sees who is there now."""
    thread = await receiving.locked(db, conversation)
    if thread.holder is Holder.PERSON and thread.assignee == advisor:
        return await _bring_back(db, thread)
    return await _hold(db, thread, advisor, name, "conversation.taken", actor)


async def assign(
    db: Database, conversation: ConversationId, advisor: UUID | None, name: str, *, actor: Actor
) -> Conversation:
    """Give a conversation to a colleague, or back to all (None)."""
    thread = await receiving.locked(db, conversation)
    return await _hold(db, thread, advisor, name, "conversation.assigned", actor)


async def hand_back(db: Database, conversation: ConversationId, *, actor: Actor) -> Conversation:
    """Give a conversation back to the assistant. The customer is told that an AI answers again."""
    thread = await receiving.locked(db, conversation)
    changed = replace(thread, holder=Holder.ASSISTANT, assignee=None, cause=None)
    await store.save_conversation(db, changed)
    await targets.drop(db, thread.id)
    await telling.add_event(db, changed, "conversations.event.handed_back", {})
    await _record(db, changed, "conversation.handed_back", actor)
    await facts.announce(db, HandedBack(thread.id))
    return changed


async def _hold(
    db: Database, thread: Conversation, advisor: UUID | None, name: str, what: str, actor: Actor
) -> Conversation:
    if thread.holder is Holder.ASSISTANT:
        await store.add_handover(db, new_id(), thread.id, Cause.TAKEN, Summary(), clock.now())
    changed = replace(
        thread,
        holder=Holder.NOBODY if advisor is None else Holder.PERSON,
        assignee=advisor,
        cause=thread.cause or Cause.TAKEN,
        status=Status.OPEN,
        snoozed_until=None,
    )
    await store.save_conversation(db, changed)
    await store_assigning.note(db, thread.id, clock.now(), ())
    if advisor is not None:
        await store_waits.begin(db, thread.id, clock.now())
        await telling.add_event(db, changed, "conversations.event.taken", {"name": name})
    await _record(db, changed, what, actor)
    return changed


async def _bring_back(db: Database, thread: Conversation) -> Conversation:
    """Open what was put away: its people are wanted now."""
    if thread.status is Status.OPEN:
        return thread
    changed = replace(thread, status=Status.OPEN, snoozed_until=None)
    await store.save_conversation(db, changed)
    await receiving.tell_pages(db, thread.id, "status")
    return changed


async def _record(db: Database, thread: Conversation, what: str, actor: Actor) -> None:
    await ledger.record(db, what, about=thread.id, why=actor.kind.value, actor=actor)
    await receiving.tell_pages(db, thread.id, "holder")
