"""Our own mark in a mail that came back: it may stand in any part, also in one that is encoded."""

import base64
import binascii
import quopri
from collections.abc import Iterator
from email.message import EmailMessage, Message
from typing import Any, Final

_TEXT: Final = 200_000
_PARTS: Final = 50


def marked_text(mail: EmailMessage) -> str:
    """Give a mail as text, as it came and decoded: somewhere in it is our mark, if anywhere."""
    whole = as_text(mail)
    decoded = (
        words_of(part)
        for _, part in zip(range(_PARTS), mail.walk(), strict=False)
        if _encoding(part) in {"base64", "quoted-printable"}
    )
    return " ".join([whole, *decoded])[: 2 * _TEXT]


def as_text(part: "Message[Any, Any]") -> str:
    """Give a part with its header as text; what Python cannot write is empty."""
    try:
        return part.as_bytes().decode("utf-8", "replace")[:_TEXT]
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""


def words_of(part: "Message[Any, Any]") -> str:
    """Give a part's content as text, decoded, also where the standard allows no encoding."""
    _, _, body = as_text(part).replace("\r\n", "\n").partition("\n\n")
    raw = body.encode("utf-8", "replace")
    try:
        match _encoding(part):
            case "base64":
                return base64.b64decode(raw).decode("utf-8", "replace")
            case "quoted-printable":
                return quopri.decodestring(raw).decode("utf-8", "replace")
            case _:
                return body
    except (binascii.Error, ValueError):
        return body


def parts_of(mail: EmailMessage, *kinds: str) -> Iterator[EmailMessage]:
    """Walk the parts of some content types."""
    for _, part in zip(range(_PARTS), mail.walk(), strict=False):
        if part.get_content_type() in kinds:
            yield part


def _encoding(part: "Message[Any, Any]") -> str:
    return str(part.get("Content-Transfer-Encoding", "")).strip().lower()
