"""Workspaces are sealed by the database itself."""

import asyncpg
import pytest

from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId, new_id


async def test_a_transaction_that_raises_leaves_nothing(pool: Pool, workspace: WorkspaceId) -> None:
    with pytest.raises(ZeroDivisionError):
        async with pool.transaction(workspace) as db:
            await _add_fact(db)
            raise ZeroDivisionError

    async with pool.transaction(workspace) as db:
        assert await db.value("select count(*) from foundation.facts") == 0


async def test_a_savepoint_undoes_its_block_only(db: Database) -> None:
    await _add_fact(db)
    with pytest.raises(ZeroDivisionError):
        async with db.savepoint():
            await _add_fact(db)
            raise ZeroDivisionError

    assert await db.value("select count(*) from foundation.facts") == 1


async def test_one_workspace_does_not_see_the_rows_of_another(
    pool: Pool, workspace: WorkspaceId
) -> None:
    async with pool.transaction(workspace) as db:
        await _add_fact(db)
    async with pool.transaction(WorkspaceId(new_id())) as db:
        assert await db.value("select count(*) from foundation.facts") == 0
    async with pool.transaction(None) as db:
        assert await db.value("select count(*) from foundation.facts") == 0


async def test_a_row_cannot_be_written_into_another_workspace(
    pool: Pool, workspace: WorkspaceId
) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with pool.transaction(WorkspaceId(new_id())) as db:
            await db.run(
                "insert into foundation.facts (id, workspace, kind, body) values ($1,$2,'x','{}')",
                new_id(),
                workspace,
            )


async def test_the_program_never_runs_as_a_superuser(db: Database) -> None:
    row = await db.row("select rolsuper, rolbypassrls from pg_roles where rolname = current_user")
    assert row is not None
    assert not row["rolsuper"]
    assert not row["rolbypassrls"]


async def _add_fact(db: Database) -> None:
    await db.run(
        "insert into foundation.facts (id, workspace, kind, body) values ($1, $2, 'x', '{}')",
        new_id(),
        db.workspace,
    )
