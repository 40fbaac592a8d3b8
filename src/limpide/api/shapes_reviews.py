"""What the API reads and writes of checks and reviews."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from limpide.conversations import Reviewed
from limpide.review import Choice, Decision, Finding, Item, ItemKind, ItemState, Obstacle

from .shapes import Shape, Short, Text

_Many = Annotated[list[Text], Field(max_length=50)]


class TextToCheck(Shape):
    """A text to check. `sources`: the passages it relies on; `known`: what the reader wrote."""

    text: Text = Field(examples=["Bonjour {contact}, c’est garanti à 100 %."])
    language: Literal["fr", "en"] = "fr"
    by_ai: bool = False
    sources: _Many = Field(default_factory=list[str])
    known: _Many = Field(default_factory=list[str])
    own: list[Short] = Field(default_factory=list[str], max_length=50)
    allowed: list[Short] = Field(default_factory=list[str], max_length=200)
    must_disclose: bool = False


class FindingShape(Shape):
    """What a rule found in the characters `start` to `end`."""

    rule: str
    severity: Literal["red", "amber"]
    start: int
    end: int
    explanation: str
    suggestion: str

    @classmethod
    def of(cls, found: Finding, language: str) -> "FindingShape":
        """Draw a finding in a language."""
        return cls(
            rule=found.rule,
            severity=found.severity.value,
            start=found.start,
            end=found.end,
            explanation=found.explanation(language),
            suggestion=found.suggestion(language),
        )


class CheckedShape(Shape):
    """`gate`: `open`, `wants_reason` (amber) or `shut` (red). `reading_ease`: 100 is easy."""

    gate: Literal["open", "wants_reason", "shut"]
    reading_ease: int
    findings: list[FindingShape]


class ItemShape(Shape):
    """Something that waits for a decision, or what became of it. `assignee`: who is on it."""

    id: UUID
    kind: ItemKind
    title: str
    conversation: UUID | None
    skill: str
    channel: str
    text: str
    details: dict[str, Any]
    needed: int
    state: ItemState
    created_at: datetime
    deadline: datetime
    assignee: UUID | None
    assigned_at: datetime | None

    @classmethod
    def of(cls, item: Item) -> "ItemShape":
        """Draw an item."""
        return cls(
            id=item.id,
            kind=item.kind,
            title=item.title,
            conversation=item.conversation,
            skill=item.skill,
            channel=item.channel,
            text=item.text,
            details=dict(item.payload),
            needed=item.needed,
            state=item.state,
            created_at=item.created_at,
            deadline=item.deadline,
            assignee=item.assignee,
            assigned_at=item.assigned_at,
        )


class ItemsWanted(Shape):
    """What is wanted. `assignee`: what they are on; `unassigned`: what nobody is on."""

    kind: ItemKind | None = None
    skill: Annotated[str, Field(max_length=200)] | None = None
    assignee: UUID | None = None
    unassigned: bool = False
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class NewReviewAssignment(Shape):
    """Who is to be on an item; null: nobody. `over`: the colleague it may be taken from."""

    advisor: UUID | None
    over: UUID | None = None


class AssignedShape(Shape):
    """Who is on an item now; an `obstacle` says why it stayed as it was."""

    item: UUID
    advisor: UUID | None
    obstacle: Obstacle | None

    @classmethod
    def of(cls, done: Decision) -> "AssignedShape":
        """Draw who is on it."""
        return cls(item=done.item.id, advisor=done.item.assignee, obstacle=done.obstacle)


class ItemPage(Shape):
    """What waits, the most urgent first."""

    items: list[ItemShape]


class NewDecision(Shape):
    """A decision, in the name of an advisor. `text`: as they changed it; `reason` for a refusal."""

    decision: Choice
    advisor: UUID
    text: Text | None = None
    reason: Annotated[str, Field(max_length=2000)] = ""


class NewDecisions(Shape):
    """One decision on several items, in the name of an advisor; texts stay as they are."""

    items: Annotated[list[UUID], Field(min_length=1, max_length=100)]
    decision: Choice
    advisor: UUID
    reason: Annotated[str, Field(max_length=2000)] = ""


class DecisionShape(Shape):
    """How it stands: `missing` people must still agree; an `obstacle` says why it did not count."""

    item: UUID
    state: ItemState
    missing: int
    obstacle: Obstacle | None
    is_sent: bool | None
    findings: list[FindingShape]

    @classmethod
    def of(cls, done: Reviewed) -> "DecisionShape":
        """Draw a decision and what it did."""
        return cls(
            item=done.decision.item.id,
            state=done.decision.item.state,
            missing=done.decision.missing,
            obstacle=done.decision.obstacle,
            is_sent=done.is_sent,
            findings=[FindingShape.of(each, "en") for each in done.findings],
        )


class DecisionPage(Shape):
    """What became of each."""

    decisions: list[DecisionShape]
