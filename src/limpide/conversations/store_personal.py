"""All SQL that exports or erases the threads of one person."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from limpide.contacts import ContactId
from limpide.foundation.database import Database

from .model import ConversationId

Moved = Mapping[str, Sequence[str]]


async def list_of(db: Database, contact: ContactId) -> list[ConversationId]:
    """Fetch the threads of a person, oldest first."""
    rows = await db.rows(
        """select id from conversations.conversations where workspace = $1 and contact = $2
           order by id""",
        db.workspace,
        contact,
    )
    return [ConversationId(row["id"]) for row in rows]


async def list_settled(db: Database, before: datetime, limit: int) -> list[ConversationId]:
    """Fetch the threads that are resolved and silent since a moment."""
    rows = await db.rows(
        """select id from conversations.conversations
           where workspace = $1 and status = 'resolved' and last_at < $2
           order by last_at limit $3""",
        db.workspace,
        before,
        limit,
    )
    return [ConversationId(row["id"]) for row in rows]


async def said_in(db: Database, threads: Sequence[ConversationId]) -> list[list[str]]:
    """Fetch what customers wrote in some threads, thread by thread, in order."""
    rows = await db.rows(
        """select array_agg(body order by id) as bodies from conversations.messages
           where workspace = $1 and conversation = any($2::uuid[]) and direction = 'in'
           group by conversation""",
        db.workspace,
        list(threads),
    )
    return [list(row["bodies"]) for row in rows]


async def export(db: Database, threads: Sequence[ConversationId]) -> dict[str, Any]:
    """Fetch all that is kept of some threads. Files are named, not included."""
    row = await db.row(
        """select
             (select coalesce(jsonb_agg(to_jsonb(c) - 'workspace' order by c.id), '[]')
              from conversations.conversations c
              where c.workspace = $1 and c.id = any($2::uuid[])) as conversations,
             (select coalesce(jsonb_agg(to_jsonb(m) - '{workspace,words}'::text[] order by m.id),
                '[]') from conversations.messages m
              where m.workspace = $1 and m.conversation = any($2::uuid[])) as messages,
             (select coalesce(jsonb_agg(to_jsonb(a) - '{workspace,sha256}'::text[] order by a.id),
                '[]') from conversations.attachments a join conversations.messages m
                on m.id = a.message
              where m.workspace = $1 and m.conversation = any($2::uuid[])) as files,
             (select coalesce(jsonb_agg(to_jsonb(h) - 'workspace' order by h.id), '[]')
              from conversations.handovers h
              where h.workspace = $1 and h.conversation = any($2::uuid[])) as handovers,
             (select coalesce(jsonb_agg(to_jsonb(t) - 'workspace' order by t.id), '[]')
              from conversations.tasks t
              where t.workspace = $1 and t.conversation = any($2::uuid[])) as tasks,
             (select coalesce(jsonb_agg(to_jsonb(s) - '{workspace,digest}'::text[] order by s.id),
                '[]') from conversations.surveys s
              where s.workspace = $1 and s.conversation = any($2::uuid[])) as surveys""",
        db.workspace,
        list(threads),
    )
    return {} if row is None else {name: json.loads(text) for name, text in row.items()}


async def erase(db: Database, threads: Sequence[ConversationId]) -> dict[str, Sequence[UUID]]:
    """Remove threads with all that hangs on them."""
    ids = list(threads)
    await db.run(
        """update conversations.visitors set conversation = null
           where workspace = $1 and conversation = any($2::uuid[])""",
        db.workspace,
        ids,
    )
    await db.run(
        "delete from conversations.labels where workspace = $1 and conversation = any($2::uuid[])",
        db.workspace,
        ids,
    )
    await db.run(
        """delete from conversations.read_marks
           where workspace = $1 and conversation = any($2::uuid[])""",
        db.workspace,
        ids,
    )
    await db.run(
        "delete from conversations.surveys where workspace = $1 and conversation = any($2::uuid[])",
        db.workspace,
        ids,
    )
    await db.run(
        "delete from conversations.clocks where workspace = $1 and conversation = any($2::uuid[])",
        db.workspace,
        ids,
    )
    await db.run(
        """delete from conversations.moves
           where workspace = $1 and (source = any($2::uuid[]) or target = any($2::uuid[]))""",
        db.workspace,
        ids,
    )
    await db.run(
        """update conversations.conversations set merged_into = null, merged_at = null
           where workspace = $1 and merged_into = any($2::uuid[])""",
        db.workspace,
        ids,
    )
    files = await db.rows(
        """delete from conversations.attachments a using conversations.messages m
           where m.id = a.message and m.workspace = $1 and m.conversation = any($2::uuid[])
           returning a.id, a.sha256""",
        db.workspace,
        ids,
    )
    await db.run(
        """delete from conversations.files f where f.workspace = $1 and f.sha256 = any($2::bytea[])
             and not exists (select from conversations.attachments a
               where a.workspace = f.workspace and a.sha256 = f.sha256)""",
        db.workspace,
        [row["sha256"] for row in files],
    )
    handovers = await db.rows(
        """delete from conversations.handovers
           where workspace = $1 and conversation = any($2::uuid[]) returning id""",
        db.workspace,
        ids,
    )
    tasks = await db.rows(
        """delete from conversations.tasks
           where workspace = $1 and conversation = any($2::uuid[]) returning id""",
        db.workspace,
        ids,
    )
    messages = await db.rows(
        """delete from conversations.messages
           where workspace = $1 and conversation = any($2::uuid[]) returning id""",
        db.workspace,
        ids,
    )
    gone = await db.rows(
        """delete from conversations.conversations
           where workspace = $1 and id = any($2::uuid[]) returning id""",
        db.workspace,
        ids,
    )
    return {
        "files": [row["id"] for row in files],
        "handovers": [row["id"] for row in handovers],
        "tasks": [row["id"] for row in tasks],
        "messages": [row["id"] for row in messages],
        "conversations": [row["id"] for row in gone],
    }


async def erase_visits(db: Database, contact: ContactId) -> None:
    """Remove what remembers a visitor of the chat, and whom not to ask."""
    await db.run(
        "delete from conversations.unasked where workspace = $1 and contact = $2",
        db.workspace,
        contact,
    )
    await db.run(
        "delete from conversations.visitors where workspace = $1 and contact = $2",
        db.workspace,
        contact,
    )


async def hand_over(
    db: Database, source: ContactId, target: ContactId, only: Moved | None
) -> dict[str, Sequence[str]]:
    """Give what belongs to one contact to another, all or only some; say which."""
    chosen = only or {}
    conversations = await db.rows(
        """update conversations.conversations set contact = $3 where workspace = $1 and contact = $2
             and ($4::text[] is null or id::text = any($4)) returning id::text as id""",
        db.workspace,
        source,
        target,
        None if only is None else list(chosen.get("conversations", ())),
    )
    visitors = await db.rows(
        """update conversations.visitors set contact = $3 where workspace = $1 and contact = $2
             and ($4::text[] is null or encode(digest, 'hex') = any($4))
           returning encode(digest, 'hex') as id""",
        db.workspace,
        source,
        target,
        None if only is None else list(chosen.get("visitors", ())),
    )
    await db.run(
        """update conversations.surveys s set contact = c.contact
           from conversations.conversations c where s.workspace = $1 and c.id = s.conversation
             and s.contact = $2 and c.contact = $3""",
        db.workspace,
        source,
        target,
    )
    await db.run(
        """insert into conversations.unasked (contact, at)
           select $3, at from conversations.unasked where workspace = $1 and contact = $2
           on conflict (contact) do nothing""",
        db.workspace,
        source,
        target,
    )
    return {
        "conversations": [row["id"] for row in conversations],
        "visitors": [row["id"] for row in visitors],
    }
