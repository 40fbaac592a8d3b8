"""`limpide knowledge …`, `limpide ask`, `limpide eval …`."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from limpide import assistant, knowledge
from limpide.foundation.actor import Actor
from limpide.foundation.settings import Settings
from limpide.knowledge import DocumentId, Limits, Terms

from .running import console, fail, house, output, run, settings

knowledge_app = typer.Typer(help="Documents that answer.", no_args_is_help=True)
eval_app = typer.Typer(help="Measure the quality of answers.", no_args_is_help=True)
_OPERATOR = Actor.system("operator")
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


@knowledge_app.command("add")
def add(
    location: Annotated[str, typer.Argument(metavar="PATH|URL", help="A folder, file or site.")],
    owner: Annotated[str | None, typer.Option(help="Who answers for these documents.")] = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="Do not let them answer before someone approves.")
    ] = False,
) -> None:
    """Read a folder (recursively), a file or a site; again: only what changed."""
    run(_add(settings(), location, Terms(is_approved=not draft, owner=owner)))


@knowledge_app.command("list")
def list_documents(as_json: AsJson = False) -> None:
    """List the documents in use."""
    run(_list(settings(), as_json=as_json))


@knowledge_app.command("approve")
def approve(
    id: Annotated[UUID, typer.Argument(help="The document's id, from `knowledge list --json`.")],
    stop: Annotated[bool, typer.Option("--stop", help="Stop it from answering.")] = False,
) -> None:
    """Let a document answer, or stop it."""
    run(_approve(settings(), id, stop=stop))


@knowledge_app.command("embed")
def embed() -> None:
    """Make the vectors that documents lack, at the endpoint LIMPIDE_EMBEDDINGS names."""
    run(_embed(settings()))


def ask(
    question: Annotated[str, typer.Argument(help="In French or English.")],
    language: Annotated[str | None, typer.Option(help="fr or en; default: the question's.")] = None,
    as_json: AsJson = False,
) -> None:
    """Ask the documents: quotations, a question back, or a hand-over, with the reason."""
    run(_ask(settings(), question, language, as_json=as_json))


@eval_app.command("knowledge")
def eval_knowledge(
    corpus: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="JSON lines.")],
    queries: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="JSON lines.")],
    out: Annotated[Path | None, typer.Option(help="Write one prediction per query here.")] = None,
    as_json: AsJson = False,
) -> None:
    """Index a corpus, ask every query, print recall, share answered, share right, AUROC."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bars:
        task = bars.add_task("")
        report = knowledge.evaluate(
            corpus,
            queries,
            out,
            progress=lambda what, done, total: bars.update(
                task, description=what, completed=done, total=total
            ),
        )
    if as_json:
        output.print_json(data=asdict(report))
        return
    table = Table("figure", "value", box=None)
    figures = asdict(report)
    del figures["reliability"]
    for name, value in figures.items():
        table.add_row(name, "—" if value is None else f"{value:.4g}")
    output.print(table)
    output.print(f"said->right (of how many): {knowledge.curve(report.reliability)}")


async def _add(found: Settings, location: str, terms: Terms) -> None:
    limits = Limits(
        max_bytes=found.knowledge_max_mb * 1_000_000,
        may_read_private=found.knowledge_private_addresses,
    )
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    async with house(found) as (pool, company):
        with Progress(*columns, console=console, transient=True) as bars:
            task = bars.add_task("reading")
            added = await knowledge.add(
                pool,
                company.id,
                location,
                actor=_OPERATOR,
                terms=terms,
                limits=limits,
                progress=lambda done, total, name: bars.update(
                    task, description=name[-40:], completed=done, total=total
                ),
            )
            embedded = await knowledge.embed_missing(pool, company.id)
    if embedded:
        console.print(f"{embedded} embedded")
    for left in added.skipped:
        console.print(f"[yellow]skipped[/yellow] {left.path}: {left.reason}")
    counts = ("added", "updated", "unchanged", "retired")
    output.print(", ".join(f"{len(getattr(added, count))} {count}" for count in counts))


async def _embed(found: Settings) -> None:
    if found.embeddings is None:
        fail("No endpoint yet. Set LIMPIDE_EMBEDDINGS, see docs/how-to/own-documents.md.")
    async with house(found) as (pool, company):
        output.print(f"{await knowledge.embed_missing(pool, company.id)} embedded")


async def _list(found: Settings, *, as_json: bool) -> None:
    async with house(found) as (pool, company), pool.transaction(company.id) as db:
        documents = await knowledge.list_documents(db)
    if as_json:
        output.print_json(json.dumps([asdict(each) for each in documents], default=str))
        return
    table = Table("title", "language", "owner", "review", "answers", box=None)
    for each in documents:
        table.add_row(
            each.title,
            each.language,
            each.owner or "—",
            str(each.review_on or "—"),
            "yes" if each.is_approved else "no",
        )
    output.print(table)


async def _approve(found: Settings, id: UUID, *, stop: bool) -> None:
    async with house(found) as (pool, company), pool.transaction(company.id) as db:
        document = DocumentId(id)
        await knowledge.approve(db, document, is_approved=not stop, actor=_OPERATOR)


async def _ask(found: Settings, question: str, language: str | None, *, as_json: bool) -> None:
    async with house(found) as (pool, company), pool.transaction(company.id) as db:
        asked = await assistant.ask(db, question, language=language)
    if as_json:
        print(json.dumps(asdict(asked), ensure_ascii=False))  # noqa: T201 (for programs: no colour)
        return
    output.print(f"[bold]{asked.decision}[/bold] ({asked.confidence:.0%}, {asked.took_ms:.0f} ms)")
    output.print(asked.reason)
    if asked.answer:
        output.print(f"\n{asked.answer}\n")
    for citation in asked.citations:
        output.print(f"  [dim]{citation['title']} › {citation['heading']}[/dim] {citation['url']}")
