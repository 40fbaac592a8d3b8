"""Noticing what no rule names: a customer who gives up.

Learnt in a moment from the sentences of `rules/heard.yaml`, always the same; each find names the
words that spoke most. Neither whether somebody asks for a person (promise 4) nor a sensitive matter
is ever decided here: a wrong guess would answer «a person, please» with a suicide line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np

from limpide import knowledge

from . import rulebook
from .understanding.features import Features, Reading
from .understanding.model import Example
from .understanding.planes import learn_one

_GIVING_UP: Final = "giving_up"
_LONGEST: Final = 1000
_NAMED: Final = 3
# A reply of a word or two, an address, a number say nothing of a mood.
_SHORTEST: Final = 3
# By cross-validation on `heard.yaml`: of a hundred other sentences 2 are as sure, 5 as likely.
# A conversation has many messages.
_SURE: Final = 0.10
_LIKELY: Final = -0.06


@dataclass(frozen=True, slots=True)
class Noticed:
    """Whether it is sure enough alone, and by which words it was noticed."""

    is_sure: bool
    because: tuple[str, ...]


def prepare() -> None:
    """Learn now, so that no customer waits for it."""
    _ear()


def notice_giving_up(text: str) -> Noticed | None:
    """Notice a customer who gives up."""
    if not _says_enough(text):
        return None
    ear = _ear()
    reading, row = ear.read(text[:_LONGEST])
    level = ear.level(row)
    if level < _LIKELY:
        return None
    return Noticed(level >= _SURE, ear.because(reading, row))


def _says_enough(text: str) -> bool:
    words = [each for each in text[:_LONGEST].split() if "@" not in each]
    return sum(any(map(str.isalpha, each)) for each in words) >= _SHORTEST


class _Ear:
    """One plane: giving up on one side, everything else people write on the other."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self._features = Features(examples)
        rows = self._features.rows(self._features.read(examples))
        labels = np.array([each.label for each in examples])
        self._plane = learn_one(rows, labels == _GIVING_UP)

    def read(self, text: str) -> tuple[Reading, Any]:
        """Give a text as it is compared, and its row."""
        example = Example(text, None, knowledge.language_of(text))
        (reading,) = self._features.read([example])
        return reading, self._features.rows([reading])

    def level(self, row: Any) -> float:
        """Say how far a text is on this side of the plane."""
        weights, bias = self._plane
        return float((row @ weights)[0]) + bias

    def because(self, reading: Reading, row: Any) -> tuple[str, ...]:
        """Name the words that spoke most."""
        return self._features.spoke_most(reading, row, self._plane[0])[:_NAMED]


def examples() -> Iterator[Example]:
    """Give the sentences that are learnt from."""
    for language, known in rulebook.load("heard").items():
        for label, joined in known.items():
            for text in joined.split(" / "):
                yield Example(text.strip(" /"), label, language)


@cache
def _ear() -> _Ear:
    return _Ear(list(examples()))
