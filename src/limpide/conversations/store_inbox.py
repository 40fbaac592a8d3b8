"""SQL of the inbox: lists, counts, labels, read marks, unfinished replies, visitors."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from limpide.contacts import ContactId
from limpide.foundation.database import Database, Row
from limpide.ledger import AuthorKind

from . import store
from .model import (
    ConversationId,
    Filters,
    Holder,
    MessageId,
    Quoted,
    Status,
    View,
    Visit,
)
from .model import Row as Line

_PREVIEW = 160


async def list_lines(db: Database, advisor: UUID, filters: Filters) -> list[Line]:
    """List conversations for an advisor, the latest first.

    `words` searches all messages, names, subjects and addresses; without a narrower view, also in
    what is closed. Lines are chosen first, and only what is shown is looked at more closely.
    """
    at, id = filters.before or (None, None)
    statuses, holder, mine, unassigned = _of_view(filters)
    rows = await db.rows(
        """select c.*, m.body as preview,
             m.author_kind as preview_author, m.direction as preview_direction,
             coalesce(c.last_inbound > r.message, c.last_inbound is not null) as is_unread,
             array(select label from conversations.labels l where l.conversation = c.id
                   order by label) as labels
           from (select * from conversations.conversations c
             where c.workspace = $1 and c.merged_into is null and c.status = any($3::text[])
               and ($12::text is null or c.holder = $12)
               and (not $13 or c.assignee = $2)
               and (not $14 or c.assignee is null)
               and ($4 = '' or c.id in (select conversations.holding($4))
                 or c.sought like '%' || conversations.folded($15) || '%')
               and ($5 = '' or exists (select from conversations.labels l
                    where l.conversation = c.id and l.label = $5))
               and ($6::text is null or c.kind = $6)
               and ($7::text is null or c.cause = $7)
               and ($11::uuid is null or c.team = $11)
               and ($8::timestamptz is null or (c.last_at, c.id) < ($8, $9::uuid))
             order by c.last_at desc, c.id desc limit $10) c
           left join conversations.messages m on m.id = c.last_message
           left join conversations.read_marks r on r.conversation = c.id and r.advisor = $2
           order by c.last_at desc, c.id desc""",
        db.workspace,
        advisor,
        statuses,
        filters.words,
        filters.label,
        None if filters.kind is None else filters.kind.value,
        None if filters.cause is None else filters.cause.value,
        at,
        id,
        filters.limit,
        filters.team,
        holder,
        mine,
        unassigned,
        _literal(filters.words),
    )
    return [_line(row) for row in rows]


def _of_view(filters: Filters) -> tuple[list[str], str | None, bool, bool]:
    """Say what a view asks for: statuses, holder, whether one's own, whether nobody's."""
    status = {View.SNOOZED: [Status.SNOOZED], View.RESOLVED: [Status.RESOLVED]}
    usual = [*Status] if filters.words and filters.view is View.ALL else [Status.OPEN]
    holder = {View.UNASSIGNED: Holder.NOBODY, View.ASSISTANT: Holder.ASSISTANT}.get(filters.view)
    return (
        [each.value for each in status.get(filters.view, usual)],
        holder,
        filters.view is View.MINE,
        filters.view is View.UNASSIGNED,
    )


def _literal(words: str) -> str:
    """Let what somebody types mean itself in a `like`."""
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


async def count_views(db: Database, advisor: UUID) -> dict[str, int]:
    """Count the conversations of each view."""
    row = await db.row(
        """select count(*) filter (where assignee = $2 and status = 'open') as mine,
             count(*) filter (where assignee is null and status = 'open' and holder = 'nobody')
               as unassigned,
             count(*) filter (where status = 'open') as "all",
             count(*) filter (where status = 'open' and holder = 'assistant') as assistant,
             count(*) filter (where status = 'snoozed') as snoozed
           from conversations.conversations
           where workspace = $1 and status <> 'resolved' and merged_into is null""",
        db.workspace,
        advisor,
    )
    return {} if row is None else {view.value: row[view.value] for view in View if view in row}


async def list_labels(db: Database) -> list[str]:
    """List all labels in use, stepping through the index from one to the next."""
    rows = await db.rows(
        """with recursive named as (
             (select label from conversations.labels where workspace = $1 order by label limit 1)
             union all
             select (select label from conversations.labels where workspace = $1
               and label > named.label order by label limit 1)
             from named where named.label is not null)
           select label from named where label is not null""",
        db.workspace,
    )
    return [row["label"] for row in rows]


async def labels_of(db: Database, conversation: ConversationId) -> tuple[str, ...]:
    """List a conversation's labels."""
    rows = await db.rows(
        "select label from conversations.labels where conversation = $1 order by label",
        conversation,
    )
    return tuple(row["label"] for row in rows)


