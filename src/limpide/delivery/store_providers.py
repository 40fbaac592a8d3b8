"""All SQL about providers: how they are, and how much they may be given."""

from collections.abc import Sequence
from datetime import datetime

from limpide.channels import Kind, Providers
from limpide.foundation.database import Database, Row

from .model import Health, MessageId


async def save_providers(db: Database, providers: Providers, askable: set[tuple[str, str]]) -> None:
    """Keep who carries what in this installation; those not named are not configured any more."""
    named = [
        (kind.value, each.name, place, each.per_second)
        for kind, several in providers.items()
        for place, each in enumerate(several, 1)
    ]
    await db.run(
        """with named as (
             select * from unnest($1::text[], $2::text[], $3::smallint[], $4::float8[], $5::bool[])
               as n(kind, name, place, per_second, can_be_asked)
           ), gone as (
             update delivery.providers p set is_configured = false, changed_at = now()
             where is_configured and not exists (
               select from named n where (n.kind, n.name) = (p.kind, p.name))
           )
           insert into delivery.providers
             (kind, name, place, per_second, can_be_asked, is_configured)
           select *, true from named
           on conflict (kind, name) do update set place = excluded.place,
             per_second = excluded.per_second, can_be_asked = excluded.can_be_asked,
             is_configured = true, changed_at = now()""",
        [kind for kind, *_ in named],
        [name for _, name, *_ in named],
        [place for *_, place, _ in named],
        [per_second for *_, per_second in named],
        [(kind, name) in askable for kind, name, *_ in named],
    )


async def list_providers(db: Database) -> Sequence[Health]:
    """Fetch all providers that were ever configured, the first choice of each channel first."""
    rows = await db.rows("select * from delivery.providers order by kind, place, name")
    return [health_of(row) for row in rows]


async def note_answer(db: Database, kind: Kind, name: str) -> bool:
    """Keep that a provider answers; True when it was being left alone."""
    was_open = await db.value(
        """with before as (
             select kind, name, openings > 0 as was_open from delivery.providers
             where kind = $1 and name = $2 and (failures > 0 or open_until is not null)
             for update)
           update delivery.providers p
           set failures = 0, openings = 0, open_until = null, probe_until = null,
             changed_at = now()
           from before b where (p.kind, p.name) = (b.kind, b.name)
           returning b.was_open""",
        kind.value,
        name,
    )
    return bool(was_open)


async def add_failures(db: Database, kind: Kind, name: str, many: int, fault: str) -> Health | None:
    """Count sendings in a row that a provider gave no clear answer to."""
    row = await db.row(
        """update delivery.providers set failures = failures + $3, last_fault = $4,
             last_fault_at = now(), changed_at = now()
           where kind = $1 and name = $2 returning *""",
        kind.value,
        name,
        many,
        fault[:300],
    )
    return None if row is None else health_of(row)


async def open_circuit(db: Database, kind: Kind, name: str, until: datetime) -> None:
    """Leave a provider alone until a moment."""
    await db.run(
        """update delivery.providers
           set open_until = $3, openings = openings + 1, probe_until = null
           where kind = $1 and name = $2""",
        kind.value,
        name,
        until,
    )


async def take_probe(db: Database, kind: Kind, name: str, now: datetime, until: datetime) -> bool:
    """Claim the one message by which a provider is tried again; False when another has it."""
    return bool(
        await db.run(
            """update delivery.providers set probe_until = $4
               where kind = $1 and name = $2 and open_until <= $3
                 and (probe_until is null or probe_until <= $3)""",
            kind.value,
            name,
            now,
            until,
        )
    )


async def failures_of(
    db: Database, messages: Sequence[MessageId]
) -> dict[MessageId, list[tuple[str, str]]]:
    """Fetch by whom some messages were refused or not taken: provider and outcome."""
    rows = await db.rows(
        """select message, provider, outcome from delivery.attempts
           where workspace = $1 and message = any($2::uuid[])
             and outcome in ('down', 'rejected')""",
        db.workspace,
        list(messages),
    )
    found: dict[MessageId, list[tuple[str, str]]] = {}
    for row in rows:
        found.setdefault(MessageId(row["message"]), []).append((row["provider"], row["outcome"]))
    return found


def health_of(row: Row) -> Health:
    """Read a row of `delivery.providers`."""
    return Health(
        kind=Kind(row["kind"]),
        name=row["name"],
        is_configured=row["is_configured"],
        can_be_asked=row["can_be_asked"],
        per_second=row["per_second"],
        failures=row["failures"],
        openings=row["openings"],
        open_until=row["open_until"],
        last_fault=row["last_fault"],
        last_fault_at=row["last_fault_at"],
    )
