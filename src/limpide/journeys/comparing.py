"""Comparing: which of several contents people took notice of more, and whether that may be chance.

What counts is what people do on purpose: an answer, a click, «I have read this». Opens are not
watched. The test is that of two proportions (pooled, two-sided, 5 %), stricter where more than two
are compared (Bonferroni). Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from typing import Final

from limpide.delivery import Status

_SEEN: Final = (Status.CLICKED, Status.READ, Status.REPLIED)
_REACHED: Final = (*_SEEN, Status.ACCEPTED, Status.SENT, Status.DELIVERED, Status.OPENED)
# Below this, one person more or less changes everything.
_ENOUGH: Final = 30
# Standard deviations that chance exceeds once in twenty, by how many pairs are compared.
_BOUNDS: Final = {1: 1.96, 3: 2.394, 6: 2.638}


@dataclass(frozen=True, slots=True)
class Share:
    """What became of one content: whom it reached, and who took notice."""

    variant: int
    reached: int
    seen: int

    @property
    def share(self) -> float:
        """The share of those reached who took notice."""
        return self.seen / self.reached if self.reached else 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """All contents, the best first. `is_clear`: it is better than each other, surely enough."""

    shares: tuple[Share, ...]
    is_clear: bool

    @property
    def best(self) -> int | None:
        """The variant that is clearly the best."""
        return self.shares[0].variant if self.is_clear else None


def compare(by_variant: Mapping[int, Mapping[str, int]]) -> Comparison | None:
    """Compare the contents of a campaign; None where there is only one."""
    if len(by_variant) < 2:
        return None
    shares = sorted(
        (
            Share(
                variant,
                sum(statuses.get(status, 0) for status in _REACHED),
                sum(statuses.get(status, 0) for status in _SEEN),
            )
            for variant, statuses in by_variant.items()
        ),
        key=lambda one: (-one.share, one.variant),
    )
    pairs = len(list(combinations(shares, 2)))
    return Comparison(tuple(shares), all(_differ(shares[0], other, pairs) for other in shares[1:]))


def _differ(one: Share, other: Share, pairs: int) -> bool:
    if min(one.reached, other.reached) < _ENOUGH:
        return False
    pooled = (one.seen + other.seen) / (one.reached + other.reached)
    error = sqrt(pooled * (1 - pooled) * (1 / one.reached + 1 / other.reached))
    return error > 0 and (one.share - other.share) / error > _BOUNDS[pairs]
