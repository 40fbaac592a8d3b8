"""The words of learning: what was proposed and sent, what is changed again and again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Finished:
    """A text of the AI and what a person sent of it. `documents`: the titles it quoted.

    `template`: the name of the template it was written for.
    """

    ai_text: str
    final_text: str
    skill: str
    documents: tuple[str, ...]
    name: str
    at: datetime
    template: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    """How far texts were changed in a week; `unedited` is a share."""

    monday: date
    count: int
    distance: float
    unedited: float


@dataclass(frozen=True, slots=True)
class Tally:
    """How far the texts of one skill or document were changed."""

    name: str
    count: int
    unedited: float
    distance: float


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sentence of the AI that is rewritten again and again. `usual`: what it mostly becomes."""

    before: str
    seen: int
    changed: int
    dropped: int
    usual: str
    examples: tuple[str, ...]
    documents: tuple[str, ...]
    skills: tuple[str, ...]
    templates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """One text before and after, with the sentences that changed."""

    skill: str
    name: str
    at: datetime
    before: str
    after: str
    changed: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Rejection:
    """A text somebody said no to, and why."""

    skill: str
    text: str
    reason: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided on certain words. `proposed`: their digest."""

    proposed: str
    text: str
    by: UUID
    name: str
    state: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """Pairs of people who decided on the same words, alike or not; `split`: where they did not."""

    alike: int
    apart: int
    split: Sequence[tuple[str, Mapping[str, str]]]

    @property
    def share(self) -> float | None:
        """The share of pairs that decided alike; None without any."""
        pairs = self.alike + self.apart
        return self.alike / pairs if pairs else None


class TargetKind(StrEnum):
    """What a suggestion would change."""

    DOCUMENT = "document"
    TEMPLATE = "template"
    FLOW = "flow"


@dataclass(frozen=True, slots=True)
class Target:
    """A document by its title, a template or a flow by its name."""

    kind: TargetKind
    name: str


class SuggestionState(StrEnum):
    """What became of a suggestion."""

    OPEN = "open"
    DONE = "done"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A change that edits suggest, for an owner to decide. `times`: how often people made it."""

    id: UUID
    target: Target
    before: str
    after: str
    times: int
    proposed_by: str
    proposed_at: datetime
    state: SuggestionState
