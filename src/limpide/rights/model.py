"""The words of rights: what was asked, by when it is due, how it ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from limpide.contacts import ContactId
from limpide.foundation.errors import LimpideError

RequestId = NewType("RequestId", UUID)


class NoSuchRequestError(LimpideError):
    """There is no such request."""

    status = 404


class RequestEndedError(LimpideError):
    """The request has ended: it can no longer be changed."""

    status = 409


class Kind(StrEnum):
    """What a person may ask (GDPR, articles 15, 17, 16, 18, 21, 20)."""

    ACCESS = "access"
    ERASURE = "erasure"
    RECTIFICATION = "rectification"
    RESTRICTION = "restriction"
    OBJECTION = "objection"
    PORTABILITY = "portability"


class State(StrEnum):
    """Where a request stands. `waiting`: an erasure in its days of grace."""

    OPEN = "open"
    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class Via(StrEnum):
    """By which way a request came."""

    PAGE = "page"
    ADVISOR = "advisor"
    API = "api"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it stands. `counts`: what an erasure removed, by room and table."""

    id: RequestId
    contact: ContactId
    kind: Kind
    state: State
    via: Via
    note: str
    received_at: datetime
    due_at: datetime
    erase_at: datetime | None = None
    ended_at: datetime | None = None
    why: str = ""
    counts: Mapping[str, int] = field(default_factory=dict[str, int])

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something, if only wait."""
        return self.state in {State.OPEN, State.WAITING}

    def is_overdue(self, now: datetime) -> bool:
        """Say whether the deadline has passed without an answer."""
        return self.is_open and now > self.due_at


@dataclass(frozen=True, slots=True)
class Run:
    """The report of one daily run of retention: how much of what it let go of."""

    id: UUID
    at: datetime
    counts: Mapping[str, int]
