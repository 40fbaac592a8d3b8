"""Postal addresses: read from the lines people type, written as the post wants them.

France: NF Z10-011. Germany: DIN 5008. United States: USPS Publication 28. Nothing is cut off in
silence: what does not fit is an answer that names the line.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from babel import Locale


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """Where a letter goes. `country`: ISO 3166-1 alpha-2; `region`: the state, if one is written.

    `name` may be empty: then the contact's name stands on the first line. `lines`: what lies
    between the name and the town, from the flat to the street.
    """

    name: str
    lines: tuple[str, ...]
    postcode: str
    city: str
    country: str
    region: str = ""


class AddressFault(StrEnum):
    """Why an address cannot be printed."""

    EMPTY = "empty"
    NO_NAME = "no_name"
    NO_STREET = "no_street"
    NO_POSTCODE = "no_postcode"
    TOO_MANY_LINES = "too_many_lines"
    LINE_TOO_LONG = "line_too_long"


@dataclass(frozen=True, slots=True)
class Unprintable:
    """The address cannot be printed. `line`: which line is at fault, from 1; 0 is the whole.

    It carries nothing of the address, so it may be kept and logged.
    """

    fault: AddressFault
    line: int = 0

    def __str__(self) -> str:
        where = f" (line {self.line})" if self.line else ""
        return f"the address cannot be printed: {self.fault.value}{where}"


@dataclass(frozen=True, slots=True)
class Norm:
    """What the post of the sender's country allows. `language`: of the line with the country."""

    country: str
    language: str
    lines: int
    characters: int


NORMS: Final = {
    "fr": Norm("FR", "fr", 6, 38),
    "de": Norm("DE", "de", 6, 40),
    "us": Norm("US", "en", 6, 40),
}

_NAMED_IN: Final = ("fr", "en", "de", "es", "it")
# A line that begins a street, a box or a distribution service, rather than a name or a building.
_STREET: Final = re.compile(
    r"(?:\d|(?:rue|av|avenue|bd|boulevard|place|pl|chemin|allee|impasse|route|quai|cours|square"
    r"|passage|hameau|lieu[ -]dit|bp|cs|tsa|po box|postfach|p\.? ?o\.?|zone|za|zi)\b"
    r"|.*(?:strasse|straße|str\.|weg|platz|allee)\b.*\d)",
    re.IGNORECASE,
)
_PLACE_FR: Final = re.compile(r"(?:FR?-? ?)?(\d{5})[ ,]+(\D.*)", re.IGNORECASE)
_PLACE_US: Final = re.compile(
    r"(.+?),?\s+([A-Z]{2})\s+(\d{5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d)", re.IGNORECASE
)
_CODE_FIRST: Final = re.compile(r"((?:[A-Z]{1,2}-)?\d[\dA-Z]{2,5}(?: [A-Z]{2})?)[ ,]+(\D.*)")
_CODE_LAST: Final = re.compile(r"(.+?)[ ,]+(\S*\d\S*(?: \d[A-Z]{2})?)")
_CODE_ALONE: Final = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.IGNORECASE)
# SNA's table (annex of NF Z10-011): used only where a line is too long.
_SHORT: Final = {
    "ALLEE": "ALL",
    "AVENUE": "AV",
    "BATIMENT": "BAT",
    "BOULEVARD": "BD",
    "CAPITAINE": "CNE",
    "CENTRE COMMERCIAL": "CCAL",
    "CHEMIN": "CHE",
    "COLONEL": "CNL",
    "COMMANDANT": "CDT",
    "DOCTEUR": "DR",
    "ESCALIER": "ESC",
    "FAUBOURG": "FG",
    "GENERAL": "GAL",
    "IMPASSE": "IMP",
    "LIEUTENANT": "LT",
    "LOTISSEMENT": "LOT",
    "MARECHAL": "MAL",
    "PLACE": "PL",
    "PRESIDENT": "PDT",
    "PROFESSEUR": "PR",
    "RESIDENCE": "RES",
    "ROUTE": "RTE",
    "SAINTE": "STE",
    "SAINT": "ST",
    "SQUARE": "SQ",
    "ZONE ARTISANALE": "ZA",
    "ZONE INDUSTRIELLE": "ZI",
}


def read_postal(text: str, *, country: str = "FR") -> PostalAddress | Unprintable:
    """Take typed lines apart. `country` is where an address without a country lies."""
    lines = [" ".join(line.split()).strip(" ,") for line in text.splitlines()]
    lines = [_visible(line) for line in lines if line]
    if not lines:
        return Unprintable(AddressFault.EMPTY)
    named = _country(lines[-1]) if len(lines) > 1 else None
    if named is not None:
        lines.pop()
    where = named or country
    postcode, city, region, used = _place(lines, where)
    if not city or (not postcode and where in {"FR", "DE", "US"}):
        return Unprintable(AddressFault.NO_POSTCODE)
    rest = lines[: len(lines) - used]
    name = rest.pop(0) if rest and not _STREET.match(_folded(rest[0])) else ""
    return PostalAddress(name, tuple(rest), postcode, city, where, region)


