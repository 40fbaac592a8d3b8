"""Texts people read: gettext catalogues beside the rooms, French and English alike."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from .log import log

LANGUAGES = ("fr", "en")
DEFAULT_LANGUAGE = "en"
_HOUSE = Path(__file__).parent.parent


@cache
def catalogue(language: str) -> dict[str, tuple[str, ...]]:
    """Read all texts of a language: key to its forms (one, or one per plural)."""
    texts: dict[str, tuple[str, ...]] = {}
    for file in sorted(_HOUSE.glob(f"**/texts/{language}.po")):
        with file.open("rb") as stream:
            for message in read_po(stream, locale=language):
                if message.id:
                    key = message.id if isinstance(message.id, str) else message.id[0]
                    forms = message.string
                    texts[key] = (forms,) if isinstance(forms, str) else tuple(forms or ())
    return texts


def translate(language: str, key: str, /, *, count: int | None = None, **values: object) -> str:
    """Give the text of a key with its {placeholders} filled; `count` chooses the plural.

    An unknown key is a bug that tests find; a customer sees the key rather than an error page.
    """
    forms = catalogue(known(language)).get(key)
    if forms is None:
        log.error("i18n.missing", key=key, language=language)
        return key
    if count is None:
        return forms[0].format(**values)
    return forms[min(_form(known(language), count), len(forms) - 1)].format(count=count, **values)


def _form(language: str, count: int) -> int:
    # French counts zero as one (CLDR); English does not.
    return int(count > 1) if language == "fr" else int(count != 1)


def known(language: str | None) -> str:
    """Reduce a language tag to one we speak («fr-CA» is «fr»), else the default."""
    primary = (language or "").lower().replace("_", "-").split("-")[0]
    return primary if primary in LANGUAGES else DEFAULT_LANGUAGE


def locale_of(language: str) -> str:
    """Name the CLDR locale in which a language's dates, times and amounts are written.

    English is that of our texts: «28 Nov 2026, 14:05», a day nobody takes for a month.
    """
    return "en_GB" if language == "en" else language


def negotiate(accept_language: str, supported: Sequence[str] = LANGUAGES) -> str | None:
    """Choose from an Accept-Language header (RFC 9110, 12.5.4); None when nothing fits."""
    wishes: list[tuple[float, int, str]] = []
    for position, part in enumerate(accept_language.split(",")[:20]):
        tag, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            continue
        wishes.append((-weight, position, tag.split("-")[0].strip().lower()))
    for weight, _position, language in sorted(wishes):
        if weight < 0 and language in supported:
            return language
    return None
