"""The words of delivery: what is asked, what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NewType
from uuid import UUID

from limpide import ledger
from limpide.channels import Attachment, Kind, Threading
from limpide.contacts import ContactId, Purpose, Refusal
from limpide.footprint import Range
from limpide.ledger import Author, Gathered, PassportId, Reason, Source

MessageId = NewType("MessageId", UUID)
LadderId = NewType("LadderId", UUID)
# What these channels carry shows images in their places; elsewhere images are left out.
DRAWN: Final = frozenset({Kind.EMAIL, Kind.LETTER})


class Importance(StrEnum):
    """How much it matters that the person sees a message."""

    CRITICAL = "critical"
    IMPORTANT = "important"
    ROUTINE = "routine"


@dataclass(frozen=True, slots=True)
class Content:
    """What is said, whatever the channel. `html` is optional and already harmless."""

    text: str
    subject: str = ""
    html: str = ""
    attachments: tuple[Attachment, ...] = ()

    @property
    def files(self) -> tuple[Attachment, ...]:
        """Give what goes along beside the text; images shown in it are none."""
        return tuple(file for file in self.attachments if not file.content_id)


@dataclass(frozen=True, slots=True)
class LadderPart:
    """Where a message stands in a ladder: its place from 1, and all channels that were planned."""

    ladder: LadderId
    place: int
    planned: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """A message somebody wants to leave.

    `answering`: when the person's own message arrived that this answers. `kinds`: the channels
    that will do, best first; none means the person's own order. `address`: a certain one of the
    person's addresses. `is_fact`: states a fact from a record and nothing else (AI mode `basic`).
    `reference`: the caller's own id, carried by every fact. `key`: the same key, the same message.
    `variants`: what is said where a channel needs other words than `content`. `part`:
    where it stands in a ladder, set by delivery itself. `making`: what computing the words
    weighed, where another computer did. `gathered`: the notices that became this one. `goods`: the
    family of goods that an offer is about.
    """

    contact: ContactId
    purpose: Purpose
    content: Content
    author: Author
    reason: Reason
    sources: tuple[Source, ...] = ()
    importance: Importance = Importance.ROUTINE
    answering: datetime | None = None
    kinds: tuple[Kind, ...] = ()
    address: str | None = None
    language: str | None = None
    threading: Threading = field(default_factory=Threading)
    is_fact: bool = False
    reference: UUID | None = None
    key: str | None = None
    not_before: datetime | None = None
    expires_at: datetime | None = None
    variants: Mapping[Kind, Content] = field(default_factory=dict[Kind, Content])
    part: LadderPart | None = None
    making: Range | None = None
    gathered: tuple[Gathered, ...] = ()
    goods: str = ""

    def content_for(self, kind: Kind) -> Content:
        """Give what is said on a channel."""
        return self.variants.get(kind, self.content)


class Status(StrEnum):
    """Where a message stands. See RANK for what follows what."""

    QUEUED = "queued"
    SENDING = "sending"
    UNSURE = "unsure"
    STOPPED = "stopped"
    ACCEPTED = "accepted"
    SENT = "sent"
    EXPIRED = "expired"
    FAILED = "failed"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    RETURNED = "returned"
    OPENED = "opened"
    CLICKED = "clicked"
    READ = "read"
    REPLIED = "replied"
    COMPLAINED = "complained"


# A message stands at the highest rank it was ever reported at, so receipts may come in any order
# and more than once. A proof that it arrived outranks a report that it failed; a bounce outranks
# «delivered» (a server took it, then gave it back); a sign from the reader outranks both.
RANK: Final[Mapping[Status, int]] = {status: rank for rank, status in enumerate(Status)}


@dataclass(frozen=True, slots=True)
class Queued:
    """The message exists, with its passport, and leaves by `kind`.

    `status` is `accepted` where the hand-over was immediate (web chat), else `queued`. `mail_id` is
    the Message-ID of an e-mail.
    """

    message: MessageId
    kind: Kind
    status: Status
    passport: PassportId
    mail_id: str
    ladder: LadderId | None = None

    @property
    def passport_token(self) -> str:
        """The token that opens `/m/<token>`."""
        return ledger.passport_token(self.passport)


@dataclass(frozen=True, slots=True)
class Refused:
    """The message does not exist. `by_channel`: the answer for each channel that was tried."""

    refusal: Refusal
    by_channel: Mapping[Kind, Refusal] = field(default_factory=dict[Kind, Refusal])


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it stands. `due_attempt` is the number of the one attempt that may be made."""

    id: MessageId
    contact: ContactId
    kind: Kind
    address: str
    purpose: Purpose
    importance: Importance
    status: Status
    author: Author
    is_fact: bool
    answering: datetime | None
    language: str
    subject: str
    text: str
    html: str
    threading: Threading
    reference: UUID | None
    passport: PassportId
    requested_at: datetime
    expires_at: datetime
    due_attempt: int
    refusal: Refusal | None
    ladder: LadderId | None = None
    rung: int = 1

    @property
    def is_urgent(self) -> bool:
        """Say whether somebody is waiting for it: a code, an answer, or a critical message."""
        return (
            self.importance is Importance.CRITICAL
            or self.purpose is Purpose.SECURITY
            or self.answering is not None
        )


class AttemptOutcome(StrEnum):
    """How an attempt ended."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNSURE = "unsure"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to hand a message over. No outcome: it is running, or its process was killed."""

    message: MessageId
    number: int
    kind: Kind
    started_at: datetime
    ended_at: datetime | None
    outcome: AttemptOutcome | None
    provider: str
    provider_id: str | None
    detail: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a provider reports about a message, by the id it gave when it took it.

    `provider`: who reports; '' where only one can have carried it.
    """

    kind: Kind
    provider_id: str
    status: Status
    code: str = ""
    provider: str = ""


class Circuit(StrEnum):
    """Whether a provider is used: closed (yes), open (left alone), half open (tried with one)."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


@dataclass(frozen=True, slots=True)
class Health:
    """How a provider is. `failures`: sendings in a row without a clear answer.

    `resting`: families of mailboxes that want less through it for now, each until when.
    """

    kind: Kind
    name: str
    is_configured: bool
    can_be_asked: bool
    per_second: float | None
    failures: int
    openings: int
    open_until: datetime | None
    last_fault: str
    last_fault_at: datetime | None
    resting: Mapping[str, datetime] = field(default_factory=dict[str, datetime])

    def circuit(self, now: datetime) -> Circuit:
        """Say whether it is used at a moment."""
        if self.open_until is None:
            return Circuit.CLOSED
        return Circuit.OPEN if self.open_until > now else Circuit.HALF_OPEN


class LadderState(StrEnum):
    """Where a ladder stands."""

    CLIMBING = "climbing"
    SEEN = "seen"
    EXHAUSTED = "exhausted"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Step:
    """One rung as it was planned. `wait`: how long a sign is awaited; `cents`: what it costs."""

    kind: Kind
    wait: timedelta
    seen_by: tuple[Status, ...]
    weight: Range
    cents: float


@dataclass(frozen=True, slots=True)
class Ladder:
    """A message that climbs. `place` is the last rung that began, from 1."""

    id: LadderId
    contact: ContactId
    state: LadderState
    place: int
    steps: tuple[Step, ...]
    request: Request
    started_at: datetime
    ended_at: datetime | None
