"""SQL of threads: conversations, messages, hand-overs, attachments."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from limpide.channels import Attachment, Kind
from limpide.contacts import ContactId
from limpide.delivery import Importance
from limpide.foundation.database import Database, Row
from limpide.foundation.ids import new_id
from limpide.ledger import AuthorKind

from .model import (
    AttachmentInfo,
    Cause,
    Citation,
    Conversation,
    ConversationId,
    Direction,
    Feedback,
    Handover,
    Holder,
    Message,
    MessageId,
    Status,
    Summary,
)


async def only_one(db: Database, kind: Kind, provider_id: str) -> None:
    """Let one transaction at a time receive a certain message."""
    await db.run(
        "select pg_advisory_xact_lock(hashtextextended($1, 7))",
        f"{db.workspace}:{kind}:{provider_id}",
    )


async def find_by_provider_id(
    db: Database, kind: Kind, provider_id: str
) -> tuple[ConversationId, MessageId] | None:
    """Find a message by what its sender, or our mail, calls it."""
    row = await db.row(
        """select conversation, id from conversations.messages
           where workspace = $1 and kind = $2 and provider_id = $3""",
        db.workspace,
        kind.value,
        provider_id,
    )
    return None if row is None else (ConversationId(row["conversation"]), MessageId(row["id"]))


async def find_thread(db: Database, mail_ids: Sequence[str]) -> ConversationId | None:
    """Find the conversation that one of these mails belongs to, the latest named first."""
    found = await db.value(
        """select m.conversation from unnest($2::text[]) with ordinality as named (id, place)
           join conversations.messages m
             on m.workspace = $1 and m.kind = 'email' and m.provider_id = named.id
           order by named.place limit 1""",
        db.workspace,
        list(mail_ids),
    )
    return None if found is None else ConversationId(found)


async def find_last(
    db: Database, contact: ContactId, kind: Kind, *, since: datetime
) -> ConversationId | None:
    """Find a person's latest conversation on a channel."""
    found = await db.value(
        """select id from conversations.conversations
           where workspace = $1 and contact = $2 and kind = $3 and last_at > $4
           order by last_at desc limit 1""",
        db.workspace,
        contact,
        kind.value,
        since,
    )
    return None if found is None else ConversationId(found)


async def add_conversation(db: Database, new: Conversation) -> None:
    """Begin a thread."""
    await db.run(
        """insert into conversations.conversations
             (id, contact, kind, address, subject, language, status, holder, assignee, cause,
              snoozed_until, last_message, last_inbound, last_at, waiting_since, contact_name,
              created_at)
           values ($1, $17, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)""",
        *_changing(new),
        new.created_at,
        new.contact,
    )


async def find_conversation(db: Database, id: ConversationId) -> Conversation | None:
    """Find a thread; a merged one is found as the thread where its messages are now."""
    row = await db.row(
        """select * from conversations.conversations where id = coalesce(
             (select merged_into from conversations.conversations where id = $1), $1)""",
        id,
    )
    return None if row is None else conversation_of(row)


async def find_as_begun(db: Database, id: ConversationId) -> Conversation | None:
    """Find a thread itself, also when it was merged into another."""
    row = await db.row("select * from conversations.conversations where id = $1", id)
    return None if row is None else conversation_of(row)


async def lock_conversation(db: Database, id: ConversationId) -> Conversation | None:
    """Find a thread and keep everyone else from changing it until the transaction ends."""
    row = await db.row("select * from conversations.conversations where id = $1 for update", id)
    if row is not None and row["merged_into"] is not None:
        return await lock_conversation(db, ConversationId(row["merged_into"]))
    return None if row is None else conversation_of(row)


async def save_conversation(db: Database, changed: Conversation) -> None:
    """Keep what may change of a thread. The caller holds its lock."""
    await db.run(
        """update conversations.conversations set kind = $2, address = $3, subject = $4,
             language = $5, status = $6, holder = $7, assignee = $8, cause = $9,
             snoozed_until = $10, last_message = $11, last_inbound = $12, last_at = $13,
             waiting_since = $14, contact_name = $15 where id = $1""",
        *_changing(changed),
    )


def _changing(thread: Conversation) -> tuple[object, ...]:
    """Give the id of a thread, and what may change of it."""
    return (
        thread.id,
        thread.kind.value,
        thread.address,
        thread.subject,
        thread.language,
        thread.status.value,
        thread.holder.value,
        thread.assignee,
        None if thread.cause is None else thread.cause.value,
        thread.snoozed_until,
        thread.last_message,
        thread.last_inbound,
        thread.last_at,
        thread.waiting_since,
        thread.contact_name,
    )


