"""The words of the ledger: entries, and the passports of messages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from limpide.foundation.actor import Actor
from limpide.foundation.ids import WorkspaceId

EntryId = NewType("EntryId", UUID)
PassportId = NewType("PassportId", UUID)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done. `sha256` covers its salt and its canonical bytes."""

    id: EntryId
    what: str
    about: UUID
    why: str
    actor: Actor
    data: Mapping[str, Any]
    at: datetime
    sha256: bytes


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to be written down: the arguments of `record`, when there are many."""

    what: str
    about: UUID
    why: str
    data: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class SealedDeed:
    """A deed as it is kept: `data` as its canonical JSON, `sha256` commits to all of it."""

    id: EntryId
    deed: Deed
    data: str
    salt: bytes
    sha256: bytes


@dataclass(frozen=True, slots=True)
class Entered:
    """What an actor did, sealed and ready to be kept."""

    deeds: Sequence[SealedDeed]
    actor: Actor


class AuthorKind(StrEnum):
    """Who wrote a message."""

    PERSON = "person"
    AI = "ai"
    AI_REVIEWED = "ai_reviewed"
    PERSON_WITH_AI = "person_with_ai"
    TEMPLATE = "template"

    @property
    def has_ai(self) -> bool:
        """Say whether an AI wrote any part."""
        return self not in {AuthorKind.PERSON, AuthorKind.TEMPLATE}


@dataclass(frozen=True, slots=True)
class Engine:
    """The machine that wrote. `provider` is empty when it runs on our own computer."""

    name: str
    version: str
    provider: str = ""


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote, with names as the company shows them. `ai_share` is between 0 and 1.

    `hands`: whole percents of the text by the hand that wrote them, where they were followed.
    """

    kind: AuthorKind
    name: str = ""
    reviewer: str = ""
    ai_share: float = 0.0
    engine: Engine | None = None
    hands: Mapping[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a message was sent: the key of a text, and the values of its {placeholders}.

    Passports are public to whoever holds the link: no personal data in the values.
    """

    key: str
    params: Mapping[str, str | int] = field(default_factory=dict[str, str | int])


@dataclass(frozen=True, slots=True)
class Source:
    """A passage that backs a message, as it was read. `version` is the document's version id."""

    title: str
    quote: str
    heading: str = ""
    version: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class PermissionUsed:
    """Under which permission a message left: the purpose, its basis, the choice if there is one."""

    purpose: str
    basis: str
    choice: UUID | None = None


@dataclass(frozen=True, slots=True)
class Weight:
    """What the sending weighs, in grams of CO2e, and the factors it was reckoned with."""

    low: float
    central: float
    high: float
    factors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanUsed:
    """Which channels were planned, in their order, and the place of this one, from 1."""

    channels: tuple[str, ...]
    place: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """One of the notices that a message holds: what it is called, and when it was asked for."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PassportDraft:
    """All that a passport says. Nothing in it tells who received the message.

    `personal`: the names of the reader's data that stand in the text; `allowed`: those of them
    that they allowed to be used for this. `images`: the SHA-256 of each image that it shows.
    """

    message: UUID
    company: str
    channels: tuple[str, ...]
    author: Author
    reason: Reason
    permission: PermissionUsed
    language: str
    text: str
    weight: Weight
    sources: tuple[Source, ...] = ()
    plan: PlanUsed | None = None
    personal: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    gathered: tuple[Gathered, ...] = ()
    images: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passport:
    """A signed public record of one message. `body` is what was signed; `token` opens its page."""

    id: PassportId
    workspace: WorkspaceId
    token: str
    body: Mapping[str, Any]
    key_id: str
    signature: bytes
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class SignedPassport:
    """A passport as it is kept: `body` is the very text that was signed."""

    id: PassportId
    message: UUID
    body: str
    signature: bytes
    token_sha256: bytes


class PassportEventKind(StrEnum):
    """What happened to a message after its passport was signed."""

    ACCEPTED = "accepted"
    SENT = "sent"
    DELIVERED = "delivered"
    OPENED = "opened"
    CLICKED = "clicked"
    READ = "read"
    REPLIED = "replied"
    FAILED = "failed"
    BOUNCED = "bounced"
    EXPIRED = "expired"
    COMPLAINED = "complained"
    RETURNED = "returned"
    CONTESTED = "contested"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class PassportEvent:
    """Something that happened later; `data` holds no personal data either."""

    kind: PassportEventKind
    at: datetime
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that checks signatures. `id` is its RFC 7638 thumbprint, `raw` its 32 bytes."""

    id: str
    raw: bytes
    created_at: datetime
    retired_at: datetime | None


class LeafKind(StrEnum):
    """What a leaf of the tree stands for."""

    ENTRY = "entry"
    PASSPORT = "passport"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A place in the tree. Leaves stand in the order of (`life`, `tx`, `id`): that of commit."""

    place: int
    kind: LeafKind
    id: UUID
    life: int
    tx: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A signed note (C2SP tlog-checkpoint): how many leaves there are, and the tree's root."""

    size: int
    note: str
    at: datetime
