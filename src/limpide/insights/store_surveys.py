"""SQL of what customers said after closing, and of targets: views that rooms publish."""

from collections.abc import Sequence

from limpide.foundation.database import Database

from .model import Kept, Period, Satisfaction


async def satisfaction(db: Database, period: Period) -> Sequence[Satisfaction]:
    """Count answers by channel, by who had answered, and by generation where it is known."""
    rows = await db.rows(
        """select kind, answered_by, coalesce(generation, '') as generation,
             count(*) as asked, count(score) as answered,
             count(*) filter (where score >= 4) as satisfied,
             coalesce(sum(score), 0)::int as points,
             count(*) filter (where ai_clear is not null) as told,
             count(*) filter (where ai_clear = 'yes') as clear
           from conversations.published_surveys
           where workspace = $1 and asked_at >= $2 and asked_at < $3
           group by 1, 2, 3 order by 1, 2, 3""",
        db.workspace,
        period.since,
        period.until,
    )
    return [Satisfaction(**row) for row in rows]


async def kept(db: Database, period: Period) -> Sequence[Kept]:
    """Count targets by goal and channel: how many began, were kept, were missed."""
    rows = await db.rows(
        """select goal, kind, count(*) as begun,
             count(*) filter (where ended_at <= due_at) as kept,
             count(*) filter (where coalesce(ended_at, now()) > due_at) as missed
           from conversations.published_clocks
           where workspace = $1 and started_at >= $2 and started_at < $3
           group by 1, 2 order by 1, 2""",
        db.workspace,
        period.since,
        period.until,
    )
    return [Kept(**row) for row in rows]
