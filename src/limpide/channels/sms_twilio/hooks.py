"""Reading what Twilio posts to us: statuses and inbound texts, signed over address and form."""

import base64
import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from limpide.channels.sms.coming import (
    Became,
    ForgedError,
    InboundSms,
    SmsEvent,
    SmsReport,
    UnreadableError,
    international,
)

# queued, accepted, scheduled and sending are no news.
_BECAME: Final[Mapping[str, Became]] = {
    "sent": Became.SENT,
    "delivered": Became.DELIVERED,
    "read": Became.READ,
    "failed": Became.FAILED,
    "undelivered": Became.FAILED,
    "canceled": Became.FAILED,
}
# Unknown handset, landline: the number itself (https://www.twilio.com/docs/api/errors).
_BAD_NUMBER: Final = {"30005", "30006"}
_PORTS: Final = {"https": 443, "http": 80}


def check(url: str, body: bytes, signature: str, token: str) -> None:
    """Check the signature over the public address and the form. Raises ForgedError."""
    form = _form(body)
    given = signature.encode()
    right = [_signature(each, form, token) for each in _spellings(url)]
    # Both are compared always: the time taken tells nothing.
    if not any([hmac.compare_digest(each, given) for each in right]):  # noqa: C419
        raise ForgedError


def read_text(body: bytes, country: str) -> Sequence[SmsEvent]:
    """Read an inbound text. Raises UnreadableError."""
    form = dict(_form(body))
    id, sender = form.get("MessageSid") or form.get("SmsSid"), form.get("From")
    if not id or not sender:
        raise UnreadableError
    is_confirmed = bool(form.get("OptOutType"))
    sender, recipient = (international(each, country) for each in (sender, form.get("To", "")))
    return [InboundSms(id, sender, form.get("Body", ""), is_confirmed, recipient)]


def read_status(body: bytes) -> Sequence[SmsEvent]:
    """Read what became of a message; what is no news is nothing. Raises UnreadableError."""
    form = dict(_form(body))
    id = form.get("MessageSid") or form.get("SmsSid")
    status = form.get("MessageStatus") or form.get("SmsStatus")
    if not id or not status:
        raise UnreadableError
    became, code = _BECAME.get(status), form.get("ErrorCode", "")
    if became is Became.FAILED and code in _BAD_NUMBER:
        became = Became.BOUNCED
    return [] if became is None else [SmsReport(id, became, code)]


def _form(body: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=200)
    except ValueError as error:
        raise ForgedError from error


def _signature(url: str, form: Iterable[tuple[str, str]], token: str) -> bytes:
    # Keys sorted; of a repeated key its values sorted, each once.
    signed = url + "".join(key + value for key, value in sorted(set(form)))
    return base64.b64encode(hmac.digest(token.encode(), signed.encode(), hashlib.sha1))


def _spellings(url: str) -> tuple[str, str]:
    """Write an address with and without its port: Twilio signs either."""
    read = urlsplit(url)
    host = read.hostname or ""
    port = read.port or _PORTS.get(read.scheme, 443)
    bare = urlunsplit(read._replace(netloc=host))
    return urlunsplit(read._replace(netloc=f"{host}:{port}")), bare
