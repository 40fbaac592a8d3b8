"""Entities: what a message names that a flow can use, each with the place where it stands."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

import phonenumbers

from . import dictated
from .dates import dates
from .dictated import Dictated
from .numbers import numbers

_EMAIL: Final = re.compile(r"[\w.+%-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_ORDER: Final = r"(?<!\w)#?[A-Z]{1,4}-?\d{4,12}(?!\w|-\d)|(?<!\w)#\d{3,12}(?!\w)"
# «Order number 20418801», «commande OLV 20418801»: named as an order, a number is one.
_NAMED_ORDER: Final = re.compile(
    r"\b(?:commande|order|cde|cmd|achat|dossier|r[ée]f(?:[ée]rence)?|reference)"
    r"(?:\s+(?:number|num[ée]ro|nr|no|n°|id|is|est)|\s*[:#n°]+)*\s*"
    r"(?P<value>(?:[A-Z]{2,4}\s)?\d{5,12})(?![\d€])",
    re.IGNORECASE,
)
_POSTCODE: Final = {
    "fr": re.compile(r"(?<![\d.,])(?:0[1-9]|[1-8]\d|9[0-8])\s?\d{3}(?![\d.,]\d|\d|\s?(?:€|eur))"),
    "en": re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b", re.IGNORECASE),
}
_REGION: Final = {"fr": "FR", "en": "GB"}


class Kind(StrEnum):
    """What an entity is."""

    EMAIL = "email"
    PHONE = "phone"
    ORDER = "order"
    POSTCODE = "postcode"
    AMOUNT = "amount"
    DATE = "date"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing named in a message. `value` is normal: E.164, ISO dates, upper-case numbers.

    `currency` is for amounts, `until` is the other end of a span of days, numbers or amounts.
    """

    kind: Kind
    value: str
    raw: str
    start: int
    end: int
    currency: str | None = None
    until: str | None = None


def entities(
    text: str, language: str, today: date, *, order: str = _ORDER, region: str | None = None
) -> list[Entity]:
    """Find entities; what is part of a surer one is not found again.

    `order`: the company's pattern of order numbers. `region`: where phone numbers without a
    country are from (ISO 3166); default by language.
    """
    found: list[Entity] = []
    for each in _all(text, language, today, order, region or _REGION[language]):
        if all(each.end <= other.start or each.start >= other.end for other in found):
            found.append(each)
    return sorted(found, key=lambda each: each.start)


def _all(text: str, language: str, today: date, order: str, region: str) -> Iterator[Entity]:
    """Give all finds, the surest kind first."""
    for match in _EMAIL.finditer(text):
        yield _entity(Kind.EMAIL, match[0].lower(), match)
    yield from _said(Kind.EMAIL, text, dictated.emails(text))
    yield from _orders(text, order)
    for phone in phonenumbers.PhoneNumberMatcher(text, region):
        value = phonenumbers.format_number(phone.number, phonenumbers.PhoneNumberFormat.E164)
        yield Entity(Kind.PHONE, value, phone.raw_string, phone.start, phone.end)
    yield from _said(Kind.PHONE, text, dictated.phones(text, language, region))
    yield from _said(Kind.ORDER, text, dictated.orders(text))
    yield from _said(Kind.POSTCODE, text, dictated.postcodes(text, language))
    yield from _days(text, language, today)
    found = numbers(text, language)
    for number in found:
        if number.currency is not None:
            raw = text[number.start : number.end]
            value = _plain(number.value)
            upto = None if number.upto is None else _plain(number.upto)
            yield Entity(Kind.AMOUNT, value, raw, number.start, number.end, number.currency, upto)
    for match in _POSTCODE[language].finditer(text):
        joint = "" if language == "fr" else " "
        yield _entity(Kind.POSTCODE, joint.join(match[0].upper().split()), match)
    for number in found:
        raw = text[number.start : number.end]
        upto = None if number.upto is None else _plain(number.upto)
        value = _plain(number.value)
        yield Entity(Kind.NUMBER, value, raw, number.start, number.end, until=upto)


def _orders(text: str, pattern: str) -> Iterator[Entity]:
    for match in re.finditer(pattern, text, re.IGNORECASE):
        yield _entity(Kind.ORDER, match[0].lstrip("#").upper(), match)
    for match in _NAMED_ORDER.finditer(text):
        value = match["value"].upper().replace(" ", "-")
        yield Entity(Kind.ORDER, value, match["value"], match.start("value"), match.end("value"))


def _said(kind: Kind, text: str, found: Iterable[Dictated]) -> Iterator[Entity]:
    for each in found:
        yield Entity(kind, each.value, text[each.start : each.end], each.start, each.end)


def _days(text: str, language: str, today: date) -> Iterator[Entity]:
    for day in dates(text, language, today):
        until = None if day.last == day.first else day.last.isoformat()
        raw = text[day.start : day.end]
        yield Entity(Kind.DATE, day.first.isoformat(), raw, day.start, day.end, until=until)


def _entity(kind: Kind, value: str, match: re.Match[str]) -> Entity:
    return Entity(kind, value, match[0], match.start(), match.end())


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
