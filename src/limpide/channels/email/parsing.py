"""Taking a mail apart: words, quoted words, files, threading. All of it is a stranger's."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.utils import getaddresses, parseaddr
from hashlib import sha256
from typing import Final, cast

import nh3
from selectolax.lexbor import LexborHTMLParser

from limpide.channels.protocol import Attachment

from .automatic import automatic
from .bounces import Bounce, bounce
from .complaints import Complaint, complaint
from .fields import policy_for_one
from .quoting import split

_PARTS: Final = 200
_DEPTH: Final = 12
_TEXT: Final = 200_000
_FILES: Final = 50
_IDS: Final = re.compile(r"<[^<>\s]{3,250}>")
_UNSAFE: Final = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:\"/\\|?*]")
_RESERVED: Final = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class InboundMail:
    """A mail, taken apart. `text` is what is new; `rest` what was quoted, and the signature."""

    message_id: str
    mail_ids: tuple[str, ...]
    sender: str
    sender_name: str
    recipients: tuple[str, ...]
    subject: str
    text: str
    rest: str
    attachments: tuple[Attachment, ...]
    automatic: str | None
    bounce: Bounce | None
    complaint: Complaint | None = None


def parse(raw: bytes, envelope_sender: str, envelope_recipients: tuple[str, ...]) -> InboundMail:
    """Take a mail apart. Whatever is wrong with it, its words are kept; it never raises."""
    mail = message_from_bytes(raw, policy=policy_for_one())
    parts = list(_parts(mail))
    whole = _plain(parts)
    new, rest = split(whole)
    name, address = parseaddr(_header(mail, "Reply-To") or _header(mail, "From"))
    return InboundMail(
        message_id=_message_id(mail, raw),
        mail_ids=_mail_ids(mail),
        sender=address or envelope_sender,
        sender_name=_one_line(name),
        recipients=tuple(
            found for _, found in getaddresses([_header(mail, "To"), _header(mail, "Cc")])
        ),
        subject=_one_line(_header(mail, "Subject"))[:500],
        text=new.strip(),
        rest=rest,
        attachments=tuple(_files(parts)),
        automatic=automatic(mail, envelope_sender),
        bounce=bounce(mail, envelope_sender, envelope_recipients),
        complaint=complaint(mail),
    )


def safe_name(name: str) -> str:
    """Make a file's name harmless: no path, no control or direction signs, no device."""
    last = name.replace("\\", "/").rpartition("/")[2]
    clean = _UNSAFE.sub("", last).strip(". ")[-120:]
    return f"_{clean}" if _RESERVED.match(clean) else clean or "file"


def _parts(mail: EmailMessage) -> Iterator[EmailMessage]:
    """Walk the leaves, no deeper and no more than bounded."""
    waiting = [(mail, 0)]
    seen = 0
    while waiting and seen < _PARTS:
        part, depth = waiting.pop(0)
        seen += 1
        if part.is_multipart() and depth < _DEPTH:
            children = cast("list[EmailMessage]", part.get_payload())
            waiting = [(child, depth + 1) for child in children] + waiting
        elif not part.is_multipart():
            yield part


def _plain(parts: list[EmailMessage]) -> str:
    texts = [_decoded(p) for p in parts if _is_body(p, "text/plain")]
    if any(text.strip() for text in texts):
        return "\n".join(texts)[:_TEXT]
    pages = [_decoded(p) for p in parts if _is_body(p, "text/html")]
    return "\n".join(map(_text_of_html, pages))[:_TEXT]


def _text_of_html(page: str) -> str:
    # Cleaned first, so that nothing that only a browser would show or run is taken for words.
    safe = nh3.clean(page[: 4 * _TEXT], tags={"p", "br", "div", "li", "blockquote", "tr", "td"})
    broken = re.sub(r"(?i)<(br|/p|/div|/li|/tr|/blockquote)[^>]*>", r"\n<\1>", safe)
    body = LexborHTMLParser(broken).body
    return body.text() if body is not None else ""


def _is_body(part: EmailMessage, kind: str) -> bool:
    return part.get_content_type() == kind and part.get_content_disposition() != "attachment"


def _files(parts: list[EmailMessage]) -> Iterator[Attachment]:
    count = 0
    for part in parts:
        name = part.get_filename()
        if name is None and part.get_content_disposition() != "attachment":
            continue
        count += 1
        if count > _FILES:
            return
        content = _bytes(part)
        yield Attachment(safe_name(name or "file"), part.get_content_type()[:100], content)


def _decoded(part: EmailMessage) -> str:
    content = _bytes(part)
    for charset in (part.get_content_charset() or "utf-8", "utf-8", "cp1252"):
        try:
            return content.decode(charset).replace("\r\n", "\n").replace("\0", "")
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("latin-1").replace("\0", "")


def _bytes(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return str(mail.get(name, ""))
    except (ValueError, IndexError, AttributeError):
        # The standard parser still fails on some broken headers; the words matter more.
        return ""


def _one_line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())


def _message_id(mail: EmailMessage, raw: bytes) -> str:
    found = _IDS.search(_header(mail, "Message-ID"))
    # A mail without an id gets one that is the same whenever the same mail comes again.
    return found[0] if found else f"<{sha256(raw).hexdigest()[:40]}@without-id.invalid>"


def _mail_ids(mail: EmailMessage) -> tuple[str, ...]:
    answered = _IDS.findall(_header(mail, "In-Reply-To"))
    named = _IDS.findall(_header(mail, "References"))
    return tuple(dict.fromkeys([*answered, *reversed(named)]))[:50]
