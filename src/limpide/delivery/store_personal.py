"""All SQL that exports, blanks or erases the messages of one person."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from limpide.contacts import ContactId, Purpose
from limpide.foundation.database import Database

from . import store_files
from .model import MessageId

Moved = Mapping[str, Sequence[str]]


async def export(db: Database, contact: ContactId) -> dict[str, Any]:
    """Fetch all that is kept of the messages to a person."""
    row = await db.row(
        """select
             (select coalesce(
                jsonb_agg(to_jsonb(m) - '{workspace,setback}'::text[] order by m.id), '[]')
              from delivery.messages m where m.workspace = $1 and m.contact = $2) as messages,
             (select coalesce(jsonb_agg(to_jsonb(a) - 'workspace' order by a.id), '[]')
              from delivery.attempts a
              join delivery.messages m on m.workspace = a.workspace and m.id = a.message
              where m.workspace = $1 and m.contact = $2) as attempts,
             (select coalesce(jsonb_agg(to_jsonb(l) - '{workspace,request}'::text[] order by l.id),
                '[]') from delivery.ladders l
              where l.workspace = $1 and l.contact = $2) as ladders""",
        db.workspace,
        contact,
    )
    return {} if row is None else {name: json.loads(text) for name, text in row.items()}


async def letters_of(db: Database, contact: ContactId) -> Sequence[MessageId]:
    """Fetch the letters to a person."""
    rows = await db.rows(
        """select id from delivery.messages
           where workspace = $1 and contact = $2 and kind = 'letter'""",
        db.workspace,
        contact,
    )
    return [MessageId(row["id"]) for row in rows]


async def erase(db: Database, contact: ContactId) -> dict[str, Sequence[UUID]]:
    """Remove the messages to a person, their attempts, files and ladders."""
    sent = await db.rows(
        "select id from delivery.messages where workspace = $1 and contact = $2",
        db.workspace,
        contact,
    )
    climbed = await db.rows(
        "select id from delivery.ladders where workspace = $1 and contact = $2",
        db.workspace,
        contact,
    )
    await store_files.forget_files(db, [row["id"] for row in sent], [row["id"] for row in climbed])
    attempts = await db.rows(
        """delete from delivery.attempts a using delivery.messages m
           where m.workspace = $1 and m.contact = $2
             and a.workspace = m.workspace and a.message = m.id returning a.id""",
        db.workspace,
        contact,
    )
    messages = await db.rows(
        "delete from delivery.messages where workspace = $1 and contact = $2 returning id",
        db.workspace,
        contact,
    )
    ladders = await db.rows(
        "delete from delivery.ladders where workspace = $1 and contact = $2 returning id",
        db.workspace,
        contact,
    )
    return {
        "attempts": [row["id"] for row in attempts],
        "messages": [row["id"] for row in messages],
        "ladders": [row["id"] for row in ladders],
    }


async def blank(db: Database, purpose: Purpose, before: datetime) -> int:
    """Blank the texts of messages that have ended and were asked for before a moment."""
    ended = await db.rows(
        """update delivery.messages set subject = '', text = '', html = ''
           where workspace = $1 and purpose = $2 and requested_at < $3
             and status not in ('queued', 'sending', 'unsure')
             and (subject, text, html) <> ('', '', '') returning id""",
        db.workspace,
        purpose.value,
        before,
    )
    over = await db.rows(
        """update delivery.ladders set request = request
             || '{"content": {"text": ""}, "variants": {}}'::jsonb
           where workspace = $1 and started_at < $2 and state <> 'climbing'
             and request ->> 'purpose' = $3 returning id""",
        db.workspace,
        before,
        purpose.value,
    )
    await store_files.forget_files(db, [row["id"] for row in ended], [row["id"] for row in over])
    return len(ended)


async def hand_over(
    db: Database, source: ContactId, target: ContactId, only: Moved | None
) -> dict[str, Sequence[str]]:
    """Give what belongs to one contact to another, all or only some; say which."""
    chosen = only or {}
    messages = await db.rows(
        """update delivery.messages set contact = $3 where workspace = $1 and contact = $2
             and ($4::text[] is null or id::text = any($4)) returning id::text as id""",
        db.workspace,
        source,
        target,
        None if only is None else list(chosen.get("messages", ())),
    )
    ladders = await db.rows(
        """update delivery.ladders set contact = $3 where workspace = $1 and contact = $2
             and ($4::text[] is null or id::text = any($4)) returning id::text as id""",
        db.workspace,
        source,
        target,
        None if only is None else list(chosen.get("ladders", ())),
    )
    return {
        "messages": [row["id"] for row in messages],
        "ladders": [row["id"] for row in ladders],
    }
