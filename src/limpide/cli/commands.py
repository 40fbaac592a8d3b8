"""The commands. Each reads its words, calls a door, prints."""

from typing import Annotated

import typer

from limpide import mail as mail_process
from limpide import worker as worker_process
from limpide.foundation import migrations, place
from limpide.foundation.settings import Settings

from . import (
    acting,
    auditing,
    benching,
    campaigning,
    delivering,
    founding,
    identifying,
    knowing,
    measuring,
    people,
    persons,
    posting,
    replaying,
)
from .doctor import examine, show
from .running import output, run, settings
from .up import up as start_everything

app = typer.Typer(
    help="Limpide: customer communication that can be seen through.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(knowing.knowledge_app, name="knowledge")
app.add_typer(measuring.eval_app, name="eval")
app.add_typer(founding.company_app, name="company")
app.add_typer(campaigning.campaign_app, name="campaign")
app.add_typer(people.contacts_app, name="contacts")
app.add_typer(persons.person_app, name="person")
app.add_typer(acting.actions_app, name="actions")
app.add_typer(acting.flows_app, name="flows")
app.add_typer(identifying.identity_app, name="identity")
app.add_typer(delivering.delivery_app, name="delivery")
app.add_typer(posting.letters_app, name="letters")
app.add_typer(founding.key_app, name="key")
app.add_typer(auditing.ledger_app, name="ledger")
app.command()(knowing.ask)
app.command()(founding.send)
app.command()(replaying.replay)
app.command()(benching.bench)


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
    from limpide import main as web_process  # noqa: PLC0415 (pages: nobody else needs them)

    run(web_process.serve(settings()))


@app.command()
def worker() -> None:
    """Start a job process."""
    run(worker_process.work(settings()))


@app.command()
def mail() -> None:
    """Start the inbound mail process (SMTP and LMTP)."""
    run(mail_process.listen(settings()))


@app.command()
def migrate() -> None:
    """Bring the database up to date."""
    run(_migrate(settings()))


async def _migrate(found: Settings) -> None:
    async with place.database(found) as urls:
        steps = await migrations.migrate(urls.owner)
    output.print("\n".join(steps) or "Nothing to do: the database is up to date.")


@app.command()
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Say what is configured, what is missing, and what to do about it."""
    run(_doctor(settings(), as_json=as_json))


async def _doctor(found: Settings, *, as_json: bool) -> None:
    if not show(await examine(found), as_json=as_json):
        raise typer.Exit(1)
