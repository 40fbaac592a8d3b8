"""What the preference page shows: a form, whose fields are the person's choices in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from limpide import contacts, footprint
from limpide.channels import Kind
from limpide.contacts import AddressKind, Choice, Preferences, Purpose, Rhythm, Use
from limpide.delivery import Policy
from limpide.footprint import Range

# What a person may switch off and on. Security notices always come: they protect the person.
OPTIONAL: Final = (Purpose.SERVICE, Purpose.APPOINTMENT, Purpose.ORDER, Purpose.BILLING)
WISHED: Final = (Purpose.NEWS, Purpose.OFFERS)
PURPOSES: Final = (*OPTIONAL, *WISHED)
CHANNELS: Final = (Kind.EMAIL, Kind.SMS, Kind.LETTER, Kind.PHONE)
OFTEN: Final = ("1/1", "1/7", "2/30", "1/30", "1/90")
RHYTHMS: Final = tuple(Rhythm)
PAUSE_DAYS: Final = ("7", "30", "90")
UNTIL: Final = "until:"
_MINUTES: Final = 60
_MAIL_BYTES: Final = 40_000
_CALL_MINUTES: Final = 3

MENDABLE: Final = contacts.MENDABLE

Form = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """One channel of a purpose: on or off, reachable or not."""

    field: str
    kind: Kind
    is_on: bool
    has_address: bool
    grams: Range


@dataclass(frozen=True, slots=True)
class Line:
    """One purpose with its channels, the best one first."""

    purpose: Purpose
    cells: tuple[Cell, ...]
    order: str
    often: str
    pause: str
    rhythm: str


@dataclass(frozen=True, slots=True)
class Footprint:
    """What one message by a channel weighs, and where that is known from."""

    kind: Kind
    grams: Range
    sources: tuple[str, ...]


def form_of(known: Preferences, policy: Policy) -> dict[str, str]:
    """Write what a person decided as the form that would decide it."""
    person = known.contact
    quiet = person.quiet_hours
    form = {
        "ai_mode": person.ai_mode.value,
        "language": person.language or "",
        "time_zone": person.time_zone or "",
        "quiet_from": "" if quiet is None else clock_of(quiet[0]),
        "quiet_to": "" if quiet is None else clock_of(quiet[1]),
        "pause": "" if person.paused_until is None else UNTIL + person.paused_until.isoformat(),
    }
    for purpose in PURPOSES:
        until, often = person.pauses.get(purpose), known.frequencies.get(purpose)
        form[f"order.{purpose}"] = ",".join(order_of(known, policy, purpose))
        form[f"rhythm.{purpose}"] = known.rhythms.get(purpose, "")
        form[f"pause.{purpose}"] = "" if until is None else UNTIL + until.isoformat()
        form[f"often.{purpose}"] = "" if often is None else f"{often.most}/{often.days}"
        form |= {field(Use(k, purpose)): "on" for k in CHANNELS if is_on(known, Use(k, purpose))}
    form["paper"] = paper_of(form)
    return form


def lines(form: Form, known: Preferences) -> tuple[Line, ...]:
    """Lay out the purposes with their channels in order."""
    reachable = {address.kind for address in known.contact.addresses}
    return tuple(_line(form, purpose, reachable) for purpose in PURPOSES)


def in_short(shown: Sequence[Line], known: Preferences) -> Mapping[Kind | None, Sequence[Purpose]]:
    """Say what comes first by which channel; under None what does not come at all."""
    reached = reachable(known)
    found: dict[Kind | None, list[Purpose]] = {}
    for line in shown:
        comes = (c.kind for c in line.cells if c.is_on and AddressKind.of(c.kind) in reached)
        found.setdefault(next(comes, None), []).append(line.purpose)
    return {kind: found[kind] for kind in (*CHANNELS, None) if kind in found}


def field(use: Use) -> str:
    """Name the form's field of a use."""
    return f"use.{use.purpose}.{use.kind}"


def is_on(known: Preferences, use: Use) -> bool:
    """Say whether messages of a use come today: wishes need a yes, the rest lacks a no."""
    last = known.choices.get(use)
    if use.purpose in WISHED:
        return last in {Choice.GRANTED, Choice.BOUGHT}
    return last is not Choice.WITHDRAWN


