"""`limpide person`: export or erase one person, as the law gives them the right to."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from limpide import contacts, rights, web
from limpide.channels import Kind
from limpide.contacts import Contact, ContactId, NoSuchContactError
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.settings import Settings
from limpide.rights import Via

from .running import fail, house, output, run, settings

person_app = typer.Typer(help="The rights of one person.", no_args_is_help=True)
_OPERATOR = Actor.system("operator")
Who = Annotated[str, typer.Argument(help="Their id, reference, e-mail address or number.")]


@person_app.command()
def export(
    who: Who,
    file: Annotated[
        Path | None, typer.Argument(help="Where to write; <id>.zip if left out.")
    ] = None,
) -> None:
    """Write all that is kept of a person as ZIP: a page to read, JSON, their files."""
    run(_export(settings(), who, file))


@person_app.command()
def erase(
    who: Who,
    preview: Annotated[bool, typer.Option("--preview", help="Count, and change nothing.")] = False,
    now: Annotated[bool, typer.Option("--now", help="Without the seven days of grace.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Erase a person in every room, after seven days of grace."""
    run(_erase(settings(), who, preview=preview, now=now, as_json=as_json))


async def _export(found: Settings, who: str, file: Path | None) -> None:
    async with house(found) as (pool, company), pool.transaction(company.id) as db:
        person = await _find(db, who)
        language = person.language or company.language
        content = await web.person_zip(db, person.id, language=language, actor=_OPERATOR)
    target = file or Path(f"{person.id}.zip")
    target.write_bytes(content)
    output.print(f"Wrote {target} ({len(content)} bytes).")


async def _erase(found: Settings, who: str, *, preview: bool, now: bool, as_json: bool) -> None:
    async with house(found) as (pool, company), pool.transaction(company.id) as db:
        person = await _find(db, who)
        if preview:
            _show(await rights.preview_erasure(db, person.id), as_json=as_json)
            return
        asked = await rights.ask(
            db, person.id, rights.Kind.ERASURE, via=Via.OPERATOR, actor=_OPERATOR
        )
        if now:
            _show(await rights.erase(db, asked.id, actor=_OPERATOR), as_json=as_json)
            return
    output.print(f"Request {asked.id}: they will be erased on {asked.erase_at:%Y-%m-%d %H:%M} UTC.")


async def _find(db: Database, who: str) -> Contact:
    try:
        return await contacts.get_contact(db, ContactId(UUID(who)))
    except (ValueError, NoSuchContactError):
        pass
    for kind in (Kind.EMAIL, Kind.PHONE):
        if (found := await contacts.find_by_address(db, kind, who)) is not None:
            return found
    found = await contacts.find_by_reference(db, who)
    return found or fail("There is no such person.")


def _show(counts: Mapping[str, int], *, as_json: bool) -> None:
    if as_json:
        output.print_json(json.dumps(dict(counts)))
        return
    for what, count in counts.items():
        if count:
            output.print(f"{count:>8}  {what}")
