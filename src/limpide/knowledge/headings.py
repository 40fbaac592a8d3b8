"""Headings that ask what a customer asks, in other words: the surest sign there is, seldom seen."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from .lexicon import Lexicon
from .question import Question, content_words
from .wanted import Kind, kind_of
from .words import anything_words, light_words, measure_words, stem, tidied, without_accents

# Another word for the same, not one that is only near it (see meanings.py).
_SAME: Final = 0.75
_LIGHT: Final = 0.35
# Without a question word, one word is a subject and no question.
_FEWEST: Final = 2
# What takes the same answer: «when are you paid back», «how long does it take».
_ALIKE: Final[Mapping[Kind, Kind]] = {Kind.WHEN: Kind.HOW_LONG}
_NOT: Final = re.compile(
    r"\b(?:pas|non|sans|jamais|aucune?|ni|sauf|not|\w+n't|without|never|no|except|cannot)\b"
)


@dataclass(frozen=True, slots=True)
class _Heading:
    kind: Kind
    negations: frozenset[str]
    stems: frozenset[str]


class Asking:
    """A question, as headings are compared with it."""

    def __init__(self, question: Question, lexicon: Lexicon) -> None:
        self._language = question.language
        self._lexicon = lexicon
        self._kind = _alike(question.kind)
        self._negations = _negations(question.asked)
        left_out = _left_out(question.language, self._kind)
        options = [(term, dict(term.options)) for term in question.terms]
        self._every = [each for _term, each in options]
        self._told = [
            each
            for term, each in options
            if term.start >= 0 and term.factor > _LIGHT and term.stem not in left_out
        ]

    def is_asked_by(self, heading: str) -> bool:
        """Say whether a heading wants the same to be said of the same, and leaves nothing out."""
        if len(self._told) < (_FEWEST if self._kind is Kind.OTHER else 1):
            return False
        seen = _read(heading, self._language)
        if seen.kind is not self._kind or seen.negations != self._negations:
            return False
        numbers = [self._lexicon.find(each) for each in seen.stems]
        return all(_names(term, numbers) for term in self._told) and all(
            number is None or any(_names(term, [number]) for term in self._every)
            for number in numbers
        )


def _names(options: Mapping[int, float], numbers: Iterable[int | None]) -> bool:
    return any(number is not None and options.get(number, 0.0) >= _SAME for number in numbers)


def _alike(kind: Kind) -> Kind:
    return _ALIKE.get(kind, kind)


def _negations(text: str) -> frozenset[str]:
    return frozenset(_NOT.findall(without_accents(tidied(text).lower())))


@lru_cache(maxsize=50_000)
def _read(heading: str, language: str) -> _Heading:
    kind = _alike(kind_of(heading))
    left_out = _left_out(language, kind) | _light(language)
    stems = {stem(word.text, language) for word in content_words(tidied(heading), language)}
    return _Heading(kind, _negations(heading), frozenset(stems - left_out))


@cache
def _left_out(language: str, kind: Kind) -> frozenset[str]:
    words = anything_words(language)
    # «délai», «price»: what the question words say already.
    words |= frozenset() if kind is Kind.OTHER else measure_words(language)
    return frozenset(stem(word, language) for word in words)


@cache
def _light(language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in light_words(language))
