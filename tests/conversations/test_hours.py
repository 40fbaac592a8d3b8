"""Service hours hold across time zones and changes of clock."""

from datetime import UTC, date, datetime

import pytest

from limpide import conversations
from limpide.conversations import Calendar, Hours, next_opening
from limpide.conversations.hours import is_open_at
from limpide.foundation import clock
from limpide.foundation.database import Database

WEEK = tuple(Hours(day, 540, 1140) for day in range(5))
PARIS = Calendar(WEEK, frozenset({date(2027, 5, 5)}), "Europe/Paris")


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (datetime(2027, 1, 4, 7, 59, tzinfo=UTC), False),
        (datetime(2027, 1, 4, 8, 0, tzinfo=UTC), True),
        (datetime(2027, 1, 4, 18, 0, tzinfo=UTC), False),
        (datetime(2027, 7, 5, 7, 0, tzinfo=UTC), True),  # summer: one hour earlier in UTC
        (datetime(2027, 1, 9, 10, 0, tzinfo=UTC), False),  # a Saturday
        (datetime(2027, 5, 5, 10, 0, tzinfo=UTC), False),  # a holiday
    ],
)
def test_people_are_there_in_local_hours(at: datetime, is_open: bool) -> None:
    assert is_open_at(PARIS, at) is is_open


def test_the_next_opening_skips_the_week_end() -> None:
    friday_night = datetime(2027, 1, 8, 20, tzinfo=UTC)
    assert next_opening(PARIS, friday_night) == datetime(2027, 1, 11, 8, tzinfo=UTC)


def test_the_next_opening_is_now_while_open() -> None:
    now = datetime(2027, 1, 4, 10, tzinfo=UTC)
    assert next_opening(PARIS, now) == now


def test_without_hours_there_is_no_opening() -> None:
    nobody = Calendar((), frozenset(), "Europe/Paris")
    assert next_opening(nobody, datetime(2027, 1, 4, tzinfo=UTC)) is None


def test_round_the_clock_covers_the_night_of_the_change() -> None:
    always = Calendar(tuple(Hours(d, 0, 1440) for d in range(7)), frozenset(), "Europe/Paris")
    assert is_open_at(always, datetime(2027, 3, 28, 1, 30, tzinfo=UTC))
    assert is_open_at(always, datetime(2027, 10, 31, 0, 30, tzinfo=UTC))


async def test_a_holiday_can_be_named_and_taken_back(db: Database) -> None:
    await conversations.set_hours(db, WEEK)
    with clock.frozen(datetime(2027, 5, 5, 10, tzinfo=UTC)):
        await conversations.set_holidays(db, {date(2027, 5, 5)})
        closed = await conversations.is_open(db)
        await conversations.set_holidays(db, ())
        assert (closed, await conversations.is_open(db)) == (False, True)
