"""All SQL about messages."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache
from typing import Any
from uuid import UUID

from limpide.channels import Kind, Threading
from limpide.contacts import ContactId, Purpose, Refusal
from limpide.foundation.database import Database, Row
from limpide.ledger import Author, AuthorKind, Engine, PassportId

from .model import Importance, Message, MessageId, Status


async def add_messages(
    db: Database, messages: Sequence[Message], keys: Sequence[str | None]
) -> None:
    """Add messages. What many have in common travels once: each names its frame by its place."""
    frames: dict[tuple[object, ...], int] = {}
    places = [frames.setdefault(_frame(message), len(frames) + 1) for message in messages]
    await db.run(
        """insert into delivery.messages (workspace, id, contact, address, subject, text, html,
             threading, key, passport, ladder, kind, purpose, importance, status, author_kind,
             author, is_fact, answering, language, reference, requested_at, expires_at,
             due_attempt, rung)
           select $1, m.id, m.contact, m.address, m.subject, m.text, m.html, m.threading, m.key,
             m.passport, m.ladder, f.kind, f.purpose, f.importance, f.status, f.author_kind,
             f.author, f.is_fact, f.answering, f.language, f.reference, f.requested_at,
             f.expires_at, f.due_attempt, f.rung
           from unnest($2::integer[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[],
               $8::text[], $9::jsonb[], $10::text[], $11::uuid[], $12::uuid[])
             as m(frame, id, contact, address, subject, text, html, threading, key, passport,
               ladder)
           join unnest($13::text[], $14::text[], $15::text[], $16::text[], $17::text[],
               $18::jsonb[], $19::boolean[], $20::timestamptz[], $21::text[], $22::uuid[],
               $23::timestamptz[], $24::timestamptz[], $25::integer[], $26::smallint[])
             with ordinality
             as f(kind, purpose, importance, status, author_kind, author, is_fact, answering,
               language, reference, requested_at, expires_at, due_attempt, rung, place)
             on f.place = m.frame""",
        db.workspace,
        places,
        *zip(*(_own(*pair) for pair in zip(messages, keys, strict=True)), strict=True),
        *zip(*frames, strict=True),
    )


def _own(message: Message, key: str | None) -> tuple[object, ...]:
    return (
        message.id,
        message.contact,
        message.address,
        message.subject,
        message.text,
        message.html,
        _kept_threading(message.threading),
        key,
        message.passport,
        message.ladder,
    )


def _frame(message: Message) -> tuple[object, ...]:
    """Give what most messages of a batch have in common."""
    return (
        message.kind.value,
        message.purpose.value,
        message.importance.value,
        message.status.value,
        message.author.kind.value,
        _kept_author(message.author),
        message.is_fact,
        message.answering,
        message.language,
        message.reference,
        message.requested_at,
        message.expires_at,
        message.due_attempt,
        message.rung,
    )


async def lock_keys(db: Database, keys: Sequence[str]) -> None:
    """Hold keys until the transaction ends, always in the same order."""
    await db.run(
        """select pg_advisory_xact_lock(k.lock) from (
             select hashtextextended(key, 0) as lock from unnest($1::text[]) as key
             order by 1 offset 0) k""",
        [f"{db.workspace}:key:{key}" for key in keys],
    )


async def find_by_keys(db: Database, keys: Sequence[str]) -> dict[str, Message]:
    """Fetch the messages that were requested with some keys."""
    rows = await db.rows(
        "select * from delivery.messages where workspace = $1 and key = any($2::text[])",
        db.workspace,
        list(keys),
    )
    return {row["key"]: message_of(row) for row in rows}


async def find_message(db: Database, id: MessageId) -> Message | None:
    """Fetch a message."""
    row = await db.row(
        "select * from delivery.messages where workspace = $1 and id = $2", db.workspace, id
    )
    return None if row is None else message_of(row)


async def find_letter(db: Database, code: bytes) -> Message | None:
    """Fetch the letter whose id gives a code (see `mailing.return_code`)."""
    row = await db.row(
        "select * from delivery.messages where workspace = $1 and return_code = $2",
        db.workspace,
        code,
    )
    return None if row is None else message_of(row)


async def list_returned(db: Database, limit: int) -> Sequence[Message]:
    """Fetch the letters that came back, newest first."""
    rows = await db.rows(
        """select * from delivery.messages where workspace = $1 and setback = 'returned'
           order by id desc limit $2""",
        db.workspace,
        limit,
    )
    return [message_of(row) for row in rows]


async def lock_message(db: Database, id: MessageId) -> Message | None:
    """Fetch a message and hold it until the transaction ends."""
    row = await db.row(
        "select * from delivery.messages where workspace = $1 and id = $2 for update",
        db.workspace,
        id,
    )
    return None if row is None else message_of(row)


async def lock_messages(db: Database, ids: Sequence[MessageId]) -> Sequence[Message]:
    """Fetch some messages and hold them until the transaction ends, always in the same order."""
    rows = await db.rows(
        """select * from delivery.messages where workspace = $1 and id = any($2::uuid[])
           order by id for update""",
        db.workspace,
        list(ids),
    )
    return [message_of(row) for row in rows]


async def lock_due(db: Database, ids: Sequence[MessageId]) -> dict[MessageId, int]:
    """Hold messages whose texts the caller has, and fetch the numbers of their due attempts."""
    rows = await db.rows(
        """select id, due_attempt from delivery.messages
           where workspace = $1 and id = any($2::uuid[]) order by id for update""",
        db.workspace,
        list(ids),
    )
    return {MessageId(row["id"]): row["due_attempt"] for row in rows}


async def set_sending(db: Database, ids: Sequence[MessageId]) -> None:
    """Note that some held, queued messages are being handed over."""
    if ids:
        await db.run(
            """update delivery.messages set status = 'sending'
               where workspace = $1 and id = any($2::uuid[]) and status = 'queued'""",
            db.workspace,
            list(ids),
        )


async def raise_statuses(
    db: Database, ids: Sequence[MessageId], status: Status, after: Sequence[Status]
) -> set[MessageId]:
    """Change the status of those that stand at one it may follow, and say which."""
    rows = await db.rows(
        """update delivery.messages set status = $3
           where workspace = $1 and id = any($2::uuid[]) and status = any($4::text[])
           returning id""",
        db.workspace,
        list(ids),
        status.value,
        [each.value for each in after],
    )
    return {MessageId(row["id"]) for row in rows}


async def lock_queued_of(db: Database, contact: ContactId) -> Sequence[Message]:
    """Fetch and hold what waits for a person."""
    rows = await db.rows(
        """select * from delivery.messages
           where workspace = $1 and contact = $2 and status = 'queued' order by id for update""",
        db.workspace,
        contact,
    )
    return [message_of(row) for row in rows]


async def lock_by_provider_id(
    db: Database, kind: Kind, provider: str, provider_id: str
) -> tuple[Message, int] | None:
    """Fetch and hold the message whose attempt has a provider's id, with that attempt's number."""
    row = await db.row(
        """select m.*, a.number as attempt from delivery.attempts a
           join delivery.messages m on m.workspace = a.workspace and m.id = a.message
           where a.workspace = $1 and a.kind = $2 and a.provider_id = $4
             and (a.provider = $3 or a.provider = '' or $3 = '')
           limit 1 for update of m""",
        db.workspace,
        kind.value,
        provider,
        provider_id,
    )
    return None if row is None else (message_of(row), row["attempt"])


async def list_messages(db: Database, contact: ContactId, limit: int) -> Sequence[Message]:
    """Fetch the newest messages to a person."""
    rows = await db.rows(
        """select * from delivery.messages where workspace = $1 and contact = $2
           order by id desc limit $3""",
        db.workspace,
        contact,
        limit,
    )
    return [message_of(row) for row in rows]


async def list_unsure(db: Database, limit: int) -> Sequence[Message]:
    """Fetch the messages that were perhaps sent."""
    rows = await db.rows(
        """select * from delivery.messages where workspace = $1 and setback = 'unsure'
           order by id limit $2""",
        db.workspace,
        limit,
    )
    return [message_of(row) for row in rows]


async def stop(db: Database, id: MessageId, refusal: Refusal | None) -> bool:
    """Stop a queued message."""
    return bool(
        await db.run(
            """update delivery.messages set status = 'stopped', refusal = $3
               where workspace = $1 and id = $2 and status = 'queued'""",
            db.workspace,
            id,
            None if refusal is None else refusal.value,
        )
    )


async def stop_all(db: Database, reference: UUID) -> Sequence[MessageId]:
    """Stop the queued messages of a reference, and say which they were."""
    rows = await db.rows(
        """update delivery.messages set status = 'stopped'
           where workspace = $1 and reference = $2 and status = 'queued' returning id""",
        db.workspace,
        reference,
    )
    return [MessageId(row["id"]) for row in rows]


async def count_statuses(db: Database, reference: UUID) -> dict[str, int]:
    """Count the messages of a reference by status."""
    rows = await db.rows(
        """select status, count(*) as many from delivery.messages
           where workspace = $1 and reference = $2 group by 1""",
        db.workspace,
        reference,
    )
    return {row["status"]: row["many"] for row in rows}


async def count_by_channel(db: Database, reference: UUID) -> dict[Kind, dict[str, int]]:
    """Count the messages of a reference by channel and status."""
    rows = await db.rows(
        """select kind, status, count(*) as many from delivery.messages
           where workspace = $1 and reference = $2 group by 1, 2 order by 1, 2""",
        db.workspace,
        reference,
    )
    counted: dict[Kind, dict[str, int]] = {}
    for row in rows:
        counted.setdefault(Kind(row["kind"]), {})[row["status"]] = row["many"]
    return counted


async def statuses_of(db: Database, ids: Sequence[MessageId]) -> dict[MessageId, Status]:
    """Fetch where some messages stand."""
    rows = await db.rows(
        """select id, status from delivery.messages
           where workspace = $1 and id = any($2::uuid[])""",
        db.workspace,
        list(ids),
    )
    return {MessageId(row["id"]): Status(row["status"]) for row in rows}


async def queue_again(db: Database, message: Message) -> Message | None:
    """Queue a message that surely was not sent for its next attempt; None when it moved on."""
    row = await db.row(
        """update delivery.messages set status = 'queued', due_attempt = $3 + 1
           where workspace = $1 and id = $2 and due_attempt = $3
             and status in ('sending', 'unsure') returning *""",
        db.workspace,
        message.id,
        message.due_attempt,
    )
    return None if row is None else message_of(row)


def message_of(row: Row) -> Message:
    """Read a row of `delivery.messages`."""
    return Message(
        id=MessageId(row["id"]),
        contact=ContactId(row["contact"]),
        kind=Kind(row["kind"]),
        address=row["address"],
        purpose=Purpose(row["purpose"]),
        importance=Importance(row["importance"]),
        status=Status(row["status"]),
        author=_author(row["author"]),
        is_fact=row["is_fact"],
        answering=row["answering"],
        language=row["language"],
        subject=row["subject"],
        text=row["text"],
        html=row["html"],
        threading=_threading(json.loads(row["threading"])),
        reference=row["reference"],
        passport=PassportId(row["passport"]),
        requested_at=row["requested_at"],
        expires_at=row["expires_at"],
        due_attempt=row["due_attempt"],
        refusal=None if row["refusal"] is None else Refusal(row["refusal"]),
        ladder=row["ladder"],
        rung=row["rung"],
    )


def _kept_author(author: Author) -> str:
    hands = tuple(author.hands.items())
    return _author_text(
        author.kind, author.name, author.reviewer, author.ai_share, author.engine, hands
    )


@lru_cache(maxsize=256)
def _author_text(
    kind: AuthorKind,
    name: str,
    reviewer: str,
    ai_share: float,
    engine: Engine | None,
    hands: tuple[tuple[str, int], ...],
) -> str:
    """Write an author; those of a campaign are all the same."""
    return json.dumps(
        {
            "kind": kind.value,
            "name": name,
            "reviewer": reviewer,
            "ai_share": ai_share,
            "engine": engine and asdict(engine),
            "hands": dict(hands),
        }
    )


@lru_cache(maxsize=256)
def _author(text: str) -> Author:
    """Read an author; those of a campaign are all the same."""
    kept = json.loads(text)
    engine = kept.pop("engine")
    kind = AuthorKind(kept.pop("kind"))
    return Author(kind=kind, engine=None if engine is None else Engine(**engine), **kept)


def _kept_threading(threading: Threading) -> str:
    return json.dumps(
        {
            "message_id": threading.message_id,
            "in_reply_to": threading.in_reply_to,
            "references": threading.references,
        }
    )


def _threading(kept: dict[str, Any]) -> Threading:
    return Threading(kept["message_id"], kept["in_reply_to"], tuple(kept["references"]))
