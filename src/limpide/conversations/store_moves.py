"""SQL of merges and splits: messages go from thread to thread, and back."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from limpide.contacts import ContactId
from limpide.foundation.database import Database, Row

from . import store
from .model import Conversation, ConversationId
from .model_desk import Move, MoveId, MoveKind

# What hangs on a thread and has an id of its own; and all that a merge moves.
_MARKED: Final = ("handovers", "tasks", "surveys", "clocks")
_MOVED: Final = ("messages", *_MARKED, "labels", "conversations")


async def add_move(db: Database, move: Move) -> None:
    """Keep what was moved, so that it can be put back."""
    await db.run(
        """insert into conversations.moves (id, kind, source, target, moved, before, by_name, at)
           values ($1, $2, $3, $4, $5::jsonb, $6::jsonb, $7, $8)""",
        move.id,
        move.kind.value,
        move.source,
        move.target,
        json.dumps(move.moved),
        json.dumps(move.before),
        move.by_name,
        move.at,
    )


async def end_move(db: Database, id: MoveId, at: datetime) -> Move | None:
    """Mark a move as undone; None when it was, or never was."""
    row = await db.row(
        """update conversations.moves set undone_at = $2 where id = $1 and undone_at is null
           returning id, kind, source, target, moved::text, before::text, by_name, at""",
        id,
        at,
    )
    return None if row is None else _move(row)


async def list_moves(db: Database, conversation: ConversationId) -> list[Move]:
    """List the moves of a thread that were not undone, the latest first."""
    rows = await db.rows(
        """select id, kind, source, target, moved::text, before::text, by_name, at
           from conversations.moves where workspace = $1 and (source = $2 or target = $2)
             and undone_at is null order by id desc""",
        db.workspace,
        conversation,
    )
    return [_move(row) for row in rows]


async def list_siblings(
    db: Database, contact: ContactId, but: ConversationId
) -> list[Conversation]:
    """List a person's other threads, the latest first."""
    rows = await db.rows(
        """select * from conversations.conversations where workspace = $1 and contact = $2
             and id <> $3 and merged_into is null order by last_at desc limit 20""",
        db.workspace,
        contact,
        but,
    )
    return [store.conversation_of(row) for row in rows]


async def path_of(db: Database, conversation: ConversationId) -> list[ConversationId]:
    """List the threads a merged one went through on its way to where its messages are now."""
    rows = await db.rows(
        """with recursive path as (
             select $2::uuid as id
             union select m.target from conversations.moves m join path on m.source = path.id
               and m.workspace = $1 and m.kind = 'merge' and m.undone_at is null)
           select id from path""",
        db.workspace,
        conversation,
    )
    return [ConversationId(row["id"]) for row in rows]


async def move_all(
    db: Database, source: ConversationId, target: ConversationId, at: datetime
) -> dict[str, list[str]]:
    """Move all that hangs on a thread to another one, and say what by table."""
    rows = await db.rows(
        """with messages as (
             update conversations.messages set conversation = $3,
               origin = nullif(coalesce(origin, conversation), $3)
             where workspace = $1 and conversation = $2 returning id),
           handovers as (
             update conversations.handovers set conversation = $3
             where workspace = $1 and conversation = $2 returning id),
           tasks as (
             update conversations.tasks set conversation = $3
             where workspace = $1 and conversation = $2 returning id),
           surveys as (
             update conversations.surveys set conversation = $3
             where workspace = $1 and conversation = $2 returning id),
           clocks as (
             update conversations.clocks k set conversation = $3
             where workspace = $1 and conversation = $2 and (ended_at is not null or not exists (
               select from conversations.clocks o where o.workspace = $1 and o.conversation = $3
                 and o.goal = k.goal and o.ended_at is null)) returning id),
           labels as (
             insert into conversations.labels (conversation, label)
             select $3, label from conversations.labels where workspace = $1 and conversation = $2
             on conflict do nothing returning label),
           before as (
             update conversations.conversations set merged_into = $3
             where workspace = $1 and merged_into = $2 returning id)
           select 'messages' as what, id::text as id from messages
           union all select 'handovers', id::text from handovers
           union all select 'tasks', id::text from tasks
           union all select 'surveys', id::text from surveys
           union all select 'clocks', id::text from clocks
           union all select 'labels', label from labels
           union all select 'conversations', id::text from before""",
        db.workspace,
        source,
        target,
    )
    await db.run(
        "update conversations.conversations set merged_into = $2, merged_at = $3 where id = $1",
        source,
        target,
        at,
    )
    moved: dict[str, list[str]] = {what: [] for what in _MOVED}
    for row in rows:
        moved[row["what"]].append(row["id"])
    return moved


