"""How a command runs: settings checked, logs set up, an async body, errors as sentences."""

import sys
from collections.abc import AsyncGenerator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, NoReturn

import typer
import uvloop
from pydantic import ValidationError
from rich.console import Console

from limpide import wiring
from limpide.foundation import log, migrations, place, workspaces
from limpide.foundation.database import Pool
from limpide.foundation.embedded import DatabaseStartError
from limpide.foundation.errors import LimpideError
from limpide.foundation.settings import Settings
from limpide.foundation.workspaces import Workspace

console = Console(stderr=True)
output = Console()


def settings() -> Settings:
    """Read the settings; name each wrong one and end with 2."""
    try:
        found = Settings()  # pyright: ignore[reportCallIssue] (values come from the environment)
    except ValidationError as error:
        for fault in error.errors():
            name = "LIMPIDE_" + "_".join(map(str, fault["loc"])).upper()
            console.print(f"[red]{name}[/red]: {fault['msg']}")
        raise typer.Exit(2) from error
    log.configure(found.log_level, as_json=found.log_json)
    return found


def run(body: Coroutine[Any, Any, None]) -> None:
    """Run a command's body; a caller's mistake becomes one sentence and exit code 1."""
    try:
        uvloop.run(body)
    except (LimpideError, DatabaseStartError) as error:
        fail(str(error))
    except place.AlreadyRunningError:
        fail("Limpide already runs on this data folder (LIMPIDE_DATA_DIR). Stop it first.")
    except KeyboardInterrupt:
        sys.exit(130)


def fail(sentence: str) -> NoReturn:
    """Say what went wrong and end with 1."""
    console.print(f"[red]{sentence}[/red]")
    raise typer.Exit(1)


@asynccontextmanager
async def house(found: Settings) -> AsyncGenerator[tuple[Pool, Workspace], None]:
    """Open the database, up to date, and its first company."""
    wiring.unlock(found)
    async with place.database(found) as urls:
        await migrations.migrate(urls.owner)
        async with wiring.opened(urls.run) as pool:
            known = await workspaces.list_all(pool)
            if not known:
                fail("No company yet. Run `limpide up --demo`, or `limpide company create`.")
            yield pool, known[0]
