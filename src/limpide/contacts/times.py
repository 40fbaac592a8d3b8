"""Times: the earliest moment at which a person may be written to. Pure; rules are data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import holidays
import phonenumbers
import yaml
from phonenumbers import timezone as phone_zones

from limpide.channels import Kind

from .model import AddressKind, Contact, Purpose, Rhythm, Use

_RULES: Final = Path(__file__).with_name("data") / "hours.yaml"
_SILENT: Final = frozenset({Kind.CHAT, Kind.LETTER})
_MINUTES: Final = 60
_MORNING: Final = time(8)
_MOST_STEPS: Final = 60


@dataclass(frozen=True, slots=True)
class HoursRule:
    """When a channel may be used for some purposes in a country. `source` is where that stands."""

    id: str
    country: str
    kinds: frozenset[Kind]
    purposes: frozenset[Purpose]
    days: frozenset[int]
    hours: tuple[tuple[time, time], ...]
    holidays: bool
    source: str


@dataclass(frozen=True, slots=True)
class Slot:
    """From when a message may leave; `rule` names what held it back: `quiet` or a rule's id."""

    at: datetime
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person is: the zone their clock shows and the country whose rules hold."""

    zone: str
    country: str


@cache
def list_rules() -> Sequence[HoursRule]:
    """Read the table of hours."""
    return [_rule(row) for row in yaml.safe_load(_RULES.read_text())]


def place_of(contact: Contact, company: Place) -> Place:
    """Say where a person is: by their own word, else by their number, else as the company is."""
    zone, country = contact.time_zone, None
    phone = next((a.value for a in contact.addresses if a.kind is AddressKind.PHONE), None)
    if phone is not None:
        number = phonenumbers.parse(phone)
        country = phonenumbers.region_code_for_number(number)
        zones = phone_zones.time_zones_for_number(number)
        if zone is None and len(zones) == 1 and _is_zone(zones[0]):
            zone = zones[0]
    return Place(zone or company.zone, country or company.country)


def earliest(
    contact: Contact, use: Use, now: datetime, company: Place, *, is_urgent: bool = False
) -> Slot:
    """Give the first moment from `now` on that suits the person and the law of their country.

    `is_urgent` (critical, or an answer to the person's own message) passes quiet hours, never the
    law's. Local times are read on the person's clock, also across its changes.
    """
    place = place_of(contact, company)
    zone = ZoneInfo(place.zone)
    rule = _rule_for(use, place.country)
    slot = Slot(now)
    if rule is None and contact.quiet_hours is None:
        return slot
    for _step in range(_MOST_STEPS):
        quiet = None if is_urgent or use.kind in _SILENT else _after_quiet(contact, slot.at, zone)
        if quiet is not None:
            slot = Slot(quiet, "quiet")
            continue
        opening = None if rule is None else _next_opening(rule, slot.at, zone, place.country)
        if rule is None or opening is None or opening == slot.at:
            return slot
        slot = Slot(opening, rule.id)
    return slot


def next_round(contact: Contact, rhythm: Rhythm, now: datetime, company: Place) -> datetime:
    """Say when what was gathered for a person leaves next: eight in the morning on their clock.

    Every day, on Mondays, or on the first of the month.
    """
    zone = ZoneInfo(place_of(contact, company).zone)
    day = now.astimezone(zone).date()
    while True:
        at = _at(day, _MORNING, zone)
        if at > now and _is_round(rhythm, day):
            return at
        day += timedelta(days=1)


def _is_round(rhythm: Rhythm, day: date) -> bool:
    match rhythm:
        case Rhythm.DAILY:
            return True
        case Rhythm.WEEKLY:
            return day.weekday() == 0
        case Rhythm.MONTHLY:
            return day.day == 1


def _after_quiet(contact: Contact, at: datetime, zone: ZoneInfo) -> datetime | None:
    if contact.quiet_hours is None:
        return None
    begin, end = contact.quiet_hours
    local = at.astimezone(zone)
    minute = local.hour * _MINUTES + local.minute
    inside = begin <= minute < end if begin <= end else minute >= begin or minute < end
    if not inside:
        return None
    day = local.date() if minute < end else local.date() + timedelta(days=1)
    hour = time(end // _MINUTES, end % _MINUTES)
    # On the night that has an hour twice, the end that is still ahead is meant.
    ends = (_at(day, hour, zone), _at(day, hour.replace(fold=1), zone))
    return next((moment for moment in ends if moment > at), ends[1])


def _next_opening(rule: HoursRule, at: datetime, zone: ZoneInfo, country: str) -> datetime | None:
    first = at.astimezone(zone).date()
    for ahead in range(15):
        day = first + timedelta(days=ahead)
        if day.weekday() not in rule.days or (not rule.holidays and _is_holiday(day, country)):
            continue
        for begin, end in rule.hours:
            if at < _at(day, end, zone):
                return max(at, _at(day, begin, zone))
    return None


def _at(day: date, hour: time, zone: ZoneInfo) -> datetime:
    # Through UTC, so that an hour that the clocks skip becomes one that exists.
    moment = datetime.combine(day, hour, tzinfo=zone)
    return moment.astimezone(ZoneInfo("UTC"))


@cache
def _holidays(country: str) -> Mapping[date, str] | None:
    try:
        return holidays.country_holidays(country)
    except NotImplementedError:
        return None


def _is_holiday(day: date, country: str) -> bool:
    known = _holidays(country)
    return known is not None and day in known


@cache
def _rule_for(use: Use, country: str) -> HoursRule | None:
    fitting = [r for r in list_rules() if use.kind in r.kinds and use.purpose in r.purposes]
    named = [rule for rule in fitting if rule.country == country]
    return next(iter(named or [rule for rule in fitting if rule.country == "*"]), None)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True


def _rule(row: Mapping[str, Any]) -> HoursRule:
    return HoursRule(
        id=row["id"],
        country=row["country"],
        kinds=frozenset(map(Kind, row["kinds"])),
        purposes=frozenset(map(Purpose, row["purposes"])),
        days=frozenset(row["days"]),
        hours=tuple((time.fromisoformat(a), time.fromisoformat(b)) for a, b in row["hours"]),
        holidays=row["holidays"],
        source=row["source"],
    )
