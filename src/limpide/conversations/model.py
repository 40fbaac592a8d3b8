"""The words of conversations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from limpide import review
from limpide.channels import Attachment, Kind
from limpide.contacts import ContactId
from limpide.delivery import Importance
from limpide.footprint import Range
from limpide.ledger import Author, AuthorKind, Reason, Source

ConversationId = NewType("ConversationId", UUID)
MessageId = NewType("MessageId", UUID)
TaskId = NewType("TaskId", UUID)


class Status(StrEnum):
    """Whether a conversation wants attention."""

    OPEN = "open"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"


class Holder(StrEnum):
    """Who speaks for the company. With `nobody` it waits for a person; the assistant is silent."""

    ASSISTANT = "assistant"
    NOBODY = "nobody"
    PERSON = "person"


class Direction(StrEnum):
    """Which way a message goes; notes and events stay in the house or on the page."""

    IN = "in"
    OUT = "out"
    NOTE = "note"
    EVENT = "event"


class Cause(StrEnum):
    """Why a conversation was handed to a person."""

    ASKED = "asked"
    REPEATED_FAILURE = "repeated_failure"
    FRUSTRATION = "frustration"
    SENSITIVE = "sensitive"
    AI_MODE = "ai_mode"
    NO_ANSWER = "no_answer"
    FLOW = "flow"
    CONTESTED = "contested"
    TAKEN = "taken"
    REVIEW = "review"


class TaskKind(StrEnum):
    """How a customer wants to hear from us when nobody was there."""

    EMAIL = "email"
    CALLBACK = "callback"
    LETTER = "letter"


class Feedback(StrEnum):
    """What a customer thinks of an answer."""

    HELPFUL = "helpful"
    WRONG = "wrong"


class View(StrEnum):
    """What an advisor looks at."""

    MINE = "mine"
    UNASSIGNED = "unassigned"
    ALL = "all"
    ASSISTANT = "assistant"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage quoted in a message, with the address of its place in the help centre."""

    passage: str
    title: str
    heading: str
    quote: str
    url: str
    version: str = ""
    language: str = ""

    def as_source(self) -> Source:
        """Give it as the passport keeps it."""
        return Source(self.title, self.quote, self.heading, self.version, self.url)


