"""The commands. Each reads its words, calls a door, prints."""

from typing import Annotated

import typer

from limpide import main as web_process
from limpide import worker as worker_process
from limpide.foundation import migrations, place
from limpide.foundation.settings import Settings

from .running import output, run, settings
from .up import up as start_everything

app = typer.Typer(
    help="Limpide: customer communication that can be seen through.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line."""
    app()


@app.command()
def up(
    demo: Annotated[
        bool, typer.Option("--demo", help="Fill a new installation with the demo company.")
    ] = False,
) -> None:
    """Start everything: database if none is given, web, worker, inbound mail."""
    run(start_everything(settings(), with_demo=demo))


@app.command()
def web() -> None:
    """Start the web process."""
    run(web_process.serve(settings()))


@app.command()
def worker() -> None:
    """Start a job process."""
    run(worker_process.work(settings()))


@app.command()
def migrate() -> None:
    """Bring the database up to date."""
    run(_migrate(settings()))


async def _migrate(found: Settings) -> None:
    async with place.database(found) as urls:
        steps = await migrations.migrate(urls.owner)
    output.print("\n".join(steps) or "Nothing to do: the database is up to date.")
