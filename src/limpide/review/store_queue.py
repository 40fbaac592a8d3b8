"""All SQL of the queue: items, approvals, requirements."""

import json
from collections.abc import Collection, Sequence
from uuid import UUID

from limpide.foundation import clock
from limpide.foundation.database import Database, Row

from .model import (
    Item,
    ItemId,
    ItemKind,
    ItemState,
    Requirement,
    Reviewer,
    Views,
    Wanted,
)
from .provenance import from_json, to_json


async def add_item(db: Database, new: Item) -> bool:
    """Keep an item. False when its subject waits or waited already."""
    return bool(
        await db.run(
            """insert into review.items (id, kind, subject, title, conversation, skill, channel,
                 author, needed, text, text_sha256, payload, created_at, deadline)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb, $13, $14)
               on conflict (workspace, kind, subject) do nothing""",
            new.id,
            new.kind.value,
            new.subject,
            new.title,
            new.conversation,
            new.skill,
            new.channel,
            new.author,
            new.needed,
            new.text,
            new.digest,
            json.dumps(dict(new.payload), default=str),
            new.created_at,
            new.deadline,
        )
    )


async def find_item(db: Database, id: ItemId, *, lock: bool = False) -> Item | None:
    """Find an item, held by this transaction when `lock`."""
    if lock:
        row = await db.row("select * from review.items where id = $1 for update", id)
    else:
        row = await db.row("select * from review.items where id = $1", id)
    return None if row is None else _item(row)


async def find_waiting(db: Database, kind: ItemKind, subject: UUID) -> Item | None:
    """Find what waits about a subject, and hold it."""
    row = await db.row(
        """select * from review.items where workspace = $1 and kind = $2 and subject = $3
             and state = 'waiting' for update""",
        db.workspace,
        kind.value,
        subject,
    )
    return None if row is None else _item(row)


async def list_rules(db: Database) -> Sequence[tuple[ItemKind, str, Requirement]]:
    """List what the company requires, by kind and skill."""
    rows = await db.rows(
        "select * from review.requirements where workspace = $1 order by kind, skill", db.workspace
    )
    return [
        (
            ItemKind(row["kind"]),
            row["skill"],
            Requirement(row["needed"], row["minutes"], row["from_people"], row["from_cents"]),
        )
        for row in rows
    ]


async def remove_rule(db: Database, kind: ItemKind, skill: str) -> bool:
    """Forget what the company required. False when it required nothing."""
    return bool(
        await db.run(
            "delete from review.requirements where workspace = $1 and kind = $2 and skill = $3",
            db.workspace,
            kind.value,
            skill,
        )
    )


async def list_waiting(db: Database, wanted: Wanted, limit: int) -> Sequence[Item]:
    """List what waits, the most urgent first."""
    rows = await db.rows(
        """select * from review.items where workspace = $1 and state = 'waiting'
             and ($2::text is null or kind = $2)
             and ($3::text[] is null or skill = any($3) or payload ->> 'wants' = any($3))
             and ($4::uuid is null or assignee = $4) and (not $5 or assignee is null)
           order by deadline, id limit $6""",
        db.workspace,
        None if wanted.kind is None else wanted.kind.value,
        None if wanted.skills is None else sorted(wanted.skills),
        wanted.assignee,
        wanted.is_free,
        limit,
    )
    return [_item(row) for row in rows]


async def count_views(db: Database, advisor: UUID, skills: Collection[str]) -> Views:
    """Count what waits, by who is on it."""
    row = await db.row(
        """select count(*) as all, count(*) filter (where assignee = $2) as mine,
             count(*) filter (where assignee is null) as free,
             count(*) filter (where skill = any($3::text[]) or payload ->> 'wants' = any($3))
               as fitting
           from review.items where workspace = $1 and state = 'waiting'""",
        db.workspace,
        advisor,
        sorted(skills),
    )
    return Views(0, 0, 0, 0) if row is None else Views(**row)


async def waiting_with(db: Database, advisor: UUID) -> Sequence[Item]:
    """Lock what waits and somebody is on."""
    rows = await db.rows(
        """select * from review.items where workspace = $1 and assignee = $2
           and state = 'waiting' order by id for update""",
        db.workspace,
        advisor,
    )
    return [_item(row) for row in rows]


