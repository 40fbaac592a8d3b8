"""Taking stock: in bulk work, PostgreSQL's planner hears of tables that have grown."""

import time
from typing import Final

from .database import Database

_SECONDS: Final = 2.0
_taken_at = -_SECONDS


async def take(db: Database) -> int:
    """Let tables be counted that have doubled since they last were, and say how many.

    Cheap when none has. The transaction's own rows count too; what is counted stays locked against
    other counting until it ends.
    """
    # Never a select on tables: the function is the only way past the rights of the program's role.
    counted: int = await db.value("select foundation.take_stock()")
    return counted


async def take_at_times(db: Database) -> int:
    """Do so unless this process did a moment ago: a look at all sizes takes some milliseconds."""
    global _taken_at  # noqa: PLW0603 (one clock per process)
    if time.monotonic() - _taken_at < _SECONDS:
        return 0
    _taken_at = time.monotonic()
    return await take(db)
