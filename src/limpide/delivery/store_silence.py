"""All SQL about who gave no sign for how long."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from limpide.contacts import ContactId, Purpose
from limpide.foundation.database import Database

_SIGNS: Final = ["opened", "clicked", "read", "replied"]
_SENT_NOTHING: Final = ["queued", "stopped", "expired", "failed"]


async def counts(
    db: Database,
    pairs: Sequence[tuple[ContactId, Purpose]],
    least: Sequence[int],
    chose: Sequence[datetime | None],
) -> Sequence[tuple[int, datetime, int, datetime]]:
    """Count what people got since their last sign, where it is many at all.

    Of each: the place of its pair, the last sign (or the first message), how many came since, and
    when the last one did. Whoever got few messages costs one look into an index.
    """
    rows = await db.rows(
        """with busy as materialized (
             select a.contact, a.purpose, a.chose, a.place - 1 as place, c.first, c.last
             from unnest($2::uuid[], $3::text[], $4::integer[], $5::timestamptz[])
               with ordinality as a(contact, purpose, least, chose, place)
             cross join lateral (
               select count(*) as many, min(m.requested_at) as first, max(m.requested_at) as last
               from delivery.messages m
               where m.workspace = $1 and m.contact = a.contact and m.purpose = a.purpose
                 and m.purpose in ('news', 'offers') and m.rung = 1
                 and not m.status = any($6::text[])
             ) c where c.many >= a.least
           ), heard as (
             select b.*, coalesce(greatest(b.chose, (
               select max(greatest(m.answering, m.requested_at)) from delivery.messages m
               where m.workspace = $1 and m.contact = b.contact
                 and (m.status = any($7::text[]) or m.answering is not null)
             )), b.first) as since from busy b
           )
           select h.place, h.since, h.last, (
             select count(*) from delivery.messages m
             where m.workspace = $1 and m.contact = h.contact and m.purpose = h.purpose
               and m.purpose in ('news', 'offers') and m.rung = 1
               and m.requested_at >= h.since and not m.status = any($6::text[])) as many
           from heard h""",
        db.workspace,
        [contact for contact, _ in pairs],
        [purpose.value for _, purpose in pairs],
        list(least),
        list(chose),
        _SENT_NOTHING,
        _SIGNS,
    )
    return [(row["place"], row["since"], row["many"], row["last"]) for row in rows]
