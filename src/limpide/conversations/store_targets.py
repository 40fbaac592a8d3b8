"""SQL of targets and the clocks that run for conversations."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from limpide.channels import Kind
from limpide.delivery import Importance
from limpide.foundation.database import Database, Row

from .model import Conversation, ConversationId
from .model_desk import Clock, Goal, Target


async def list_targets(db: Database) -> list[Target]:
    """List the targets."""
    rows = await db.rows(
        """select id, team, kind, importance, first_reply, resolution
           from conversations.targets where workspace = $1 order by id""",
        db.workspace,
    )
    return [
        Target(
            row["id"],
            row["team"],
            None if row["kind"] is None else Kind(row["kind"]),
            None if row["importance"] is None else Importance(row["importance"]),
            row["first_reply"],
            row["resolution"],
        )
        for row in rows
    ]


async def set_targets(db: Database, targets: Sequence[Target]) -> None:
    """Replace the targets."""
    await db.run("delete from conversations.targets where workspace = $1", db.workspace)
    for one in targets:
        await db.run(
            """insert into conversations.targets
                 (id, team, kind, importance, first_reply, resolution)
               values ($1, $2, $3, $4, $5, $6)""",
            one.id,
            one.team,
            None if one.kind is None else one.kind.value,
            None if one.importance is None else one.importance.value,
            one.first_reply,
            one.resolution,
        )


async def add_clock(db: Database, new: Clock, thread: Conversation) -> bool:
    """Let a clock run. False when one for the same goal runs already."""
    return bool(
        await db.run(
            """insert into conversations.clocks
                 (id, conversation, goal, team, kind, importance, started_at, warn_at, due_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
               on conflict (workspace, conversation, goal) where ended_at is null do nothing""",
            new.id,
            new.conversation,
            new.goal.value,
            thread.team,
            thread.kind.value,
            thread.importance.value,
            new.started_at,
            new.warn_at,
            new.due_at,
        )
    )


async def end_clocks(
    db: Database, conversation: ConversationId, goals: Sequence[Goal], at: datetime
) -> list[UUID]:
    """Stop the clocks of some goals, and say which ran."""
    rows = await db.rows(
        """update conversations.clocks set ended_at = $4
           where workspace = $1 and conversation = $2 and goal = any($3::text[])
             and ended_at is null returning id""",
        db.workspace,
        conversation,
        [goal.value for goal in goals],
        at,
    )
    return [row["id"] for row in rows]


async def resume_clocks(db: Database, conversation: ConversationId, since: datetime) -> list[Clock]:
    """Let clocks run on that were stopped since a moment, unless another runs in their place."""
    rows = await db.rows(
        """update conversations.clocks k set ended_at = null
           where workspace = $1 and conversation = $2 and ended_at >= $3 and not exists (
             select from conversations.clocks o where o.workspace = k.workspace
               and o.conversation = k.conversation and o.goal = k.goal and o.ended_at is null)
             and goal = 'resolution'
           returning id, conversation, goal, started_at, warn_at, due_at, ended_at""",
        db.workspace,
        conversation,
        since,
    )
    return [_clock(row) for row in rows]


async def remove_clocks(db: Database, conversation: ConversationId) -> list[UUID]:
    """Forget the clocks that run, and say which."""
    rows = await db.rows(
        """delete from conversations.clocks
           where workspace = $1 and conversation = $2 and ended_at is null returning id""",
        db.workspace,
        conversation,
    )
    return [row["id"] for row in rows]


async def list_running(db: Database, conversations: Sequence[ConversationId]) -> list[Clock]:
    """List the clocks that run for some conversations, the most urgent first."""
    rows = await db.rows(
        """select id, conversation, goal, started_at, warn_at, due_at, ended_at
           from conversations.clocks where workspace = $1 and conversation = any($2::uuid[])
             and ended_at is null order by due_at""",
        db.workspace,
        list(conversations),
    )
    return [_clock(row) for row in rows]


async def find_running(db: Database, id: UUID) -> Clock | None:
    """Find a clock that runs, of a conversation that was not merged into another."""
    row = await db.row(
        """select k.id, k.conversation, k.goal, k.started_at, k.warn_at, k.due_at, k.ended_at
           from conversations.clocks k join conversations.conversations c on c.id = k.conversation
           where k.id = $1 and k.ended_at is null and c.merged_into is null""",
        id,
    )
    return None if row is None else _clock(row)


def _clock(row: Row) -> Clock:
    return Clock(
        row["id"],
        ConversationId(row["conversation"]),
        Goal(row["goal"]),
        row["started_at"],
        row["warn_at"],
        row["due_at"],
        row["ended_at"],
    )
