"""Wording: texts and conditions of a flow, filled in from what its run knows."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, partial
from typing import Any, Final, Literal

from babel.dates import format_date
from babel.numbers import format_currency
from minijinja import Environment, TemplateError

from limpide.foundation import clock
from limpide.foundation.errors import LimpideError
from limpide.foundation.i18n import locale_of

_FUEL: Final = 100_000
_BEFORE: Final = re.compile(r" ([;:!?»€])")
_AFTER: Final = re.compile(r"(«) ")
# A day further away than this is told with its year.
_FAR: Final = timedelta(days=180)
_Undefined = Literal["strict", "chainable"]


class InvalidFlowTextError(LimpideError):
    """A text or a condition of the flow cannot be filled in."""

    status = 422


def fill(source: str, language: str, known: Mapping[str, Any]) -> str:
    """Fill in a text. A value that is missing is an error, never an empty place."""
    try:
        text = _environment(language, "strict").render_str(source, **known).strip()
    except TemplateError as error:
        raise InvalidFlowTextError(_reason(error)) from error
    return typeset(text, language)


def typeset(text: str, language: str) -> str:
    """Put the narrow spaces of French where an author typed plain ones."""
    if language != "fr":
        return text
    return _BEFORE.sub("\u202f\\1", _AFTER.sub("\\1\u202f", text))


def holds(condition: str, known: Mapping[str, Any]) -> bool:
    """Say whether a condition holds; what is missing counts as false."""
    return bool(evaluate(condition, known))


def evaluate(expression: str, known: Mapping[str, Any]) -> Any:
    """Give the value of an expression; what is missing is None."""
    try:
        return _environment("en", "chainable").eval_expr(expression, **known)
    except TemplateError as error:
        raise InvalidFlowTextError(_reason(error)) from error


def check_text(source: str) -> str | None:
    """Say what is wrong with a text's syntax, or None."""
    try:
        _environment("en", "strict").add_template("check", source)
    except TemplateError as error:
        return _reason(error)
    return None


def check_condition(source: str) -> str | None:
    """Say what is wrong with a condition's syntax, or None."""
    try:
        _environment("en", "chainable").eval_expr(source)
    except TemplateError as error:
        reason = _reason(error)
        return reason if "syntax" in reason else None
    return None


def money(cents: float, language: str, currency: str = "EUR") -> str:
    """Say an amount as readers of the language write it; whole amounts without their zeros."""
    shown = format_currency(
        cents / 100, currency, locale=locale_of(language), currency_digits=bool(cents % 100),
        format=None if cents % 100 else "¤#,##0" if language == "en" else "#,##0 ¤",
    )  # fmt: skip
    return shown.replace("\xa0", "\u202f") if language == "fr" else shown


@cache
def _environment(language: str, undefined: _Undefined) -> Environment:
    made = Environment(fuel=_FUEL, undefined_behavior=undefined)  # pyright: ignore[reportArgumentType] (one of its literals)
    made.add_filter("day", partial(_day, language=language))
    made.add_filter("money", partial(money, language=language))
    return made


def _day(value: str, language: str) -> str:
    day = date.fromisoformat(value)
    is_far = abs(day - clock.now().date()) > _FAR
    shown = format_date(day, "d MMMM y" if is_far else "EEEE d MMMM", locale=locale_of(language))
    # French counts the first day of a month, and no other.
    return re.sub(r"\b1 (?=\D)", "1er ", shown, count=1) if language == "fr" else shown


def _reason(error: TemplateError) -> str:
    return str(error).splitlines()[0]
