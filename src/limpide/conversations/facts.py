"""What conversations announce."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from limpide.foundation.facts import Fact

from .model import Cause, Feedback


@dataclass(frozen=True, slots=True)
class MessageReceived(Fact):
    """A customer wrote. `is_automatic`: a machine wrote for them; nothing answers it."""

    conversation: UUID
    message: UUID
    is_automatic: bool


@dataclass(frozen=True, slots=True)
class MessageSaid(Fact):
    """The company said something to a customer."""

    conversation: UUID
    message: UUID


@dataclass(frozen=True, slots=True)
class HandedOver(Fact):
    """A conversation waits for a person."""

    conversation: UUID
    cause: Cause


@dataclass(frozen=True, slots=True)
class HandedBack(Fact):
    """A person gave a conversation back to the assistant."""

    conversation: UUID


@dataclass(frozen=True, slots=True)
class Resolved(Fact):
    """A conversation was closed."""

    conversation: UUID


@dataclass(frozen=True, slots=True)
class ConversationsMerged(Fact):
    """All messages of a conversation are in another one now."""

    conversation: UUID
    into: UUID


@dataclass(frozen=True, slots=True)
class ConversationSplit(Fact):
    """Some messages of a conversation are in one of their own now."""

    conversation: UUID
    into: UUID


@dataclass(frozen=True, slots=True)
class Assigned(Fact):
    """Somebody was chosen to answer a conversation."""

    conversation: UUID
    advisor: UUID


@dataclass(frozen=True, slots=True)
class TargetAtRisk(Fact):
    """A conversation will miss its target soon. `goal`: `first_reply` or `resolution`."""

    conversation: UUID
    goal: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class TargetMissed(Fact):
    """A conversation was not answered, or not solved, by its target."""

    conversation: UUID
    goal: str


@dataclass(frozen=True, slots=True)
class SurveyAnswered(Fact):
    """A customer said how a closed conversation went, from 1 (very bad) to 5 (very good)."""

    conversation: UUID
    score: int


@dataclass(frozen=True, slots=True)
class FeedbackGiven(Fact):
    """A customer judged an answer."""

    conversation: UUID
    message: UUID
    feedback: Feedback