def write_postal(address: PostalAddress) -> str:
    """Write an address in the one form in which it is kept; `read_postal` takes it apart again."""
    lines = [address.name, *address.lines, *_place_lines(address), address.country]
    return "\n".join(line for line in lines if line)


def printed(
    address: PostalAddress, layout: str, *, name: str = ""
) -> tuple[str, ...] | Unprintable:
    """Give the lines of an address as they are printed. `name` stands in for a missing one."""
    norm = NORMS[layout]
    if not (address.name or name):
        return Unprintable(AddressFault.NO_NAME)
    if not address.lines and not address.city.upper().endswith("CEDEX"):
        return Unprintable(AddressFault.NO_STREET)
    body = [address.name or name, *address.lines, *_place_lines(address)]
    body = _french(body) if address.country == "FR" else _foreign(body, address)
    most = norm.lines
    if address.country != norm.country:
        body.append(_plain(country_name(address.country, norm.language)))
        most += 1
    if len(body) > most:
        return Unprintable(AddressFault.TOO_MANY_LINES)
    for number, line in enumerate(body, start=1):
        if len(line) > norm.characters:
            return Unprintable(AddressFault.LINE_TOO_LONG, number)
    return tuple(body)


def country_name(code: str, language: str) -> str:
    """Name a country (CLDR)."""
    return Locale.parse(language).territories.get(code, code)


def _french(lines: list[str]) -> list[str]:
    # Capitals without accents and signs from the street on (lines 4 to 6 of the norm).
    street = next((n for n, line in enumerate(lines) if n and _STREET.match(_folded(line))), 1)
    return [
        _shortened(_plain(line)) if number >= street else line for number, line in enumerate(lines)
    ]


def _foreign(lines: list[str], address: PostalAddress) -> list[str]:
    capitals = len(_place_lines(address))
    if address.country == "DE":
        return lines
    return [*lines[:-capitals], *(line.upper() for line in lines[-capitals:])]


def _place_lines(address: PostalAddress) -> list[str]:
    if address.country in {"US", "CA"}:
        return [" ".join(filter(None, (address.city, address.region, address.postcode)))]
    if address.country == "GB":
        return [part for part in (address.city, address.postcode) if part]
    return [" ".join(filter(None, (address.postcode, address.city)))]


def _place(lines: list[str], country: str) -> tuple[str, str, str, int]:
    """Find postcode, town, state, and how many lines they take."""
    last = lines[-1]
    if country == "FR":
        found = _PLACE_FR.fullmatch(last)
        return (found[1], found[2], "", 1) if found else ("", "", "", 1)
    if country in {"US", "CA"}:
        found = _PLACE_US.fullmatch(last)
        return (found[3].upper(), found[1], found[2].upper(), 1) if found else ("", "", "", 1)
    if _CODE_ALONE.fullmatch(last) and len(lines) > 1:
        return last.upper(), lines[-2], "", 2
    if found := _CODE_FIRST.fullmatch(last):
        return found[1], found[2], "", 1
    if found := _CODE_LAST.fullmatch(last):
        return found[2], found[1], "", 1
    return "", last, "", 1


def _country(line: str) -> str | None:
    return _countries().get(_folded(line))


@cache
def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in _NAMED_IN:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                found[_folded(name)] = code
                found[code.lower()] = code
    return found | {"usa": "US", "uk": "GB", "deutschland": "DE", "etats unis": "US"}


def _folded(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in parts if not unicodedata.combining(c))
    return " ".join(plain.replace("-", " ").split())


def _plain(text: str) -> str:
    """Write in capitals A to Z and digits: no accents, no signs."""
    joined = text.replace("’", "'").replace("œ", "oe").replace("Œ", "OE").upper()
    ascii_only = unicodedata.normalize("NFKD", joined).encode("ascii", "ignore").decode()
    return " ".join(re.sub(r"[^A-Z0-9/ ]", " ", ascii_only).split())


def _shortened(line: str) -> str:
    for long, short in _SHORT.items():
        if len(line) <= NORMS["fr"].characters:
            break
        line = re.sub(rf"\b{long}\b", short, line)
    return line


def _visible(line: str) -> str:
    return "".join(c for c in line if unicodedata.category(c)[0] != "C")
