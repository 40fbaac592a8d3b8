"""Who does something: every change names its actor."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """The kinds of hands that change things."""

    PERSON = "person"
    CONTACT = "contact"
    AI = "ai"
    SYSTEM = "system"
    API = "api"


@dataclass(frozen=True, slots=True)
class Actor:
    """One pair of hands. `name` is shown to colleagues, never to a log."""

    kind: ActorKind
    id: str
    name: str

    @classmethod
    def system(cls, part: str) -> "Actor":
        """Name a part of the program that acts by itself."""
        return cls(ActorKind.SYSTEM, part, part)