@dataclass(frozen=True, slots=True)
class Conversation:
    """A thread with one contact. `waiting_since`: the oldest word of theirs not answered yet.

    `because`: why its assignee was chosen; empty when a person chose.
    """

    id: ConversationId
    contact: ContactId
    contact_name: str
    kind: Kind
    address: str
    subject: str
    language: str
    status: Status
    holder: Holder
    assignee: UUID | None
    cause: Cause | None
    snoozed_until: datetime | None
    last_message: MessageId | None
    last_inbound: MessageId | None
    last_at: datetime
    waiting_since: datetime | None
    present_at: datetime | None
    created_at: datetime
    merged_into: ConversationId | None = None
    merged_at: datetime | None = None
    team: UUID | None = None
    skill: str = ""
    importance: Importance = Importance.ROUTINE
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AttachmentInfo:
    """A file without its content. `size` in bytes."""

    id: UUID
    message: MessageId
    name: str
    content_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Message:
    """One utterance. `rest` keeps quoted text and signature; `waited_ms`: how long it was awaited.

    An event's `body` is the key of a text, its `subject` the values as JSON. `origin`: the thread
    it was moved from, where the customer saw it. `choices`: what it offers to answer with.
    """

    id: MessageId
    conversation: ConversationId
    direction: Direction
    kind: Kind
    author_kind: AuthorKind
    author_name: str
    author_id: UUID | None
    body: str
    rest: str
    subject: str
    citations: tuple[Citation, ...]
    ai_share: float
    delivery: UUID | None
    passport_token: str | None
    automatic: str | None
    feedback: Feedback | None
    at: datetime
    attachments: tuple[AttachmentInfo, ...] = ()
    origin: ConversationId | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message that arrived. `provider_id` is what its sender calls it.

    `mail_ids`: In-Reply-To and References. `automatic`: why it is an automatic mail, or None.
    `conversation` is given when the channel knows it (web chat, a reply token).
    """

    kind: Kind
    provider_id: str
    address: str
    text: str
    rest: str = ""
    subject: str = ""
    name: str | None = None
    language: str | None = None
    mail_ids: tuple[str, ...] = ()
    automatic: str | None = None
    conversation: ConversationId | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Received:
    """Where it went. `is_duplicate`: it had arrived before, and nothing was changed."""

    conversation: ConversationId
    message: MessageId
    is_duplicate: bool


@dataclass(frozen=True, slots=True)
class Reply:
    """What the company says. `read_until`: the customer's last word the author had read.

    The AI's reply is dropped when there is a later word, or when a person holds the conversation.
    `is_fact`: it states facts from a record and nothing else (AI mode `basic`).
    `making`: what computing the words weighed, where another computer did. `skill`: what an AI
    speaks by, and may be stopped by. `choices`: what the customer may answer with one touch; the
    text says them too.
    """

    text: str
    author: Author
    reason: Reason
    citations: tuple[Citation, ...] = ()
    author_id: UUID | None = None
    read_until: MessageId | None = None
    attachments: tuple[Attachment, ...] = ()
    is_fact: bool = False
    making: Range | None = None
    skill: str = review.autonomy.KNOWLEDGE
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """It was said: by chat at once, by mail as soon as the worker comes to it."""

    message: MessageId
    kind: Kind
    passport_token: str


class Silence(StrEnum):
    """Why the assistant said nothing."""

    PERSON_HOLDS = "person_holds"
    NEWER_MESSAGE = "newer_message"
    RESOLVED = "resolved"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Silent:
    """Nothing was said, on purpose."""

    why: Silence


@dataclass(frozen=True, slots=True)
class Summary:
    """What an advisor reads first: made from data, not by a model."""

    asked: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    sources: tuple[Citation, ...] = ()
    last_words: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Handover:
    """One passing of a conversation to a person."""

    id: UUID
    conversation: ConversationId
    cause: Cause
    summary: Summary
    at: datetime
    taken_at: datetime | None
    replied_at: datetime | None


@dataclass(frozen=True, slots=True)
class Task:
    """Something an advisor promised by handing over when nobody was there."""

    id: TaskId
    conversation: ConversationId
    kind: TaskKind
    detail: str
    created_at: datetime
    due_at: datetime
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class CannedReply:
    """A ready answer; `{contact}` and `{advisor}` are filled in."""

    id: UUID
    name: str
    language: str
    body: str

    def filled(self, contact: str, advisor: str) -> str:
        """Give the text with the names in it."""
        return self.body.replace("{contact}", contact).replace("{advisor}", advisor)


@dataclass(frozen=True, slots=True)
class Hours:
    """Open on a weekday (Monday is 0) from `opens` to `closes`, minutes after midnight."""

    weekday: int
    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """When people are there, in the company's time zone."""

    hours: tuple[Hours, ...]
    holidays: frozenset[date]
    time_zone: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Measured waits in seconds (medians); None where nothing was measured yet.

    A wait for a person counts in service hours. `person_at_worst`: nine in ten waited less.
    """

    assistant: float | None
    person: float | None
    is_open: bool
    opens_at: datetime | None
    person_at_worst: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the inbox."""

    conversation: Conversation
    preview: str
    preview_from: AuthorKind | None
    is_unread: bool
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the inbox is narrowed to. `before`: cursor, the last line's (`last_at`, id)."""

    view: View = View.ALL
    words: str = ""
    label: str = ""
    kind: Kind | None = None
    cause: Cause | None = None
    team: UUID | None = None
    before: tuple[datetime, UUID] | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Thread:
    """All of a conversation for the page."""

    conversation: Conversation
    messages: Sequence[Message]
    handovers: Sequence[Handover]
    labels: tuple[str, ...]
    counts: Mapping[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True, slots=True)
class Visit:
    """A visitor of the web chat, known by a cookie."""

    contact: ContactId
    address: str
    language: str
    conversation: ConversationId | None
    wants_person: bool


@dataclass(frozen=True, slots=True)
class Quoted:
    """A conversation in which certain passages were quoted: when last, and which of them."""

    conversation: ConversationId
    name: str
    language: str
    at: datetime
    passages: frozenset[str]
