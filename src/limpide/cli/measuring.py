"""`limpide eval …`: the quality of answers and of understanding, on files of your own."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from limpide import assistant
from limpide.foundation.errors import LimpideError

from . import packs, rehearsing
from .knowing import AsJson, eval_app
from .running import fail, output, run

_File = typer.Option(exists=True, dir_okay=False, help="JSON lines: id, text, label, lang.")


@eval_app.command("understanding")
def eval_understanding(
    train: Annotated[Path, _File],
    test: Annotated[Path, _File],
    out: Annotated[Path | None, typer.Option(help="Write one prediction per text here.")] = None,
    as_json: AsJson = False,
) -> None:
    """Learn intents from one file, understand another (label null: out of scope), print figures."""
    try:
        report = asdict(assistant.evaluate_understanding(train, test, out))
    except LimpideError as error:
        fail(str(error))
    print_figures(report, as_json=as_json)


@eval_app.command("conversations")
def eval_conversations(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False)],
    pack: Annotated[
        Path | None,
        typer.Option(help="Folder of actions.yaml, talk.yaml, flows/ (retail)."),
    ] = None,
    url: Annotated[str, typer.Option(help="The pack's service; default: a demo shop.")] = "",
    token: Annotated[str, typer.Option(envvar="LIMPIDE_CONNECTOR_TOKEN")] = "",
    as_json: AsJson = False,
) -> None:
    """Play conversation tests in a throw-away workspace; ends with 1 when one goes wrong."""
    run(_eval_conversations(folder, pack, url, token, as_json=as_json))


async def _eval_conversations(
    folder: Path, pack: Path | None, url: str, token: str, *, as_json: bool
) -> None:
    used = packs.pack("retail") if pack is None else packs.Pack(pack)
    played = await rehearsing.rehearse(assistant.rehearsing.read_scripts(folder), used, url, token)
    right = sum(not each.faults for each in played)
    if as_json:
        report = [{"name": each.script.name, "faults": each.faults} for each in played]
        output.print_json(data={"played": len(played), "right": right, "conversations": report})
    else:
        for each in played:
            output.print(f"{'[red]wrong[/red]' if each.faults else 'right'}  {each.script.name}")
            for fault in each.faults:
                output.print(f"       {fault}", markup=False)
        output.print(f"{right} of {len(played)} right")
    if right < len(played):
        raise typer.Exit(1)


def print_figures(report: dict[str, Any], *, as_json: bool) -> None:
    """Print a report as a table, or as JSON."""
    if as_json:
        output.print_json(data=report)
        return
    table = Table("figure", "value", box=None)
    for name, value in report.items():
        table.add_row(name, "—" if value is None else f"{value:.4g}")
    output.print(table)
