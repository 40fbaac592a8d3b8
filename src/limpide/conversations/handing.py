"""Who holds a conversation: handing over, taking, handing back, and what the customer is told."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import UUID

from babel.dates import format_datetime, get_timezone

from limpide import ledger
from limpide.channels import Kind
from limpide.foundation import clock, facts, workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.i18n import translate
from limpide.foundation.ids import new_id
from limpide.ledger import Author, AuthorKind, Reason

from . import hours, receiving, saying, store, store_hours
from .facts import HandedBack, HandedOver
from .model import (
    Cause,
    Conversation,
    ConversationId,
    Direction,
    Handover,
    Holder,
    Message,
    MessageId,
    Reply,
    Status,
    Summary,
    Task,
    TaskId,
    TaskKind,
    Waiting,
)

_MINUTE: Final = 60
_ONE_DAY: Final = timedelta(days=1)


async def hand_over(
    db: Database, conversation: ConversationId, cause: Cause, summary: Summary, *, actor: Actor
) -> Handover | None:
    """Give a conversation to people. None when it is theirs already.

    The assistant is silent from this transaction on. The customer is told what happens and when.
    """
    thread = await receiving.locked(db, conversation)
    if thread.holder is not Holder.ASSISTANT:
        return None
    now = clock.now()
    handover = Handover(new_id(), thread.id, cause, summary, now, None, None)
    await store.add_handover(db, handover.id, thread.id, cause, summary, now)
    changed = replace(thread, holder=Holder.NOBODY, cause=cause, status=Status.OPEN)
    await store.save_conversation(db, changed)
    await _tell_customer(db, changed, cause, actor)
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
        return thread
    if thread.holder is Holder.ASSISTANT:
        await store.add_handover(db, new_id(), thread.id, Cause.TAKEN, Summary(), clock.now())
    changed = replace(
        thread,
        holder=Holder.PERSON,
        assignee=advisor,
        cause=thread.cause or Cause.TAKEN,
        status=Status.OPEN,
        snoozed_until=None,
    )
    await store.save_conversation(db, changed)
    await store.mark_handovers(db, thread.id, at=clock.now(), replied=False)
    await add_event(db, changed, "conversations.event.taken", {"name": name})
    await _record(db, changed, "conversation.taken", actor)
    return changed


async def assign(
    db: Database, conversation: ConversationId, advisor: UUID | None, name: str, *, actor: Actor
) -> Conversation:
    """Give a conversation to a colleague, or back to all (None)."""
    thread = await receiving.locked(db, conversation)
    holder = Holder.PERSON if advisor else Holder.NOBODY
    changed = replace(thread, holder=holder, assignee=advisor)
    await store.save_conversation(db, changed)
    if advisor is not None:
        await add_event(db, changed, "conversations.event.taken", {"name": name})
    await _record(db, changed, "conversation.assigned", actor)
    return changed


async def hand_back(db: Database, conversation: ConversationId, *, actor: Actor) -> Conversation:
    """Give a conversation back to the assistant. The customer is told that an AI answers again."""
    thread = await receiving.locked(db, conversation)
    changed = replace(thread, holder=Holder.ASSISTANT, assignee=None, cause=None)
    await store.save_conversation(db, changed)
    await add_event(db, changed, "conversations.event.handed_back", {})
    await _record(db, changed, "conversation.handed_back", actor)
    await facts.announce(db, HandedBack(thread.id))
    return changed


async def waiting(db: Database) -> Waiting:
    """Say how long each choice takes, as measured lately, and whether people are there."""
    assistant, person = await store.measured_waits(db)
    known = await hours.calendar(db)
    now = clock.now()
    return Waiting(
        assistant=assistant,
        person=person,
        is_open=hours.is_open_at(known, now),
        opens_at=hours.next_opening(known, now),
    )


async def choose_follow_up(
    db: Database, conversation: ConversationId, kind: TaskKind, detail: str, *, actor: Actor
) -> Task:
    """Keep how a customer wants to hear from us: it becomes a task with a date."""
    thread = await receiving.locked(db, conversation)
    opens_at = hours.next_opening(await hours.calendar(db), clock.now()) or clock.now()
    task = Task(TaskId(new_id()), thread.id, kind, detail, clock.now(), opens_at + _ONE_DAY, None)
    await store_hours.add_task(db, task.id, thread.id, kind, detail, task.created_at, task.due_at)
    await add_event(db, thread, f"conversations.event.follow_up_{kind}", {})
    await _record(db, thread, "conversation.follow_up_chosen", actor)
    return task


async def add_event(
    db: Database, thread: Conversation, key: str, values: Mapping[str, str]
) -> None:
    """Write a line into the thread that customer and advisors see: a text's key and values."""
    event = Message(
        id=MessageId(new_id()),
        conversation=thread.id,
        direction=Direction.EVENT,
        kind=thread.kind,
        author_kind=AuthorKind.TEMPLATE,
        author_name="",
        author_id=None,
        body=key,
        rest="",
        subject=json.dumps(dict(values)),
        citations=(),
        ai_share=0.0,
        delivery=None,
        passport_token=None,
        automatic=None,
        feedback=None,
        at=clock.now(),
    )
    await store.add_message(db, event, provider_id=None)
    await receiving.tell_pages(db, thread.id, "message", event.id)


async def _tell_customer(db: Database, thread: Conversation, cause: Cause, actor: Actor) -> None:
    company = await workspaces.get(db)
    waits = await waiting(db)
    text = " ".join(
        [
            translate(thread.language, f"conversations.handover.{cause}"),
            _when(thread, waits, company.time_zone),
        ]
    )
    reply = Reply(
        text=text,
        author=Author(AuthorKind.TEMPLATE),
        reason=Reason("conversations.reason.handover"),
    )
    await saying.say(db, thread.id, reply, actor=actor)


def _when(thread: Conversation, waits: Waiting, zone: str) -> str:
    language = thread.language
    by_chat = thread.kind is Kind.CHAT
    if not waits.is_open:
        key = "closed_chat" if by_chat else "closed"
        if waits.opens_at is None:
            return translate(language, f"conversations.when.{key}_unknown")
        moment = format_datetime(
            waits.opens_at, "EEEE d MMMM, HH:mm", tzinfo=get_timezone(zone), locale=language
        )
        return translate(language, f"conversations.when.{key}", moment=moment)
    if waits.person is None:
        return translate(language, "conversations.when.open")
    minutes = max(1, round(waits.person / _MINUTE))
    return translate(language, "conversations.when.open_measured", count=minutes)


async def _record(db: Database, thread: Conversation, what: str, actor: Actor) -> None:
    await ledger.record(db, what, about=thread.id, why=actor.kind.value, actor=actor)
    await receiving.tell_pages(db, thread.id, "holder")
