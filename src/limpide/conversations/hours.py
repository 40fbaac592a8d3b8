"""Service hours: when people are there, across changes of clock."""

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from limpide.foundation import clock, workspaces
from limpide.foundation.database import Database

from . import store_hours
from .model import Calendar, Hours

_DAY = 1440
_LOOK_AHEAD_DAYS = 30
_A_YEAR = 366


async def calendar(db: Database) -> Calendar:
    """Give the company's hours and holidays."""
    company = await workspaces.get(db)
    return Calendar(
        hours=await store_hours.list_hours(db),
        holidays=await store_hours.list_holidays(db),
        time_zone=company.time_zone,
    )


async def set_hours(db: Database, hours: tuple[Hours, ...]) -> None:
    """Replace the weekly hours."""
    await store_hours.set_hours(db, hours)


async def set_holidays(db: Database, days: Collection[date]) -> None:
    """Replace the days on which nobody is there, in the company's time zone."""
    await store_hours.set_holidays(db, days)


async def is_open(db: Database) -> bool:
    """Say whether people are there now."""
    return is_open_at(await calendar(db), clock.now())


def is_open_at(known: Calendar, at: datetime) -> bool:
    """Say whether people are there at a moment."""
    return any(start <= at < end for start, end in _openings(known, at - timedelta(days=1), 3))


def next_opening(known: Calendar, at: datetime) -> datetime | None:
    """Say when people are there next (now, if they are); None when never within a month."""
    for start, end in _openings(known, at - timedelta(days=1), _LOOK_AHEAD_DAYS):
        if end > at:
            return max(start, at)
    return None


def openings_from(known: Calendar, since: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Walk what is left of the opening times from a moment on, for a year; none without hours."""
    for start, end in _openings(known, since - timedelta(days=1), _A_YEAR):
        if end > since:
            yield max(start, since), end


def _openings(known: Calendar, since: datetime, days: int) -> Iterator[tuple[datetime, datetime]]:
    """Walk the opening times in order, in UTC. A holiday has none."""
    zone = ZoneInfo(known.time_zone)
    first = since.astimezone(zone).date()
    for offset in range(days + 1):
        day = first + timedelta(days=offset)
        if day in known.holidays:
            continue
        for hours in sorted(known.hours, key=lambda each: each.opens):
            if hours.weekday == day.weekday():
                # Wall-clock times are placed on the day first: the zone then finds the instant.
                yield _instant(day, hours.opens, zone), _instant(day, hours.closes, zone)


def _instant(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    whole = datetime.combine(day, time(0))
    extra, minutes = divmod(minutes, _DAY)
    local = whole + timedelta(days=extra, minutes=minutes)
    return local.replace(tzinfo=zone).astimezone(UTC)
