"""Figures as people read them: shares, waits and weights in their language; «—» where none is."""

from functools import partial
from typing import Any, Final

from babel.numbers import format_decimal, format_percent

from limpide.foundation.i18n import locale_of, translate

NOTHING: Final = "—"
_SMALL: Final = 0.01
_MINUTE: Final = 60
_HOUR: Final = 3600
_DAY: Final = 86400
# From so many days on, a wait is told in days.
_DAYS: Final = 2
_KILOGRAM: Final = 1000


def percent(language: str, share: float | None) -> str:
    """Write a share of 0 to 1; small ones to the hundredth of a percent."""
    if share is None:
        return NOTHING
    pattern = "#,##0.## %" if 0 < share < _SMALL else "#,##0 %"
    return format_percent(share, pattern, locale=locale_of(language))


def duration(language: str, seconds: float | None) -> str:
    """Write a wait in its two largest units."""
    if seconds is None:
        return NOTHING
    if seconds < _MINUTE:
        return translate(language, "web.figures.seconds", seconds=number(language, seconds))
    if seconds < _HOUR:
        minutes, rest = divmod(round(seconds), _MINUTE)
        key = "web.figures.minutes" if rest else "web.figures.minutes_even"
        return translate(language, key, minutes=minutes, seconds=rest)
    if seconds >= _DAYS * _DAY:
        days, hours = divmod(round(seconds / _HOUR), _DAY // _HOUR)
        key = "web.figures.days" if hours else "web.figures.days_even"
        return translate(language, key, days=days, hours=hours)
    hours, rest = divmod(round(seconds / _MINUTE), _MINUTE)
    key = "web.figures.hours" if rest else "web.figures.hours_even"
    return translate(language, key, hours=hours, minutes=rest)


def weight(language: str, grams: float) -> str:
    """Write grams of CO2e, or kilograms from one on."""
    if grams >= _KILOGRAM:
        return f"{number(language, grams / _KILOGRAM)} kg CO₂e"
    return f"{number(language, grams)} g CO₂e"


def number(language: str, value: float) -> str:
    """Write a number with no more digits than it deserves."""
    pattern = "#,##0" if value >= 10 or value == int(value) else "#,##0.0#"
    return format_decimal(value, pattern, locale=locale_of(language))


def writers(language: str) -> dict[str, Any]:
    """Give a template what writes figures in a language."""
    each = {"percent": percent, "duration": duration, "weight": weight, "number": number}
    return {name: partial(write, language) for name, write in each.items()}
