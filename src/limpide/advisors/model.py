"""The words of advisors: people, roles, sessions."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

AdvisorId = NewType("AdvisorId", UUID)


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


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in advisor, with the token that forms must repeat (CSRF)."""

    advisor: Advisor
    csrf: str


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
