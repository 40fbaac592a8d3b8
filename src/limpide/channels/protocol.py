"""What every channel can be asked, and what it may answer.

Three answers and one error, because a repeat is safe only after some of them: `Accepted` (with the
provider's receipt), `Rejected` (never again), `Unsure` (perhaps sent: ask, do not repeat), and
`ChannelDownError` (surely not sent: try later).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable


class Kind(StrEnum):
    """The ways messages travel."""

    CHAT = "chat"
    EMAIL = "email"
    SMS = "sms"
    LETTER = "letter"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along. `content_type` as in RFC 2045.

    `content_id`: by which the HTML shows it in its place (`cid:…`, RFC 2392); empty: a file beside.
    """

    name: str
    content_type: str
    content: bytes
    content_id: str = ""

    @property
    def is_shown(self) -> bool:
        """Whether the text shows it in its place, where the channel draws images."""
        return bool(self.content_id)


@dataclass(frozen=True, slots=True)
class Disclosure:
    """How a message says who wrote it: `author` is one of the five author kinds.

    `label` is the visible sentence in the reader's language; `engine` and `provider` name the AI.
    """

    author: str
    label: str
    engine: str = ""
    provider: str = ""
    reviewer: str = ""


@dataclass(frozen=True, slots=True)
class Threading:
    """Where a mail stands in its thread (RFC 5322, 3.6.4). Ids with their angle brackets."""

    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What only paper needs: who writes to whom. `company`: its legal name; `recipient`: a name.

    `country` (ISO 3166-1 alpha-2) and `time_zone` (IANA) are the company's, and so are the lines of
    `address`; none: the installation's.
    """

    company: str = ""
    recipient: str = ""
    country: str = "FR"
    time_zone: str = "UTC"
    address: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outbound:
    """One message for one address, ready to travel.

    `id` is ours and stable over repeats; `return_token` comes back with bounces, and is printed on
    letters; `preferences_url` speaks for this reader; `unsubscribe_url` is set where the law wants
    one-click withdrawal (RFC 8058); `seen_url` where it is awaited that somebody says they read it.
    `is_urgent`: somebody waits for it, so nothing planned goes before it. `sender`: a mailbox; for
    SMS a number or a name, '' for the installation's. `list_id` names the kind of mail to mail
    programs (RFC 2919), `feedback_id` to those who count complaints.
    """

    id: str
    address: str
    text: str
    sender: str = ""
    sender_name: str = ""
    reply_to: str = ""
    subject: str = ""
    html: str = ""
    language: str = "en"
    disclosure: Disclosure | None = None
    passport_url: str = ""
    human_url: str = ""
    preferences_url: str = ""
    unsubscribe_url: str = ""
    seen_url: str = ""
    list_id: str = ""
    feedback_id: str = ""
    return_token: str = ""
    automatic: bool = False
    is_urgent: bool = False
    threading: Threading = field(default_factory=Threading)
    attachments: tuple[Attachment, ...] = ()
    letterhead: Letterhead = field(default_factory=Letterhead)


@dataclass(frozen=True, slots=True)
class Accepted:
    """The provider has it. `receipt` is the id by which it will report."""

    receipt: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """The provider will not take it. `permanent`: the address itself is at fault."""

    reason: str
    permanent: bool = True


@dataclass(frozen=True, slots=True)
class Unsure:
    """Perhaps sent: never repeat blindly."""

    reason: str


Outcome = Accepted | Rejected | Unsure


class ChannelDownError(Exception):
    """Surely not sent: try later."""


class DeferredError(ChannelDownError):
    """The reader's side wants it later, and the provider itself works.

    `slows`: it takes less for now, from us and for all of its mailboxes.
    """

    def __init__(self, why: str, *, slows: bool = False) -> None:
        super().__init__(why)
        self.slows = slows


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a channel can carry. `in_house`: the reader reads from our own database."""

    kind: Kind
    max_characters: int | None = None
    html: bool = False
    attachments: bool = False
    in_house: bool = False


@dataclass(frozen=True, slots=True)
class Never:
    """Asked about a message, the provider says that it never got it."""


class Channel(Protocol):
    """A way to reach a person."""

    @property
    def can(self) -> Capabilities:
        """What it can carry."""
        ...

    async def send(self, message: Outbound) -> Outcome:
        """Hand one message over. Raises ChannelDownError when it was surely not sent."""
        ...


@runtime_checkable
class Askable(Protocol):
    """A channel whose provider can be asked what became of a message that was perhaps sent."""

    async def ask(self, message: Outbound, since: datetime) -> Accepted | Never | Unsure:
        """Look a message up that was handed over at `since` or later; changes nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Provider:
    """One who carries a channel's messages. `name` is kept with attempts: never change it.

    `per_second`: how many messages a second the account may hand over, by all job processes
    together; None where the provider sets no limit. `by_domain`: of these, to a domain's mailboxes.
    """

    name: str
    channel: Channel
    per_second: float | None = None
    by_domain: Mapping[str, float] = field(default_factory=dict[str, float])


# Who carries which channel, the first choice first.
Providers = Mapping[Kind, Sequence[Provider]]
