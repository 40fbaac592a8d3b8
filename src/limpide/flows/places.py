"""Places: where a run takes place, and the run as a customer's words leave it."""

from dataclasses import dataclass
from uuid import UUID

from limpide.channels import Kind
from limpide.contacts import ContactId

from .model import Run


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run takes place: the conversation, who writes there, by which channel."""

    conversation: UUID
    contact: ContactId
    kind: Kind
    address: str
    language: str
    read_until: UUID


@dataclass(frozen=True, slots=True)
class Moved:
    """A run after its commands, with what must be said before anything else."""

    run: Run
    first: tuple[str, ...] = ()
    rule: str = ""
    hand_over: str | None = None
