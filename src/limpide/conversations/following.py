"""Following up: nobody was there, and the customer chose how to hear from us."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from limpide import contacts, ledger
from limpide.channels import Kind
from limpide.contacts import Address
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id

from . import hours, receiving, store, store_hours, telling
from .model import (
    Cause,
    Conversation,
    ConversationId,
    Direction,
    Holder,
    Message,
    Summary,
    Task,
    TaskId,
    TaskKind,
)

_ONE_DAY: Final = timedelta(days=1)


async def choose_follow_up(
    db: Database, conversation: ConversationId, kind: TaskKind, detail: str, *, actor: Actor
) -> Task:
    """Keep how a customer wants to hear from us: a task with a date, where the answer is written.

    `detail`: a mail address, a number, or postal lines. Raises InvalidAddressError.
    """
    thread = await receiving.locked(db, conversation)
    place = thread
    if kind is TaskKind.EMAIL:
        address = await contacts.add_address(db, thread.contact, Kind.EMAIL, detail, actor=actor)
        place, detail = await _place_of(db, thread, address), address.value
    elif kind is TaskKind.CALLBACK:
        contacts.normalise(Kind.PHONE, detail)
    task = await _add_task(db, place, kind, detail.strip())
    await telling.add_event(db, thread, f"conversations.event.follow_up_{kind}", {})
    await ledger.record(
        db, "conversation.follow_up_chosen", about=place.id, why=kind.value, actor=actor
    )
    return task


async def _add_task(db: Database, place: Conversation, kind: TaskKind, detail: str) -> Task:
    now = clock.now()
    due = (hours.next_opening(await hours.calendar(db), now) or now) + _ONE_DAY
    task = Task(TaskId(new_id()), place.id, kind, detail, now, due, None)
    await store_hours.add_task(db, task.id, place.id, kind, detail, now, due)
    await receiving.tell_pages(db, place.id, "task", task.id)
    return task


async def _place_of(db: Database, thread: Conversation, address: Address) -> Conversation:
    """Find where the answer is written.

    An address that somebody types in proves nothing about them. When it is known as another
    contact's, the answer gets a thread of its own there, which the visitor's page cannot read.
    """
    if address.contact == thread.contact:
        return thread
    owner = await contacts.get_contact(db, address.contact)
    now = clock.now()
    cause = thread.cause or Cause.ASKED
    place = replace(
        thread,
        id=ConversationId(new_id()),
        contact=owner.id,
        contact_name=owner.name or "",
        kind=Kind.EMAIL,
        address=address.value,
        holder=Holder.NOBODY,
        assignee=None,
        cause=cause,
        last_message=None,
        last_inbound=None,
        last_at=now,
        created_at=now,
    )
    await store.add_conversation(db, place)
    summary = _what_was_asked(await store.list_messages(db, thread.id))
    await store.add_handover(db, new_id(), place.id, cause, summary, now)
    return place


def _what_was_asked(messages: list[Message]) -> Summary:
    asked = tuple(m.body[:500] for m in messages if m.direction is Direction.IN)
    return Summary(asked=asked[-5:], last_words=asked[-1] if asked else "")
