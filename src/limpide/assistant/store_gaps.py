"""SQL of where questions without an answer were asked."""

from collections.abc import Sequence
from uuid import UUID

from limpide.conversations import ConversationId, MessageId
from limpide.foundation import clock
from limpide.foundation.database import Database
from limpide.knowledge import GapId


async def add(
    db: Database, gap: GapId, conversation: ConversationId, read_until: MessageId
) -> None:
    """Keep where a question was asked: after which message."""
    await db.run(
        """insert into assistant.gap_turns (gap, conversation, read_until, at)
           values ($1, $2, $3, $4) on conflict do nothing""",
        gap,
        conversation,
        read_until,
        clock.now(),
    )


async def list_places(
    db: Database, gap: GapId, limit: int
) -> Sequence[tuple[ConversationId, MessageId]]:
    """List where a question was asked, the latest first."""
    rows = await db.rows(
        """select conversation, read_until from assistant.gap_turns
           where workspace = $1 and gap = $2 order by at desc limit $3""",
        db.workspace,
        gap,
        limit,
    )
    return [(ConversationId(row["conversation"]), MessageId(row["read_until"])) for row in rows]


async def forget(db: Database, conversations: Sequence[UUID]) -> Sequence[GapId]:
    """Forget what was asked in some conversations, and say which questions that were."""
    rows = await db.rows(
        """delete from assistant.gap_turns where workspace = $1
           and conversation = any($2::uuid[]) returning gap""",
        db.workspace,
        list(conversations),
    )
    return list({GapId(row["gap"]) for row in rows})
