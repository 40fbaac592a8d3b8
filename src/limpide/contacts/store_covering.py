"""All SQL that counts whom each channel reaches."""

from collections.abc import Sequence

from limpide.foundation.database import Database


async def count_people(db: Database) -> tuple[int, int]:
    """Count people, and those without any address that is not suppressed."""
    row = await db.row(
        """select count(*) as people, count(*) filter (where not exists (
               select from contacts.addresses a left join contacts.suppressions s
                 on s.workspace = a.workspace and s.kind = a.kind and s.value_mac = a.value_mac
                 and (s.until is null or s.until > now())
               where a.workspace = c.workspace and a.contact = c.id and a.kind <> 'chat'
                 and s.kind is null)) as unreachable
           from contacts.contacts c where c.workspace = $1 and c.merged_into is null""",
        db.workspace,
    )
    return (0, 0) if row is None else (row["people"], row["unreachable"])


async def count_by_channel(db: Database) -> Sequence[tuple[str, int, int, int, int, int, int]]:
    """Count, by channel: reached, without address, suppressed, refused, news, offers."""
    rows = await db.rows(
        """with ways (kind, address, place) as (
             values ('email', 'email', 1), ('sms', 'phone', 2), ('letter', 'postal', 3),
               ('phone', 'phone', 4)
           ), last as (
             select distinct on (contact, kind, purpose) contact, kind, purpose, choice
             from contacts.choices where workspace = $1
               and purpose in ('service', 'news', 'offers')
             order by contact, kind, purpose, given_at desc, id desc
           ), said as (
             select contact, kind, max(choice) filter (where purpose = 'service') as service,
               max(choice) filter (where purpose = 'news') as news,
               max(choice) filter (where purpose = 'offers') as offers
             from last group by contact, kind
           ), held as (
             select a.contact, a.kind, bool_or(s.kind is null) as is_open
             from contacts.addresses a left join contacts.suppressions s
               on s.workspace = a.workspace and s.kind = a.kind and s.value_mac = a.value_mac
               and (s.until is null or s.until > now())
             where a.workspace = $1 group by a.contact, a.kind
           )
           select w.kind,
             count(*) filter (where h.is_open and d.service is distinct from 'withdrawn') as yes,
             count(*) filter (where h.contact is null) as without,
             count(*) filter (where not h.is_open) as suppressed,
             count(*) filter (where h.is_open and d.service = 'withdrawn') as refused,
             count(*) filter (where h.is_open and d.news = 'granted') as news,
             count(*) filter (where h.is_open and d.offers = 'granted') as offers
           from contacts.contacts c cross join ways w
           left join held h on h.contact = c.id and h.kind = w.address
           left join said d on d.contact = c.id and d.kind = w.kind
           where c.workspace = $1 and c.merged_into is null
           group by w.kind, w.place order by w.place""",
        db.workspace,
    )
    return [
        (r["kind"], r["yes"], r["without"], r["suppressed"], r["refused"], r["news"], r["offers"])
        for r in rows
    ]
