"""What the company says: through delivery, with a passport, never over a person's head."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Final

from limpide import contacts, delivery, review
from limpide.channels import Kind, Threading
from limpide.contacts import Contact, Purpose
from limpide.delivery import Content, Plan, Queued, Refused, Request, Specimen
from limpide.foundation import clock, facts
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id
from limpide.ledger import AuthorKind, Reason

from . import receiving, store, store_inbox, targets, waits
from .facts import MessageSaid
from .model import (
    Conversation,
    ConversationId,
    Direction,
    Holder,
    Message,
    MessageId,
    Quoted,
    Reply,
    Said,
    Silence,
    Silent,
    Status,
)
from .model_desk import Goal

_PRESENT: Final = timedelta(seconds=60)
_REFERENCES: Final = 10


async def say(
    db: Database, conversation: ConversationId, reply: Reply, *, actor: Actor
) -> Said | Silent | Refused:
    """Say something to the customer. The AI is silent when a person holds the conversation.

    The conversation is locked first: whoever takes it over at this moment comes before or after,
    never in between. By chat while the customer is there, else by mail when we know an address.
    """
    by_ai = reply.author.kind is AuthorKind.AI
    # Asked before the thread is held: whoever stops the AI waits for this transaction, or it sees.
    is_stopped = by_ai and await _is_stopped(db, conversation, reply)
    thread = await receiving.locked(db, conversation)
    if by_ai:
        silence = Silence.STOPPED if is_stopped else _must_be_silent(thread, reply)
        if silence is not None:
            return Silent(silence)
    id = MessageId(new_id())
    contact = await contacts.get_contact(db, thread.contact)
    wished = await _request(db, thread, contact, reply, id)
    answer = await delivery.request(db, wished, actor=actor)
    if isinstance(answer, Refused):
        return answer
    await _keep(db, thread, reply, answer, id, actor=actor)
    await facts.announce(db, MessageSaid(thread.id, id))
    await receiving.tell_pages(db, thread.id, "message", id)
    return Said(id, answer.kind, answer.passport_token)


async def _is_stopped(db: Database, conversation: ConversationId, reply: Reply) -> bool:
    thread = await receiving.get_conversation(db, conversation)
    return not await review.autonomy.may_speak(db, reply.skill, thread.kind.value)


async def plan_reply(db: Database, conversation: ConversationId, reply: Reply) -> Plan:
    """Explain how a reply would go out, or why it may not; say nothing."""
    thread = await receiving.get_conversation(db, conversation)
    contact = await contacts.get_contact(db, thread.contact)
    wished = await _request(db, thread, contact, reply, MessageId(new_id()))
    return await delivery.plan(db, wished)


async def specimen_of(db: Database, conversation: ConversationId, reply: Reply) -> Specimen:
    """Give what a reply would be on the channel it would go out by; say nothing."""
    thread = await receiving.get_conversation(db, conversation)
    contact = await contacts.get_contact(db, thread.contact)
    naming, author = (await delivery.policy(db)).naming, reply.author
    named = replace(author, name=naming.of(author.name), reviewer=naming.of(author.reviewer))
    return Specimen(
        _channel(thread, contact),
        Content(reply.text, subject_of(thread), attachments=reply.attachments),
        named,
        thread.language,
        recipient=contact.name or "",
    )


async def list_quoting(db: Database, passages: Sequence[str]) -> Sequence[Quoted]:
    """List the conversations in which one of these passages was quoted, the latest first."""
    return await store_inbox.list_quoting(db, passages)


def _must_be_silent(thread: Conversation, reply: Reply) -> Silence | None:
    if thread.holder is not Holder.ASSISTANT:
        return Silence.PERSON_HOLDS
    if thread.status is Status.RESOLVED:
        return Silence.RESOLVED
    if reply.read_until is not None and reply.read_until != thread.last_inbound:
        return Silence.NEWER_MESSAGE
    return None


async def _request(
    db: Database, thread: Conversation, contact: Contact, reply: Reply, id: MessageId
) -> Request:
    kind = _channel(thread, contact)
    last = await store.first_unanswered(db, thread.id)
    return Request(
        contact=thread.contact,
        purpose=Purpose.SERVICE,
        content=Content(reply.text, subject_of(thread), attachments=reply.attachments),
        author=reply.author,
        reason=_reason(reply),
        sources=tuple(citation.as_source() for citation in reply.citations),
        answering=None if last is None else last["at"],
        kinds=(kind,),
        address=thread.address if kind is thread.kind else None,
        language=thread.language,
        threading=threading_of(await store.mail_ids(db, thread.id)),
        is_fact=reply.is_fact,
        making=reply.making,
        reference=id,
        key=str(id),
    )


def _reason(reply: Reply) -> Reason:
    """Name the skill an AI spoke by, so that its stop also catches what has not left yet."""
    if reply.author.kind is not AuthorKind.AI:
        return reply.reason
    return replace(reply.reason, params={**reply.reason.params, "skill": reply.skill})


def is_present(thread: Conversation) -> bool:
    """Say whether the customer looks at the chat now."""
    return thread.present_at is not None and clock.now() - thread.present_at < _PRESENT


def _channel(thread: Conversation, contact: Contact) -> Kind:
    """Choose chat while the customer looks at it; a customer who left is written to by mail."""
    if is_present(thread) and contact.address(Kind.CHAT) is not None:
        return Kind.CHAT
    if thread.kind is Kind.CHAT and contact.address(Kind.EMAIL) is not None:
        return Kind.EMAIL
    return thread.kind


def subject_of(thread: Conversation) -> str:
    """Give the subject of the next mail of a thread."""
    subject = thread.subject.strip()
    if not subject:
        return ""
    return subject if subject.lower().startswith("re:") else f"Re: {subject}"


def threading_of(mail_ids: list[str]) -> Threading:
    """Name the mails before (RFC 5322, 3.6.4): the first and the last ten when there are many."""
    if not mail_ids:
        return Threading()
    kept = mail_ids if len(mail_ids) <= _REFERENCES else [mail_ids[0], *mail_ids[1 - _REFERENCES :]]
    return Threading(in_reply_to=mail_ids[-1], references=tuple(kept))


async def _keep(
    db: Database,
    thread: Conversation,
    reply: Reply,
    answer: Queued,
    id: MessageId,
    *,
    actor: Actor,
) -> None:
    now = clock.now()
    by_person = reply.author_id is not None
    waited = None if thread.waiting_since is None else now - thread.waiting_since
    message = Message(
        id=id,
        conversation=thread.id,
        direction=Direction.OUT,
        kind=answer.kind,
        author_kind=reply.author.kind,
        author_name=reply.author.name or reply.author.reviewer,
        author_id=reply.author_id,
        body=reply.text,
        rest="",
        subject=subject_of(thread),
        citations=reply.citations,
        ai_share=reply.author.ai_share,
        delivery=answer.message,
        passport_token=answer.passport_token,
        automatic=None,
        feedback=None,
        at=now,
        choices=reply.choices,
    )
    await store.add_message(
        db,
        message,
        provider_id=answer.mail_id or None,
        waited_ms=None if waited is None else round(waited.total_seconds() * 1000),
    )
    files = [(file, sha256(file.content).digest()) for file in reply.attachments]
    await store.add_attachments(db, id, files)
    answered = reply.author.kind is not AuthorKind.TEMPLATE
    await store.save_conversation(
        db,
        replace(
            thread,
            last_message=id,
            last_at=now,
            waiting_since=None if answered else thread.waiting_since,
        ),
    )
    if by_person:
        await waits.end_wait(db, thread.id, now)
        await targets.end(db, thread.id, Goal.FIRST_REPLY)
        await review.set_aside(db, thread.id, actor=actor)
