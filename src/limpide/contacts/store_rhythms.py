"""All SQL about the rhythms at which people want notices gathered."""

from collections.abc import Sequence

from limpide.foundation.database import Database

from .model import ContactId, Purpose, Rhythm


async def rhythms_of(
    db: Database, contacts: Sequence[ContactId]
) -> dict[ContactId, dict[Purpose, Rhythm]]:
    """Fetch the rhythms of some people, per purpose."""
    rows = await db.rows(
        """select contact, purpose, rhythm from contacts.rhythms
           where workspace = $1 and contact = any($2::uuid[])""",
        db.workspace,
        list(contacts),
    )
    found: dict[ContactId, dict[Purpose, Rhythm]] = {}
    for row in rows:
        rhythm = Rhythm(row["rhythm"])
        found.setdefault(ContactId(row["contact"]), {})[Purpose(row["purpose"])] = rhythm
    return found


async def set_rhythm(
    db: Database, contact: ContactId, purpose: Purpose, rhythm: Rhythm | None
) -> None:
    """Keep a rhythm; None removes it."""
    if rhythm is None:
        await drop(db, contact, [purpose.value])
        return
    await db.run(
        """insert into contacts.rhythms (workspace, contact, purpose, rhythm)
           values ($1, $2, $3, $4) on conflict (workspace, contact, purpose)
           do update set rhythm = excluded.rhythm""",
        db.workspace,
        contact,
        purpose.value,
        rhythm.value,
    )


async def copy(db: Database, source: ContactId, target: ContactId) -> list[str]:
    """Copy the rhythms that the target has not chosen; name the purposes."""
    rows = await db.rows(
        """insert into contacts.rhythms (workspace, contact, purpose, rhythm)
           select workspace, $3, purpose, rhythm from contacts.rhythms
           where workspace = $1 and contact = $2 on conflict do nothing returning purpose""",
        db.workspace,
        source,
        target,
    )
    return [row["purpose"] for row in rows]


async def drop(db: Database, contact: ContactId, purposes: Sequence[str]) -> None:
    """Remove rhythms."""
    await db.run(
        """delete from contacts.rhythms
           where workspace = $1 and contact = $2 and purpose = any($3::text[])""",
        db.workspace,
        contact,
        list(purposes),
    )