async def waiting_replies(db: Database, conversation: UUID) -> Sequence[Item]:
    """Lock the replies that wait about a conversation."""
    rows = await db.rows(
        """select * from review.items where workspace = $1 and conversation = $2
           and kind = 'reply' and state = 'waiting' order by id for update""",
        db.workspace,
        conversation,
    )
    return [_item(row) for row in rows]


async def save_item(db: Database, item: Item) -> None:
    """Keep a changed item."""
    await db.run(
        """update review.items set state = $2, text = $3, text_sha256 = $4, decided_by = $5,
             decided_name = $6, decided_at = $7, reason = $8, runs = $9::jsonb, assignee = $10,
             assignee_name = $11, assigned_at = $12 where id = $1""",
        item.id,
        item.state.value,
        item.text,
        item.digest,
        item.decided_by,
        item.decided_name,
        item.decided_at,
        item.reason,
        None if item.runs is None else json.dumps(to_json(item.runs)),
        item.assignee,
        item.assignee_name,
        item.assigned_at,
    )


async def add_approval(db: Database, item: Item, by: Reviewer) -> bool:
    """Keep that a person approved this text. False when they had already."""
    return bool(
        await db.run(
            """insert into review.approvals (item, advisor, author, text_sha256, name, at)
               values ($1, $2, $3, $4, $5, $6) on conflict do nothing""",
            item.id,
            by.id,
            item.author,
            item.digest,
            by.name,
            clock.now(),
        )
    )


async def has_approved(db: Database, item: Item, advisor: UUID) -> bool:
    """Say whether a person approved this text."""
    return bool(
        await db.value(
            """select exists (select from review.approvals
                 where item = $1 and advisor = $2 and text_sha256 = $3)""",
            item.id,
            advisor,
            item.digest,
        )
    )


async def approvers(db: Database, item: Item) -> Sequence[str]:
    """Name who approved this text, the first first."""
    rows = await db.rows(
        """select name from review.approvals where item = $1 and text_sha256 = $2
           order by at, name""",
        item.id,
        item.digest,
    )
    return [row["name"] for row in rows]


async def find_requirement(db: Database, kind: ItemKind, skill: str) -> Requirement | None:
    """Find what the company requires of a skill, or of any."""
    row = await db.row(
        """select * from review.requirements where workspace = $1 and kind = $2
           and skill in ($3, '*') order by skill = '*' limit 1""",
        db.workspace,
        kind.value,
        skill,
    )
    if row is None:
        return None
    return Requirement(row["needed"], row["minutes"], row["from_people"], row["from_cents"])


async def put_requirement(db: Database, kind: ItemKind, skill: str, required: Requirement) -> None:
    """Keep what the company requires."""
    await db.run(
        """insert into review.requirements (kind, skill, needed, minutes, from_people, from_cents)
           values ($1, $2, $3, $4, $5, $6) on conflict (workspace, kind, skill) do update
           set needed = excluded.needed, minutes = excluded.minutes,
             from_people = excluded.from_people, from_cents = excluded.from_cents""",
        kind.value,
        skill,
        required.needed,
        required.minutes,
        required.from_people,
        required.from_cents,
    )


def _item(row: Row) -> Item:
    return Item(
        id=ItemId(row["id"]),
        kind=ItemKind(row["kind"]),
        subject=row["subject"],
        title=row["title"],
        conversation=row["conversation"],
        skill=row["skill"],
        channel=row["channel"],
        author=row["author"],
        needed=row["needed"],
        text=row["text"],
        payload=json.loads(row["payload"]),
        state=ItemState(row["state"]),
        created_at=row["created_at"],
        deadline=row["deadline"],
        decided_by=row["decided_by"],
        decided_name=row["decided_name"],
        decided_at=row["decided_at"],
        reason=row["reason"],
        runs=None if row["runs"] is None else from_json(json.loads(row["runs"])),
        assignee=row["assignee"],
        assignee_name=row["assignee_name"],
        assigned_at=row["assigned_at"],
    )
