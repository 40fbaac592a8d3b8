"""`limpide contacts import`: a list of people from a file."""

import codecs
import json
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from limpide import contacts
from limpide.contacts import Fault, RefusedLine, Report
from limpide.foundation.actor import Actor
from limpide.foundation.i18n import translate
from limpide.foundation.settings import Settings

from .running import console, fail, house, output, run, settings

contacts_app = typer.Typer(help="People.", no_args_is_help=True)
_OPERATOR = Actor.system("operator")
_BLOCK = 1 << 20


@contacts_app.command("import")
def import_contacts(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A CSV file.")],
    preview: Annotated[
        bool, typer.Option("--preview", help="Say what would happen, and change nothing.")
    ] = False,
    refused: Annotated[
        Path | None, typer.Option(help="Where to write the lines that are left out, as CSV.")
    ] = None,
    source: Annotated[str, typer.Option(help="Where the list comes from, kept as proof.")] = "",
    region: Annotated[str, typer.Option(help="Country of numbers without one.")] = "FR",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Add and update people from a CSV file: all of it, or nothing when it breaks off."""
    run(_import(settings(), file, refused, source or file.name, region, preview, as_json))


async def _import(
    found: Settings,
    file: Path,
    refused: Path | None,
    source: str,
    region: str,
    preview: bool,
    as_json: bool,
) -> None:
    encoding, total = _examine(file)
    take_in = contacts.preview_people if preview else contacts.import_people
    async with house(found) as (pool, company):
        texts = {fault: translate(company.language, f"contacts.fault.{fault}") for fault in Fault}
        with _bar() as bar, _left_out(refused, texts) as refuse:
            task = bar.add_task("", total=total)
            async with pool.transaction(company.id) as db:
                report = await take_in(
                    db,
                    contacts.read_people(_lines(file, encoding), region=region),
                    source=source,
                    actor=_OPERATOR,
                    progress=lambda lines: bar.advance(task, lines),
                    refuse=refuse,
                )
        _report(report, texts, is_listed=refused is not None, preview=preview, as_json=as_json)


@contextmanager
def _left_out(
    file: Path | None, texts: Mapping[Fault, str]
) -> Generator[Callable[[RefusedLine], None] | None]:
    if file is None:
        yield None
        return
    with file.open("w", encoding="utf-8", newline="") as out:
        yield contacts.refused_writer(out, texts)


def _report(
    report: Report, texts: Mapping[Fault, str], *, is_listed: bool, preview: bool, as_json: bool
) -> None:
    if as_json:
        counts = {"created": report.created, "updated": report.updated, "choices": report.choices}
        output.print_json(json.dumps({"preview": preview, **counts, "refused": report.left_out}))
        return
    done = "Would add" if preview else "Added"
    output.print(
        f"{done} {report.created} people, {'update' if preview else 'updated'} {report.updated}, "
        f"with {report.choices} choices; left out {report.left_out} lines."
    )
    for each in report.refused[:10]:
        console.print(f"  line {each.line}: {texts[each.fault]}")
    if report.left_out > 10 and not is_listed:
        console.print("  … --refused FILE writes all of them.")


def _examine(file: Path) -> tuple[str, int]:
    """Find the encoding by reading once, and count the lines."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    lines, encoding = 0, "utf-8-sig"
    with file.open("rb") as raw:
        while block := raw.read(_BLOCK):
            lines += block.count(b"\n")
            if encoding == "utf-8-sig":
                try:
                    decoder.decode(block)
                except UnicodeDecodeError:
                    encoding = "cp1252"
    if lines == 0 and file.stat().st_size == 0:
        fail("The file is empty.")
    return encoding, max(lines - 1, 0)


def _lines(file: Path, encoding: str) -> Iterator[str]:
    with file.open(encoding=encoding, errors="replace", newline="") as text:
        yield from text


def _bar() -> Progress:
    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console)
