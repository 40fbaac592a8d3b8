"""SQL of service hours, holidays, canned replies and tasks."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from limpide.foundation.database import Database
from limpide.foundation.ids import new_id

from .model import CannedReply, ConversationId, Hours, Task, TaskId, TaskKind


async def list_hours(db: Database) -> tuple[Hours, ...]:
    """List the weekly hours."""
    rows = await db.rows(
        """select weekday, opens, closes from conversations.service_hours
           order by weekday, opens"""
    )
    return tuple(Hours(row["weekday"], row["opens"], row["closes"]) for row in rows)


async def set_hours(db: Database, hours: tuple[Hours, ...]) -> None:
    """Replace the weekly hours."""
    await db.run("delete from conversations.service_hours where workspace = $1", db.workspace)
    await db.run(
        """insert into conversations.service_hours (weekday, opens, closes)
           select * from unnest($1::smallint[], $2::smallint[], $3::smallint[])""",
        [each.weekday for each in hours],
        [each.opens for each in hours],
        [each.closes for each in hours],
    )


async def list_holidays(db: Database) -> frozenset[date]:
    """List the days nobody is there."""
    rows = await db.rows("select day from conversations.holidays")
    return frozenset(row["day"] for row in rows)


async def set_holidays(db: Database, days: Collection[date]) -> None:
    """Replace the days nobody is there."""
    await db.run("delete from conversations.holidays where workspace = $1", db.workspace)
    await db.run(
        "insert into conversations.holidays (day) select distinct unnest($1::date[])", list(days)
    )


async def list_canned_replies(db: Database) -> list[CannedReply]:
    """List ready answers by name."""
    rows = await db.rows(
        "select id, name, language, body from conversations.canned_replies order by name, language"
    )
    return [CannedReply(**row) for row in rows]


async def put_canned_reply(db: Database, name: str, language: str, body: str) -> None:
    """Keep a ready answer; the same name and language replaces it."""
    await db.run(
        """insert into conversations.canned_replies (id, name, language, body)
           values ($1, $2, $3, $4)
           on conflict (workspace, name, language) do update set body = excluded.body""",
        new_id(),
        name,
        language,
        body,
    )


async def remove_canned_reply(db: Database, id: UUID) -> bool:
    """Forget a ready answer."""
    return bool(await db.run("delete from conversations.canned_replies where id = $1", id))


async def add_task(
    db: Database,
    id: TaskId,
    conversation: ConversationId,
    kind: TaskKind,
    detail: str,
    created_at: datetime,
    due_at: datetime,
) -> None:
    """Keep a promise to a customer."""
    await db.run(
        """insert into conversations.tasks (id, conversation, kind, detail, created_at, due_at)
           values ($1, $2, $3, $4, $5, $6)""",
        id,
        conversation,
        kind.value,
        detail,
        created_at,
        due_at,
    )


async def list_tasks(db: Database, *, done: bool) -> list[Task]:
    """List promises, the most urgent first."""
    rows = await db.rows(
        """select id, conversation, kind, detail, created_at, due_at, done_at
           from conversations.tasks where (done_at is not null) = $1 order by due_at limit 200""",
        done,
    )
    return [
        Task(
            TaskId(row["id"]),
            ConversationId(row["conversation"]),
            TaskKind(row["kind"]),
            row["detail"],
            row["created_at"],
            row["due_at"],
            row["done_at"],
        )
        for row in rows
    ]


async def finish_task(db: Database, id: TaskId, advisor: UUID, at: datetime) -> bool:
    """Mark a promise as kept."""
    return bool(
        await db.run(
            """update conversations.tasks set done_at = $3, done_by = $2
               where id = $1 and done_at is null""",
            id,
            advisor,
            at,
        )
    )
