"""The words of contacts: people, their addresses, what they allowed and what they prefer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from limpide.channels import Kind
from limpide.foundation.ids import WorkspaceId

Attribute = str | int | float | bool
ContactId = NewType("ContactId", UUID)
ChoiceId = NewType("ChoiceId", UUID)


class AddressKind(StrEnum):
    """What an address is. One telephone number serves calls and SMS."""

    EMAIL = "email"
    PHONE = "phone"
    CHAT = "chat"
    POSTAL = "postal"

    @classmethod
    def of(cls, kind: Kind) -> "AddressKind":
        """Say which address a channel needs."""
        return _ADDRESS_OF[kind]


_ADDRESS_OF: Mapping[Kind, AddressKind] = {
    Kind.CHAT: AddressKind.CHAT,
    Kind.EMAIL: AddressKind.EMAIL,
    Kind.SMS: AddressKind.PHONE,
    Kind.PHONE: AddressKind.PHONE,
    Kind.LETTER: AddressKind.POSTAL,
}


@dataclass(frozen=True, slots=True)
class Address:
    """A way to reach a contact, written in its normal form (RFC 5321 mailbox, E.164 number)."""

    id: UUID
    contact: ContactId
    kind: AddressKind
    value: str
    verified_at: datetime | None


class Purpose(StrEnum):
    """Why we write."""

    SERVICE = "service"
    SECURITY = "security"
    APPOINTMENT = "appointment"
    ORDER = "order"
    BILLING = "billing"
    NEWS = "news"
    OFFERS = "offers"


@dataclass(frozen=True, slots=True)
class Use:
    """A channel for a purpose: what a person allows or refuses."""

    kind: Kind
    purpose: Purpose


class Choice(StrEnum):
    """What a person decided about a use. `bought`: bought something, and did not refuse offers."""

    GRANTED = "granted"
    WITHDRAWN = "withdrawn"
    BOUGHT = "bought"


class Basis(StrEnum):
    """The lawful bases we rely on (GDPR, article 6(1) a, b, f).

    `soft_opt_in`: the legitimate interest in offering customers similar goods (directive 2002/58,
    article 13(2)).
    """

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGITIMATE_INTEREST = "legitimate_interest"
    SOFT_OPT_IN = "soft_opt_in"


class Refusal(StrEnum):
    """Why we may not write. The person and the advisor read the matching text."""

    NEVER_ASKED = "never_asked"
    WITHDRAWN = "withdrawn"
    SUPPRESSED = "suppressed"
    NO_ADDRESS = "no_address"
    AI_NOT_WANTED = "ai_not_wanted"
    PAUSED = "paused"
    TOO_MANY = "too_many"
    NO_CHANNEL = "no_channel"
    CANNOT_CARRY = "cannot_carry"
    NO_TIME_LEFT = "no_time_left"
    SEEN_ALREADY = "seen_already"
    AI_STOPPED = "ai_stopped"
    RESTRICTED = "restricted"
    OTHER_GOODS = "other_goods"
    BOUGHT_LONG_AGO = "bought_long_ago"
    RESTING = "resting"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Permission:
    """The answer to «may we?»: true with its basis and address, or false with a reason."""

    refusal: Refusal | None = None
    basis: Basis | None = None
    choice: ChoiceId | None = None
    address: str | None = None

    def __bool__(self) -> bool:
        return self.refusal is None


class AiMode(StrEnum):
    """How much AI a person accepts.

    `reviewed`: a person validates every AI text. `basic`: AI for facts such as an order's status.
    """

    ANY = "any"
    REVIEWED = "reviewed"
    BASIC = "basic"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Contact:
    """A person we talk with. `reference`: what the company's own systems call them.

    `time_zone`: an IANA name, where they told it. `quiet_hours`: minutes of their day, from and to
    (to the next day when the second is the smaller). `attributes`: what the company's systems say.
    `pauses`: until when nothing is wanted, by purpose. `is_restricted`: GDPR, article 18.
    `merged_into`: who this contact turned out to be.
    """

    id: ContactId
    name: str | None
    language: str | None
    ai_mode: AiMode
    reference: str | None
    created_at: datetime
    addresses: tuple[Address, ...]
    time_zone: str | None = None
    quiet_hours: tuple[int, int] | None = None
    paused_until: datetime | None = None
    attributes: Mapping[str, Attribute] = field(default_factory=dict[str, Attribute])
    pauses: Mapping[Purpose, datetime] = field(default_factory=dict[Purpose, datetime])
    is_restricted: bool = False
    merged_into: ContactId | None = None

    def address(self, kind: Kind, value: str | None = None) -> Address | None:
        """Give the address for a channel: `value` if it is theirs; without it, a verified one
        first, else the one known longest.
        """
        wanted = AddressKind.of(kind)
        fitting = [
            each
            for each in self.addresses
            if each.kind is wanted and (value is None or value == each.value)
        ]
        if len(fitting) < 2:
            return fitting[0] if fitting else None
        return min(fitting, key=lambda each: (each.verified_at is None, each.id), default=None)


@dataclass(frozen=True, slots=True)
class Page:
    """Some contacts, and the cursor of the next page (None at the end)."""

    contacts: tuple[Contact, ...]
    next: str | None


class Act(StrEnum):
    """By which act a choice was made."""

    CHECKBOX = "checkbox"
    BUTTON = "button"
    DOUBLE_OPT_IN = "double_opt_in"
    ONE_CLICK = "one_click"
    KEYWORD = "keyword"
    VOICE = "voice"
    PAPER = "paper"
    API = "api"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Wording:
    """What the person was shown. A changed text needs a new version."""

    id: str
    version: int
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Proof:
    """How we can show that a choice was made (GDPR, article 7(1)).

    `source`: the page, form or system. `evidence`: reference of a recording, scan or message;
    needed for an import. `given_at`: when the person decided, if that was not now.
    """

    act: Act
    source: str
    wording: Wording | None = None
    evidence: str | None = None
    given_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Similar:
    """What a purchase allows: offers of these families of goods, by a rule, until a moment."""

    goods: tuple[str, ...]
    rule: str
    until: datetime


@dataclass(frozen=True, slots=True)
class RecordedChoice:
    """A choice as it stands on record. `similar`: what follows from a purchase."""

    id: ChoiceId
    contact: ContactId
    use: Use
    choice: Choice
    given_at: datetime
    act: Act
    source: str
    evidence: str | None
    wording_id: str | None
    wording_version: int | None
    wording_sha256: str | None
    similar: Similar | None = None


@dataclass(frozen=True, slots=True)
class Doing:
    """What somebody did: how often, first and last."""

    what: str
    times: int
    first_at: datetime
    last_at: datetime


class SuppressionReason(StrEnum):
    """Why an address is not written to any more."""

    BOUNCED = "bounced"
    COMPLAINED = "complained"
    STOP = "stop"
    MANUAL = "manual"
    RESTING = "resting"


@dataclass(frozen=True, slots=True)
class Suppression:
    """An address that is not written to. `until`: it rests after passing failures, till then."""

    reason: SuppressionReason
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Frequency:
    """At most `most` messages in any `days` days."""

    most: int
    days: int


class Rhythm(StrEnum):
    """How often a person wants small notices gathered into one message."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Preferences:
    """All that a person decided. `choices` holds the last word per use, where there is one.

    `suppressed`: which of their addresses are not written to, and why.
    """

    contact: Contact
    choices: Mapping[Use, Choice]
    channel_order: Mapping[Purpose, tuple[Kind, ...]]
    suppressed: Mapping[UUID, Suppression]
    frequencies: Mapping[Purpose, Frequency] = field(default_factory=dict[Purpose, Frequency])
    rhythms: Mapping[Purpose, Rhythm] = field(default_factory=dict[Purpose, Rhythm])


@dataclass(frozen=True, slots=True)
class LastWord:
    """A person's latest choice about a use."""

    id: ChoiceId
    choice: Choice
    given_at: datetime
    similar: Similar | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """All that decides whether we may write to a person, read at one moment."""

    contact: Contact
    suppressed: Mapping[UUID, Suppression]
    last_words: Mapping[Use, LastWord]
    channel_order: Mapping[Purpose, tuple[Kind, ...]]
    frequencies: Mapping[Purpose, Frequency] = field(default_factory=dict[Purpose, Frequency])


@dataclass(frozen=True, slots=True)
class TokenHolder:
    """Whom a link in a message speaks for. `use` is set on unsubscribe links."""

    workspace: WorkspaceId
    contact: ContactId
    use: Use | None


@dataclass(frozen=True, slots=True)
class PendingGrant:
    """A yes that waits: whose, for which use, by which address, in which words."""

    workspace: WorkspaceId
    contact: ContactId
    address: UUID
    use: Use
    wording: Wording
    source: str
    asked_at: datetime
    confirmed_at: datetime | None
