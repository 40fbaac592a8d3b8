"""What flows announce."""

from dataclasses import dataclass
from uuid import UUID

from limpide.foundation.facts import Fact


@dataclass(frozen=True, slots=True)
class CallDecided(Fact):
    """A person allowed or refused an action that waited."""

    conversation: UUID
    run: UUID
    call: UUID
    is_approved: bool


@dataclass(frozen=True, slots=True)
class SignedIn(Fact):
    """Whoever writes in a conversation proved who they are, by signing in."""

    conversation: UUID
