"""Mail that came back: RFC 3464 reports, and the prose of servers that never read it.

A person's mail is never taken for a report, whatever they write: what no report says in the form of
one counts only where a mail system sent it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Final

from .marks import marked_text, parts_of, words_of
from .statuses import is_address_at_fault, status_in

_REPORTS: Final = ("message/delivery-status", "message/global-delivery-status")
_ADDRESS: Final = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_SYSTEM: Final = re.compile(r"(?:mailer-daemon|postmaster|microsoftexchange[\w-]*)@", re.IGNORECASE)
_MARKS: Final = ("X-Failed-Recipients", "X-MS-Exchange-Message-Is-Ndr")
_SUBJECT: Final = re.compile(
    r"^(?:undeliver|delivery (?:status|failure|has failed)|returned mail|failure notice|non remis|"
    r"échec de (?:la )?remise|mail delivery (?:failed|failure)|message non distribué|unzustellbar|"
    r"no se puede entregar|non recapitabile|onbestelbaar|warning: could not send|message rejected)",
    re.IGNORECASE,
)
# Below this, servers quote the mail that came back: its words are ours.
_COPY: Final = re.compile(
    r"^(?:-{3,}.*(?:copy|original|message|header|headers|en-têtes).*|original message headers:|"
    r"(?:received|return-path|dkim-signature|message-id):.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_FIELD: Final = re.compile(r"^([\w-]+):[ \t]*(.*(?:\n[ \t]+.*)*)", re.MULTILINE)
_RECIPIENTS: Final = ("final-recipient", "original-recipient")


@dataclass(frozen=True, slots=True)
class Bounce:
    """What came back. `permanent`: the address is at fault; `text` holds our mark, if anything.

    `is_failure`: false for a delay, and for word that it arrived: nobody need act.
    """

    recipient: str
    status: str
    permanent: bool
    text: str
    is_failure: bool = True


@dataclass(frozen=True, slots=True)
class _Told:
    """What a report says of one recipient."""

    recipient: str
    action: str
    status: str
    diagnostic: str


def bounce(mail: EmailMessage, sender: str, recipients: tuple[str, ...]) -> Bounce | None:
    """Read a mail as a report; None when it is not one. `sender`: of its envelope."""
    reports = list(parts_of(mail, *_REPORTS)) if _is_by_a_system(mail, sender) else []
    if not reports and not _is_prose_of_a_system(mail, sender):
        return None
    told = [each for part in reports for each in _told(words_of(part))]
    marks = " ".join([*recipients, str(mail.get("In-Reply-To", "")), marked_text(mail)])
    said = _said(mail)
    if not told:
        status = status_in(said)
        named = _ADDRESS.search(str(mail.get("X-Failed-Recipients", "")))
        recipient = named[0] if named else ""
        return Bounce(recipient, status, is_address_at_fault(status, said), marks)
    failed = next((each for each in told if each.action == "failed"), None)
    if failed is None:
        return Bounce(told[0].recipient, told[0].status, False, marks, is_failure=False)
    return Bounce(failed.recipient, failed.status, _is_permanent(failed, said), marks)


def _is_by_a_system(mail: EmailMessage, sender: str) -> bool:
    return (
        not sender
        or mail.get_content_type() == "multipart/report"
        or any(name in mail for name in _MARKS)
        or _SYSTEM.search(str(mail.get("From", ""))) is not None
    )


def _is_prose_of_a_system(mail: EmailMessage, sender: str) -> bool:
    is_named_so = _SUBJECT.match(str(mail.get("Subject", "")).strip()) is not None
    return is_named_so and _is_by_a_system(mail, sender)


def _told(report: str) -> Iterator[_Told]:
    """Read a report block by block; the first is about the message, and names no recipient."""
    for block in re.split(r"\n[ \t]*\n", report.replace("\r\n", "\n")):
        fields = {found[1].lower(): " ".join(found[2].split()) for found in _FIELD.finditer(block)}
        named = next((fields[name] for name in _RECIPIENTS if name in fields), None)
        if named is None:
            continue
        yield _Told(
            named.rpartition(";")[2].strip(" <>"),
            (fields.get("action", "").split() or ["failed"])[0].lower(),
            status_in(fields.get("status", "")),
            fields.get("diagnostic-code", ""),
        )


def _is_permanent(failed: _Told, said: str) -> bool:
    """A status that says little, such as 5.0.0, is judged by what the other server answered."""
    words, status = failed.diagnostic or said, failed.status
    if status.startswith("5.0.") or not status:
        status = status_in(words) or status
    return is_address_at_fault(status, words)


def _said(mail: EmailMessage) -> str:
    """Give what the server itself says, without the mail that it returns."""
    for part in parts_of(mail, "text/plain", "text/html"):
        words = words_of(part)
        if words.strip():
            cut = _COPY.search(words)
            return (words[: cut.start()] if cut else words)[:20_000]
    return ""
