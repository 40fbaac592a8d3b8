"""`/settings/hours`: when people are there, written as they write it: «9:00-12:30, 14:00-18:00»."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from limpide import conversations, ledger
from limpide.conversations import Hours
from limpide.foundation import http

from .access import SEE_OTHER, Changer, Reader, settings_page

router = APIRouter(prefix="/settings/hours")
_WEEK: Final = range(7)
_DAY: Final = 1440
_BLOCK: Final = re.compile(r"(\d{1,2})(?:[:h.](\d{2})?)?\s*[-–—]\s*(\d{1,2})(?:[:h.](\d{2})?)?")
_DATES: Final = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y")


class _UnreadableError(ValueError):
    """A line says no time, or no day."""


@router.get("")
async def hours(request: Request, db: http.Transaction, member: Reader) -> Response:
    """Show the week and the days off."""
    known = await conversations.calendar(db)
    week = {f"day{day}": _written(known.hours, day) for day in _WEEK}
    days = "\n".join(day.isoformat() for day in sorted(known.holidays))
    return settings_page(
        request,
        member,
        "hours",
        {},
        values={**week, "holidays": days},
        zone=known.time_zone,
        is_open=await conversations.is_open(db),
    )


@router.post("")
async def save(request: Request, db: http.Transaction, member: Changer) -> Response:
    """Replace the week and the days off; nothing is changed while a line is wrong."""
    form = await request.form()
    values = {name: str(form.get(name, "")) for name in [f"day{day}" for day in _WEEK]}
    values["holidays"] = str(form.get("holidays", ""))
    week, days, errors = read(values)
    if errors:
        known = await conversations.calendar(db)
        more = {"zone": known.time_zone, "is_open": await conversations.is_open(db)}
        return settings_page(request, member, "hours", errors, values=values, **more)
    await conversations.set_hours(db, week)
    await conversations.set_holidays(db, days)
    why = f"{len(week)} openings, {len(days)} days off"
    await ledger.record(db, "hours.changed", about=db.workspace, why=why, actor=member.actor)
    return RedirectResponse("/settings/hours?notice=saved", SEE_OTHER)


def read(values: dict[str, str]) -> tuple[tuple[Hours, ...], set[date], dict[str, str]]:
    """Read the form: the week, the days off, and what is wrong by field."""
    week: list[Hours] = []
    errors: dict[str, str] = {}
    for day in _WEEK:
        try:
            week += _blocks(values[f"day{day}"], day)
        except _UnreadableError:
            errors[f"day{day}"] = "hours"
    try:
        days = {_date(line.strip()) for line in values["holidays"].splitlines() if line.strip()}
    except _UnreadableError:
        days = set[date]()
        errors["holidays"] = "days"
    return tuple(week), days, errors


def _blocks(text: str, day: int) -> Iterator[Hours]:
    last = 0
    for part in filter(None, (each.strip() for each in re.split(r"[,;]", text))):
        found = _BLOCK.fullmatch(part)
        if found is None:
            raise _UnreadableError
        opens, closes = (int(found[hour]) * 60 + int(found[hour + 1] or 0) for hour in (1, 3))
        if not last <= opens < closes <= _DAY:
            raise _UnreadableError
        last = closes
        yield Hours(day, opens, closes)


def _date(text: str) -> date:
    for form in _DATES:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 (a day, not a moment)
        except ValueError:
            continue
    raise _UnreadableError


def _written(week: tuple[Hours, ...], day: int) -> str:
    blocks = [f"{_time(each.opens)}-{_time(each.closes)}" for each in week if each.weekday == day]
    return ", ".join(blocks)


def _time(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
