"""All SQL about what people did."""

from collections.abc import Sequence
from datetime import datetime

from limpide.foundation.database import Database

from .model import ContactId, Doing


async def add(db: Database, contact: ContactId, what: str, at: datetime) -> None:
    """Count it once more."""
    await db.run(
        """insert into contacts.doings as d (workspace, contact, what, times, first_at, last_at)
           values ($1, $2, $3, 1, $4, $4)
           on conflict (workspace, contact, what) do update set times = d.times + 1,
             first_at = least(d.first_at, excluded.first_at),
             last_at = greatest(d.last_at, excluded.last_at)""",
        db.workspace,
        contact,
        what,
        at,
    )


async def list_of(db: Database, contact: ContactId) -> Sequence[Doing]:
    """Fetch what a person did, the latest first."""
    rows = await db.rows(
        """select what, times, first_at, last_at from contacts.doings
           where workspace = $1 and contact = $2 order by last_at desc, what""",
        db.workspace,
        contact,
    )
    return [Doing(row["what"], row["times"], row["first_at"], row["last_at"]) for row in rows]


async def copy(db: Database, source: ContactId, target: ContactId) -> None:
    """Add what one contact did to what another did: they are one person."""
    await db.run(
        """insert into contacts.doings as d (workspace, contact, what, times, first_at, last_at)
           select workspace, $3, what, times, first_at, last_at from contacts.doings
           where workspace = $1 and contact = $2
           on conflict (workspace, contact, what) do update set times = d.times + excluded.times,
             first_at = least(d.first_at, excluded.first_at),
             last_at = greatest(d.last_at, excluded.last_at)""",
        db.workspace,
        source,
        target,
    )