async def touch_presence(db: Database, id: ConversationId, at: datetime) -> None:
    """Note that the customer looks at the chat."""
    await db.run(
        """update conversations.conversations set present_at = $2 where id = coalesce(
             (select merged_into from conversations.conversations where id = $1), $1)""",
        id,
        at,
    )


async def add_message(
    db: Database, new: Message, *, provider_id: str | None, waited_ms: int | None = None
) -> None:
    """Add an utterance."""
    await db.run(
        """insert into conversations.messages (id, conversation, direction, kind, provider_id,
             author_kind, author_name, author_id, body, rest, subject, citations, ai_share,
             delivery, passport_token, automatic, waited_ms, at, choices)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb, $13, $14, $15, $16,
             $17, $18, $19)""",
        new.id,
        new.conversation,
        new.direction.value,
        new.kind.value,
        provider_id,
        new.author_kind.value,
        new.author_name,
        new.author_id,
        new.body,
        new.rest,
        new.subject,
        json.dumps([asdict(citation) for citation in new.citations]),
        new.ai_share,
        new.delivery,
        new.passport_token,
        new.automatic,
        waited_ms,
        new.at,
        list(new.choices),
    )


async def find_message(db: Database, id: MessageId) -> Message | None:
    """Find an utterance, without its attachments."""
    row = await db.row("select * from conversations.messages where id = $1", id)
    return None if row is None else message_of(row, ())


async def find_message_of_delivery(db: Database, delivery: UUID) -> Message | None:
    """Find the utterance that a delivery carries."""
    row = await db.row(
        "select * from conversations.messages where workspace = $1 and delivery = $2",
        db.workspace,
        delivery,
    )
    return None if row is None else message_of(row, ())


async def list_messages(db: Database, conversation: ConversationId) -> list[Message]:
    """List a thread's utterances, oldest first."""
    rows = await db.rows(
        """select * from conversations.messages where workspace = $1 and conversation = $2
           order by id""",
        db.workspace,
        conversation,
    )
    return _with_files(rows, await _attachments(db, [row["id"] for row in rows]))


async def list_shown(
    db: Database, begun: ConversationId, path: Sequence[ConversationId], since: datetime | None
) -> list[Message]:
    """List what a customer sees of the thread they began, oldest first.

    All that was said there, wherever it is now; and what is said where it was merged into, from
    the merge on, but nothing that was said in other threads.
    """
    rows = await db.rows(
        """select * from conversations.messages where workspace = $1 and direction <> 'note' and (
             origin = $2 or (conversation = $2 and origin is null)
             or (conversation = $3 and at >= $5
               and (origin is null or origin = any($4::uuid[]))))
           order by id""",
        db.workspace,
        begun,
        path[-1],
        list(path),
        since,
    )
    files = await _attachments(db, [row["id"] for row in rows])
    return _with_files(rows, files)


async def mail_ids(db: Database, conversation: ConversationId) -> list[str]:
    """List the Message-IDs of a thread, oldest first."""
    rows = await db.rows(
        """select provider_id from conversations.messages where workspace = $1
           and conversation = $2 and kind = 'email' and provider_id is not null order by id""",
        db.workspace,
        conversation,
    )
    return [row["provider_id"] for row in rows]


async def first_unanswered(db: Database, conversation: ConversationId) -> Row | None:
    """Give id and time of the customer's last word."""
    return await db.row(
        """select id, at from conversations.messages where workspace = $1 and conversation = $2
           and direction = 'in' order by id desc limit 1""",
        db.workspace,
        conversation,
    )


async def set_feedback(db: Database, id: MessageId, feedback: Feedback) -> bool:
    """Keep a judgement. False when it was the same already."""
    return bool(
        await db.run(
            """update conversations.messages set feedback = $2 where id = $1
               and feedback is distinct from $2""",
            id,
            feedback.value,
        )
    )


async def add_attachments(
    db: Database, message: MessageId, files: Sequence[tuple[Attachment, bytes]]
) -> None:
    """Keep files with their digests; equal contents are kept once."""
    for file, digest in files:
        await db.run(
            """insert into conversations.files (sha256, content) values ($1, $2)
               on conflict do nothing""",
            digest,
            file.content,
        )
        await db.run(
            """insert into conversations.attachments (id, message, name, content_type, size, sha256)
               values ($1, $2, $3, $4, $5, $6)""",
            new_id(),
            message,
            file.name,
            file.content_type,
            len(file.content),
            digest,
        )


