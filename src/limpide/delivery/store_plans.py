"""All SQL about policies, ways out, caps and what was avoided."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from limpide.channels import Kind
from limpide.contacts import ContactId, Purpose
from limpide.footprint import Range
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id

from .model import Health
from .store_providers import health_of

_SENT_NOTHING = ["stopped", "expired", "failed"]


async def find_policy(db: Database) -> Mapping[str, Any] | None:
    """Fetch what the company decided."""
    kept = await find_policy_text(db)
    return None if kept is None else json.loads(kept)


async def find_policy_text(db: Database) -> str | None:
    """Fetch what the company decided, as JSON."""
    return await db.value("select policy from delivery.policies where workspace = $1", db.workspace)


async def find_setting(db: Database) -> tuple[str | None, Sequence[Health]]:
    """Fetch what the company decided, as JSON, and all providers, as `list_providers` does."""
    rows = await db.rows(
        """select d.policy, p.* from (select (
             select policy from delivery.policies where workspace = $1) as policy) d
           left join delivery.providers p on true order by p.kind, p.place, p.name""",
        db.workspace,
    )
    return rows[0]["policy"], [health_of(row) for row in rows if row["kind"] is not None]


async def save_policy(db: Database, policy: Mapping[str, Any]) -> None:
    """Keep what the company decides."""
    await db.run(
        """insert into delivery.policies (workspace, policy) values ($1, $2::jsonb)
           on conflict (workspace) do update set policy = excluded.policy, changed_at = now()""",
        db.workspace,
        json.dumps(policy),
    )


async def counts_since(
    db: Database,
    contacts: Sequence[ContactId],
    purposes: Sequence[Purpose],
    since: Sequence[datetime],
) -> list[int]:
    """Count, for each triple, what was requested and not refused since then."""
    rows = await db.rows(
        """select (select count(*) from delivery.messages m
             where m.workspace = $1 and m.contact = a.contact and m.purpose = a.purpose
               and m.purpose in ('news', 'offers') and m.requested_at >= a.since
               and m.rung = 1 and not m.status = any($5::text[])) as many
           from unnest($2::uuid[], $3::text[], $4::timestamptz[])
             with ordinality as a(contact, purpose, since, place)
           order by place""",
        db.workspace,
        list(contacts),
        [purpose.value for purpose in purposes],
        list(since),
        _SENT_NOTHING,
    )
    return [row["many"] for row in rows]


async def add_avoided(
    db: Database, avoided: Sequence[tuple[Kind, Purpose, str, Range]], at: datetime
) -> None:
    """Count messages that were not needed."""
    await db.run(
        """insert into delivery.avoided (workspace, id, kind, purpose, reason, grams_low,
             grams_central, grams_high, at)
           select $1, a.*, $9 from unnest($2::uuid[], $3::text[], $4::text[], $5::text[],
             $6::float8[], $7::float8[], $8::float8[]) as a""",
        db.workspace,
        [new_id() for _ in avoided],
        [kind.value for kind, *_ in avoided],
        [purpose.value for _, purpose, *_ in avoided],
        [reason for *_, reason, _ in avoided],
        [grams.low for *_, grams in avoided],
        [grams.central for *_, grams in avoided],
        [grams.high for *_, grams in avoided],
        at,
    )
