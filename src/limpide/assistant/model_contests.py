"""The words of contests: what was called wrong, what came of it, who is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from limpide.conversations import ConversationId, MessageId

from .model import TurnId

ContestId = NewType("ContestId", UUID)


class Outcome(StrEnum):
    """What a colleague decided about a contested message."""

    RIGHT = "right"
    CORRECTED = "corrected"
    NOT_FOR_ASSISTANT = "not_for_assistant"


@dataclass(frozen=True, slots=True)
class Contest:
    """One message that somebody called wrong, with the turn and the passages behind it.

    `conversation` and `message` are None for a notice that belongs to no thread.
    """

    id: ContestId
    conversation: ConversationId | None
    message: MessageId | None
    delivery: UUID | None
    turn: TurnId | None
    passages: tuple[UUID, ...]
    contested_at: datetime
    outcome: Outcome | None = None
    note: str = ""
    decided_at: datetime | None = None
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody who got the same answer: the message that told them, or why there is none."""

    conversation: ConversationId
    message: UUID | None = None
    refusal: str | None = None


@dataclass(frozen=True, slots=True)
class Concerned:
    """Somebody who got the same answer. `refusal`: why they would not be written to."""

    conversation: ConversationId
    name: str
    answered_at: datetime
    language: str
    told: Told | None
    refusal: str | None = None

    @property
    def waits(self) -> bool:
        """Say whether they would be told now."""
        return self.told is None and self.refusal is None


@dataclass(frozen=True, slots=True)
class Spread:
    """Everybody who got the same answer, what they would read, and who is left out and why."""

    concerned: Sequence[Concerned]
    texts: Mapping[str, str]
    left_out: Mapping[str, int]

    @property
    def to_tell(self) -> int:
        """Count who would be told by one click."""
        return sum(one.waits for one in self.concerned)
