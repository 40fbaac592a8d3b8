"""Front matter: the YAML block at the head of a Markdown file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

import yaml

from .document import Meta
from .outline import one_line, slug_of

_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stood between the two lines of dashes."""

    meta: Meta
    title: str | None = None
    language: str | None = None


def parse_front_matter(source: str) -> FrontMatter:
    """Read known keys and ignore the rest; what is no YAML mapping counts as none."""
    # Aliases are refused: a few lines of them can expand to gigabytes.
    if len(source) > _LIMIT or ("&" in source and "*" in source):
        return FrontMatter(Meta())
    try:
        loaded: object = yaml.safe_load(source)
    except (yaml.YAMLError, ValueError):
        return FrontMatter(Meta())
    if not isinstance(loaded, Mapping):
        return FrontMatter(Meta())
    values = cast("Mapping[str, Any]", loaded)
    slug = _text(values.get("slug"))
    meta = Meta(
        slug=slug_of(slug) if slug else None,
        category=_text(values.get("category")),
        owner=_text(values.get("owner")),
        review_on=_date(values.get("review_on")),
        valid_until=_date(values.get("valid_until")),
        approved=_flag(values.get("approved")),
        keywords=_words(values.get("keywords")),
    )
    language = _text(values.get("language") or values.get("lang"))
    return FrontMatter(meta, _text(values.get("title")), language)


def _text(value: object) -> str | None:
    return (one_line(str(value)) or None) if isinstance(value, str | int | float) else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _words(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list):
        return ()
    texts = (_text(item) for item in cast("list[object]", value)[:100])
    return tuple(text for text in texts if text)
