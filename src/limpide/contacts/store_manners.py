"""All SQL about times, frequencies and attributes."""

import json
from collections.abc import Mapping
from datetime import datetime

from limpide.foundation.database import Database

from .model import Attribute, ContactId, Frequency, Purpose


async def set_frequency(
    db: Database, contact: ContactId, purpose: Purpose, wish: Frequency | None
) -> None:
    """Keep how often a person wants to hear from us; None removes the wish."""
    if wish is None:
        await db.run(
            """delete from contacts.frequencies
               where workspace = $1 and contact = $2 and purpose = $3""",
            db.workspace,
            contact,
            purpose.value,
        )
        return
    await db.run(
        """insert into contacts.frequencies (workspace, contact, purpose, most, days)
           values ($1, $2, $3, $4, $5) on conflict (workspace, contact, purpose)
           do update set most = excluded.most, days = excluded.days""",
        db.workspace,
        contact,
        purpose.value,
        wish.most,
        wish.days,
    )


async def set_times(
    db: Database, contact: ContactId, zone: str | None, quiet: tuple[int, int] | None
) -> bool:
    """Keep a person's zone and quiet hours; False when nothing changed."""
    begin, end = quiet or (None, None)
    return bool(
        await db.run(
            """update contacts.contacts set time_zone = $3, quiet_from = $4, quiet_to = $5
               where workspace = $1 and id = $2 and (time_zone, quiet_from, quiet_to)
                 is distinct from ($3, $4::smallint, $5::smallint)""",
            db.workspace,
            contact,
            zone,
            begin,
            end,
        )
    )


async def set_pause(db: Database, contact: ContactId, until: datetime | None) -> bool:
    """Keep until when a person wants a pause; False when nothing changed."""
    return bool(
        await db.run(
            """update contacts.contacts set paused_until = $3
               where workspace = $1 and id = $2 and paused_until is distinct from $3""",
            db.workspace,
            contact,
            until,
        )
    )


async def set_pause_of(
    db: Database, contact: ContactId, purpose: Purpose, until: datetime | None
) -> bool:
    """Keep until when a person wants a pause from one purpose; False when nothing changed."""
    return bool(
        await db.run(
            """update contacts.contacts
               set pauses = case when $4::text is null then pauses - $3::text
                 else pauses || jsonb_build_object($3::text, $4::text) end
               where workspace = $1 and id = $2 and pauses ->> $3::text is distinct from $4""",
            db.workspace,
            contact,
            purpose.value,
            None if until is None else until.isoformat(),
        )
    )


async def set_restricted(db: Database, contact: ContactId, at: datetime | None) -> bool:
    """Keep that a person's data is only stored, or used again; False when nothing changed."""
    return bool(
        await db.run(
            """update contacts.contacts set restricted_at = $3 where workspace = $1 and id = $2
                 and (restricted_at is null) <> ($3::timestamptz is null)""",
            db.workspace,
            contact,
            at,
        )
    )


async def merge_attributes(
    db: Database, contact: ContactId, changes: Mapping[str, Attribute | None]
) -> None:
    """Change some attributes; None removes one."""
    kept = {name: value for name, value in changes.items() if value is not None}
    gone = [name for name, value in changes.items() if value is None]
    await db.run(
        """update contacts.contacts set attributes = (attributes || $3::jsonb) - $4::text[]
           where workspace = $1 and id = $2""",
        db.workspace,
        contact,
        json.dumps(kept),
        gone,
    )


async def keep_before(
    db: Database, contact: ContactId, form: Mapping[str, str], at: datetime
) -> None:
    """Keep the choices before a save, in place of those before an earlier one."""
    await db.run(
        """insert into contacts.saved_before (workspace, contact, form, saved_at)
           values ($1, $2, $3, $4) on conflict (workspace, contact)
           do update set form = excluded.form, saved_at = excluded.saved_at""",
        db.workspace,
        contact,
        json.dumps(dict(form)),
        at,
    )


async def find_before(db: Database, contact: ContactId, since: datetime) -> dict[str, str] | None:
    """Fetch the choices before the last save, if that was not long ago."""
    found = await db.value(
        """select form from contacts.saved_before
           where workspace = $1 and contact = $2 and saved_at > $3""",
        db.workspace,
        contact,
        since,
    )
    return None if found is None else json.loads(found)
