"""What is kept of a person, told plainly: words for the names of fields, days for moments.

`data.json` says all of it as it is kept; what only machines need is left out here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from babel.dates import format_datetime, get_timezone

from limpide.foundation.i18n import catalogue, known, locale_of, translate

_FIELD: Final = "web.people.field."
_VALUE: Final = "web.people.value."
_NUMBER: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,}")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
# Fields that hold one of a few words of ours; elsewhere a word is the person's own.
_CHOSEN: Final = {
    *("act", "actor_kind", "ai_mode", "author_kind", "choice", "decision", "direction", "feedback"),
    *("holder", "importance", "kind", "language", "outcome", "purpose", "state", "status", "via"),
}


class Plainly:
    """Tells names and values in one language and time zone."""

    def __init__(self, language: str, zone: str) -> None:
        self._language, self._zone = known(language), get_timezone(zone)
        self._texts = catalogue(self._language)

    def name(self, field: str) -> str:
        """Call a field by a word."""
        key = f"{_FIELD}{field}"
        return translate(self._language, key) if key in self._texts else field.replace("_", " ")

    def value(self, field: str, value: Any) -> str:
        """Tell a value: a moment in the company's time, yes or no, one of our words in theirs."""
        if isinstance(value, bool):
            return translate(self._language, f"{_VALUE}{'yes' if value else 'no'}")
        text = str(value)
        key = f"{_VALUE}{text}"
        if field in _CHOSEN and key in self._texts:
            return translate(self._language, key)
        if _MOMENT.fullmatch(text):
            at = datetime.fromisoformat(text)
            return format_datetime(
                at, "medium", tzinfo=self._zone, locale=locale_of(self._language)
            )
        return text

    def fields(self, row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """Give the fields that say something to a person."""
        for name, value in row.items():
            if not _is_empty(value) and not _is_for_machines(value):
                yield name, value


def _is_empty(value: Any) -> bool:
    if isinstance(value, Mapping):
        return not any(not _is_empty(each) and not _is_for_machines(each) for each in _all(value))
    return value is None or value in ("", [])


def _is_for_machines(value: Any) -> bool:
    if isinstance(value, str):
        return _NUMBER.fullmatch(value) is not None
    return isinstance(value, Sequence) and bool(value) and all(map(_is_for_machines, _list(value)))


def _all(value: Any) -> list[Any]:
    return list(value.values())


def _list(value: Any) -> list[Any]:
    return list(value)
