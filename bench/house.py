"""What benchmarks share: an empty company in a real PostgreSQL that goes away afterwards."""

import resource
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg

from limpide.foundation import migrations, secrets, workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool, open_pool
from limpide.foundation.embedded import EmbeddedPostgres
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.foundation.workspaces import Workspace

ME = Actor.system("bench")


@dataclass(frozen=True)
class House:
    """A company, its pool, and a connection of the owner for references."""

    pool: Pool
    company: Workspace
    owner: Any
    url: str
    folder: Path


@asynccontextmanager
async def built(*, size: int = 10) -> AsyncIterator[House]:
    """Build a house for the time of the block. The database writes through, as in production."""
    secrets.configure(b"a key for benchmarks only, thirty-two bytes")
    with tempfile.TemporaryDirectory(prefix="limpide-bench-", ignore_cleanup_errors=True) as place:
        Path(place).chmod(0o755)
        server = EmbeddedPostgres(Path(place) / "pg")
        await server.start()
        try:
            await migrations.migrate(server.url(owner=True))
            owner: Any = await asyncpg.connect(server.url(owner=True))
            pool = await open_pool(server.url(), size=size)
            company = await workspaces.create(pool, _company())
            yield House(pool, company, owner, server.url(), Path(place))
            await pool.close()
            await owner.close()
        finally:
            await server.stop()


def _company() -> Workspace:
    id = WorkspaceId(new_id())
    return Workspace(
        id=id,
        slug="bench",
        name="Maison Olvera",
        legal_name="Olvera SAS",
        language="fr",
        time_zone="Europe/Paris",
        country="FR",
        mail_address="bonjour@maison-olvera.example",
        hosts=(),
        is_demo=False,
    )


def peak_megabytes() -> float:
    """Say how much memory this process has used at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
