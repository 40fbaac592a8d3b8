"""`limpide eval …`: the quality of answers and of understanding, on files of your own."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from limpide import assistant
from limpide.foundation.errors import LimpideError

from .knowing import AsJson, eval_app
from .running import fail, output

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


def print_figures(report: dict[str, Any], *, as_json: bool) -> None:
    """Print a report as a table, or as JSON."""
    if as_json:
        output.print_json(data=report)
        return
    table = Table("figure", "value", box=None)
    for name, value in report.items():
        table.add_row(name, "—" if value is None else f"{value:.4g}")
    output.print(table)
