"""The auditor's commands, as a person runs them."""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from limpide import ledger
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.embedded import EmbeddedPostgres
from limpide.foundation.ids import WorkspaceId, new_id

KEY = b"a key for tests only, thirty-two bytes long"


@pytest.fixture
async def surroundings(server: EmbeddedPostgres, pool: Pool, tmp_path: Path) -> dict[str, str]:
    async with pool.transaction(None) as db:
        name = await db.value("select current_database()")
    return {
        "PATH": os.environ["PATH"],
        "LIMPIDE_DATABASE_URL": server.url(name),
        "LIMPIDE_DATABASE_ADMIN_URL": server.url(name, owner=True),
        "LIMPIDE_SECRET_KEY": KEY.hex(),
        "LIMPIDE_DATA_DIR": str(tmp_path),
    }


async def limpide(surroundings: dict[str, str], *words: str) -> tuple[int | None, str, str]:
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "limpide",
        *words,
        env=surroundings,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await child.communicate()
    return child.returncode, out.decode(), err.decode()


async def test_a_ledger_is_signed_exported_and_verified_and_a_fault_ends_with_1(
    surroundings: dict[str, str], pool: Pool, workspace: WorkspaceId, tmp_path: Path
) -> None:
    async with pool.transaction(workspace) as db:
        for n in range(5):
            await ledger.record(
                db, "thing.done", about=new_id(), why=f"{n}", actor=Actor.system("test")
            )

    code, note, err = await limpide(surroundings, "ledger", "checkpoint")
    assert (code, note.splitlines()[1]) == (0, "5"), err
    code, out, err = await limpide(surroundings, "ledger", "verify", "--json")
    assert code == 0, err
    assert (json.loads(out)["whole"], json.loads(out)["signed_size"]) == (True, 5)
    code, _, err = await limpide(surroundings, "ledger", "export", str(tmp_path / "out.jsonl"))
    assert code == 0, err
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 1 + 5 + 1
    assert (tmp_path / "out.jsonl").stat().st_mode & 0o077 == 0

    owner: Any = await asyncpg.connect(surroundings["LIMPIDE_DATABASE_ADMIN_URL"])
    await owner.execute("update ledger.entries set why = 'another' where why = '3'")
    await owner.close()
    code, out, err = await limpide(surroundings, "ledger", "verify")
    assert code == 1
    assert "altered" in out
    assert "1 faults" in err
