"""What advisors announce."""

from dataclasses import dataclass
from uuid import UUID

from limpide.foundation.facts import Fact


@dataclass(frozen=True, slots=True)
class WentAway(Fact):
    """A colleague takes nothing new: what waits for them goes to others."""

    advisor: UUID


@dataclass(frozen=True, slots=True)
class CameBack(Fact):
    """A colleague takes conversations again."""

    advisor: UUID
