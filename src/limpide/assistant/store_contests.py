"""SQL of contests: what was called wrong, what was decided, who was told."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from limpide.conversations import ConversationId, MessageId
from limpide.foundation.database import Database, Row

from .model import TurnId
from .model_contests import Contest, ContestId, Outcome, Told


async def add(db: Database, new: Contest) -> bool:
    """Keep a contest, or open a withdrawn one again. False when there is one already."""
    return bool(
        await db.run(
            """insert into assistant.contests (workspace, id, about, conversation, message,
                 delivery, turn, passages, state, contested_at)
               values ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9)
               on conflict (workspace, about) do update
                 set state = 'open', contested_at = excluded.contested_at
                 where contests.state = 'withdrawn'""",
            db.workspace,
            new.id,
            new.message or new.delivery,
            new.conversation,
            new.message,
            new.delivery,
            new.turn,
            list(new.passages),
            new.contested_at,
        )
    )


async def withdraw(db: Database, about: UUID) -> bool:
    """Note that who contested has changed their mind, before anyone decided."""
    return bool(
        await db.run(
            """update assistant.contests set state = 'withdrawn'
               where workspace = $1 and about = $2 and state = 'open'""",
            db.workspace,
            about,
        )
    )


async def decide(
    db: Database, id: ContestId, outcome: Outcome, note: str, name: str, at: datetime
) -> bool:
    """Write down what was decided. False when it was already."""
    return bool(
        await db.run(
            """update assistant.contests set state = $3, note = $4, decided_by = $5,
                 decided_at = $6
               where workspace = $1 and id = $2 and state = 'open'""",
            db.workspace,
            id,
            outcome.value,
            note,
            name,
            at,
        )
    )


async def find(db: Database, id: ContestId) -> Contest | None:
    """Find a contest."""
    row = await db.row(
        "select * from assistant.contests where workspace = $1 and id = $2", db.workspace, id
    )
    return None if row is None else _contest(row)


async def find_last(db: Database, about: UUID) -> Contest | None:
    """Find the contest of a message."""
    row = await db.row(
        "select * from assistant.contests where workspace = $1 and about = $2", db.workspace, about
    )
    return None if row is None else _contest(row)


async def list_all(db: Database, *, is_open: bool, limit: int) -> Sequence[Contest]:
    """List contests, the oldest open one first, or the last decided first."""
    rows = await db.rows(
        """select * from assistant.contests
           where workspace = $1 and (state = 'open') = $2 and state <> 'withdrawn'
           order by case when $2 then contested_at end, decided_at desc limit $3""",
        db.workspace,
        is_open,
        limit,
    )
    return [_contest(row) for row in rows]


async def list_contested_passages(db: Database) -> Sequence[UUID]:
    """List the passages behind answers that wait for a decision."""
    rows = await db.rows(
        """select distinct unnest(passages) as passage from assistant.contests
           where workspace = $1 and state = 'open'""",
        db.workspace,
    )
    return [row["passage"] for row in rows]


async def add_told(db: Database, contest: ContestId, told: Told, at: datetime) -> None:
    """Keep who was told, or why not."""
    await db.run(
        """insert into assistant.corrections (workspace, contest, conversation, message, refusal,
             at)
           values ($1, $2, $3, $4, $5, $6)""",
        db.workspace,
        contest,
        told.conversation,
        told.message,
        told.refusal,
        at,
    )


async def list_told(db: Database, contest: ContestId) -> Sequence[Told]:
    """List who was told, or why not."""
    rows = await db.rows(
        """select conversation, message, refusal from assistant.corrections
           where workspace = $1 and contest = $2""",
        db.workspace,
        contest,
    )
    return [Told(ConversationId(r["conversation"]), r["message"], r["refusal"]) for r in rows]


def _contest(row: Row) -> Contest:
    conversation, message, turn = row["conversation"], row["message"], row["turn"]
    return Contest(
        id=ContestId(row["id"]),
        conversation=None if conversation is None else ConversationId(conversation),
        message=None if message is None else MessageId(message),
        delivery=row["delivery"],
        turn=None if turn is None else TurnId(turn),
        passages=tuple(row["passages"]),
        outcome=None if row["decided_at"] is None else Outcome(row["state"]),
        note=row["note"],
        contested_at=row["contested_at"],
        decided_at=row["decided_at"],
        decided_by=row["decided_by"],
    )
