"""The words of the footprint: factors, and ranges of grams."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Factor:
    """What one unit weighs, in grams of CO2e, and where that is known from.

    `perimeter`: `send` is what the sender causes, `full` adds the reader's device; never mixed.
    `confidence` runs from A to D.
    """

    id: str
    version: str
    unit: str
    perimeter: str
    low: float
    central: float
    high: float
    geo: str
    year: str
    confidence: str
    licence: str
    source: str


@dataclass(frozen=True, slots=True)
class Range:
    """Grams of CO2e: at least, most likely, at most; with the factors it was reckoned with."""

    low: float
    central: float
    high: float
    factors: tuple[str, ...] = ()

    def __add__(self, other: "Range") -> "Range":
        return Range(
            self.low + other.low,
            self.central + other.central,
            self.high + other.high,
            tuple(dict.fromkeys(self.factors + other.factors)),
        )
