"""All SQL of autonomy: levels, stops, outcomes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from limpide.foundation.database import Database, Row
from limpide.foundation.ids import new_id

# «LIMP» in ASCII: the first half of the advisory lock's key, so that it meets no other use.
_LOCK = 0x4C494D50


async def share_voice(db: Database) -> None:
    """Hold back a stop until this transaction ends."""
    await db.run("select pg_advisory_xact_lock_shared($1, hashtext($2))", _LOCK, str(db.workspace))


async def silence_voices(db: Database) -> None:
    """Wait until no transaction is speaking, and hold back the next ones."""
    await db.run("select pg_advisory_xact_lock($1, hashtext($2))", _LOCK, str(db.workspace))


async def is_stopped(db: Database, skill: str, channel: str) -> bool:
    """Say whether anything stops a skill on a channel."""
    return bool(
        await db.value(
            """select exists (select 1 from review.stops where workspace = $1
               and (scope = 'all' or (scope = 'skill' and name = $2)
                 or (scope = 'channel' and name = $3)))""",
            db.workspace,
            skill,
            channel,
        )
    )


async def add_stop(db: Database, scope: str, name: str, by_name: str, at: datetime) -> bool:
    """Keep a stop. False when it stood already."""
    return bool(
        await db.run(
            """insert into review.stops (scope, name, by_name, at) values ($1, $2, $3, $4)
               on conflict do nothing""",
            scope,
            name,
            by_name,
            at,
        )
    )


async def remove_stop(db: Database, scope: str, name: str) -> bool:
    """Take a stop away."""
    return bool(
        await db.run(
            "delete from review.stops where workspace = $1 and scope = $2 and name = $3",
            db.workspace,
            scope,
            name,
        )
    )


async def list_stops(db: Database) -> Sequence[Row]:
    """Fetch the stops."""
    return await db.rows(
        "select scope, name, by_name, at from review.stops where workspace = $1 order by at",
        db.workspace,
    )


async def find_level(db: Database, skill: str, channel: str) -> Row | None:
    """Find the level of a skill on a channel."""
    return await db.row(
        """select level, by_name, why, at from review.autonomy
           where workspace = $1 and skill = $2 and channel = $3""",
        db.workspace,
        skill,
        channel,
    )


async def list_levels(db: Database) -> Sequence[Row]:
    """Fetch all levels."""
    return await db.rows(
        "select skill, channel, level, by_name, why, at from review.autonomy where workspace = $1",
        db.workspace,
    )


async def put_level(
    db: Database, skill: str, channel: str, level: str, by_name: str, why: str, at: datetime
) -> None:
    """Keep a level."""
    await db.run(
        """insert into review.autonomy (skill, channel, level, by_name, why, at)
           values ($1, $2, $3, $4, $5, $6) on conflict (workspace, skill, channel) do update
           set level = excluded.level, by_name = excluded.by_name, why = excluded.why,
             at = excluded.at""",
        skill,
        channel,
        level,
        by_name,
        why,
        at,
    )


async def add_outcome(
    db: Database, skill: str, channel: str, outcome: str, about: UUID, at: datetime
) -> bool:
    """Keep an outcome. False when it was known."""
    return bool(
        await db.run(
            """insert into review.outcomes (id, skill, channel, outcome, about, at)
               values ($1, $2, $3, $4, $5, $6)
               on conflict (workspace, about, outcome) do nothing""",
            new_id(),
            skill,
            channel,
            outcome,
            about,
            at,
        )
    )


async def list_outcomes(
    db: Database, skill: str, channel: str, since: datetime | None, limit: int
) -> Sequence[str]:
    """Fetch the latest outcomes of a skill on a channel, the latest first."""
    rows = await db.rows(
        """select outcome from review.outcomes where workspace = $1 and skill = $2
           and channel = $3 and ($4::timestamptz is null or at > $4) order by at desc, id desc
           limit $5""",
        db.workspace,
        skill,
        channel,
        since,
        limit,
    )
    return [row["outcome"] for row in rows]


async def list_skills(db: Database) -> Sequence[tuple[str, str]]:
    """List every skill and channel that has an outcome or a level."""
    rows = await db.rows(
        """select skill, channel from review.outcomes where workspace = $1
           union select skill, channel from review.autonomy where workspace = $1
           order by skill, channel""",
        db.workspace,
    )
    return [(row["skill"], row["channel"]) for row in rows]


async def find_terms(db: Database) -> Row | None:
    """Find what the company asks of its skills."""
    return await db.row(
        """select sampled_bar, alone_bar, sample_share, spot_share from review.terms
           where workspace = $1""",
        db.workspace,
    )


async def put_terms(db: Database, terms: Mapping[str, float]) -> None:
    """Keep what the company asks of its skills."""
    await db.run(
        """insert into review.terms (sampled_bar, alone_bar, sample_share, spot_share)
           values ($1, $2, $3, $4) on conflict (workspace) do update
           set sampled_bar = excluded.sampled_bar, alone_bar = excluded.alone_bar,
             sample_share = excluded.sample_share, spot_share = excluded.spot_share""",
        terms["sampled_bar"],
        terms["alone_bar"],
        terms["sample_share"],
        terms["spot_share"],
    )
