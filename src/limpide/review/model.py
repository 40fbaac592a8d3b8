"""The words of review: drafts, and whose hand wrote how much."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from limpide.ledger import AuthorKind

DraftId = NewType("DraftId", UUID)


class State(StrEnum):
    """What became of a draft."""

    WAITING = "waiting"
    USED = "used"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class Draft:
    """A text an AI proposed about a subject (a conversation). `citations` as the writer kept them.

    `ai_share` (0 to 1) is known once a person has finished it.
    """

    id: DraftId
    subject: UUID
    ai_text: str
    citations: tuple[dict[str, Any], ...]
    engine: str
    confidence: float
    state: State
    final_text: str | None
    advisor: UUID | None
    ai_share: float | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Authorship:
    """Whose text it is: `ai` and `person` are shares of its characters and sum to 1."""

    kind: AuthorKind
    ai: float
    person: float
