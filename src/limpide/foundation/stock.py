"""Taking stock: in bulk work, PostgreSQL's planner hears of tables that have grown."""

from .database import Database


async def take(db: Database) -> int:
    """Let tables be counted that have doubled since they last were, and say how many.

    Cheap when none has. The transaction's own rows count too; what is counted stays locked against
    other counting until it ends.
    """
    # Never a select on tables: the function is the only way past the rights of the program's role.
    counted: int = await db.value("select foundation.take_stock()")
    return counted
