"""The embedded database comes back from every kind of end."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from limpide.foundation import place
from limpide.foundation.embedded import EmbeddedPostgres


@pytest.fixture
async def folder() -> AsyncIterator[Path]:
    with tempfile.TemporaryDirectory(prefix="limpide-test-", ignore_cleanup_errors=True) as place:
        Path(place).chmod(0o755)
        yield Path(place) / "pg"


async def _value(server: EmbeddedPostgres, sql: str) -> Any:
    connection: Any = await asyncpg.connect(server.url(owner=True))
    try:
        return await connection.fetchval(sql)
    finally:
        await connection.close()


async def test_a_server_killed_with_its_children_comes_back_with_what_was_committed(
    folder: Path,
) -> None:
    server = EmbeddedPostgres(folder)
    await server.start()
    await _value(server, "create table kept as select 42 as answer")
    port = server.port

    os.killpg(server.process.pid, signal.SIGKILL)
    await server.process.wait()
    await server.start()
    try:
        assert await _value(server, "select answer from kept") == 42
        assert server.port == port
    finally:
        await server.stop()


async def test_a_lock_file_that_names_a_stranger_does_not_block_the_start(folder: Path) -> None:
    server = EmbeddedPostgres(folder)
    await server.start()
    lock = folder / "data" / "postmaster.pid"
    lines = lock.read_text().splitlines()
    os.killpg(server.process.pid, signal.SIGKILL)
    await server.process.wait()
    lock.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")

    await server.start()
    try:
        assert await _value(server, "select 1") == 1
    finally:
        await server.stop()


async def test_a_folder_the_servers_user_cannot_reach_is_replaced_by_one_it_can(
    tmp_path: Path,
) -> None:
    server = EmbeddedPostgres(tmp_path / "pg")
    await server.start()
    try:
        assert await _value(server, "select 1") == 1
    finally:
        await server.stop()
        if server.folder != tmp_path / "pg":
            shutil.rmtree(server.folder)


async def test_a_server_without_a_password_lets_nobody_in(folder: Path) -> None:
    server = EmbeddedPostgres(folder)
    await server.start()
    try:
        with pytest.raises(asyncpg.InvalidPasswordError):
            await asyncpg.connect(
                host="127.0.0.1",
                port=server.port,
                user="limpide_super",
                password="guess",
                database="postgres",
            )
    finally:
        await server.stop()


HOLDER = textwrap.dedent("""
    import asyncio, sys
    from pathlib import Path
    from limpide.foundation import place

    async def hold():
        async with place.embedded(Path(sys.argv[1])) as server:
            print(server.process.pid, flush=True)
            await asyncio.sleep(60)

    asyncio.run(hold())
""")


async def test_a_parent_killed_without_warning_takes_its_server_along_and_leaves_no_lock(
    folder: Path,
) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    pid = int(await asyncio.to_thread(holder.stdout.readline))
    with pytest.raises(place.AlreadyRunningError):
        async with place.embedded(folder):
            pass

    holder.kill()
    holder.wait()
    holder.stdout.close()

    async with place.embedded(folder) as server:
        assert await _value(server, "select 1") == 1
        assert not Path(f"/proc/{pid}").exists() or server.process.pid != pid
