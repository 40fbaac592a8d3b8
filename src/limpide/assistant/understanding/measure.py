"""Measuring understanding on sentences it has not seen."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from limpide.foundation.errors import LimpideError

from .classifier import Understanding
from .model import Example, Guess

_MUST_BE_RIGHT = 0.95
_OUT = "\0out"


class UnreadableExamplesError(LimpideError):
    """The file of examples needs one JSON object per line: id, text, label, lang."""

    status = 422


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file of examples."""

    id: str
    example: Example


@dataclass(frozen=True, slots=True)
class Figures:
    """How good the guesses are.

    `accuracy` counts in-scope texts, abstaining as wrong; `accuracy_nearest` takes the
    nearest label even then. `handled`: share of all texts that can be acted on when 95 % of
    these must be right. Out-of-scope figures are None when the test holds no such text.
    """

    texts: int
    accuracy: float
    accuracy_nearest: float
    macro_f1: float
    outside_recall: float | None
    outside_precision: float | None
    auroc: float | None
    handled: float
    train_seconds: float = 0.0
    p95_ms: float = 0.0


def read_lines(path: Path) -> list[Line]:
    """Read a JSONL file of examples. Raises UnreadableExamplesError."""
    try:
        rows = [json.loads(line) for line in path.read_text().splitlines() if line.strip()]
        return [_line(number, row) for number, row in enumerate(rows)]
    except (KeyError, TypeError, AttributeError, ValueError, OSError) as error:
        raise UnreadableExamplesError(f"{path.name}: {error}") from error


def _line(number: int, row: dict[str, object]) -> Line:
    label = row.get("label")
    return Line(
        str(row.get("id", number)),
        Example(
            str(row["text"]),
            None if label is None else str(label),
            str(row.get("lang") or "en")[:2],
        ),
    )


def measure(train: Sequence[Example], test: Sequence[Line]) -> tuple[Figures, list[Guess]]:
    """Learn from one set and be asked the other, one text at a time."""
    started = perf_counter()
    understanding = Understanding(train)
    learnt = perf_counter() - started
    guesses: list[Guess] = []
    took: list[float] = []
    for line in test:
        began = perf_counter()
        guesses.append(understanding.understand(line.example.text, line.example.language))
        took.append((perf_counter() - began) * 1000)
    p95 = float(np.percentile(took, 95)) if took else 0.0
    found = figures([line.example.label for line in test], guesses)
    return replace(found, train_seconds=round(learnt, 2), p95_ms=round(p95, 2)), guesses


def figures(gold: Sequence[str | None], guesses: Sequence[Guess]) -> Figures:
    """Compare guesses with what was meant."""
    inside = [(want, guess) for want, guess in zip(gold, guesses, strict=True) if want is not None]
    outside = [guess for want, guess in zip(gold, guesses, strict=True) if want is None]
    refused = sum(guess.abstained for guess in guesses)
    caught = sum(guess.abstained for guess in outside)
    wanted = [want or _OUT for want in gold]
    said = [guess.label or _OUT for guess in guesses]
    both = bool(inside) and bool(outside)
    return Figures(
        texts=len(gold),
        accuracy=_share([guess.label == want for want, guess in inside]),
        accuracy_nearest=_share([guess.nearest[0] == want for want, guess in inside]),
        macro_f1=_macro_f1(wanted, said),
        outside_recall=caught / len(outside) if outside else None,
        outside_precision=caught / refused if outside and refused else None,
        auroc=_auroc(gold, guesses) if both else None,
        handled=handled_share(
            [
                (guess.confidence, guess.nearest[0] == want)
                for want, guess in zip(gold, guesses, strict=True)
            ]
        ),
    )


def handled_share(judged: Sequence[tuple[float, bool]], precision: float = _MUST_BE_RIGHT) -> float:
    """Give the largest share, surest first, of which `precision` are right."""
    ordered = sorted(judged, key=lambda pair: -pair[0])
    right = np.cumsum([is_right for _, is_right in ordered])
    enough = np.flatnonzero(right >= precision * np.arange(1, len(ordered) + 1))
    return float(enough[-1] + 1) / len(ordered) if len(enough) else 0.0


def _macro_f1(wanted: Sequence[str], said: Sequence[str]) -> float:
    from sklearn.metrics import f1_score  # noqa: PLC0415 (a second to import; only who measures needs it)

    nothing: Any = 0
    labels = sorted(set(wanted))
    return float(f1_score(wanted, said, labels=labels, average="macro", zero_division=nothing))


def _auroc(gold: Sequence[str | None], guesses: Sequence[Guess]) -> float:
    from sklearn.metrics import roc_auc_score  # noqa: PLC0415 (a second to import; only who measures needs it)

    is_inside = [want is not None for want in gold]
    return float(roc_auc_score(is_inside, [guess.confidence for guess in guesses]))


def _share(right: Sequence[bool]) -> float:
    return sum(right) / len(right) if right else 0.0
