"""The words of journeys: templates, segments, campaigns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from limpide.channels import Kind
from limpide.contacts import ContactId, Purpose
from limpide.delivery import Importance, MessageId, Request
from limpide.ledger import AuthorKind, Engine

TemplateId = NewType("TemplateId", UUID)
SegmentId = NewType("SegmentId", UUID)
CampaignId = NewType("CampaignId", UUID)
NoticeId = NewType("NoticeId", UUID)
ImageId = NewType("ImageId", UUID)


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said in one language. `text` is Markdown; `short` and `letter` where they differ."""

    subject: str
    text: str
    short: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """An image that templates show as `![what it shows](image:name)`. `alt`: that, by language.

    Width and height in pixels, `size` in bytes; `content` only where it is sent or shown.
    """

    id: ImageId
    name: str
    content_type: str
    width: int
    height: int
    size: int
    sha256: bytes
    alt: Mapping[str, str]
    author: str
    created_at: datetime
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Template:
    """A text for a purpose. `published`: the version that is sent, if there is one.

    `goods`: the family of goods that an offer is about, for those who bought of it.
    """

    id: TemplateId
    name: str
    purpose: Purpose
    importance: Importance
    published: int | None
    goods: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A template as it stood: wordings by language, and data by which it is tried out.

    `author_kind`: `template` where people wrote it, else how far an AI did (`engine`). `review`:
    the review that it waits for; `reviewer`: who said yes to it. `images`: those its wordings show
    that there are, by name.
    """

    template: Template
    version: int
    wordings: Mapping[str, Wording]
    sample: Mapping[str, Any]
    author: str
    created_at: datetime
    published_at: datetime | None
    author_kind: AuthorKind = AuthorKind.TEMPLATE
    engine: Engine | None = None
    review: UUID | None = None
    reviewer: str = ""
    images: Mapping[str, Image] = field(default_factory=dict[str, Image])


class Severity(StrEnum):
    """How bad a finding is: `stop` keeps a template from being published."""

    STOP = "stop"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a template. `key` names the text that explains it."""

    severity: Severity
    key: str
    language: str
    params: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Segment:
    """A named rule over people."""

    id: SegmentId
    name: str
    rule: Mapping[str, Any]


class GatheredState(StrEnum):
    """What became of a notice that waited to become one with others."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Gathered:
    """A notice that waits, or waited, for the round its reader chose. `message`: what it is in."""

    id: NoticeId
    contact: ContactId
    state: GatheredState
    due_at: datetime
    refusal: str | None
    message: MessageId | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A notice with its words. `name`: its template's; `at`: when it was asked for."""

    id: NoticeId
    request: Request
    name: str
    template: UUID
    due_at: datetime
    at: datetime


class CampaignState(StrEnum):
    """Where a campaign stands."""

    DRAFT = "draft"
    REVIEW = "review"
    SCHEDULED = "scheduled"
    GATHERING = "gathering"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a campaign goes: so many a minute at most, from a tenth of it over some hours."""

    per_minute: int | None = None
    ramp_hours: int | None = None


class Hold(StrEnum):
    """Why a campaign held itself: nobody asked it to."""

    LATE = "late"
    BACK = "back"
    SPAM = "spam"


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a campaign's messages: tried, came back or failed, called spam."""

    tried: int = 0
    back: int = 0
    spam: int = 0

    def since(self, before: "Judged") -> "Judged":
        """Say what came after a moment."""
        return Judged(self.tried - before.tried, self.back - before.back, self.spam - before.spam)


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many a campaign means and reaches, and what that costs and weighs (as in `Forecast`)."""

    people: int
    reached: int
    cents: float
    grams: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Campaign:
    """One message to many people. `per_minute`: how many at most; None: as fast as it goes.

    `ramp_hours`: over which it grows to that from a tenth, `running_since` without a break. `held`:
    why it held itself, `judged` what it had come to then. `meant`: what was foreseen.
    """

    id: CampaignId
    name: str
    segment: SegmentId
    state: CampaignState
    per_minute: int | None
    author: str
    starter: str | None
    starts_at: datetime | None
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    contents: tuple[tuple[TemplateId, int], ...]
    review: UUID | None = None
    approved_people: int | None = None
    approvers: str = ""
    ramp_hours: int | None = None
    running_since: datetime | None = None
    held: Hold | None = None
    judged: Judged = Judged()
    meant: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a campaign is: recipients by state, refusals by reason, messages by status."""

    waiting: int
    sent: int
    refused: Mapping[str, int]
    statuses: Mapping[str, int]
    by_variant: Mapping[int, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a campaign would do, before it does: nothing is sent.

    `held`: how many wait for quiet hours or the law's; `grams`: CO2e at least, most likely, most.
    """

    people: int
    by_channel: Mapping[Kind, int]
    left_out: Mapping[str, int]
    held: int
    cents: float
    grams: tuple[float, float, float]
    first_at: datetime | None
    last_at: datetime | None

    @property
    def reached(self) -> int:
        """How many get it."""
        return self.people - sum(self.left_out.values())
