"""SQL of sessions."""

from datetime import datetime

from limpide.foundation.database import Database

from . import store
from .model import AdvisorId, OpenSession, Session


async def add_session(
    db: Database, digest: bytes, advisor: AdvisorId, csrf: str, at: datetime, agent: str
) -> None:
    """Begin a session."""
    await db.run(
        """insert into advisors.sessions (digest, advisor, csrf, created_at, seen_at, agent)
           values ($1, $2, $3, $4, $4, $5)""",
        digest,
        advisor,
        csrf,
        at,
        agent,
    )
    await db.run("update advisors.advisors set seen_at = $2 where id = $1", advisor, at)


async def find_session(
    db: Database, digest: bytes, idle_since: datetime, begun_since: datetime
) -> Session | None:
    """Find a session that is neither idle for too long nor too old."""
    row = await db.row(
        """select a.*, s.csrf from advisors.sessions s
           join advisors.advisors a on a.id = s.advisor
           where s.digest = $1 and s.seen_at > $2 and s.created_at > $3 and a.is_active""",
        digest,
        idle_since,
        begun_since,
    )
    return None if row is None else Session(store.advisor_of(row), row["csrf"])


async def touch_session(db: Database, digest: bytes, advisor: AdvisorId, at: datetime) -> None:
    """Note that the advisor is here, at most every half minute."""
    touched = await db.run(
        """update advisors.sessions set seen_at = $2
           where digest = $1 and seen_at < $2::timestamptz - interval '30 seconds'""",
        digest,
        at,
    )
    if touched:
        await db.run("update advisors.advisors set seen_at = $2 where id = $1", advisor, at)


async def remove_session(db: Database, digest: bytes) -> None:
    """End a session."""
    await db.run("delete from advisors.sessions where digest = $1", digest)


async def list_sessions(
    db: Database, advisor: AdvisorId, own: bytes, idle_since: datetime, begun_since: datetime
) -> list[OpenSession]:
    """List a colleague's living sessions, the latest first."""
    rows = await db.rows(
        """select encode(digest, 'hex') as id, agent, created_at, seen_at, digest = $2 as is_this
           from advisors.sessions
           where advisor = $1 and seen_at > $3 and created_at > $4
           order by digest = $2 desc, seen_at desc""",
        advisor,
        own,
        idle_since,
        begun_since,
    )
    return [OpenSession(**dict(row)) for row in rows]


async def end_session(db: Database, advisor: AdvisorId, digest: bytes) -> bool:
    """End one session of a colleague."""
    return bool(
        await db.run(
            "delete from advisors.sessions where advisor = $1 and digest = $2", advisor, digest
        )
    )


async def end_other_sessions(db: Database, advisor: AdvisorId, own: bytes) -> int:
    """End all sessions of a colleague but one."""
    return await db.run(
        "delete from advisors.sessions where advisor = $1 and digest <> $2", advisor, own
    )
