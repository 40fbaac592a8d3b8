"""All SQL that exports or erases who got which campaign, for one person."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from limpide.contacts import ContactId
from limpide.foundation.database import Database

Moved = Mapping[str, Sequence[str]]


async def export(db: Database, contact: ContactId) -> list[Any]:
    """Fetch a person's part in campaigns."""
    rows = await db.rows(
        """select to_jsonb(r) - 'workspace' as part from journeys.recipients r
           where workspace = $1 and contact = $2 order by campaign""",
        db.workspace,
        contact,
    )
    return [json.loads(row["part"]) for row in rows]


async def erase(db: Database, contact: ContactId) -> Sequence[UUID]:
    """Remove a person's part in campaigns; give the campaigns' ids."""
    rows = await db.rows(
        """delete from journeys.recipients where workspace = $1 and contact = $2
           returning campaign""",
        db.workspace,
        contact,
    )
    return [row["campaign"] for row in rows]


async def export_gathered(db: Database, contact: ContactId) -> list[Any]:
    """Fetch the notices that waited, or wait, to become one."""
    rows = await db.rows(
        """select to_jsonb(g) - '{workspace,said}'::text[]
             || jsonb_build_object('said', g.said -> 'variants') as one
           from journeys.gathered g where workspace = $1 and contact = $2 order by at""",
        db.workspace,
        contact,
    )
    return [json.loads(row["one"]) for row in rows]


async def erase_gathered(db: Database, contact: ContactId) -> Sequence[UUID]:
    """Remove the notices that waited, or wait, to become one; give their ids."""
    rows = await db.rows(
        "delete from journeys.gathered where workspace = $1 and contact = $2 returning id",
        db.workspace,
        contact,
    )
    return [row["id"] for row in rows]


async def hand_over(
    db: Database, source: ContactId, target: ContactId, only: Moved | None
) -> dict[str, Sequence[str]]:
    """Give what belongs to one contact to another, all or only some; say which."""
    chosen = only or {}
    recipients = await db.rows(
        """update journeys.recipients set contact = $3 where workspace = $1 and contact = $2
             and ($4::text[] is null or campaign::text = any($4))
             and campaign not in (select campaign from journeys.recipients
               where workspace = $1 and contact = $3) returning campaign::text as id""",
        db.workspace,
        source,
        target,
        None if only is None else list(chosen.get("recipients", ())),
    )
    gathered = await db.rows(
        """update journeys.gathered set contact = $3,
             said = case when said ? 'contact'
               then said || jsonb_build_object('contact', $3::uuid) else said end
           where workspace = $1 and contact = $2 and ($4::text[] is null or id::text = any($4))
           returning id::text as id""",
        db.workspace,
        source,
        target,
        None if only is None else list(chosen.get("gathered", ())),
    )
    return {
        "recipients": [row["id"] for row in recipients],
        "gathered": [row["id"] for row in gathered],
    }
