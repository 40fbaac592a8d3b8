"""Understanding learnt from examples, in seconds, on this machine: one linear model, one judge."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from limpide.foundation.errors import LimpideError

from . import planes
from .features import Features, Reading
from .judging import OUTSIDE, RIGHT, WRONG, Judge, garbled, strangers
from .model import Example, Guess

_PARTS: Final = 4
_FEW: Final = 1500
_SHARPNESS: Final = 4.0
_NEAREST: Final = 3
_REASONS: Final = 3
_TOO_FEW_INTENTS: Final = 2


class TooFewExamplesError(LimpideError):
    """Understanding needs at least two intents to choose from."""

    status = 422


class _Scorer:
    """One linear model with the middle of each intent: scores, and signs of how far to trust."""

    def __init__(self, features: Features, rows: Any, labels: Any, count: int) -> None:
        self.features = features
        self.count = count
        self.present = np.unique(labels)
        self._weights, self._bias = planes.learn(rows, labels, self.present)
        self._middles = planes.middles(rows, labels, self.present)
        self.known = np.asarray(rows.sum(axis=0)).ravel() > 0

    def scores(self, rows: Any) -> Any:
        """Give a score per text and label; labels never seen score lowest."""
        found = np.full((rows.shape[0], self.count + 1), -3.0, dtype=np.float32)
        found[:, self.present] = rows @ self._weights + self._bias
        return found

    def signs(self, readings: Sequence[Reading], rows: Any, scores: Any) -> Any:
        """Give what the judge looks at, a row per text."""
        inside = scores[:, : self.count]
        ordered = np.sort(inside, axis=1)
        chances = _softmax(inside * _SHARPNESS)
        doubt = -(chances * np.log(chances + 1e-9)).sum(axis=1)
        nearness = (rows @ self._middles)[:, self.present < self.count].max(axis=1)
        return np.column_stack(
            [
                ordered[:, -1],
                doubt,
                nearness,
                self.features.coverage(readings, self.known),
                scores[:, self.count] - ordered[:, -1],
            ]
        )

    def weights_of(self, label: int) -> Any:
        """Give the weight of each column for one label."""
        return self._weights[:, int(np.searchsorted(self.present, label))]


def _softmax(rows: Any) -> Any:
    powers = np.exp(rows - rows.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


class Understanding:
    """What was learnt from a set of examples. The same examples always teach the same."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.labels = sorted({each.label for each in examples if each.label is not None})
        if len(self.labels) < _TOO_FEW_INTENTS:
            raise TooFewExamplesError
        places = {label: place for place, label in enumerate(self.labels)}
        count = len(self.labels)
        labels = np.array(
            [count if each.label is None else places[each.label] for each in examples]
        )
        features = Features(examples)
        readings = features.read(examples)
        rows = features.rows(readings)
        self._judge = _Teacher(examples, readings, features, rows, labels, count).judge()
        self._scorer = _Scorer(features, rows, labels, count)

    def understand(self, text: str, language: str) -> Guess:
        """Say what a sentence means, how sure that is, and by which words."""
        return self.understand_all([Example(text, None, language)])[0]

    def understand_all(self, examples: Sequence[Example]) -> list[Guess]:
        """Understand many sentences; their labels are not looked at."""
        features = self._scorer.features
        readings = features.read(examples)
        rows = features.rows(readings)
        scores = self._scorer.scores(rows)
        chances = self._judge.chances(self._scorer.signs(readings, rows, scores))
        return [
            self._guess(reading, rows[place], scores[place], chances[place])
            for place, reading in enumerate(readings)
        ]

    def _guess(self, reading: Reading, row: Any, scores: Any, chances: Any) -> Guess:
        best = np.argsort(-scores[: len(self.labels)], kind="stable")[:_NEAREST]
        nearest = tuple(self.labels[place] for place in best)
        is_inside = chances[RIGHT] >= chances[OUTSIDE]
        weights = self._scorer.weights_of(int(best[0]))
        return Guess(
            label=nearest[0] if is_inside else None,
            confidence=round(float(chances[RIGHT]), 6),
            out_of_scope=round(float(chances[OUTSIDE]), 6),
            nearest=nearest,
            because=self._scorer.features.spoke_most(reading, row, weights)[:_REASONS],
        )


class _Teacher:
    """Shows the judge what is right, wrong and out of scope, by leaving parts out."""

    def __init__(
        self,
        examples: Sequence[Example],
        readings: Sequence[Reading],
        features: Features,
        rows: Any,
        labels: Any,
        count: int,
    ) -> None:
        self._examples = examples
        self._readings = readings
        self._features = features
        self._rows = rows
        self._labels = labels
        self._count = count

    def judge(self) -> Judge:
        size = len(self._examples)
        rounds = 2 if size <= _FEW else 1
        # Of many, one of the four parts teaches the judge enough.
        parts = 1 if size > planes.MANY else _PARTS
        shown = [self._leave_out(seed, part) for seed in range(rounds) for part in range(parts)]
        return Judge(
            np.vstack([signs for signs, _ in shown]),
            np.concatenate([outcomes for _, outcomes in shown]),
        )

    def _leave_out(self, seed: int, part: int) -> tuple[Any, Any]:
        """Learn without a quarter of the intents and of the texts; see how both then look."""
        chance = np.random.default_rng(seed)
        intents: Any = np.append(chance.permutation(self._count) % _PARTS, -1)
        labels: Any = self._labels
        texts: Any = chance.permutation(len(self._examples)) % _PARTS
        foreign: Any = intents[labels] == part
        if len(np.unique(labels[~foreign & (labels < self._count)])) < _TOO_FEW_INTENTS:
            foreign[:] = False
        learnt = ~foreign & (texts != part)
        scorer = _Scorer(self._features, self._rows[learnt], self._labels[learnt], self._count)
        seen = np.flatnonzero(~learnt)
        signs, outcomes = self._seen(scorer, seen)
        near = [self._examples[place] for place in np.flatnonzero(foreign).tolist()]
        far = garbled(near, self._features, chance) + strangers(self._features)
        if not far:
            return signs, outcomes
        readings = self._features.read(far)
        rows = self._features.rows(readings)
        strange = scorer.signs(readings, rows, scorer.scores(rows))
        return np.vstack([signs, strange]), np.append(outcomes, np.full(len(far), OUTSIDE))

    def _seen(self, scorer: _Scorer, places: Any) -> tuple[Any, Any]:
        rows = self._rows[places]
        scores = scorer.scores(rows)
        labels = self._labels[places]
        best = scores[:, : self._count].argmax(axis=1)
        outcomes = np.where(best == labels, RIGHT, WRONG)
        outcomes[~np.isin(labels, scorer.present) | (labels == self._count)] = OUTSIDE
        return scorer.signs([self._readings[place] for place in places], rows, scores), outcomes
