"""What arrives: each message once, in its thread, announced to whoever listens."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Final

from limpide import contacts, delivery
from limpide.channels import Kind
from limpide.contacts import Contact
from limpide.foundation import clock, facts, live, workspaces
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError
from limpide.foundation.i18n import known
from limpide.foundation.ids import new_id
from limpide.ledger import AuthorKind

from . import store
from .facts import MessageReceived
from .model import (
    Conversation,
    ConversationId,
    Direction,
    Holder,
    Incoming,
    Message,
    MessageId,
    Received,
    Status,
)

_MOST_ANSWERED: Final = 10
_GOES_ON: Final = timedelta(days=30)


class NoSuchConversationError(LimpideError):
    """There is no such conversation."""

    status = 404


async def receive(db: Database, incoming: Incoming) -> Received:
    """Take a message in. The same `provider_id` on the same channel changes nothing twice."""
    await store.only_one(db, incoming.kind, incoming.provider_id)
    before = await store.find_by_provider_id(db, incoming.kind, incoming.provider_id)
    if before is not None:
        return Received(*before, is_duplicate=True)
    contact = await _sender(db, incoming)
    there = await _thread(db, incoming, contact)
    thread = there or await _new_thread(db, incoming, contact)
    message = await _keep(db, thread, incoming, contact, is_new=there is None)
    automatic = incoming.automatic is not None
    if not automatic:
        await _note_reply(db, incoming, contact)
        await contacts.note_doing(db, contact.id, contacts.WROTE)
    await facts.announce(db, MessageReceived(thread.id, message, automatic))
    await tell_pages(db, thread.id, "message", message)
    return Received(thread.id, message, is_duplicate=False)


async def _note_reply(db: Database, incoming: Incoming, contact: Contact) -> None:
    """Let what was answered count as seen: no second channel repeats it."""
    if incoming.kind is not Kind.EMAIL:
        await delivery.record_reply(db, contact.id, incoming.kind)
        return
    for mail_id in incoming.mail_ids[:_MOST_ANSWERED]:
        found = await delivery.find_by_mail_id(db, mail_id)
        # A stranger who forges a reference has not read somebody else's mail.
        if found is not None and found.contact == contact.id:
            await delivery.record_sign(db, found.id, delivery.Status.REPLIED)


async def get_conversation(db: Database, id: ConversationId) -> Conversation:
    """Get a thread. Raises NoSuchConversationError."""
    found = await store.find_conversation(db, id)
    if found is None:
        raise NoSuchConversationError
    return found


async def locked(db: Database, id: ConversationId) -> Conversation:
    """Get a thread and hold it until the transaction ends. Raises NoSuchConversationError."""
    found = await store.lock_conversation(db, id)
    if found is None:
        raise NoSuchConversationError
    return found


async def tell_pages(
    db: Database, conversation: ConversationId, event: str, id: object = ""
) -> None:
    """Tell the customer's page and the advisors' inbox that something changed."""
    await live.announce_many(
        db,
        [
            (f"conversation:{conversation}", event, str(id)),
            ("inbox", event, str(conversation)),
        ],
    )


async def _sender(db: Database, incoming: Incoming) -> Contact:
    return await contacts.recognise(
        db,
        incoming.kind,
        incoming.address,
        name=incoming.name,
        language=incoming.language,
        actor=Actor(ActorKind.CONTACT, incoming.kind.value, ""),
    )


async def _thread(db: Database, incoming: Incoming, contact: Contact) -> Conversation | None:
    """Find the thread, held until the transaction ends."""
    id = incoming.conversation
    if id is None and incoming.mail_ids:
        id = await store.find_thread(db, incoming.mail_ids)
    if id is None and incoming.kind is Kind.SMS:
        # A text names no text it answers: people go on where they were, within a month.
        id = await store.find_last(db, contact.id, Kind.SMS, since=clock.now() - _GOES_ON)
    if id is not None:
        found = await store.lock_conversation(db, id)
        # A stranger who forges a reference must not read or steer somebody else's thread.
        if found is not None and found.contact == contact.id:
            return found
    return None


async def _new_thread(db: Database, incoming: Incoming, contact: Contact) -> Conversation:
    """Draw the thread that this message begins; it is kept with the message."""
    company = await workspaces.get(db)
    now = clock.now()
    return Conversation(
        id=ConversationId(new_id()),
        contact=contact.id,
        contact_name=contact.name or "",
        kind=incoming.kind,
        address=contacts.normalise(incoming.kind, incoming.address),
        subject=incoming.subject,
        language=known(contact.language or incoming.language or company.language),
        status=Status.OPEN,
        holder=Holder.ASSISTANT,
        assignee=None,
        cause=None,
        snoozed_until=None,
        last_message=None,
        last_inbound=None,
        last_at=now,
        waiting_since=None,
        present_at=None,
        created_at=now,
    )


async def _keep(
    db: Database, thread: Conversation, incoming: Incoming, contact: Contact, *, is_new: bool
) -> MessageId:
    id, now = MessageId(new_id()), clock.now()
    message = Message(
        id=id,
        conversation=thread.id,
        direction=Direction.IN,
        kind=incoming.kind,
        author_kind=AuthorKind.PERSON if incoming.automatic is None else AuthorKind.TEMPLATE,
        author_name=contact.name or "",
        author_id=contact.id,
        body=incoming.text,
        rest=incoming.rest,
        subject=incoming.subject,
        citations=(),
        ai_share=0.0,
        delivery=None,
        passport_token=None,
        automatic=incoming.automatic,
        feedback=None,
        at=now,
    )
    after = _after(thread, message, contact, incoming)
    await (store.add_conversation if is_new else store.save_conversation)(db, after)
    await store.add_message(db, message, provider_id=incoming.provider_id)
    files = [(file, sha256(file.content).digest()) for file in incoming.attachments]
    await store.add_attachments(db, id, files)
    return id


def _after(
    thread: Conversation, message: Message, contact: Contact, incoming: Incoming
) -> Conversation:
    """A new word opens a thread again and moves it to the channel it came by."""
    if message.automatic is not None:
        return replace(thread, last_message=message.id, last_at=message.at)
    moved = message.kind is not thread.kind and message.kind is not Kind.CHAT
    return replace(
        thread,
        contact_name=contact.name or thread.contact_name,
        kind=message.kind if moved else thread.kind,
        address=contacts.normalise(incoming.kind, incoming.address) if moved else thread.address,
        status=Status.OPEN,
        snoozed_until=None,
        last_message=message.id,
        last_inbound=message.id,
        last_at=message.at,
        waiting_since=thread.waiting_since or message.at,
    )
