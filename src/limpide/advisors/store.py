"""All SQL of the advisors room."""

from datetime import datetime
from uuid import UUID

from limpide.foundation.database import Database, Row

from .model import Advisor, AdvisorId, Role, Session


async def add_advisor(db: Database, new: Advisor) -> bool:
    """Keep a new colleague. False when the address is taken."""
    return bool(
        await db.run(
            """insert into advisors.advisors (id, email, name, language, roles)
               values ($1, $2, $3, $4, $5) on conflict (workspace, email) do nothing""",
            new.id,
            new.email,
            new.name,
            new.language,
            sorted(role.value for role in new.roles),
        )
    )


async def find_by_email(db: Database, email: str) -> Row | None:
    """Find what a sign-in needs."""
    return await db.row(
        """select * from advisors.advisors where workspace = $1 and email = $2 and is_active""",
        db.workspace,
        email,
    )


async def find_advisor(db: Database, id: AdvisorId) -> Row | None:
    """Find a colleague's row."""
    return await db.row("select * from advisors.advisors where id = $1", id)


async def list_advisors(db: Database) -> list[Advisor]:
    """List colleagues by name."""
    rows = await db.rows(
        "select * from advisors.advisors where workspace = $1 order by name", db.workspace
    )
    return [advisor_of(row) for row in rows]


async def set_password(db: Database, id: AdvisorId, password_hash: str) -> None:
    """Keep a password's hash."""
    await db.run("update advisors.advisors set password_hash = $2 where id = $1", id, password_hash)


async def set_second_factor(db: Database, id: AdvisorId, sealed: bytes | None) -> None:
    """Keep or remove the sealed TOTP secret."""
    await db.run(
        "update advisors.advisors set totp_sealed = $2, totp_last_step = 0 where id = $1",
        id,
        sealed,
    )


async def use_step(db: Database, id: AdvisorId, step: int) -> bool:
    """Use up a TOTP step: each is good once (NIST SP 800-63B-4)."""
    return bool(
        await db.run(
            """update advisors.advisors set totp_last_step = $2
               where id = $1 and totp_last_step < $2""",
            id,
            step,
        )
    )


async def add_session(
    db: Database, digest: bytes, advisor: AdvisorId, csrf: str, at: datetime
) -> None:
    """Begin a session."""
    await db.run(
        """insert into advisors.sessions (digest, advisor, csrf, created_at, seen_at)
           values ($1, $2, $3, $4, $4)""",
        digest,
        advisor,
        csrf,
        at,
    )


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
    return None if row is None else Session(advisor_of(row), row["csrf"])


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


async def remove_sessions(db: Database, advisor: AdvisorId) -> None:
    """End all sessions of a colleague."""
    await db.run("delete from advisors.sessions where advisor = $1", advisor)


async def add_link(db: Database, digest: bytes, advisor: AdvisorId, expires_at: datetime) -> None:
    """Keep an invitation or a reset."""
    await db.run(
        "insert into advisors.links (digest, advisor, expires_at) values ($1, $2, $3)",
        digest,
        advisor,
        expires_at,
    )


async def use_link(db: Database, digest: bytes, at: datetime) -> AdvisorId | None:
    """Use a link up and say for whom it was; None when it is unknown, used or too old."""
    found: UUID | None = await db.value(
        "delete from advisors.links where digest = $1 and expires_at > $2 returning advisor",
        digest,
        at,
    )
    return None if found is None else AdvisorId(found)


def advisor_of(row: Row) -> Advisor:
    """Read a colleague from a row."""
    return Advisor(
        id=AdvisorId(row["id"]),
        email=row["email"],
        name=row["name"],
        language=row["language"],
        roles=frozenset(Role(role) for role in row["roles"]),
        is_active=row["is_active"],
        has_password=row["password_hash"] is not None,
        has_second_factor=row["totp_sealed"] is not None,
        seen_at=row["seen_at"],
    )