async def find_attachment(
    db: Database, id: UUID
) -> tuple[AttachmentInfo, ConversationId, bytes] | None:
    """Find a file with its conversation and content."""
    row = await db.row(
        """select a.id, a.message, a.name, a.content_type, a.size, m.conversation, f.content
           from conversations.attachments a
           join conversations.messages m on m.id = a.message
           join conversations.files f on f.workspace = a.workspace and f.sha256 = a.sha256
           where a.id = $1""",
        id,
    )
    if row is None:
        return None
    return _attachment(row), ConversationId(row["conversation"]), row["content"]


async def _attachments(db: Database, messages: Sequence[UUID]) -> list[AttachmentInfo]:
    rows = await db.rows(
        """select id, message, name, content_type, size from conversations.attachments
           where workspace = $1 and message = any($2::uuid[]) order by id""",
        db.workspace,
        list(messages),
    )
    return [_attachment(row) for row in rows]


def _with_files(rows: Sequence[Row], files: Sequence[AttachmentInfo]) -> list[Message]:
    return [
        message_of(row, tuple(each for each in files if each.message == row["id"])) for row in rows
    ]


async def add_handover(
    db: Database,
    id: UUID,
    conversation: ConversationId,
    cause: Cause,
    summary: Summary,
    at: datetime,
) -> None:
    """Keep why and with what a conversation was handed over."""
    await db.run(
        """insert into conversations.handovers (id, conversation, cause, summary, at)
           values ($1, $2, $3, $4::jsonb, $5)""",
        id,
        conversation,
        cause.value,
        json.dumps(asdict(summary)),
        at,
    )


async def list_handovers(db: Database, conversation: ConversationId) -> list[Handover]:
    """List hand-overs, newest first."""
    rows = await db.rows(
        """select id, conversation, cause, summary::text, at, taken_at, replied_at
           from conversations.handovers where workspace = $1 and conversation = $2
           order by id desc""",
        db.workspace,
        conversation,
    )
    return [_handover(row) for row in rows]


def conversation_of(row: Row) -> Conversation:
    """Read a thread from its row."""
    return Conversation(
        id=ConversationId(row["id"]),
        contact=ContactId(row["contact"]),
        contact_name=row["contact_name"],
        kind=Kind(row["kind"]),
        address=row["address"],
        subject=row["subject"],
        language=row["language"],
        status=Status(row["status"]),
        holder=Holder(row["holder"]),
        assignee=row["assignee"],
        cause=None if row["cause"] is None else Cause(row["cause"]),
        snoozed_until=row["snoozed_until"],
        last_message=row["last_message"],
        last_inbound=row["last_inbound"],
        last_at=row["last_at"],
        waiting_since=row["waiting_since"],
        present_at=row["present_at"],
        created_at=row["created_at"],
        merged_into=row["merged_into"],
        merged_at=row["merged_at"],
        team=row["team"],
        skill=row["skill"],
        importance=Importance(row["importance"]),
        because=tuple(row["assigned_because"]),
    )


def message_of(row: Row, attachments: tuple[AttachmentInfo, ...]) -> Message:
    """Read an utterance from its row."""
    return Message(
        id=MessageId(row["id"]),
        conversation=ConversationId(row["conversation"]),
        direction=Direction(row["direction"]),
        kind=Kind(row["kind"]),
        author_kind=AuthorKind(row["author_kind"]),
        author_name=row["author_name"],
        author_id=row["author_id"],
        body=row["body"],
        rest=row["rest"],
        subject=row["subject"],
        citations=_citations(json.loads(row["citations"])),
        ai_share=row["ai_share"],
        delivery=row["delivery"],
        passport_token=row["passport_token"],
        automatic=row["automatic"],
        feedback=None if row["feedback"] is None else Feedback(row["feedback"]),
        at=row["at"],
        attachments=attachments,
        origin=row["origin"],
        choices=tuple(row["choices"]),
    )


def _attachment(row: Row) -> AttachmentInfo:
    return AttachmentInfo(
        row["id"], MessageId(row["message"]), row["name"], row["content_type"], row["size"]
    )


def _handover(row: Row) -> Handover:
    kept: dict[str, Any] = json.loads(row["summary"])
    summary = Summary(
        asked=tuple(kept["asked"]),
        tried=tuple(kept["tried"]),
        sources=_citations(kept["sources"]),
        last_words=kept["last_words"],
        evidence=tuple(kept["evidence"]),
    )
    return Handover(
        row["id"],
        ConversationId(row["conversation"]),
        Cause(row["cause"]),
        summary,
        row["at"],
        row["taken_at"],
        row["replied_at"],
    )


def _citations(kept: list[dict[str, str]]) -> tuple[Citation, ...]:
    return tuple(Citation(**each) for each in kept)