async def move_messages(
    db: Database, messages: Sequence[str], source: ConversationId, target: ConversationId
) -> list[str]:
    """Move some messages from thread to thread, and say which were there."""
    rows = await db.rows(
        """update conversations.messages set conversation = $3,
             origin = nullif(coalesce(origin, conversation), $3)
           where workspace = $1 and conversation = $2 and id = any($4::text[]::uuid[])
           returning id::text as id""",
        db.workspace,
        source,
        target,
        list(messages),
    )
    return [row["id"] for row in rows]


async def move_later(
    db: Database, kind: str, since: datetime, source: ConversationId, target: ConversationId
) -> None:
    """Move what came on a channel since a moment."""
    await db.run(
        """update conversations.messages set conversation = $5,
             origin = nullif(coalesce(origin, conversation), $5)
           where workspace = $1 and conversation = $2 and kind = $3 and at > $4
             and direction in ('in', 'out')""",
        db.workspace,
        source,
        kind,
        since,
        target,
    )


async def put_back(
    db: Database,
    moved: Mapping[str, Sequence[str]],
    source: ConversationId,
    target: ConversationId,
) -> None:
    """Move back what had come by a merge, as far as it is still there."""
    await move_messages(db, moved["messages"], source, target)
    await db.run(
        """with handovers as (
             update conversations.handovers set conversation = $2
             where conversation = $1 and id = any($3::text[]::uuid[])),
           tasks as (
             update conversations.tasks set conversation = $2
             where conversation = $1 and id = any($3::text[]::uuid[])),
           surveys as (
             update conversations.surveys set conversation = $2
             where conversation = $1 and id = any($3::text[]::uuid[]))
           update conversations.clocks set conversation = $2
           where conversation = $1 and id = any($3::text[]::uuid[])""",
        source,
        target,
        [id for what in _MARKED for id in moved.get(what, ())],
    )
    await db.run(
        "delete from conversations.labels where conversation = $1 and label = any($2::text[])",
        source,
        list(moved["labels"]),
    )


async def reopen(db: Database, conversation: ConversationId, followed: Sequence[str]) -> None:
    """Let a thread stand by itself again, and those that had been merged into it before."""
    await db.run(
        """update conversations.conversations set merged_into = null, merged_at = null
           where id = $1""",
        conversation,
    )
    await db.run(
        """update conversations.conversations set merged_into = $1
           where id = any($2::text[]::uuid[])""",
        conversation,
        list(followed),
    )


async def recount(db: Database, conversation: ConversationId) -> None:
    """Work out a thread's last words, and since when its customer waits."""
    await db.run(
        """update conversations.conversations c set
             last_message = spoken.id, last_at = coalesce(spoken.at, c.last_at),
             last_inbound = heard.id,
             waiting_since = case when c.status = 'resolved' then null else (
               select min(m.at) from conversations.messages m
               where m.workspace = c.workspace and m.conversation = c.id and m.direction = 'in'
                 and m.automatic is null and not exists (
                   select from conversations.messages o where o.workspace = c.workspace
                     and o.conversation = c.id and o.direction = 'out' and o.id > m.id
                     and o.author_kind <> 'template')) end
           from (select $2::uuid as conversation) this
           left join lateral (select id, at from conversations.messages m
             where m.workspace = $1 and m.conversation = $2 and m.direction in ('in', 'out')
             order by id desc limit 1) spoken on true
           left join lateral (select id from conversations.messages m
             where m.workspace = $1 and m.conversation = $2 and m.direction = 'in'
               and m.automatic is null order by id desc limit 1) heard on true
           where c.id = this.conversation""",
        db.workspace,
        conversation,
    )


def _move(row: Row) -> Move:
    return Move(
        id=MoveId(row["id"]),
        kind=MoveKind(row["kind"]),
        source=ConversationId(row["source"]),
        target=ConversationId(row["target"]),
        moved=json.loads(row["moved"]),
        before=json.loads(row["before"]),
        by_name=row["by_name"],
        at=row["at"],
    )
