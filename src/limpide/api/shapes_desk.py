"""What the API reads and writes of merging, splitting and assigning conversations."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from limpide.conversations import Move

from .shapes import Shape


class NewMerge(Shape):
    """Move all of this conversation into another one of the same person."""

    into: UUID


class NewSplit(Shape):
    """Move some messages into a conversation of their own."""

    messages: Annotated[list[UUID], Field(min_length=1, max_length=500)]
    subject: str = Field(default="", max_length=300)


class MoveShape(Shape):
    """What was moved from where to where; `id` undoes it."""

    id: UUID
    kind: Literal["merge", "split"]
    source: UUID
    target: UUID

    @classmethod
    def of(cls, move: Move) -> "MoveShape":
        """Draw a move."""
        return cls(id=move.id, kind=move.kind.value, source=move.source, target=move.target)


class NewAssignment(Shape):
    """Who answers: an advisor, or whoever fits best of a team, with a skill, by importance."""

    advisor: UUID | None = None
    team: UUID | None = None
    skill: str = Field(default="", max_length=60)
    importance: Literal["critical", "important", "routine"] = "routine"


class AssignmentShape(Shape):
    """Who answers now, and why; nobody when nobody who is there fits."""

    conversation: UUID
    advisor: UUID | None
    because: list[str]
