"""The readable schema is the one that the migrations lead to."""

import asyncio
import sys
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from limpide.foundation.embedded import EmbeddedPostgres
from limpide.foundation.ids import new_id

SCHEMA = Path("database/schema.sql")


async def draw(url: str) -> str:
    """Draw the schema of a database as `make schema` does."""
    program = await asyncio.create_subprocess_exec(
        sys.executable, "scripts/schema.py", url, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await program.communicate()
    assert program.returncode == 0
    return output.decode()


def without_brackets(sql: str) -> str:
    """PostgreSQL puts its brackets elsewhere when it reads an expression a second time."""
    return sql.replace("(", "").replace(")", "")


@pytest.fixture
async def empty(server: EmbeddedPostgres) -> Any:
    """The owner's address of a database without tables."""
    name = f"t_{new_id().hex}"
    connection: Any = await asyncpg.connect(server.url("postgres", owner=True))
    await connection.execute(f"create database {name} owner limpide_owner")
    yield server.url(name, owner=True)
    await connection.execute(f"drop database {name} with (force)")
    await connection.close()


async def test_the_readable_schema_is_what_the_migrations_lead_to(
    server: EmbeddedPostgres, database_url: str
) -> None:
    owner = server.url(database_url.rsplit("/", 1)[1], owner=True)
    assert await draw(owner) == SCHEMA.read_text(), "run `make schema`"


async def test_the_readable_schema_makes_the_same_tables(empty: str) -> None:
    connection: Any = await asyncpg.connect(empty)
    await connection.execute(SCHEMA.read_text())
    await connection.close()

    assert without_brackets(await draw(empty)) == without_brackets(SCHEMA.read_text())
