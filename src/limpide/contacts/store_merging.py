"""All SQL that finds contacts alike, and moves what belongs to one to another."""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from limpide.foundation.database import Database

from . import store_rhythms
from .model import ContactId

Moved = Mapping[str, Sequence[str]]


def without_accents(text: str) -> str:
    """Fold accents away."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(each for each in parts if not unicodedata.combining(each))


async def list_alike(
    db: Database, most: int, limit: int
) -> Sequence[tuple[str, Sequence[ContactId]]]:
    """Fetch groups of contacts that share a mailbox, a number, a postcode or a domain."""
    rows = await db.rows(
        r"""with mine as (
             select a.contact, a.kind, a.value, split_part(a.value, '@', 2) as domain,
               lower(replace(split_part(split_part(a.value, '@', 1), '+', 1), '.', '')) as box,
               lower(split_part(coalesce(c.name, ''), ' ', 1)) as name
             from contacts.addresses a join contacts.contacts c
               on c.workspace = a.workspace and c.id = a.contact and c.merged_into is null
             where a.workspace = $1 and a.kind <> 'chat'
           ), keyed as (
             select 'email' as why, box || '@' || domain as key, contact from mine
             where kind = 'email'
             union all
             select 'phone', right(value, 9), contact from mine
             where kind = 'phone' and length(value) >= 10
             union all
             select 'name_and_postcode', substring(value from '\m[0-9]{5}\M'), contact from mine
             where kind = 'postal' and substring(value from '\m[0-9]{5}\M') is not null
             union all
             select 'name_and_domain', name || '@' || domain, contact from mine
             where kind = 'email' and name <> ''
           )
           select why, array_agg(distinct contact) as contacts from keyed
           group by why, key having count(distinct contact) between 2 and $2
           order by why, min(contact::text) limit $3""",
        db.workspace,
        most,
        limit,
    )
    return [(row["why"], [ContactId(id) for id in row["contacts"]]) for row in rows]


async def list_different(db: Database) -> set[tuple[ContactId, ContactId]]:
    """Fetch the pairs that are known to be two people."""
    rows = await db.rows(
        "select first, second from contacts.different where workspace = $1", db.workspace
    )
    return {(ContactId(row["first"]), ContactId(row["second"])) for row in rows}


async def add_different(db: Database, first: ContactId, second: ContactId) -> None:
    """Keep that two contacts are two people."""
    await db.run(
        """insert into contacts.different (workspace, first, second) values ($1, $2, $3)
           on conflict do nothing""",
        db.workspace,
        first,
        second,
    )


async def lock(db: Database, contacts: Sequence[ContactId]) -> Sequence[ContactId]:
    """Hold contacts until the transaction ends; give those that are there and not merged."""
    rows = await db.rows(
        """select id from contacts.contacts where workspace = $1 and id = any($2::uuid[])
             and merged_into is null order by id for update""",
        db.workspace,
        list(contacts),
    )
    return [ContactId(row["id"]) for row in rows]


async def hand_over(
    db: Database, source: ContactId, target: ContactId, only: Moved | None = None
) -> dict[str, Sequence[str]]:
    """Give a contact's addresses and choices to another, all or only some; say which."""
    chosen = only or {}
    addresses = await db.rows(
        """update contacts.addresses set contact = $3 where workspace = $1 and contact = $2
             and ($4::uuid[] is null or id = any($4)) returning id::text""",
        db.workspace,
        source,
        target,
        None if only is None else list(chosen.get("addresses", ())),
    )
    choices = await db.rows(
        """update contacts.choices set contact = $3 where workspace = $1 and contact = $2
             and ($4::uuid[] is null or id = any($4)) returning id::text""",
        db.workspace,
        source,
        target,
        None if only is None else list(chosen.get("choices", ())),
    )
    return {
        "addresses": [row["id"] for row in addresses],
        "choices": [row["id"] for row in choices],
    }


async def copy_manners(
    db: Database, source: ContactId, target: ContactId
) -> dict[str, Sequence[str]]:
    """Copy the orders and frequencies that the target has not chosen; name the purposes."""
    orders = await db.rows(
        """insert into contacts.channel_orders (workspace, contact, purpose, kinds)
           select workspace, $3, purpose, kinds from contacts.channel_orders
           where workspace = $1 and contact = $2 on conflict do nothing returning purpose""",
        db.workspace,
        source,
        target,
    )
    often = await db.rows(
        """insert into contacts.frequencies (workspace, contact, purpose, most, days)
           select workspace, $3, purpose, most, days from contacts.frequencies
           where workspace = $1 and contact = $2 on conflict do nothing returning purpose""",
        db.workspace,
        source,
        target,
    )
    return {
        "orders": [row["purpose"] for row in orders],
        "frequencies": [row["purpose"] for row in often],
        "rhythms": await store_rhythms.copy(db, source, target),
    }


async def drop_manners(db: Database, contact: ContactId, copied: Moved) -> None:
    """Remove orders and frequencies that were copied."""
    await db.run(
        """delete from contacts.channel_orders
           where workspace = $1 and contact = $2 and purpose = any($3::text[])""",
        db.workspace,
        contact,
        list(copied.get("orders", ())),
    )
    await db.run(
        """delete from contacts.frequencies
           where workspace = $1 and contact = $2 and purpose = any($3::text[])""",
        db.workspace,
        contact,
        list(copied.get("frequencies", ())),
    )
    await store_rhythms.drop(db, contact, list(copied.get("rhythms", ())))


async def fields_of(db: Database, contact: ContactId) -> dict[str, Any]:
    """Fetch what a merge may change of a contact's own row."""
    text = await db.value(
        """select to_jsonb(c) - '{id,workspace,reference,created_at,merged_into}'::text[]
           from contacts.contacts c where workspace = $1 and id = $2""",
        db.workspace,
        contact,
    )
    return json.loads(text)


async def save_fields(db: Database, contact: ContactId, fields: Mapping[str, Any]) -> None:
    """Keep a contact's own row."""
    await db.run(
        """update contacts.contacts c set name = f.name, language = f.language,
             ai_mode = f.ai_mode, time_zone = f.time_zone, quiet_from = f.quiet_from,
             quiet_to = f.quiet_to, paused_until = f.paused_until, pauses = f.pauses,
             attributes = f.attributes, restricted_at = f.restricted_at
           from jsonb_populate_record(null::contacts.contacts, $3::jsonb) f
           where c.workspace = $1 and c.id = $2""",
        db.workspace,
        contact,
        json.dumps(dict(fields)),
    )


async def set_merged(db: Database, gone: ContactId, kept: ContactId | None) -> None:
    """Point a merged contact to who was kept, or let it stand for itself again."""
    await db.run(
        "update contacts.contacts set merged_into = $3 where workspace = $1 and id = $2",
        db.workspace,
        gone,
        kept,
    )


async def list_merged(db: Database, kept: ContactId) -> Sequence[ContactId]:
    """Fetch who was merged into a contact."""
    rows = await db.rows(
        "select id from contacts.contacts where workspace = $1 and merged_into = $2 order by id",
        db.workspace,
        kept,
    )
    return [ContactId(row["id"]) for row in rows]
