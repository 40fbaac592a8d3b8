"""Importing: a list of people joins those who are known, all of it or nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import NoReturn

from limpide import ledger
from limpide.foundation import stock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id

from . import store_import
from .model import ContactId
from .reading import Fault, PersonRow, RefusedLine

_CHUNK = 5_000
# Small, because nothing is known of the tables yet: see `stock.take`.
_FIRST_CHUNK = 500
_MOST_KEPT = 1_000


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did. `choices`: new consents and refusals that were kept.

    `refused`: the first thousand of the `left_out` lines; a list may hold a million bad ones.
    """

    created: int = 0
    updated: int = 0
    choices: int = 0
    left_out: int = 0
    refused: tuple[RefusedLine, ...] = field(default=())


async def import_people(
    db: Database,
    rows: Iterable[PersonRow | RefusedLine],
    *,
    source: str,
    actor: Actor,
    progress: Callable[[int], None] | None = None,
    refuse: Callable[[RefusedLine], None] | None = None,
) -> Report:
    """Add and update people, in the caller's transaction: roll it back for a preview.

    A person is known by their reference, else by an address. Cells that are empty change nothing;
    a choice is kept only when it differs from the last word. `progress` hears of lines done,
    `refuse` of every line that is left out, in the order of the list.
    """
    total = Report()
    for chunk in _chunks(rows):
        people = [each for each in chunk if isinstance(each, PersonRow)]
        done, left_out = await _take_in(db, people, actor)
        left_out += [each for each in chunk if isinstance(each, RefusedLine)]
        left_out.sort(key=lambda each: each.line)
        total = _added(total, done, left_out)
        await stock.take(db)
        if refuse is not None:
            for each in left_out:
                refuse(each)
        if progress is not None:
            progress(len(chunk))
    data = {"created": total.created, "updated": total.updated, "refused": total.left_out}
    await ledger.record(
        db, "contacts.imported", about=db.workspace, why=source, actor=actor, data=data
    )
    return total


def _added(total: Report, done: Report, left_out: Sequence[RefusedLine]) -> Report:
    return Report(
        created=total.created + done.created,
        updated=total.updated + done.updated,
        choices=total.choices + done.choices,
        left_out=total.left_out + len(left_out),
        refused=(*total.refused, *left_out[: _MOST_KEPT - len(total.refused)]),
    )


class _UndoError(Exception):
    """Ends a preview."""


async def preview_people(
    db: Database,
    rows: Iterable[PersonRow | RefusedLine],
    *,
    source: str,
    actor: Actor,
    progress: Callable[[int], None] | None = None,
    refuse: Callable[[RefusedLine], None] | None = None,
) -> Report:
    """Say what an import would do, by doing it and undoing it."""
    report = Report()
    with suppress(_UndoError):
        async with db.savepoint():
            report = await import_people(
                db, rows, source=source, actor=actor, progress=progress, refuse=refuse
            )
            _undo()
    return report


def _undo() -> NoReturn:
    raise _UndoError


def _chunks(
    rows: Iterable[PersonRow | RefusedLine],
) -> Iterator[Sequence[PersonRow | RefusedLine]]:
    rest, size = iter(rows), _FIRST_CHUNK
    while chunk := list(islice(rest, size)):
        yield chunk
        size = _CHUNK


async def _take_in(
    db: Database, people: Sequence[PersonRow], actor: Actor
) -> tuple[Report, list[RefusedLine]]:
    known = await store_import.known(db, people)
    refused: list[RefusedLine] = []
    fresh: list[tuple[ContactId, PersonRow]] = []
    old: list[tuple[ContactId, PersonRow]] = []
    seen: set[object] = set()
    for row in people:
        owners = _owners(row, known)
        marks = {row.reference, *row.addresses} - {None}
        if len(owners) > 1:
            refused.append(_refuse(row, Fault.SOMEONE_ELSES))
        elif marks & seen:
            refused.append(_refuse(row, Fault.REPEATED))
        elif owners:
            old.append((owners.pop(), row))
        else:
            fresh.append((ContactId(new_id()), row))
        seen |= marks
    await store_import.add_people(db, fresh)
    await store_import.update_people(db, old)
    await store_import.add_addresses(db, [*fresh, *old])
    choices = await store_import.add_choices(db, [*fresh, *old], actor)
    return Report(len(fresh), len(old), choices), refused


def _owners(row: PersonRow, known: store_import.Known) -> set[ContactId]:
    owners = {known.addresses[each] for each in row.addresses if each in known.addresses}
    if row.reference is not None and row.reference in known.references:
        owners.add(known.references[row.reference])
    return owners


def _refuse(row: PersonRow, fault: Fault) -> RefusedLine:
    cells = {"reference": row.reference or "", "name": row.name or ""}
    cells |= {kind.value: value for kind, value in row.addresses}
    return RefusedLine(row.line, fault, cells)
