"""What comes back: texts people write, and what became of ours."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers


class Became(StrEnum):
    """What a provider says became of a message. `bounced`: the number itself is at fault."""

    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    EXPIRED = "expired"
    FAILED = "failed"
    BOUNCED = "bounced"


@dataclass(frozen=True, slots=True)
class InboundSms:
    """A text somebody wrote to us. `is_confirmed`: the provider itself confirmed their STOP.

    `recipient`: the number they wrote to, where the provider says so.
    """

    provider_id: str
    sender: str
    text: str
    is_confirmed: bool = False
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class SmsPart:
    """One part of a longer text, counted from 1: octets, for a letter may be cut in two.

    Parts of one text share sender, recipient, `reference` and `total`. `coding`: SMPP 3.4, 5.2.19.
    """

    sender: str
    recipient: str
    reference: int
    total: int
    place: int
    octets: bytes
    coding: int


@dataclass(frozen=True, slots=True)
class SmsReport:
    """What became of the message that the provider calls `provider_id`. `code` is its own."""

    provider_id: str
    became: Became
    code: str = ""


SmsEvent = InboundSms | SmsPart | SmsReport
# Stores events or raises: only afterwards is the provider told that we have them.
Stores = Callable[[Sequence[SmsEvent]], Awaitable[None]]


class ForgedError(Exception):
    """The signature of a call-back is missing or wrong."""


class UnreadableError(Exception):
    """A call-back is signed, but not in a form we know."""


def international(number: str, country: str) -> str:
    """Write a sender's number in E.164; what is no number (a short code, a name) stays as it is.

    Providers drop the «+»: digits that make a number with it are taken so first.
    """
    bare = number.strip()
    if bare.isdigit() and not bare.startswith("0"):
        bare = _e164(f"+{bare}", country) or bare
    return _e164(bare, country) or number


def _e164(number: str, country: str) -> str | None:
    try:
        read = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(read):
        return None
    return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164)
