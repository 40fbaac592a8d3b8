"""What an older installation holds goes through every later migration, and works afterwards.

`filled/NNNN.sql` is what a demo company of that version had in its tables. A change of tables that
loses or refuses real rows fails here; a release adds the file of its own last migration.
"""

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from limpide import conversations, knowledge, ledger
from limpide.conversations import Filters
from limpide.foundation import migrations, workspaces
from limpide.foundation.database import Pool, open_pool
from limpide.foundation.embedded import EmbeddedPostgres
from limpide.foundation.ids import new_id

# Said anew by every job process when it starts (0131): who carries which channel.
GIVEN_UP = {"delivery.ways"}
FILLED = sorted((Path(__file__).parent / "filled").glob("*.sql"))


@dataclass(frozen=True)
class Installation:
    """An installation of an earlier version, filled and brought up to date."""

    pool: Pool
    rows_before: dict[str, int]
    rows_after: dict[str, int]
    steps: list[str]


@pytest.fixture(params=FILLED, ids=lambda file: file.stem)
async def old(
    request: pytest.FixtureRequest, server: EmbeddedPostgres, tmp_path: Path
) -> AsyncIterator[Installation]:
    """Make the tables of then, put in the rows of then, and migrate to now."""
    filled: Path = request.param
    name = f"t_{new_id().hex}"
    admin: Any = await asyncpg.connect(server.url("postgres", owner=True))
    await admin.execute(f"create database {name} owner limpide_owner")
    url = server.url(name, owner=True)
    await migrations.migrate(url, folder=_folder_of_then(filled.stem, tmp_path))

    owner: Any = await asyncpg.connect(url)
    await owner.execute(filled.read_text())
    before = await _count(owner)
    steps = await migrations.migrate(url)
    after = await _count(owner)
    await owner.close()

    pool = await open_pool(server.url(name))
    yield Installation(pool, before, after, steps)
    await pool.close()
    await admin.execute(f"drop database {name} with (force)")
    await admin.close()


def _folder_of_then(last: str, place: Path) -> Path:
    (place / "migrations").mkdir()
    for file in (migrations.FOLDER / "migrations").glob("*.sql"):
        if file.name[:4] <= last:
            shutil.copy(file, place / "migrations")
    return place


async def _count(owner: Any) -> dict[str, int]:
    tables = await owner.fetch(
        """select format('%I.%I', schemaname, tablename) as name from pg_tables
           where schemaname not in ('pg_catalog', 'information_schema', 'jobs', 'public')"""
    )
    return {
        table["name"]: await owner.fetchval(f"select count(*) from {table['name']}")
        for table in tables
    }


async def test_no_row_is_lost_on_the_way(old: Installation) -> None:
    full = {
        table: rows for table, rows in old.rows_before.items() if rows and table not in GIVEN_UP
    }

    assert len(full) > 30
    assert {t: old.rows_after.get(t) for t in full if old.rows_after.get(t, 0) < full[t]} == {}


async def test_a_second_time_changes_nothing(old: Installation, server: EmbeddedPostgres) -> None:
    async with old.pool.transaction(None) as db:
        name = await db.value("select current_database()")

    assert await migrations.migrate(server.url(name, owner=True)) == []


async def test_the_company_works_on_with_what_it_had(old: Installation) -> None:
    [company] = await workspaces.list_all(old.pool)
    async with old.pool.transaction(company.id) as db:
        inbox = await conversations.list_inbox(db, new_id(), Filters())
        threads = [await conversations.thread(db, row.conversation.id) for row in inbox]
        found = await knowledge.search(db, "Combien de temps pour renvoyer un article ?")
        await ledger.audit.sequence(db)
        report = await ledger.audit.verify(db)

    assert len(inbox) > 4
    assert all(thread.messages for thread in threads)
    assert found
    assert report
    assert report.size > 50
