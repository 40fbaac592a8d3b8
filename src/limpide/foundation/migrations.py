"""Migrations: plain SQL, forward only, each in its own transaction."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg

from . import jobs

_HOUSE = Path(__file__).parents[1]
# In a checkout the folder stands beside src; in a wheel, inside the package.
FOLDER = next(
    (f for f in (_HOUSE / "database", _HOUSE.parents[1] / "database") if f.is_dir()),
    _HOUSE / "database",
)
_LOCK = 7_305_112_845_533_190


class AlteredMigrationError(RuntimeError):
    """A migration that was already applied has been edited: write a new one instead."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: `NNNN_<room>_<what>.sql`."""

    name: str
    sql: str

    @property
    def sha256(self) -> str:
        """The digest by which an edit is noticed."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


def list_migrations(folder: Path = FOLDER) -> list[Migration]:
    """Read the steps in their order."""
    files = sorted((folder / "migrations").glob("*.sql"))
    return [Migration(file.stem, file.read_text()) for file in files]


async def migrate(url: str, *, folder: Path = FOLDER) -> list[str]:
    """Bring a database up to date and name the steps taken. Safe to run from many processes."""
    connection: Any = await asyncpg.connect(url)
    try:
        await connection.execute("select pg_advisory_lock($1)", _LOCK)
        await connection.execute(
            """create table if not exists public.limpide_migrations (
                 name text primary key, sha256 text not null,
                 applied_at timestamptz not null default now())"""
        )
        rows = await connection.fetch("select name, sha256 from public.limpide_migrations")
        applied = {row["name"]: row["sha256"] for row in rows}
        taken: list[str] = []
        for step in list_migrations(folder):
            if step.name not in applied:
                await _apply(connection, step)
                taken.append(step.name)
            elif applied[step.name] != step.sha256:
                raise AlteredMigrationError(step.name)
        await jobs.install(connection)
        return taken
    finally:
        await connection.close()


async def _apply(connection: Any, step: Migration) -> None:
    async with connection.transaction():
        await connection.execute(step.sql)
        await connection.execute(
            "insert into public.limpide_migrations (name, sha256) values ($1, $2)",
            step.name,
            step.sha256,
        )
