"""SQL of saved views."""

from uuid import UUID

from limpide.foundation.database import Database
from limpide.foundation.ids import new_id

from .model_desk import SavedView


async def save(db: Database, advisor: UUID, name: str, query: str) -> None:
    """Keep a view; the same name replaces it."""
    await db.run(
        """insert into conversations.saved_views (id, advisor, name, query)
           values ($1, $2, $3, $4)
           on conflict (workspace, advisor, name) do update set query = excluded.query""",
        new_id(),
        advisor,
        name,
        query,
    )


async def list_saved(db: Database, advisor: UUID) -> list[SavedView]:
    """List an advisor's views by name."""
    rows = await db.rows(
        """select id, name, query from conversations.saved_views
           where workspace = $1 and advisor = $2 order by name""",
        db.workspace,
        advisor,
    )
    return [SavedView(**row) for row in rows]


async def forget(db: Database, advisor: UUID, id: UUID) -> bool:
    """Forget a view of one's own."""
    return bool(
        await db.run(
            "delete from conversations.saved_views where id = $1 and advisor = $2", id, advisor
        )
    )