def order_of(known: Preferences, policy: Policy, purpose: Purpose) -> tuple[Kind, ...]:
    """Give the order of channels that holds today: the person's, else the company's."""
    company = policy.orders.get(purpose, policy.usual_order)
    return complete((*known.channel_order.get(purpose, ()), *company))


def complete(kinds: Sequence[Kind]) -> tuple[Kind, ...]:
    """Bring an order to the page's channels, each once; what it lacks comes last."""
    return tuple(dict.fromkeys([*(k for k in kinds if k in CHANNELS), *CHANNELS]))


def read_order(text: str) -> tuple[Kind, ...]:
    """Read an order as the form writes it; unknown words are left out."""
    return complete([Kind(word) for word in text.split(",") if word in set(Kind)])


def paper_of(form: Form) -> str:
    """Say what a form says about paper: `none`, `first`, or `list` where it differs by purpose."""
    if not any(field(Use(Kind.LETTER, purpose)) in form for purpose in PURPOSES):
        return "none"
    first = all(read_order(form.get(f"order.{p}", ""))[0] is Kind.LETTER for p in PURPOSES)
    return "first" if first else "list"


def clock_of(minute: int) -> str:
    """Write a minute of the day as a clock shows it."""
    return f"{minute // _MINUTES:02}:{minute % _MINUTES:02}"


def moved(form: Form, move: str) -> dict[str, str]:
    """Move a channel of a purpose one place up or down; `move` reads «news.email.up»."""
    purpose, _, rest = move.partition(".")
    kind, _, way = rest.partition(".")
    name = f"order.{purpose}"
    kinds = list(read_order(form.get(name, "")))
    if name not in form or kind not in kinds:
        return dict(form)
    at = kinds.index(Kind(kind))
    to = max(0, min(len(kinds) - 1, at + (-1 if way == "up" else 1)))
    kinds[at], kinds[to] = kinds[to], kinds[at]
    return {**form, name: ",".join(kinds)}


def without_uses(form: Form) -> dict[str, str]:
    """Refuse everything that may be refused."""
    return {name: value for name, value in form.items() if not name.startswith("use.")}


def footprints() -> tuple[Footprint, ...]:
    """Weigh one message by each channel, with where that is known from."""
    return tuple(_footprint(kind, grams) for kind, grams in _weights().items())


@cache
def _weights() -> Mapping[Kind, Range]:
    """Weigh a mail of 40 kB, one SMS, one sheet, three minutes."""
    return {
        Kind.EMAIL: footprint.of_email(_MAIL_BYTES),
        Kind.SMS: footprint.of_sms(1),
        Kind.LETTER: footprint.of_letter(1),
        Kind.PHONE: footprint.of_call(_CALL_MINUTES),
    }


def reachable(known: Preferences) -> frozenset[AddressKind]:
    """Name the kinds of address that are known and not suppressed."""
    gone = known.suppressed
    return frozenset(each.kind for each in known.contact.addresses if each.id not in gone)


def basis_of(purpose: Purpose) -> str:
    """Name the lawful basis of a purpose."""
    return contacts.basis_of(purpose).value


def rule_source(id: str) -> str:
    """Say which law lets a purchase stand for a consent."""
    return next((rule.source for rule in contacts.list_purchase_rules() if rule.id == id), id)


def _line(form: Form, purpose: Purpose, known: set[AddressKind]) -> Line:
    order = read_order(form.get(f"order.{purpose}", ""))
    cells = tuple(
        Cell(
            field=field(Use(kind, purpose)),
            kind=kind,
            is_on=field(Use(kind, purpose)) in form,
            has_address=AddressKind.of(kind) in known,
            grams=_weights()[kind],
        )
        for kind in order
    )
    often, pause = form.get(f"often.{purpose}", ""), form.get(f"pause.{purpose}", "")
    rhythm = form.get(f"rhythm.{purpose}", "")
    return Line(purpose, cells, ",".join(order), often, pause, rhythm)


def _footprint(kind: Kind, grams: Range) -> Footprint:
    factors = footprint.list_factors()
    ids = [each.split("@")[0] for each in grams.factors]
    sources = dict.fromkeys(f"{factors[id].source} ({factors[id].year})" for id in ids)
    return Footprint(kind, grams, tuple(sources))
