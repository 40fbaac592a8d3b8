"""All SQL about what a person's data may be used for."""

from collections.abc import Sequence
from datetime import datetime

from limpide.foundation.database import Database

from .model import ContactId
from .model_data import Allowance, DataUse


async def list_allowed(
    db: Database, contacts: Sequence[ContactId], now: datetime
) -> dict[ContactId, list[Allowance]]:
    """Fetch what some people allow at a moment."""
    rows = await db.rows(
        """select contact, datum, use, with_ai, source, given_at, until from contacts.data_uses
           where workspace = $1 and contact = any($2::uuid[]) and (until is null or until > $3)
           order by datum, use""",
        db.workspace,
        list(contacts),
        now,
    )
    found: dict[ContactId, list[Allowance]] = {}
    for row in rows:
        one = Allowance(
            datum=row["datum"],
            use=DataUse(row["use"]),
            with_ai=row["with_ai"],
            source=row["source"],
            given_at=row["given_at"],
            until=row["until"],
        )
        found.setdefault(ContactId(row["contact"]), []).append(one)
    return found


async def put(db: Database, contact: ContactId, allowed: Allowance) -> None:
    """Keep an allowance; a later one about the same replaces it."""
    await db.run(
        """insert into contacts.data_uses
             (workspace, contact, datum, use, with_ai, source, given_at, until)
           values ($1, $2, $3, $4, $5, $6, $7, $8)
           on conflict (workspace, contact, datum, use) do update set with_ai = excluded.with_ai,
             source = excluded.source, given_at = excluded.given_at, until = excluded.until""",
        db.workspace,
        contact,
        allowed.datum,
        allowed.use.value,
        allowed.with_ai,
        allowed.source,
        allowed.given_at,
        allowed.until,
    )


async def remove(db: Database, contact: ContactId, datum: str, use: DataUse) -> bool:
    """Take an allowance away; False when there was none."""
    return bool(
        await db.run(
            """delete from contacts.data_uses
               where workspace = $1 and contact = $2 and datum = $3 and use = $4""",
            db.workspace,
            contact,
            datum,
            use.value,
        )
    )
