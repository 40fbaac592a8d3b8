"""What review announces."""

from dataclasses import dataclass
from uuid import UUID

from limpide.foundation.facts import Fact

from .model import ItemKind, ItemState


@dataclass(frozen=True, slots=True)
class Proposed(Fact):
    """Something waits for a person's decision."""

    item: UUID
    item_kind: ItemKind
    conversation: UUID | None
    skill: str


@dataclass(frozen=True, slots=True)
class Assigned(Fact):
    """Somebody is on what waits, or nobody any more (`advisor` is None)."""

    item: UUID
    item_kind: ItemKind
    conversation: UUID | None
    advisor: UUID | None


@dataclass(frozen=True, slots=True)
class Decided(Fact):
    """A person decided what waited, or its deadline passed (`advisor` is None)."""

    item: UUID
    item_kind: ItemKind
    subject: UUID
    conversation: UUID | None
    state: ItemState
    advisor: UUID | None
    reason: str
