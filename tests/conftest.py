"""What tests share: a real PostgreSQL, a database per process, a rollback or clone per test."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import pydantic_ai.models
import pytest

from limpide.foundation import migrations, secrets
from limpide.foundation.database import Database, Pool, open_pool
from limpide.foundation.embedded import EmbeddedPostgres
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.foundation.live import Hub

TEMPLATE = "limpide_template"


@pytest.fixture(scope="session", autouse=True)
def _installation_key() -> None:
    secrets.configure(b"a key for tests only, thirty-two bytes long")


@pytest.fixture(scope="session", autouse=True)
def _no_language_model() -> None:
    """No test asks a language model, but those under tests/assistant/models, which bring one."""
    pydantic_ai.models.ALLOW_MODEL_REQUESTS = False


@pytest.fixture(scope="session")
async def server() -> AsyncIterator[EmbeddedPostgres]:
    """A PostgreSQL server of this test process alone, with a migrated template database."""
    with tempfile.TemporaryDirectory(prefix="limpide-test-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        # Without autovacuum: its process would keep a database from being dropped.
        fast = {
            "autovacuum": "off",
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
        }
        server = EmbeddedPostgres(Path(folder) / "pg", settings=fast)
        await server.start()
        try:
            await _sql(server, f"create database {TEMPLATE} owner limpide_owner")
            await migrations.migrate(server.url(TEMPLATE, owner=True))
            yield server
        finally:
            await server.stop()


async def _sql(server: EmbeddedPostgres, sql: str) -> None:
    connection: Any = await asyncpg.connect(server.url("postgres", owner=True))
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


async def _clone(server: EmbeddedPostgres) -> str:
    name = f"t_{new_id().hex}"
    # Copied file by file: without fsync that takes a fifth of the time of the other way.
    await _sql(server, f"create database {name} template {TEMPLATE} strategy file_copy")
    return name


async def _found(pool: Pool) -> WorkspaceId:
    id = WorkspaceId(new_id())
    async with pool.transaction(id) as db:
        await db.run(
            """insert into foundation.workspaces (id, slug, name, legal_name, language,
                 time_zone, country, mail_address)
               values ($1, 'test-' || ($1::uuid)::text, 'Maison Olvera', 'Olvera SAS', 'fr',
                 'Europe/Paris', 'FR', 'bonjour@maison-olvera.example')""",
            id,
        )
        # Which answers are looked at afterwards is chosen by chance; tests choose for themselves.
        await db.run(
            """insert into review.terms (sampled_bar, alone_bar, sample_share, spot_share)
               values (0.8, 0.9, 0.2, 0)"""
        )
    return id


@pytest.fixture(scope="session")
async def shared_pool(server: EmbeddedPostgres) -> AsyncIterator[Pool]:
    """One database for all tests that roll back."""
    pool = await open_pool(server.url(await _clone(server)))
    yield pool
    await pool.close()


@pytest.fixture(scope="session")
async def shared_workspace(shared_pool: Pool) -> WorkspaceId:
    """The company of the tests that roll back."""
    return await _found(shared_pool)


class _RollbackError(Exception):
    """Ends a test's transaction."""


@pytest.fixture
async def db(shared_pool: Pool, shared_workspace: WorkspaceId) -> AsyncIterator[Database]:
    """A transaction in an empty workspace, rolled back after the test."""
    try:
        async with shared_pool.transaction(shared_workspace) as db:
            yield db
            raise _RollbackError
    except _RollbackError:
        pass


@pytest.fixture
async def database_url(server: EmbeddedPostgres) -> AsyncIterator[str]:
    """A fresh database, dropped after the test."""
    name = await _clone(server)
    yield server.url(name)
    for last in (False,) * 20 + (True,):
        try:
            await _sql(server, f"drop database {name} with (force)")
        except asyncpg.InsufficientPrivilegeError:
            # A process that was killed a moment ago still has its connection: it is the program's,
            # which the owner may not end.
            if last:
                raise
            await asyncio.sleep(0.25)
        else:
            return


@pytest.fixture
async def pool(database_url: str) -> AsyncIterator[Pool]:
    """Connections to a fresh database, where transactions commit."""
    pool = await open_pool(database_url)
    yield pool
    await pool.close()


@pytest.fixture
async def workspace(pool: Pool) -> WorkspaceId:
    """The company in the fresh database of `pool`."""
    return await _found(pool)


@pytest.fixture
async def hub(database_url: str) -> AsyncIterator[Hub]:
    """The listening end of a web process."""
    hub = Hub(database_url)
    task = asyncio.create_task(hub.run())
    await asyncio.wait_for(hub.connected.wait(), 5)
    yield hub
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
