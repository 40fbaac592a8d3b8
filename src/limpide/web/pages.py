"""Pages: templates, the reader's language, dates in their time zone."""

import json
import re
from datetime import datetime, timedelta
from functools import partial
from math import floor, log10
from pathlib import Path
from typing import Any

from babel.dates import (
    format_date,
    format_datetime,
    format_time,
    format_timedelta,
    get_datetime_format,
    get_timezone,
)
from babel.numbers import format_currency, format_decimal, format_percent
from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from limpide.foundation import clock
from limpide.foundation.i18n import DEFAULT_LANGUAGE, LANGUAGES, locale_of, negotiate, translate

from . import assets, tables

_COOKIE = "limpide_language"
_MONTH = timedelta(days=27)
_YEAR = 365 * 86400
_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_FILTERS: dict[str, Any] = {
    "from_json": json.loads,
    "parts": tables.parts,
    # A line of a list that a question offers, without its dash or number.
    "unlisted": partial(re.compile(r"^(?:– |\d{1,2}\. )").sub, ""),
}
_templates.filters.update(_FILTERS)


def language_of(
    request: Request, known: str | None = None, *, otherwise: str = DEFAULT_LANGUAGE
) -> str:
    """Choose a language: the link's, the reader's earlier choice, `known`, the browser's.

    `known`: that of a person we know. `otherwise`: where nothing says any, the company's.
    """
    asked = request.query_params.get("lang", "")
    for wish in (asked, request.cookies.get(_COOKIE, ""), known):
        if wish in LANGUAGES:
            return str(wish)
    return negotiate(request.headers.get("accept-language", "")) or otherwise


def page(
    request: Request,
    template: str,
    *,
    language: str | None = None,
    status: int = 200,
    **values: Any,
) -> Response:
    """Draw a page; a language chosen by link is remembered."""
    response = HTMLResponse(fragment(request, template, language=language, **values), status)
    asked = request.query_params.get("lang", "")
    if asked in LANGUAGES:
        response.set_cookie(_COOKIE, asked, max_age=_YEAR, samesite="lax", httponly=True)
    return response


def fragment(request: Request, template: str, *, language: str | None = None, **values: Any) -> str:
    """Draw a piece of a page."""
    language = language or language_of(request)
    zone = request.scope.get("limpide.zone", "UTC")
    return _templates.get_template(template).render(
        request=request,
        language=language,
        other_language="en" if language == "fr" else "fr",
        nonce=request.scope.get("limpide.nonce", ""),
        brand=request.scope.get("limpide.company", "Limpide"),
        t=partial(translate, language),
        date=partial(_date, language, zone),
        ago=partial(_ago, language),
        grams=partial(_grams, language),
        decimal=partial(_decimal, language),
        short_grams=partial(_short_grams, language),
        money=partial(_money, language),
        share=partial(_share, language),
        script=assets.script,
        styles=assets.styles,
        **values,
    )


def document(template: str, *, language: str, zone: str, **values: Any) -> str:
    """Draw a document that is handed out as a file: no links to our scripts and styles."""
    return _templates.get_template(template).render(
        language=language,
        t=partial(translate, language),
        date=partial(_date, language, zone),
        **values,
    )


def _date(language: str, zone: str, at: datetime, style: str = "medium") -> str:
    there = get_timezone(zone)
    if style != "medium":
        return format_datetime(at, style, tzinfo=there, locale=locale_of(language))
    # Nobody wants the seconds.
    day = format_date(at.astimezone(there), style, locale=locale_of(language))
    time = format_time(at, "short", tzinfo=there, locale=locale_of(language))
    return str(get_datetime_format(style, locale=locale_of(language))).format(time, day)


def _ago(language: str, at: datetime) -> str:
    passed = at - clock.now()
    # «5 m.» is no word for five months.
    how = "short" if abs(passed) < _MONTH else "long"
    return format_timedelta(passed, add_direction=True, format=how, locale=locale_of(language))


def _decimal(language: str, value: float, digits: int | None = None) -> str:
    """Write a number; with so many digits after the comma, or as many as it has."""
    pattern = "#,##0.####" if digits is None else f"#,##0.{'0' * digits}"
    return format_decimal(value, pattern, locale=locale_of(language))


def _short_grams(language: str, grams: float) -> str:
    """Write grams with the two digits that mean something."""
    digits = max(0, 1 - floor(log10(grams))) if grams > 0 else 0
    return format_decimal(round(grams, digits), format="#,##0.######", locale=locale_of(language))


def _money(language: str, cents: float) -> str:
    return format_currency(cents / 100, "EUR", locale=locale_of(language))


def _share(language: str, of_one: float) -> str:
    pattern = "#,##0.#\u202f%" if language == "fr" else "#,##0.#%"
    return format_percent(of_one, format=pattern, locale=locale_of(language))


def _grams(language: str, grams: float) -> str:
    return format_decimal(grams, format="#,##0.####", locale=locale_of(language))
