"""All SQL about what people did."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

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


async def copy(db: Database, source: ContactId, target: ContactId) -> Sequence[dict[str, Any]]:
    """Add what one contact did to what another did: they are one person.

    Give what `take_back` needs: how often the source did it, and the target's moments before.
    """
    text = await db.value(
        """with given as (
             select s.what, s.times, t.first_at, t.last_at,
               greatest(s.last_at, t.last_at) as joined_last
             from contacts.doings s left join contacts.doings t
               on t.workspace = s.workspace and t.contact = $3 and t.what = s.what
             where s.workspace = $1 and s.contact = $2)
           select coalesce(jsonb_agg(to_jsonb(given) order by what), '[]')::text from given""",
        db.workspace,
        source,
        target,
    )
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
    return json.loads(text)


async def take_back(db: Database, contact: ContactId, copied: Sequence[Mapping[str, Any]]) -> None:
    """Take away what `copy` added; what the person did since stays.

    Who did it since for the first time is known by the last moment only: counts hold no trail.
    """
    given = json.dumps([dict(each) for each in copied])
    await db.run(
        """delete from contacts.doings d
           using jsonb_to_recordset($3::jsonb) as c (what text, times integer)
           where d.workspace = $1 and d.contact = $2 and d.what = c.what and d.times <= c.times""",
        db.workspace,
        contact,
        given,
    )
    await db.run(
        """update contacts.doings d set times = d.times - c.times,
             first_at = coalesce(c.first_at, d.last_at),
             last_at = case when d.last_at = c.joined_last then coalesce(c.last_at, d.last_at)
               else d.last_at end
           from jsonb_to_recordset($3::jsonb) as c (what text, times integer,
             first_at timestamptz, last_at timestamptz, joined_last timestamptz)
           where d.workspace = $1 and d.contact = $2 and d.what = c.what""",
        db.workspace,
        contact,
        given,
    )
