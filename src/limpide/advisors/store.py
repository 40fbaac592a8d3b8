"""All SQL of the advisors room."""

from datetime import datetime
from uuid import UUID

from limpide.foundation.database import Database, Row

from .model import Advisor, AdvisorId, Role


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


async def set_profile(db: Database, id: AdvisorId, name: str, language: str) -> None:
    """Keep how a colleague is called and what they read."""
    await db.run(
        "update advisors.advisors set name = $2, language = $3 where id = $1", id, name, language
    )


async def set_roles(db: Database, id: AdvisorId, roles: frozenset[Role]) -> None:
    """Keep what a colleague may do."""
    await db.run(
        "update advisors.advisors set roles = $2 where id = $1",
        id,
        sorted(role.value for role in roles),
    )


async def set_active(db: Database, id: AdvisorId, *, is_active: bool) -> None:
    """Close an account, or open it again."""
    await db.run("update advisors.advisors set is_active = $2 where id = $1", id, is_active)


async def lock_team(db: Database) -> None:
    """Keep others from changing the team until this transaction ends."""
    await db.rows(
        "select id from advisors.advisors where workspace = $1 order by id for update", db.workspace
    )


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


async def remove_sessions(db: Database, advisor: AdvisorId) -> None:
    """End all sessions of a colleague."""
    await db.run("delete from advisors.sessions where advisor = $1", advisor)


async def remove_links(db: Database, advisor: AdvisorId) -> None:
    """Make all links of a colleague useless."""
    await db.run("delete from advisors.links where advisor = $1", advisor)


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
        skills=frozenset(row["skills"]),
        speaks=frozenset(row["speaks"]),
        capacity=row["capacity"],
        is_away=row["is_away"],
    )
