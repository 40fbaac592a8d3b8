"""All SQL that exports or erases what is kept of one person."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from limpide.foundation.database import Database

from .model import ContactId


async def export(db: Database, contact: ContactId) -> dict[str, Any]:
    """Fetch all that is kept of a person, as it stands in the tables."""
    row = await db.row(
        """select to_jsonb(c) - 'workspace' as contact,
             (select coalesce(jsonb_agg(to_jsonb(a) - '{workspace,value_mac}'::text[]
                order by a.id), '[]') from contacts.addresses a
              where a.workspace = c.workspace and a.contact = c.id) as addresses,
             (select coalesce(jsonb_agg(to_jsonb(x) - 'workspace' order by x.given_at, x.id), '[]')
              from contacts.choices x
              where x.workspace = c.workspace and x.contact = c.id) as choices,
             (select coalesce(jsonb_agg(to_jsonb(o) - 'workspace' order by o.purpose), '[]')
              from contacts.channel_orders o
              where o.workspace = c.workspace and o.contact = c.id) as channel_orders,
             (select coalesce(jsonb_agg(to_jsonb(f) - 'workspace' order by f.purpose), '[]')
              from contacts.frequencies f
              where f.workspace = c.workspace and f.contact = c.id) as frequencies,
             (select coalesce(jsonb_agg(to_jsonb(d) - 'workspace' order by d.what), '[]')
              from contacts.doings d
              where d.workspace = c.workspace and d.contact = c.id) as doings,
             (select coalesce(jsonb_agg(to_jsonb(r) - 'workspace' order by r.purpose), '[]')
              from contacts.rhythms r
              where r.workspace = c.workspace and r.contact = c.id) as rhythms,
             (select coalesce(jsonb_agg(to_jsonb(d) - 'workspace' order by d.datum, d.use), '[]')
              from contacts.data_uses d
              where d.workspace = c.workspace and d.contact = c.id) as data_uses
           from contacts.contacts c where c.workspace = $1 and c.id = $2""",
        db.workspace,
        contact,
    )
    return {} if row is None else {name: json.loads(text) for name, text in row.items()}


async def erase(db: Database, contact: ContactId) -> dict[str, Sequence[UUID]]:
    """Remove a person. What hangs on them by a key goes with them."""
    choices = await db.rows("select id from contacts.erase_choices($1) as erased (id)", contact)
    addresses = await db.rows(
        "delete from contacts.addresses where workspace = $1 and contact = $2 returning id",
        db.workspace,
        contact,
    )
    people = await db.rows(
        "delete from contacts.contacts where workspace = $1 and id = $2 returning id",
        db.workspace,
        contact,
    )
    return {
        "choices": [row["id"] for row in choices],
        "addresses": [row["id"] for row in addresses],
        "contacts": [row["id"] for row in people],
    }


async def remove_tokens(db: Database, before: datetime) -> int:
    """Remove the links that expired before a moment, and count them."""
    return await db.run(
        "delete from contacts.tokens where workspace = $1 and expires_at < $2",
        db.workspace,
        before,
    )
