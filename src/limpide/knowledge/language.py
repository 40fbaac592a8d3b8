"""Which of our two languages a text is in: a small model of letter groups and little words."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from limpide.foundation.i18n import LANGUAGES

from .data import load

_WORD = re.compile(r"[^\W\d_]+")
# Little words decide a sentence; letter groups decide «remboursement ?».
_LITTLE_WORD = 3.0
_LOOKED_AT = 4000


def language_of(text: str, *, default: str = "fr") -> str:
    """Say «fr» or «en»; `default` when the text gives no hint."""
    balance = french_balance(text)
    if balance == 0:
        return default
    return "fr" if balance > 0 else "en"


def french_balance(text: str) -> float:
    """Weigh a text: above 0 for French, below for English; the distance from 0 is the evidence."""
    words = _WORD.findall(text[:_LOOKED_AT].lower())
    return sum(_word_balance(word) for word in words)


@cache
def _model() -> tuple[dict[str, float], dict[str, float]]:
    little = {language: _little_words(language) for language in LANGUAGES}
    words = {name: float(sign) * _LITTLE_WORD for name, sign in _only(little)}
    counts = {language: Counter(_all_groups(language)) for language in LANGUAGES}
    total = {language: sum(counts[language].values()) for language in LANGUAGES}
    groups = {
        group: math.log((counts["fr"][group] + 0.5) / (total["fr"] + 0.5))
        - math.log((counts["en"][group] + 0.5) / (total["en"] + 0.5))
        for group in counts["fr"].keys() | counts["en"].keys()
    }
    return words, groups


@cache
def _cached_balance(word: str) -> float:
    words, groups = _model()
    if word in words:
        return words[word]
    letters = [groups.get(group, 0.0) for group in _groups(word)]
    # A word counts once however long it is.
    return max(-2.0, min(2.0, sum(letters) / 4))


def _word_balance(word: str) -> float:
    return _cached_balance(word) if len(word) <= 24 else 0.0


def _little_words(language: str) -> set[str]:
    lists = load("words")[language]
    return set(lists["stop"].split()) | set(lists["asking"].split())


def _only(little: dict[str, set[str]]) -> Iterator[tuple[str, int]]:
    for word in little["fr"] - little["en"]:
        yield word, 1
    for word in little["en"] - little["fr"]:
        yield word, -1
    for word in little["fr"] & little["en"]:
        yield word, 0


def _all_groups(language: str) -> Iterator[str]:
    for word in _little_words(language):
        yield from _groups(word)
    for notion in load("synonyms")["notions"]:
        for word in notion[language].replace("-", " ").split():
            yield from _groups(word)


def _groups(word: str) -> Iterator[str]:
    padded = f"^{word}$"
    for size in (1, 2, 3):
        for at in range(len(padded) - size + 1):
            yield padded[at : at + size]
