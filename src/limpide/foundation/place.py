"""Where the database is: given, already running for this data folder, or ours to start."""

import contextlib
import fcntl
import json
import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import asyncpg

from .embedded import EmbeddedPostgres
from .settings import Settings


@dataclass(frozen=True, slots=True)
class Urls:
    """How the program connects (`run`), and how migrations do (`owner`)."""

    run: str
    owner: str


class AlreadyRunningError(RuntimeError):
    """Limpide already runs on this data folder."""


@asynccontextmanager
async def database(settings: Settings) -> AsyncGenerator[Urls, None]:
    """Give the database's addresses while the block runs, starting an embedded one if needed."""
    given = given_urls(settings)
    if given is not None:
        yield given
        return
    running = await _running(settings.data_dir)
    if running is not None:
        yield running
        return
    async with embedded(settings.data_dir) as server:
        yield Urls(server.url(), server.url(owner=True))


def given_urls(settings: Settings) -> Urls | None:
    """Read the addresses from the settings, if the operator gave any."""
    if settings.database_url is None:
        return None
    run = settings.database_url.get_secret_value()
    owner = settings.database_admin_url
    return Urls(run, owner.get_secret_value() if owner else run)


@asynccontextmanager
async def embedded(data_dir: Path) -> AsyncGenerator[EmbeddedPostgres, None]:
    """Run the embedded server of a data folder. Raises AlreadyRunningError when one runs."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with _only_one(data_dir):
        server = EmbeddedPostgres(data_dir / "postgres")
        await server.start()
        note = data_dir / "database.json"
        try:
            _write_privately(note, Urls(server.url(), server.url(owner=True)))
            yield server
        finally:
            note.unlink(missing_ok=True)
            await server.stop()


@contextlib.contextmanager
def _only_one(data_dir: Path) -> Any:
    with (data_dir / "lock").open("w") as lock:
        try:
            # The kernel frees the lock when its holder ends, however it ends.
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise AlreadyRunningError from error
        yield


async def _running(data_dir: Path) -> Urls | None:
    try:
        urls = Urls(**json.loads((data_dir / "database.json").read_text()))
        connection: Any = await asyncpg.connect(urls.run, timeout=3)
    except (OSError, ValueError, asyncpg.PostgresError):
        return None
    await connection.close()
    return urls


def _write_privately(file: Path, urls: Urls) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        json.dump(asdict(urls), stream)
