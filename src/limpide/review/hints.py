"""Hints for the human touch: what a reply could say that only a person can. Rules are data.

A hint is advice: it stops nothing, and nothing of it is ever put into the text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from limpide.foundation.i18n import translate

_RULES: Final = Path(__file__).parent / "data" / "hints.yaml"
_WORD: Final = re.compile(r"[^\W\d_]{5,}")
# What is not a reply yet wants no advice.
_FEWEST_WORDS: Final = 8


@dataclass(frozen=True, slots=True)
class Hint:
    """Something a reply does not say. `place`: where one would: at the `start` or the `end`."""

    name: str
    place: str

    def advice(self, language: str) -> str:
        """Say what is missing, and why it helps."""
        return translate(language, f"review.hint.{self.name}")

    def example(self, language: str) -> str:
        """Show how others begin such a sentence; the author words it."""
        return translate(language, f"review.hint.{self.name}.example")


@dataclass(frozen=True, slots=True)
class _Rule:
    hint: Hint
    when: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    unless_shared_words: bool

    def is_due(self, text: str, said: str) -> bool:
        if self.when is not None and not self.when.search(said):
            return False
        if self.unless_shared_words:
            return bool(_words(said)) and not _words(said) & _words(text)
        return self.unless is None or not self.unless.search(text)


def hints(text: str, said: Sequence[str]) -> Sequence[Hint]:
    """Name what a reply to what a customer `said` could still say."""
    if len(text.split()) < _FEWEST_WORDS:
        return ()
    words = " ".join(said)
    return [rule.hint for rule in _rules() if rule.is_due(text, words)]


@cache
def _rules() -> Sequence[_Rule]:
    return [
        _Rule(
            Hint(each["name"], each["place"]),
            _compiled(each.get("when")),
            _compiled(each.get("unless")),
            each.get("unless_shared_words", False),
        )
        for each in _read()
    ]


def _read() -> Sequence[dict[str, Any]]:
    return yaml.safe_load(_RULES.read_text())["hints"]


def _compiled(phrases: Sequence[str] | None) -> re.Pattern[str] | None:
    if phrases is None:
        return None
    whole = "|".join(phrases).replace("'", "['’]")
    return re.compile(rf"(?<!\w)(?:{whole})(?!\w)", re.IGNORECASE)


def _words(text: str) -> set[str]:
    """Give the longer words without their last two letters: endings do not matter."""
    return {word[:-2] for word in _WORD.findall(text.casefold())}
