"""Judging a guess: is it right, wrong, or was the text out of scope.

No example of «out of scope» is needed. Whole intents are left out while the rest is learnt: their
texts are then near misses; with their telling words garbled they are far ones. What the scores
look like on both, and on texts that were merely left out, is learnt by a small regression.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from .features import Features
from .model import Example
from .stemming import stems

RIGHT: Final = 0
WRONG: Final = 1
OUTSIDE: Final = 2
# Of the messages a company gets, this share is taken to be none of its intents.
_OUTSIDE_SHARE: Final = 0.33
_GARBLED: Final = 0.7
# The smaller, the more evenly the signs count: near misses differ from company to company.
_TRUST: Final = 30.0


_IN_COMMON: Final = 0.3


@cache
def _strangers() -> tuple[Example, ...]:
    lines = (Path(__file__).parent / "strangers.txt").read_text().splitlines()
    return tuple(Example(line[3:], None, line[:2]) for line in lines)


def strangers(features: Features) -> list[Example]:
    """Give sentences that hardly any company is asked, unless this one was taught their words."""
    known = _strangers()
    return [
        each
        for each, share in zip(known, features.coverage(features.read(known)), strict=True)
        if share < _IN_COMMON
    ]


class Judge:
    """Three chances for each guess: right, wrong, out of scope."""

    def __init__(self, signs: Any, outcomes: Any) -> None:
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 (a second to import; only who learns needs it)
        from sklearn.preprocessing import StandardScaler  # noqa: PLC0415

        self._scale = StandardScaler().fit(signs)
        self._model = LogisticRegression(C=_TRUST / len(outcomes), max_iter=500)
        self._model.fit(self._scale.transform(signs), outcomes, sample_weight=_weights(outcomes))

    def chances(self, signs: Any) -> Any:
        """Give a row of three chances per text."""
        found = np.zeros((len(signs), 3))
        found[:, self._model.classes_] = self._model.predict_proba(self._scale.transform(signs))
        return found


def _weights(outcomes: Any) -> Any:
    outside = outcomes == OUTSIDE
    weights = np.ones(len(outcomes))
    if outside.any() and not outside.all():
        weights[outside] = _OUTSIDE_SHARE / (1 - _OUTSIDE_SHARE) * (~outside).sum() / outside.sum()
    return weights


def garbled(
    examples: Sequence[Example], features: Features, chance: np.random.Generator
) -> list[Example]:
    """Shuffle the letters of the rarer words: the same sentences about something unheard of."""
    return [replace(each, text=_garble(each, features, chance)) for each in examples]


def _garble(example: Example, features: Features, chance: np.random.Generator) -> str:
    words = example.text.split()
    rarity = [
        max((features.weight(stem) for stem in stems(word, example.language)), default=0.0)
        for word in words
    ]
    middle = float(np.median(rarity)) if rarity else 0.0
    return " ".join(
        "".join(chance.permutation(list(word)))
        if rare >= middle and chance.random() < _GARBLED
        else word
        for word, rare in zip(words, rarity, strict=True)
    )
