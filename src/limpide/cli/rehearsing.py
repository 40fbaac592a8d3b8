"""Rehearsing: a pack's conversations, each in a throw-away workspace with a service of its own."""

import asyncio
import os
import socket
import sys
import tempfile
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from limpide import wiring
from limpide.assistant import Played, Script, Stage
from limpide.foundation import migrations, place, secrets, workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.foundation.workspaces import Workspace

from . import packs

_ACTOR: Final = Actor.system("rehearsal")
_PATIENCE: Final = 100
_PAUSE_SECONDS: Final = 0.1


async def rehearse(
    scripts: Sequence[Script], used: packs.Pack, url: str, token: str
) -> list[Played]:
    """Play scripts, each in a workspace and (without `url`) a demo shop of its own."""
    secrets.configure(os.urandom(32))
    played: list[Played] = []
    with tempfile.TemporaryDirectory(prefix="limpide-rehearsal-") as folder:
        # The database's own user must be able to pass through.
        Path(folder).chmod(0o755)
        async with place.embedded(Path(folder) / "data") as server:
            await migrations.migrate(server.url(owner=True))
            async with wiring.opened(server.url()) as pool:
                for number, script in enumerate(scripts):
                    async with _service(Path(folder) / f"shop-{number}", url, token) as (at, shown):
                        workspace = await _company(pool, number)
                        async with pool.transaction(workspace) as db:
                            await packs.install(db, used, base_url=at, token=shown, actor=_ACTOR)
                        played.append(
                            await Stage(pool, workspace, script, allow_private=True).play()
                        )
    return played


async def _company(pool: Pool, number: int) -> WorkspaceId:
    new = Workspace(
        id=WorkspaceId(new_id()), slug=f"rehearsal-{number}", name="Maison Olvera",
        legal_name="Olvera SAS", language="fr", time_zone="Europe/Paris", country="FR",
        mail_address="bonjour@maison-olvera.example", hosts=(), is_demo=True,
    )  # fmt: skip
    return (await workspaces.create(pool, new)).id


@asynccontextmanager
async def _service(data: Path, url: str, token: str) -> AsyncGenerator[tuple[str, str | None]]:
    if url:
        yield url, token or None
        return
    port, shown = _free_port(), new_id().hex
    command = [sys.executable, "-m", "demo_shop", "--port", str(port), "--data", str(data)]
    process = await asyncio.create_subprocess_exec(
        *command, env={**os.environ, "DEMO_SHOP_TOKEN": shown}
    )
    try:
        await _listening(port)
        yield f"http://127.0.0.1:{port}", shown
    finally:
        process.terminate()
        await process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def _listening(port: int) -> None:
    for _ in range(_PATIENCE):
        try:
            _reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(_PAUSE_SECONDS)
        else:
            writer.close()
            return
