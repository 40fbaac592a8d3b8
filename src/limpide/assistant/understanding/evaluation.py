"""`limpide eval understanding`: learn from one file, be asked another, write what was guessed."""

import json
from collections.abc import Sequence
from pathlib import Path

from .measure import Figures, Line, measure, read_lines
from .model import Guess


def evaluate_understanding(train: Path, test: Path, out: Path | None = None) -> Figures:
    """Measure understanding with the default settings; nothing is kept.

    Raises UnreadableExamplesError, TooFewExamplesError.
    """
    asked = read_lines(test)
    found, guesses = measure([line.example for line in read_lines(train)], asked)
    if out is not None:
        out.write_text("".join(f"{line}\n" for line in _predictions(asked, guesses)))
    return found


def _predictions(asked: Sequence[Line], guesses: Sequence[Guess]) -> list[str]:
    return [
        json.dumps(
            {
                "id": line.id,
                "label": guess.label,
                "confidence": guess.confidence,
                "abstained": guess.abstained,
            },
            ensure_ascii=False,
        )
        for line, guess in zip(asked, guesses, strict=True)
    ]
