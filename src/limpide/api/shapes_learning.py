"""What the API reads and writes of learning from edits."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from limpide.review import Lessons, Pattern, Suggestion, SuggestionState, Tally, TargetKind

from .shapes import Shape, Short

_Words = Annotated[str, Field(max_length=5_000)]


class TallyShape(Shape):
    """One skill, document or template: `unedited` and `distance` are shares from 0 to 1."""

    name: str
    count: int
    unedited: float
    distance: float

    @classmethod
    def of(cls, tally: Tally) -> "TallyShape":
        """Draw a tally."""
        return cls(
            name=tally.name, count=tally.count, unedited=tally.unedited, distance=tally.distance
        )


class WeekShape(Shape):
    """One week from its Monday."""

    monday: date
    count: int
    distance: float
    unedited: float


class PatternShape(Shape):
    """A sentence that is always rewritten. `usual`: what it mostly becomes, empty if dropped."""

    before: str
    seen: int
    changed: int
    dropped: int
    usual: str
    examples: list[str]
    documents: list[str]
    templates: list[str]
    skills: list[str]

    @classmethod
    def of(cls, found: Pattern) -> "PatternShape":
        """Draw a pattern."""
        return cls(
            before=found.before,
            seen=found.seen,
            changed=found.changed,
            dropped=found.dropped,
            usual=found.usual,
            examples=list(found.examples),
            documents=list(found.documents),
            templates=list(found.templates),
            skills=list(found.skills),
        )


class LessonsShape(Shape):
    """What a period of edits teaches. `agreement`: how often two reviewers decided alike."""

    count: int
    unedited: float
    distance: float
    agreement: float | None
    weeks: list[WeekShape]
    skills: list[TallyShape]
    documents: list[TallyShape]
    templates: list[TallyShape]
    patterns: list[PatternShape]

    @classmethod
    def of(cls, found: Lessons) -> "LessonsShape":
        """Draw lessons."""
        return cls(
            count=found.count,
            unedited=found.unedited,
            distance=found.distance,
            agreement=found.agreement.share,
            weeks=[
                WeekShape(
                    monday=each.monday,
                    count=each.count,
                    distance=each.distance,
                    unedited=each.unedited,
                )
                for each in found.weeks
            ],
            skills=list(map(TallyShape.of, found.skills)),
            documents=list(map(TallyShape.of, found.documents)),
            templates=list(map(TallyShape.of, found.templates)),
            patterns=list(map(PatternShape.of, found.patterns)),
        )


class SuggestionShape(Shape):
    """A change that waits. `times`: how often people made it."""

    id: UUID
    kind: TargetKind
    target: str
    before: str
    after: str
    times: int
    proposed_by: str
    proposed_at: datetime

    @classmethod
    def of(cls, one: Suggestion) -> "SuggestionShape":
        """Draw a suggestion."""
        return cls(
            id=one.id,
            kind=one.target.kind,
            target=one.target.name,
            before=one.before,
            after=one.after,
            times=one.times,
            proposed_by=one.proposed_by,
            proposed_at=one.proposed_at,
        )


class SuggestionPage(Shape):
    """The changes that wait."""

    suggestions: list[SuggestionShape]


class NewSuggestion(Shape):
    """A change to propose. `target`: a document's title, a template's or flow's name."""

    kind: TargetKind
    target: Short = Field(examples=["cancel_order"])
    before: _Words
    after: _Words = ""
    times: Annotated[int, Field(ge=1)] = 1


class Made(Shape):
    """The new suggestion; null where the same waits already."""

    id: UUID | None


class Settling(Shape):
    """What became of a suggestion."""

    state: Literal["done", "dismissed"]

    @property
    def settled(self) -> SuggestionState:
        """Give the state."""
        return SuggestionState(self.state)


class Settled(Shape):
    """False when it was settled already."""

    is_settled: bool
