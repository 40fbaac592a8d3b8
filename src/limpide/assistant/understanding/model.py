"""The words of understanding: an example to learn from, and a guess."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and what it means; `label` None when it is out of scope."""

    text: str
    label: str | None
    language: str


@dataclass(frozen=True, slots=True)
class Guess:
    """What a sentence was understood as.

    `label`: None when it is out of scope. `confidence`: chance (0 to 1) that the nearest label is
    right. `nearest`: the likeliest labels, best first. `because`: the words that weighed most.
    """

    label: str | None
    confidence: float
    out_of_scope: float
    nearest: tuple[str, ...]
    because: tuple[str, ...]

    @property
    def abstained(self) -> bool:
        """Nothing is done on the strength of this guess."""
        return self.label is None
