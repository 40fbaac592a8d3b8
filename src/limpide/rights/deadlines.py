"""Deadlines: one month from receipt, two more when a request is complex (GDPR, article 12(3))."""

import calendar
from datetime import datetime
from typing import Final

ANSWER_MONTHS: Final = 1
MORE_MONTHS: Final = 2
_YEAR: Final = 12


def months_after(at: datetime, months: int) -> datetime:
    """Add months: the same day, or the last one of a month that is shorter."""
    year, month = divmod(at.year * _YEAR + at.month - 1 + months, _YEAR)
    last = calendar.monthrange(year, month + 1)[1]
    return at.replace(year=year, month=month + 1, day=min(at.day, last))
