"""The words of an advisor's desk: moves of messages between threads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from .model import ConversationId

MoveId = NewType("MoveId", UUID)


class MoveKind(StrEnum):
    """What was done with a thread's messages."""

    MERGE = "merge"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Move:
    """Messages that went from one thread to another. `moved`: ids by table; `before`: states."""

    id: MoveId
    kind: MoveKind
    source: ConversationId
    target: ConversationId
    moved: Mapping[str, Sequence[str]]
    before: Mapping[str, Any]
    by_name: str
    at: datetime
