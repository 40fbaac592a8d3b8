"""What the assistant announces."""

from dataclasses import dataclass
from uuid import UUID

from limpide.foundation.facts import Fact

from .model_contests import Outcome


@dataclass(frozen=True, slots=True)
class Contested(Fact):
    """Somebody called a message wrong. `message` is the one in the thread, where there is one."""

    contest: UUID
    conversation: UUID | None
    message: UUID | None


@dataclass(frozen=True, slots=True)
class ContestDecided(Fact):
    """A colleague decided about a contested message."""

    contest: UUID
    conversation: UUID | None
    outcome: Outcome
