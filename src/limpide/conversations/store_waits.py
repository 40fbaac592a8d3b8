"""SQL of waits: when a person took over and answered, and how long that took lately."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from limpide.channels import Kind
from limpide.foundation.database import Database

from .model import Cause, ConversationId


@dataclass(frozen=True, slots=True)
class Measured:
    """Waits in seconds: medians, and what nine in ten customers stayed under."""

    assistant: float | None
    person: float | None
    person_at_worst: float | None


@dataclass(frozen=True, slots=True)
class OpenWait:
    """A hand-over that nobody has answered yet."""

    handover: UUID
    since: datetime
    was_asked_for: bool


async def measured(db: Database, kind: Kind) -> Measured:
    """Measure the last 200 AI answers and the last 50 human ones on one channel."""
    assistant = await db.value(
        """select percentile_cont(0.5) within group (order by waited_ms) / 1000 from (
             select waited_ms from conversations.messages where workspace = $1 and kind = $2
             and direction = 'out' and author_kind = 'ai' and waited_ms is not null
             order by id desc limit 200) latest""",
        db.workspace,
        kind,
    )
    person = await db.value(
        """select percentile_cont(array[0.5, 0.9]) within group (order by waited_ms / 1000.0)
           from (select h.waited_ms from conversations.handovers h
             join conversations.conversations c on c.id = h.conversation
             where h.workspace = $1 and h.waited_ms is not null and c.kind = $2
             order by h.replied_at desc limit 50) latest""",
        db.workspace,
        kind,
    )
    usual, worst = person or (None, None)
    return Measured(None if assistant is None else float(assistant), usual, worst)


async def find_open(db: Database, conversation: ConversationId) -> OpenWait | None:
    """Find the latest hand-over of a conversation, if no person has answered since."""
    row = await db.row(
        """select id, at, cause, replied_at from conversations.handovers
           where workspace = $1 and conversation = $2 order by id desc limit 1""",
        db.workspace,
        conversation,
    )
    if row is None or row["replied_at"] is not None:
        return None
    return OpenWait(row["id"], row["at"], row["cause"] != Cause.TAKEN)


async def begin(db: Database, conversation: ConversationId, at: datetime) -> None:
    """Note when a person took a conversation over."""
    await db.run(
        """update conversations.handovers set taken_at = $3 where id = (
             select id from conversations.handovers where workspace = $1 and conversation = $2
             order by id desc limit 1) and taken_at is null""",
        db.workspace,
        conversation,
        at,
    )


async def end(db: Database, handover: UUID, at: datetime, waited: float | None) -> None:
    """Note when a person first answered, and how many seconds that took."""
    await db.run(
        """update conversations.handovers set replied_at = $2, taken_at = coalesce(taken_at, $2),
             waited_ms = $3 where id = $1""",
        handover,
        at,
        None if waited is None else round(waited * 1000),
    )
