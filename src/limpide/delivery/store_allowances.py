"""All SQL about allowances: buckets, and families of mailboxes that rest."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from limpide.channels import Kind
from limpide.foundation.database import Database


async def hold(
    db: Database, scope: UUID | None, kind: Kind, name: str, full: float
) -> tuple[float, float, float]:
    """Fetch and hold a bucket: tokens, seconds since it was refilled, seconds of its line.

    A bucket begins full.
    """
    await db.run(
        """insert into delivery.allowances (scope, kind, provider, tokens, refilled_at, line_until)
           values ($1, $2, $3, $4, clock_timestamp(), clock_timestamp()) on conflict do nothing""",
        scope,
        kind.value,
        name,
        full,
    )
    row = await db.row(
        """select tokens, extract(epoch from clock_timestamp() - refilled_at)::float8 as since,
             extract(epoch from line_until - clock_timestamp())::float8 as line
           from delivery.allowances
           where scope is not distinct from $1 and kind = $2 and provider = $3 for update""",
        scope,
        kind.value,
        name,
    )
    assert row is not None
    return row["tokens"], max(row["since"], 0.0), max(row["line"], 0.0)


async def keep(
    db: Database, scope: UUID | None, kind: Kind, name: str, tokens: float, line: float
) -> None:
    """Keep what is left in a held bucket, and how long its line is in seconds."""
    await db.run(
        """update delivery.allowances set tokens = $4, refilled_at = clock_timestamp(),
             line_until = clock_timestamp() + make_interval(secs => $5)
           where scope is not distinct from $1 and kind = $2 and provider = $3""",
        scope,
        kind.value,
        name,
        tokens,
        line,
    )


async def rests_of(db: Database, kind: Kind, names: Sequence[str]) -> dict[str, float]:
    """Say which of some families rest, and for how many seconds still."""
    rows = await db.rows(
        """select provider, extract(epoch from rests_until - clock_timestamp())::float8 as seconds
           from delivery.allowances
           where scope is null and kind = $1 and provider = any($2)
             and rests_until > clock_timestamp()""",
        kind.value,
        list(names),
    )
    return {row["provider"]: row["seconds"] for row in rows}


async def rested(db: Database, kind: Kind, names: Sequence[str]) -> set[str]:
    """Say which of some families have rested, and were not heard of since."""
    rows = await db.rows(
        """select provider from delivery.allowances
           where scope is null and kind = $1 and provider = any($2)
             and rests > 0 and rests_until <= clock_timestamp()""",
        kind.value,
        list(names),
    )
    return {row["provider"] for row in rows}


async def rest(db: Database, kind: Kind, name: str, first: timedelta, *, most_doubled: int) -> None:
    """Let a family rest, each time in a row twice as long; one that rests already goes on."""
    await db.run(
        """insert into delivery.allowances as a
             (scope, kind, provider, tokens, refilled_at, line_until, rests, rests_until)
           values (null, $1, $2, 0, clock_timestamp(), clock_timestamp(), 1, clock_timestamp() + $3)
           on conflict (scope, kind, provider) do update set rests = a.rests + 1,
             rests_until = clock_timestamp() + $3 * power(2, least(a.rests, $4))
           where a.rests_until is null or a.rests_until <= clock_timestamp()""",
        kind.value,
        name,
        first,
        most_doubled,
    )


async def wake(db: Database, kind: Kind, name: str) -> None:
    """Take a family for one like any other again."""
    await db.run(
        """update delivery.allowances set rests = 0, rests_until = null
           where scope is null and kind = $1 and provider = $2
             and rests_until <= clock_timestamp()""",
        kind.value,
        name,
    )


async def list_resting(db: Database) -> Sequence[tuple[Kind, str, datetime]]:
    """Fetch the families that rest: channel, «provider@family», until when."""
    rows = await db.rows(
        """select kind, provider, rests_until from delivery.allowances
           where scope is null and rests_until > now() order by kind, provider"""
    )
    return [(Kind(row["kind"]), row["provider"], row["rests_until"]) for row in rows]
