"""The words of an advisor's desk: moves of messages between threads, who gets what and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from limpide.channels import Kind
from limpide.contacts import ContactId
from limpide.delivery import Importance

from .model import Cause, ConversationId, Status

MoveId = NewType("MoveId", UUID)


class MoveKind(StrEnum):
    """What was done with a thread's messages."""

    MERGE = "merge"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Move:
    """Messages that went from one thread to another. `moved`: ids by table; `before`: states."""

    id: MoveId
    kind: MoveKind
    source: ConversationId
    target: ConversationId
    moved: Mapping[str, Sequence[str]]
    before: Mapping[str, Any]
    by_name: str
    at: datetime


class Because(StrEnum):
    """Why somebody was chosen for a conversation."""

    TEAM = "team"
    SKILL = "skill"
    LANGUAGE = "language"
    KNOWS = "knows"
    LOAD = "load"


@dataclass(frozen=True, slots=True)
class Needs:
    """What a conversation wants, as far as it was said. `importance` None is routine."""

    team: UUID | None = None
    skill: str = ""
    importance: Importance | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """What conversations want that are like this. None and empty match any; `words`: any of these.

    Rules are asked in their order (`place`); of each need the first that says something decides.
    """

    id: UUID
    place: int = 0
    kind: Kind | None = None
    language: str | None = None
    cause: Cause | None = None
    label: str = ""
    words: str = ""
    team: UUID | None = None
    skill: str = ""
    importance: Importance | None = None


class Goal(StrEnum):
    """What should have happened by a certain time."""

    FIRST_REPLY = "first_reply"
    RESOLUTION = "resolution"


@dataclass(frozen=True, slots=True)
class Target:
    """How soon conversations like this are to be answered and solved, in minutes of service hours.

    None in `team`, `kind`, `importance` means any; the narrowest that fits holds.
    """

    id: UUID
    team: UUID | None = None
    kind: Kind | None = None
    importance: Importance | None = None
    first_reply: int | None = None
    resolution: int | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A target that runs for a conversation, or ended. Late when it ended after `due_at`."""

    id: UUID
    conversation: ConversationId
    goal: Goal
    started_at: datetime
    warn_at: datetime
    due_at: datetime
    ended_at: datetime | None = None


class Snooze(StrEnum):
    """How long a conversation is put away."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"

    @property
    def span(self) -> timedelta:
        """Give the time itself."""
        return _SNOOZES[self]


_SNOOZES = {
    Snooze.HOUR: timedelta(hours=1),
    Snooze.DAY: timedelta(days=1),
    Snooze.WEEK: timedelta(days=7),
}


@dataclass(frozen=True, slots=True)
class Macro:
    """Several things done in one: reply, note, labels, assignment, then closed, opened or put away.

    `texts`: the reply by language. `assign`: empty, `me`, `nobody`, `auto`, or a team's id.
    """

    id: UUID
    name: str
    texts: Mapping[str, str]
    note: str = ""
    labels: tuple[str, ...] = ()
    assign: str = ""
    status: Status | None = None
    snooze: Snooze | None = None


class AnsweredBy(StrEnum):
    """Who had answered when a customer was asked whether it helped."""

    AI = "ai"
    PERSON = "person"
    BOTH = "both"


class Clear(StrEnum):
    """Whether it was clear to a customer that an AI answered."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Survey:
    """One question to a customer. `score`: 1 (very bad) to 5 (very good); None: not answered."""

    id: UUID
    conversation: ConversationId
    contact: ContactId
    kind: Kind
    language: str
    answered_by: AnsweredBy
    generation: str | None
    asked_at: datetime
    score: int | None = None
    ai_clear: Clear | None = None
    comment: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SavedView:
    """What an advisor narrows the inbox to, under a name. `query` as it stands in the address."""

    id: UUID
    name: str
    query: str
