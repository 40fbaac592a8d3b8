"""The words of review: drafts, items that wait for a decision, and whose hand wrote how much."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any, NewType
from uuid import UUID

from limpide.ledger import AuthorKind

from .provenance import Edit, Hand, Runs, text_of

DraftId = NewType("DraftId", UUID)
ItemId = NewType("ItemId", UUID)


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
    """Whose text it is: `ai` and `person` are shares of its letters and sum to 1.

    `hands`: the percents of each hand that wrote any; they sum to 100.
    """

    kind: AuthorKind
    ai: float
    person: float
    hands: Mapping[Hand, int] = field(default_factory=dict[Hand, int])


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What a person is writing about a subject: a conversation, or an item that waits.

    `runs`: what the `edits` made of `base`. `version` counts all steps ever made. `taken_by`: the
    colleague who goes on with it.
    """

    subject: UUID
    advisor: UUID
    drafts: tuple[DraftId, ...]
    base: Runs
    edits: tuple[Edit, ...]
    runs: Runs
    version: int
    saved_at: datetime
    taken_by: UUID | None = None

    @property
    def text(self) -> str:
        """The text alone."""
        return text_of(self.runs)

    @property
    def draft(self) -> DraftId | None:
        """The last text of an AI that went into it."""
        return self.drafts[-1] if self.drafts else None


class ItemKind(StrEnum):
    """What waits for a decision. `said`: a spot check of what an AI said already."""

    REPLY = "reply"
    ACTION = "action"
    NOTICE = "notice"
    CAMPAIGN = "campaign"
    SAID = "said"


class ItemState(StrEnum):
    """What became of an item."""

    WAITING = "waiting"
    APPROVED = "approved"
    EDITED = "edited"
    REJECTED = "rejected"
    TAKEN = "taken"
    EXPIRED = "expired"

    @property
    def is_yes(self) -> bool:
        """Say whether it may leave."""
        return self in {ItemState.APPROVED, ItemState.EDITED}


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that wants a decision. `subject`: the draft or the call; one item for each.

    `author`: the id of whose proposal it is; they never approve it.
    """

    kind: ItemKind
    subject: UUID
    title: str
    skill: str
    author: str
    conversation: UUID | None = None
    channel: str = ""
    text: str = ""
    payload: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class Item:
    """A proposal that waits, or what became of it. `text` as it stands now.

    `runs`: whose hand wrote it, once a reviewer changed it and that was followed. `assignee`: who
    is on it.
    """

    id: ItemId
    kind: ItemKind
    subject: UUID
    title: str
    conversation: UUID | None
    skill: str
    channel: str
    author: str
    needed: int
    text: str
    payload: Mapping[str, Any]
    state: ItemState
    created_at: datetime
    deadline: datetime
    decided_by: UUID | None
    decided_name: str | None
    decided_at: datetime | None
    reason: str | None
    runs: Runs | None = None
    assignee: UUID | None = None
    assignee_name: str | None = None
    assigned_at: datetime | None = None

    @property
    def digest(self) -> bytes:
        """The digest of the text: an approval holds for exactly that."""
        return text_digest(self.text)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the queue is wanted. `skills`: of these, or wanted by who asked.

    `assignee`: what they are on; `is_free`: what nobody is on.
    """

    kind: ItemKind | None = None
    skills: Collection[str] | None = None
    assignee: UUID | None = None
    is_free: bool = False


@dataclass(frozen=True, slots=True)
class Views:
    """How much waits: in all, fitting somebody's skills, theirs, nobody's."""

    all: int
    fitting: int
    mine: int
    free: int


def text_digest(text: str) -> bytes:
    """Digest a text."""
    return sha256(text.encode()).digest()


@dataclass(frozen=True, slots=True)
class Requirement:
    """How many different people must agree, beside the author, and within how many minutes.

    For campaigns only from so many people, or so many cents, on; zero for both: always.
    """

    needed: int
    minutes: int
    from_people: int = 0
    from_cents: int = 0

    def holds_for(self, people: int, cents: float) -> bool:
        """Say whether it is required of something of a size and an amount."""
        if not self.from_people and not self.from_cents:
            return True
        is_large = bool(self.from_people) and people >= self.from_people
        return is_large or (bool(self.from_cents) and cents >= self.from_cents)


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who decides. `is_program`: a key of the API speaks for them."""

    id: UUID
    name: str
    is_program: bool = False


class Choice(StrEnum):
    """What a person decides."""

    APPROVE = "approve"
    REJECT = "reject"
    TAKE = "take"


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision. `text`: as changed by the reviewer; None leaves it as it stands.

    `runs`: whose hand wrote the text, where that was followed.
    """

    choice: Choice
    text: str | None = None
    reason: str = ""
    runs: Runs | None = None


class Obstacle(StrEnum):
    """Why a decision does not count."""

    DECIDED = "decided"
    ASSIGNED = "assigned"
    OWN = "own"
    SAME_PERSON = "same_person"
    PEOPLE_ONLY = "people_only"
    REASON_MISSING = "reason_missing"
    FIXED_TEXT = "fixed_text"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a decision led to: the item as it stands, how many must still agree, or an obstacle."""

    item: Item
    missing: int = 0
    obstacle: Obstacle | None = None
