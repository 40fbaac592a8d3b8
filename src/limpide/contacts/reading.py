"""Reading a list of people: lines of a CSV file become rows, or are refused with a reason."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, TextIO

from limpide.channels import Kind
from limpide.foundation import clock
from limpide.foundation.errors import LimpideError

from . import addresses, buying, manners
from .model import AddressKind, AiMode, Attribute, Choice, Purpose, Similar, Use

_ADDRESSES: Final = {
    "email": Kind.EMAIL,
    "phone": Kind.SMS,
    "postal": Kind.LETTER,
}
_PLAIN: Final = {"reference", "name", "language", "ai_mode", "region"}
_CONSENT: Final = "consent."
_ATTRIBUTE: Final = "attr."
_PROOF: Final = {"consent_source", "consent_evidence", "consent_at", "consent_goods"}
_BOUGHT: Final = {"bought", "achat"}
_YES: Final = {"granted", "yes", "oui", "true", "1"}
_NO: Final = {"withdrawn", "no", "non", "false", "0"}
_TRUTH: Final = {"true": True, "false": False}
_LONGEST_NAME: Final = 500
# How the columns of a list are called, in the order in which people are told of them.
COLUMNS: Final = (
    "reference",
    "email, phone, postal",
    "name, language, ai_mode",
    "attr.<name>",
    "consent.<channel>.<purpose>",
    "consent_source, consent_evidence, consent_at",
)


class Fault(StrEnum):
    """Why a line is refused. The matching text says what to do."""

    NOBODY = "nobody"
    BAD_EMAIL = "bad_email"
    BAD_PHONE = "bad_phone"
    BAD_POSTAL = "bad_postal"
    BAD_AI_MODE = "bad_ai_mode"
    BAD_CONSENT = "bad_consent"
    NO_PROOF = "no_proof"
    NO_RULE = "no_rule"
    BOUGHT_LONG_AGO = "bought_long_ago"
    BAD_DATE = "bad_date"
    BAD_ATTRIBUTE = "bad_attribute"
    TOO_LONG = "too_long"
    REPEATED = "repeated"
    SOMEONE_ELSES = "someone_elses"


class UnknownColumnError(LimpideError):
    """A column of the file has an unknown name, or the first line does not name the columns."""

    status = 422


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person as a list names them. `given_at`, `source`, `evidence`: proof of the choices."""

    line: int
    reference: str | None
    name: str | None
    language: str | None
    ai_mode: AiMode | None
    addresses: tuple[tuple[AddressKind, str], ...]
    attributes: Mapping[str, Attribute]
    choices: Mapping[Use, Choice]
    source: str
    evidence: str
    given_at: datetime
    similar: Mapping[Use, Similar] = field(default_factory=dict[Use, Similar])


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line that was left out. `cells`: as they stand in the file."""

    line: int
    fault: Fault
    cells: Mapping[str, str]


class _FaultError(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__()
        self.fault = fault


def read_people(lines: Iterable[str], *, region: str = "FR") -> Iterator[PersonRow | RefusedLine]:
    """Read people from CSV: the first line names the columns, comma or semicolon between cells.

    Columns: reference, name, language, ai_mode, email, phone, postal, region (ISO 3166-1, for
    numbers without a country), `attr.<name>`, `consent.<channel>.<purpose>`, consent_source,
    consent_evidence, consent_at (ISO 8601), consent_goods (families bought, commas between).
    Raises UnknownColumnError.
    """
    rest = iter(lines)
    head = next(rest, "")
    delimiter = ";" if head.count(";") > head.count(",") else ","
    columns = [cell.strip() for cell in next(csv.reader([head], delimiter=delimiter), [])]
    uses = _uses(columns)
    reader = csv.reader(rest, delimiter=delimiter)
    for cells in reader:
        row = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
        if any(row.values()):
            yield _read(reader.line_num + 1, row, uses, region)


def refused_writer(out: TextIO, texts: Mapping[Fault, str]) -> Callable[[RefusedLine], None]:
    """Write refused lines as CSV, one by one, with their line number and the reason in words."""
    writer: csv.DictWriter[str] | None = None

    def write(each: RefusedLine) -> None:
        nonlocal writer
        if writer is None:
            writer = csv.DictWriter(out, ["line", "reason", *each.cells], extrasaction="ignore")
            writer.writeheader()
        cells = {name: _harmless(cell) for name, cell in each.cells.items()}
        writer.writerow({"line": each.line, "reason": texts[each.fault], **cells})

    return write


def _harmless(cell: str) -> str:
    # A spreadsheet would run it as a formula (OWASP, CSV injection).
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@"} else cell


def _uses(columns: list[str]) -> dict[str, Use]:
    uses: dict[str, Use] = {}
    for name in columns:
        if name.startswith(_CONSENT):
            try:
                kind, purpose = name.removeprefix(_CONSENT).split(".")
                uses[name] = Use(Kind(kind), Purpose(purpose))
            except ValueError as error:
                raise UnknownColumnError(f"Unknown column: {name}") from error
        elif not (name in _PLAIN | _PROOF | set(_ADDRESSES) or name.startswith(_ATTRIBUTE)):
            raise UnknownColumnError(f"Unknown column: {name or '(empty)'}")
    if not {"reference", *_ADDRESSES} & set(columns):
        raise UnknownColumnError
    return uses


def _read(
    line: int, row: Mapping[str, str], uses: Mapping[str, Use], region: str
) -> PersonRow | RefusedLine:
    try:
        return _row(line, row, uses, row.get("region") or region)
    except _FaultError as error:
        return RefusedLine(line, error.fault, row)


def _row(line: int, row: Mapping[str, str], uses: Mapping[str, Use], region: str) -> PersonRow:
    choices = {use: _choice(row[name]) for name, use in uses.items() if row.get(name)}
    evidence = row.get("consent_evidence", "")
    # Consent without its proof is no consent (GDPR, article 7(1)).
    if {Choice.GRANTED, Choice.BOUGHT}.intersection(choices.values()) and not evidence:
        raise _FaultError(Fault.NO_PROOF)
    found = _addresses(row, region)
    if not found and not row.get("reference"):
        raise _FaultError(Fault.NOBODY)
    if any(len(row.get(name, "")) > _LONGEST_NAME for name in ("name", "reference")):
        raise _FaultError(Fault.TOO_LONG)
    return PersonRow(
        line=line,
        reference=row.get("reference") or None,
        name=row.get("name") or None,
        language=(row.get("language") or "").lower()[:2] or None,
        ai_mode=_ai_mode(row.get("ai_mode", "")),
        addresses=found,
        attributes=_attributes(row),
        choices=choices,
        source=row.get("consent_source") or "import",
        evidence=evidence or "import",
        given_at=_date(row.get("consent_at", "")),
        similar=_similar(row, choices, region),
    )


def _similar(
    row: Mapping[str, str], choices: Mapping[Use, Choice], region: str
) -> dict[Use, Similar]:
    """Say what purchases allow: which goods were bought and when is part of their proof."""
    found: dict[Use, Similar] = {}
    for use in (use for use, choice in choices.items() if choice is Choice.BOUGHT):
        goods = [each for each in row.get("consent_goods", "").split(",") if each.strip()]
        if use.purpose is not Purpose.OFFERS or not goods or not row.get("consent_at"):
            raise _FaultError(Fault.NO_PROOF)
        rule = buying.rule_for(region, use.kind)
        if rule is None:
            raise _FaultError(Fault.NO_RULE)
        allowed = buying.similar(rule, goods, _date(row["consent_at"]))
        if allowed is None:
            raise _FaultError(Fault.BOUGHT_LONG_AGO)
        found[use] = allowed
    return found


def _addresses(row: Mapping[str, str], region: str) -> tuple[tuple[AddressKind, str], ...]:
    found: list[tuple[AddressKind, str]] = []
    for name, kind in _ADDRESSES.items():
        if value := row.get(name):
            # A postal address stands in one cell: lines, or commas between them.
            lines = value.replace(" | ", "\n") if kind is Kind.LETTER else value
            try:
                normal = addresses.normalise(kind, lines, region=region)
            except addresses.InvalidAddressError as error:
                raise _FaultError(Fault(f"bad_{name}")) from error
            found.append((AddressKind.of(kind), normal))
    return tuple(found)


def _choice(cell: str) -> Choice:
    if cell.lower() in _YES:
        return Choice.GRANTED
    if cell.lower() in _NO:
        return Choice.WITHDRAWN
    if cell.lower() in _BOUGHT:
        return Choice.BOUGHT
    raise _FaultError(Fault.BAD_CONSENT)


def _ai_mode(cell: str) -> AiMode | None:
    try:
        return AiMode(cell.lower()) if cell else None
    except ValueError as error:
        raise _FaultError(Fault.BAD_AI_MODE) from error


def _date(cell: str) -> datetime:
    if not cell:
        return clock.now()
    try:
        given = datetime.fromisoformat(cell)
    except ValueError as error:
        raise _FaultError(Fault.BAD_DATE) from error
    given = given if given.tzinfo else given.replace(tzinfo=clock.now().tzinfo)
    if given > clock.now():
        raise _FaultError(Fault.BAD_DATE)
    return given


def _attributes(row: Mapping[str, str]) -> dict[str, Attribute]:
    found = {
        name.removeprefix(_ATTRIBUTE): _value(cell)
        for name, cell in row.items()
        if name.startswith(_ATTRIBUTE) and cell
    }
    try:
        manners.check_attributes(found)
    except manners.InvalidAttributeError as error:
        raise _FaultError(Fault.BAD_ATTRIBUTE) from error
    return found


def _value(cell: str) -> Attribute:
    if cell.lower() in _TRUTH:
        return _TRUTH[cell.lower()]
    try:
        # «007» is a code, not a number.
        return int(cell) if str(int(cell)) == cell else cell
    except ValueError:
        pass
    try:
        return float(cell) if repr(float(cell)) == cell else cell
    except ValueError:
        return cell
