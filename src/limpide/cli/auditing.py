"""`limpide ledger`: verify, sign, export."""

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from limpide import ledger
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.settings import Settings
from limpide.ledger import Checkpoint

from .knowing import AsJson
from .running import console, fail, house, output, run, settings

ledger_app = typer.Typer(help="Audit the ledger.", no_args_is_help=True)


@ledger_app.command()
def verify(
    as_json: AsJson = False,
    signatures: Annotated[
        bool, typer.Option("--signatures", help="Check each passport's signature too; slower.")
    ] = False,
) -> None:
    """Read and hash the whole ledger again; ends with 1 when something is wrong."""
    run(_verify(settings(), as_json=as_json, with_signatures=signatures))


async def _verify(found: Settings, *, as_json: bool, with_signatures: bool) -> None:
    async with house(found) as (pool, company), pool.transaction(company.id) as db:
        with _progress() as progress:
            task = progress.add_task("verifying", total=None)
            report = await ledger.audit.verify(
                db,
                tell=lambda done, size: progress.update(task, completed=done, total=size),
                with_signatures=with_signatures,
            )
    _show(report, as_json=as_json)
    if not report:
        fail(f"The ledger is not what was written: {report.count} faults.")


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, TimeRemainingColumn(), console=console, transient=True)


def _show(report: ledger.audit.Report, *, as_json: bool) -> None:
    if as_json:
        document = asdict(report) | {"root": report.root.hex(), "whole": bool(report)}
        output.print_json(json.dumps(document, default=str))
        return
    output.print(f"leaves       {report.size} ({report.erased} erased)")
    output.print(f"checkpoints  {report.checkpoints}, signed up to {report.signed_size}")
    output.print(f"root         {report.root.hex()}")
    if report.faults:
        table = Table("fault", "place", "what", "id", box=None, pad_edge=False)
        for fault in report.faults:
            table.add_row(f"[red]{fault.kind}[/]", str(fault.place), fault.what, str(fault.id))
        output.print(table)


@ledger_app.command()
def checkpoint() -> None:
    """Sequence what waits, sign the tree, print the signed note: keep it outside of this house."""
    run(_checkpoint(settings()))


async def _checkpoint(found: Settings) -> None:
    async with house(found) as (pool, company):
        signed = await _sign(pool, company.id)
    if signed is None:
        fail("The ledger is empty: there is nothing to sign.")
    typer.echo(signed.note, nl=False)


async def _sign(pool: Pool, company: WorkspaceId) -> Checkpoint | None:
    await ledger.audit.sequence_all(pool, company)
    async with pool.transaction(company) as db:
        return await ledger.audit.sign_checkpoint(db)


@ledger_app.command()
def export(
    file: Annotated[Path, typer.Argument(help="Where to write; readable by you alone.")],
) -> None:
    """Sign the tree, then write the ledger as JSON Lines (docs/reference/ledger.md)."""
    run(_export(settings(), file))


async def _export(found: Settings, file: Path) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    lines = 0
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        async with house(found) as (pool, company):
            await _sign(pool, company.id)
            async with pool.transaction(company.id) as db:
                async for line in ledger.audit.export(db):
                    stream.write(line)
                    lines += 1
    output.print(f"{lines} lines written to {file}.")
