"""What language models cost a company in a day."""

from datetime import date

from limpide.foundation.database import Database


async def reserve(db: Database, day: date, tokens: int, *, most: int) -> bool:
    """Set tokens of a day's budget aside; False when there are not so many left."""
    if tokens > most:
        return False
    return bool(
        await db.run(
            """insert into assistant.model_days as d (day, tokens) values ($1, $2)
               on conflict (workspace, day) do update set tokens = d.tokens + excluded.tokens
               where d.tokens + excluded.tokens <= $3""",
            day,
            tokens,
            most,
        )
    )


async def settle(db: Database, day: date, difference: int) -> None:
    """Correct what was set aside to what it was."""
    await db.run(
        """update assistant.model_days set tokens = greatest(0, tokens + $3)
           where workspace = $1 and day = $2""",
        db.workspace,
        day,
        difference,
    )


async def used(db: Database, day: date) -> int:
    """Say how many tokens a day has cost."""
    found = await db.value(
        "select tokens from assistant.model_days where workspace = $1 and day = $2",
        db.workspace,
        day,
    )
    return int(found or 0)
