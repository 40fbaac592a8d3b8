"""The words of advisors: people, roles, sessions."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

AdvisorId = NewType("AdvisorId", UUID)
TeamId = NewType("TeamId", UUID)


class Role(StrEnum):
    """What a colleague may do."""

    ADVISOR = "advisor"
    LEAD = "lead"
    KNOWLEDGE_OWNER = "knowledge_owner"
    AUDITOR = "auditor"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Advisor:
    """A person who works here. `has_second_factor`: TOTP is confirmed."""

    id: AdvisorId
    email: str
    name: str
    language: str
    roles: frozenset[Role]
    is_active: bool
    has_password: bool
    has_second_factor: bool
    seen_at: datetime | None
    skills: frozenset[str] = frozenset()
    speaks: frozenset[str] = frozenset()
    capacity: int = 8
    is_away: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """What a colleague can do, in which languages (none: their own), and how many at once."""

    skills: frozenset[str] = frozenset()
    speaks: frozenset[str] = frozenset()
    capacity: int = 8


@dataclass(frozen=True, slots=True)
class Team:
    """Colleagues who share conversations."""

    id: TeamId
    name: str
    members: frozenset[AdvisorId]


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in advisor, with the token that forms must repeat (CSRF)."""

    advisor: Advisor
    csrf: str


@dataclass(frozen=True, slots=True)
class OpenSession:
    """Where a colleague is signed in. `id` names the session and opens nothing."""

    id: str
    agent: str
    created_at: datetime
    seen_at: datetime
    is_this: bool


class LetterKind(StrEnum):
    """Why a colleague gets a mail."""

    INVITATION = "invitation"
    RESET = "reset"
    TRIAL = "trial"


class LetterState(StrEnum):
    """Where a mail to a colleague stands."""

    WAITING = "waiting"
    LEAVING = "leaving"
    SENT = "sent"
    REJECTED = "rejected"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to a colleague. A link's token is never part of it."""

    id: UUID
    advisor: AdvisorId
    kind: LetterKind
    subject: str
    body: str
    html: str
    state: LetterState
    created_at: datetime


class SignInRefusal(StrEnum):
    """Why a sign-in did not succeed. The reader learns no more than this."""

    WRONG = "wrong"
    CODE_NEEDED = "code_needed"
    WRONG_CODE = "wrong_code"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The token for the cookie."""

    token: str
    advisor: AdvisorId
