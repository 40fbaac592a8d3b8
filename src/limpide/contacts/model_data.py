"""The words of data uses: what may make a text personal."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DataUse(StrEnum):
    """What for: answers to what a person asks, or what we send of our own accord."""

    REPLIES = "replies"
    NEWS = "news"


class Ground(StrEnum):
    """Why a datum may stand in a text, or that it may not."""

    GIVEN = "given"
    NEEDED = "needed"
    ALLOWED = "allowed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class DataWish:
    """What a person wants of one datum and use. `until`: None is until they change it."""

    is_allowed: bool
    with_ai: bool = False
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a person allowed, and how they said so. `datum` is named as in `attribute.circle`."""

    datum: str
    use: DataUse
    with_ai: bool
    source: str
    given_at: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Used:
    """A datum that stands in a text. `until` only where it is allowed."""

    name: str
    value: str
    ground: Ground
    until: datetime | None = None

    @property
    def is_refused(self) -> bool:
        """Say whether it should not stand there."""
        return self.ground is Ground.REFUSED
