"""Telling the customer: lines in the thread, and what happens next and when on a hand-over."""

import json
from collections.abc import Mapping
from typing import Final

from babel.dates import format_datetime, get_timezone

from limpide import contacts
from limpide.channels import Kind
from limpide.foundation import clock, workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.i18n import locale_of, translate
from limpide.foundation.ids import new_id
from limpide.ledger import Author, AuthorKind, Reason

from . import receiving, saying, store, waits
from .model import Cause, Conversation, Direction, Message, MessageId, Reply, Status, Waiting

_MINUTE: Final = 60
_LONG_MINUTES: Final = 90


async def tell_reopened(db: Database, before: Conversation, after: Conversation) -> None:
    """Say that a thread is open again, where its customer has read that it was closed."""
    if before.status is Status.RESOLVED and after.status is not Status.RESOLVED:
        await add_event(db, after, "conversations.event.reopened", {})


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


async def tell_customer(
    db: Database, thread: Conversation, cause: Cause, urgent: str, actor: Actor
) -> None:
    """Say that a person takes over, why, and when. `urgent`: what must be said before that."""
    company = await workspaces.get(db)
    known = await waits.waiting(db)
    why = translate(thread.language, f"conversations.handover.{await _reason(db, thread, cause)}")
    text = f"{why} {_when(thread, known, company.time_zone)}"
    reply = Reply(
        text=f"{urgent}\n\n{text}" if urgent else text,
        author=Author(AuthorKind.TEMPLATE),
        reason=Reason("conversations.reason.handover"),
    )
    await saying.say(db, thread.id, reply, actor=actor)


async def _reason(db: Database, thread: Conversation, cause: Cause) -> str:
    """Name the text that says why: who chose to have answers read is told that this one is."""
    if cause is Cause.REVIEW:
        contact = await contacts.get_contact(db, thread.contact)
        if contact.ai_mode is contacts.AiMode.REVIEWED:
            return "review_chosen"
    return cause.value


def _when(thread: Conversation, known: Waiting, zone: str) -> str:
    language = thread.language
    if not known.is_open:
        key = "closed_chat" if thread.kind is Kind.CHAT else "closed"
        if known.opens_at is None:
            return translate(language, f"conversations.when.{key}_unknown")
        moment = format_datetime(
            known.opens_at,
            "EEEE d MMMM, HH:mm",
            tzinfo=get_timezone(zone),
            locale=locale_of(language),
        )
        return translate(language, f"conversations.when.{key}", moment=moment)
    if known.person is None:
        return translate(language, "conversations.when.open")
    minutes = max(1, round(known.person / _MINUTE))
    if minutes < _LONG_MINUTES:
        return translate(language, "conversations.when.open_measured", count=minutes)
    hours = round(minutes / _MINUTE)
    return translate(language, "conversations.when.open_measured_hours", count=hours)
