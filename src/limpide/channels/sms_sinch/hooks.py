"""Reading what Sinch posts to us: delivery reports and inbound texts, signed over the raw body."""

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from typing import Any, Final

from limpide.channels.sms import calling
from limpide.channels.sms.coming import (
    Became,
    ForgedError,
    InboundSms,
    SmsEvent,
    SmsReport,
    UnreadableError,
    international,
)

_HEADER: Final = "x-sinch-webhook-signature"
# «Queued» is no news, «Unknown» is none either: the message stays where it stands.
_BECAME: Final[Mapping[str, Became]] = {
    "Dispatched": Became.SENT,
    "Delivered": Became.DELIVERED,
    "Expired": Became.EXPIRED,
    "Aborted": Became.FAILED,
    "Cancelled": Became.FAILED,
    "Rejected": Became.FAILED,
    "Deleted": Became.FAILED,
    "Failed": Became.FAILED,
}


def check(body: bytes, headers: Mapping[str, str], secret: str) -> None:
    """Check the signature over the raw body. Raises ForgedError."""
    nonce = headers.get(f"{_HEADER}-nonce", "")
    stamp = headers.get(f"{_HEADER}-timestamp", "")
    # The header never chooses the algorithm.
    is_known = headers.get(f"{_HEADER}-algorithm", "HmacSHA256").lower() == "hmacsha256"
    signed = b".".join([body, nonce.encode(), stamp.encode()])
    right = base64.b64encode(hmac.digest(secret.encode(), signed, hashlib.sha256))
    given = headers.get(_HEADER, "").encode()
    if not (is_known and nonce and stamp and hmac.compare_digest(right, given)):
        raise ForgedError


def read(body: bytes, country: str) -> Sequence[SmsEvent]:
    """Read the events of a call-back; kinds that do not concern us are none.

    Raises UnreadableError.
    """
    said = calling.fields(body)
    match said.get("type"):
        case "recipient_delivery_report_sms":
            return _report(said, str(said.get("status", "")), said.get("code"))
        case "delivery_report_sms":
            return [
                event
                for status in said.get("statuses", [])
                for event in _report(said, str(status.get("status", "")), status.get("code"))
            ]
        case "mo_text":
            return [_text(said, country, said.get("body"))]
        case "mo_media":
            # Of a picture message the words are kept; pictures are not fetched.
            return [_text(said, country, dict(said.get("body") or {}).get("message"))]
        case str():
            return []
        case _:
            raise UnreadableError


def _report(said: Mapping[str, Any], status: str, code: object) -> Sequence[SmsReport]:
    became, batch = _BECAME.get(status), said.get("batch_id")
    if not batch:
        raise UnreadableError
    return [] if became is None else [SmsReport(str(batch), became, str(code or ""))]


def _text(said: Mapping[str, Any], country: str, words: object) -> InboundSms:
    if not said.get("id") or not said.get("from"):
        raise UnreadableError
    sender = international(str(said["from"]), country)
    recipient = international(str(said.get("to", "")), country)
    return InboundSms(str(said["id"]), sender, str(words or ""), recipient=recipient)
