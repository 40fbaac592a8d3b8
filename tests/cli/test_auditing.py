"""The auditor's commands, as a person runs them."""

import asyncio
import json
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from typer.testing import CliRunner

from limpide import ledger
from limpide.cli.commands import app
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.embedded import EmbeddedPostgres
from limpide.foundation.ids import WorkspaceId, new_id

KEY = b"a key for tests only, thirty-two bytes long"


@pytest.fixture
async def owner_url(
    server: EmbeddedPostgres, pool: Pool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    """Settings that lead to the database of `pool`; its owner's address."""
    async with pool.transaction(None) as db:
        name = await db.value("select current_database()")
    url = server.url(name, owner=True)
    monkeypatch.setenv("LIMPIDE_DATABASE_URL", server.url(name))
    monkeypatch.setenv("LIMPIDE_DATABASE_ADMIN_URL", url)
    monkeypatch.setenv("LIMPIDE_SECRET_KEY", KEY.hex())
    monkeypatch.setenv("LIMPIDE_DATA_DIR", str(tmp_path))
    return url


async def limpide(*words: str) -> tuple[int, str, str]:
    # A command has an event loop of its own.
    done = await asyncio.to_thread(CliRunner().invoke, app, words)
    return done.exit_code, done.stdout, done.stderr


async def test_a_ledger_is_signed_exported_and_verified_and_a_fault_ends_with_1(
    owner_url: str, pool: Pool, workspace: WorkspaceId, tmp_path: Path
) -> None:
    async with pool.transaction(workspace) as db:
        for n in range(5):
            await ledger.record(
                db, "thing.done", about=new_id(), why=f"{n}", actor=Actor.system("test")
            )

    code, note, err = await limpide("ledger", "checkpoint")
    assert (code, note.splitlines()[1]) == (0, "5"), err
    code, out, err = await limpide("ledger", "verify", "--json")
    assert code == 0, err
    assert (json.loads(out)["whole"], json.loads(out)["signed_size"]) == (True, 5)
    code, _, err = await limpide("ledger", "export", str(tmp_path / "out.jsonl"))
    assert code == 0, err
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 1 + 5 + 1
    assert (tmp_path / "out.jsonl").stat().st_mode & 0o077 == 0

    owner: Any = await asyncpg.connect(owner_url)
    await owner.execute("update ledger.entries set why = 'another' where why = '3'")
    await owner.close()
    code, out, err = await limpide("ledger", "verify")
    assert code == 1
    assert "altered" in out
    assert "1 faults" in err
