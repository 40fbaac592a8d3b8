"""What the preference page shows and what its form says."""

from collections.abc import Mapping
from dataclasses import dataclass

from limpide.channels import Kind
from limpide.contacts import AddressKind, AiMode, Choice, Preferences, Purpose, Use

# What a person may switch off and on. Security notices always come: they protect the person.
OPTIONAL = (Purpose.SERVICE, Purpose.APPOINTMENT, Purpose.ORDER, Purpose.BILLING)
WISHED = (Purpose.NEWS, Purpose.OFFERS)
CHANNELS = (Kind.EMAIL, Kind.SMS, Kind.LETTER, Kind.PHONE)


@dataclass(frozen=True, slots=True)
class Cell:
    """One box of the table: a use, whether it is on, whether the person can be reached so."""

    field: str
    kind: Kind
    is_on: bool
    has_address: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One purpose with its channels and the channel that comes first."""

    purpose: Purpose
    cells: tuple[Cell, ...]
    first: Kind | None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the form asks for; None where it says nothing that we know."""

    ai_mode: AiMode | None
    language: str | None
    uses: Mapping[Use, Choice]
    first: Mapping[Purpose, Kind]


def lines(known: Preferences) -> tuple[Line, ...]:
    """Lay out the table of purposes and channels."""
    reachable = {address.kind for address in known.contact.addresses}
    return tuple(_line(purpose, known, reachable) for purpose in (*OPTIONAL, *WISHED))


def field(use: Use) -> str:
    """Name the form's field of a use."""
    return f"use.{use.purpose}.{use.kind}"


def is_on(known: Preferences, use: Use) -> bool:
    """Say whether messages of a use come today: wishes need a yes, the rest lacks a no."""
    last = known.choices.get(use)
    return last is Choice.GRANTED if use.purpose in WISHED else last is not Choice.WITHDRAWN


def wishes(form: Mapping[str, str], known: Preferences) -> Wishes:
    """Read the form: only what differs from today becomes a new choice on record."""
    mode, language = form.get("ai_mode", ""), form.get("language", "")
    uses: dict[Use, Choice] = {}
    first: dict[Purpose, Kind] = {}
    for line in lines(known):
        for cell in line.cells:
            use = Use(cell.kind, line.purpose)
            asked = cell.field in form
            if asked != cell.is_on:
                uses[use] = Choice.GRANTED if asked else Choice.WITHDRAWN
        wanted = form.get(f"first.{line.purpose}", "")
        if wanted in set(Kind) and wanted != line.first:
            first[line.purpose] = Kind(wanted)
    return Wishes(
        ai_mode=AiMode(mode) if mode in set(AiMode) and mode != known.contact.ai_mode else None,
        language=language if language in {"fr", "en"} else None,
        uses=uses,
        first=first,
    )


def order_with_first(known: Preferences, purpose: Purpose, first: Kind) -> tuple[Kind, ...]:
    """Put one channel in front of those the person ordered before."""
    before = known.channel_order.get(purpose, CHANNELS)
    return (first, *(kind for kind in before if kind is not first))


def _line(purpose: Purpose, known: Preferences, reachable: set[AddressKind]) -> Line:
    cells = tuple(
        Cell(
            field=field(Use(kind, purpose)),
            kind=kind,
            is_on=is_on(known, Use(kind, purpose)),
            has_address=AddressKind.of(kind) in reachable,
        )
        for kind in CHANNELS
    )
    order = known.channel_order.get(purpose)
    return Line(purpose, cells, order[0] if order else None)