async def add_label(db: Database, conversation: ConversationId, label: str) -> None:
    """Put a label on a conversation."""
    await db.run(
        """insert into conversations.labels (conversation, label) values ($1, $2)
           on conflict do nothing""",
        conversation,
        label,
    )


async def remove_label(db: Database, conversation: ConversationId, label: str) -> None:
    """Take a label off."""
    await db.run(
        "delete from conversations.labels where conversation = $1 and label = $2",
        conversation,
        label,
    )


async def mark_read(
    db: Database, conversation: ConversationId, advisor: UUID, message: MessageId
) -> None:
    """Remember how far an advisor has read; never backwards."""
    await db.run(
        """insert into conversations.read_marks as r (conversation, advisor, message)
           values ($1, $2, $3)
           on conflict (conversation, advisor) do update set message = excluded.message
           where r.message < excluded.message""",
        conversation,
        advisor,
        message,
    )


async def look(
    db: Database, conversation: ConversationId, advisor: UUID, at: datetime, since: datetime
) -> bool:
    """Keep that an advisor looks at a conversation. True when they have just come."""
    before = await db.value(
        "select at from conversations.looks where conversation = $1 and advisor = $2",
        conversation,
        advisor,
    )
    await db.run(
        """insert into conversations.looks (conversation, advisor, at)
           select id, $2, $3 from conversations.conversations where id = $1
           on conflict (conversation, advisor) do update set at = excluded.at""",
        conversation,
        advisor,
        at,
    )
    return before is None or before < since


async def look_away(db: Database, conversation: ConversationId, advisor: UUID) -> bool:
    """Forget that an advisor looks at a conversation."""
    return bool(
        await db.run(
            "delete from conversations.looks where conversation = $1 and advisor = $2",
            conversation,
            advisor,
        )
    )


async def list_looking(db: Database, conversation: ConversationId, since: datetime) -> list[UUID]:
    """List the advisors who looked at a conversation since a moment."""
    rows = await db.rows(
        """select advisor from conversations.looks
           where conversation = $1 and at > $2 order by advisor""",
        conversation,
        since,
    )
    return [row["advisor"] for row in rows]


async def add_visit(
    db: Database, digest: bytes, contact: ContactId, address: str, language: str, at: datetime
) -> None:
    """Remember a visitor of the chat."""
    await db.run(
        """insert into conversations.visitors (digest, contact, address, language, seen_at)
           values ($1, $2, $3, $4, $5)""",
        digest,
        contact,
        address,
        language,
        at,
    )


async def find_visit(db: Database, digest: bytes, since: datetime) -> Visit | None:
    """Find a visitor who was here since a moment."""
    row = await db.row(
        """select contact, address, language, conversation, wants_person
           from conversations.visitors where digest = $1 and seen_at > $2""",
        digest,
        since,
    )
    return None if row is None else Visit(**row)


async def save_visit(db: Database, digest: bytes, visit: Visit, at: datetime) -> None:
    """Keep where a visitor stands."""
    await db.run(
        """update conversations.visitors set language = $2, conversation = $3,
             wants_person = $4, seen_at = $5 where digest = $1""",
        digest,
        visit.language,
        visit.conversation,
        visit.wants_person,
        at,
    )


def _line(row: Row) -> Line:
    return Line(
        conversation=store.conversation_of(row),
        preview=(row["preview"] or "")[:_PREVIEW] if row["preview_direction"] != "event" else "",
        preview_from=None
        if row["preview_author"] is None or row["preview_direction"] == "in"
        else AuthorKind(row["preview_author"]),
        is_unread=row["is_unread"],
        labels=tuple(row["labels"]),
    )


async def list_quoting(db: Database, passages: Sequence[str]) -> list[Quoted]:
    """List the conversations in which one of these passages was quoted, the latest first."""
    rows = await db.rows(
        """select c.id, c.contact_name, c.language, max(m.at) as at,
             array_agg(distinct quoted.passage) as passages
           from conversations.messages m
           join conversations.conversations c on c.workspace = m.workspace and c.id = m.conversation
           cross join lateral (select q ->> 'passage' as passage
             from jsonb_array_elements(m.citations) q) quoted
           where m.workspace = $1 and m.direction = 'out' and quoted.passage = any($2::text[])
           group by c.id order by 4 desc""",
        db.workspace,
        list(passages),
    )
    return [
        Quoted(
            ConversationId(row["id"]),
            row["contact_name"],
            row["language"],
            row["at"],
            frozenset(row["passages"]),
        )
        for row in rows
    ]
