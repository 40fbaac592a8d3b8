"""The table of factors: shipped with the program, checked when it is read."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from .model import Factor, Range

# The rows about language models have a licence of their own, so they have a file of their own.
FILES: Final = (
    Path(__file__).with_name("factors.csv"),
    Path(__file__).with_name("factors_llm.csv"),
)
_PERIMETERS: Final = {"send", "full"}
_CONFIDENCE: Final = {"A", "B", "C", "D"}


class InvalidFactorError(ValueError):
    """A row of the table contradicts itself."""


@cache
def list_factors() -> Mapping[str, Factor]:
    """Read all factors by their id. Raises InvalidFactorError."""
    factors: dict[str, Factor] = {}
    for file in FILES:
        for factor in read(file):
            if factor.id in factors:
                raise InvalidFactorError(f"{factor.id} stands twice")
            factors[factor.id] = factor
    return factors


def read(file: Path) -> list[Factor]:
    """Read one file of factors."""
    lines = (line for line in file.read_text().splitlines() if not line.startswith("#"))
    return [_factor(row) for row in csv.DictReader(lines)]


def times(id: str, units: float) -> Range:
    """Multiply a factor of the perimeter `send` by an amount of its unit."""
    factor = list_factors()[id]
    if factor.perimeter != "send":
        raise InvalidFactorError(f"{id} counts the reader's device too")
    return Range(
        factor.low * units,
        factor.central * units,
        factor.high * units,
        (f"{factor.id}@{factor.version}",),
    )


def _factor(row: dict[str, str]) -> Factor:
    low, central, high = (float(row[name]) for name in ("low", "central", "high"))
    texts = {name: row[name].strip() for name in row if name not in {"low", "central", "high"}}
    factor = Factor(low=low, central=central, high=high, **texts)
    if not 0 <= low <= central <= high:
        raise InvalidFactorError(f"{factor.id}: low, central and high are out of order")
    if factor.perimeter not in _PERIMETERS or factor.confidence not in _CONFIDENCE:
        raise InvalidFactorError(f"{factor.id}: unknown perimeter or confidence")
    if not factor.source or not factor.version:
        raise InvalidFactorError(f"{factor.id}: no source or no version")
    return factor
