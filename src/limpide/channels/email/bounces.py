"""Mail that came back: RFC 3464 reports, and the prose of servers that never read it."""

import re
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Final

_STATUS: Final = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_ADDRESS: Final = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_SUBJECT: Final = re.compile(
    r"undeliver|delivery (status|failure|has failed)|returned mail|failure notice|non remis|"
    r"échec de (la )?remise|mail delivery failed|message non distribué|rejected",
    re.IGNORECASE,
)
_UNKNOWN: Final = re.compile(
    r"user unknown|unknown user|no such (user|mailbox|address)|does not exist|mailbox not found|"
    r"n.existe pas|adresse (inconnue|introuvable)|recipient (address )?rejected|address not found|"
    r"couldn.t be found|utilisateur inconnu|destinataire inconnu",
    re.IGNORECASE,
)
_PERMANENT_SUBJECTS: Final = {"1"}


@dataclass(frozen=True, slots=True)
class Bounce:
    """What came back. `permanent`: the address is at fault; `text` holds our mark, if anything."""

    recipient: str
    status: str
    permanent: bool
    text: str


def bounce(mail: EmailMessage, recipients: tuple[str, ...]) -> Bounce | None:
    """Read a mail as a report of failure; None when it is not one."""
    report = _report(mail)
    if report is None and not _SUBJECT.search(str(mail.get("Subject", ""))):
        return None
    whole = mail.as_bytes().decode("utf-8", "replace")[:200_000]
    marks = " ".join([*recipients, str(mail.get("In-Reply-To", "")), whole])
    if report is not None:
        recipient, status, action = report
        if action != "failed":
            return None
        return Bounce(recipient, status, _is_permanent(status, whole), marks)
    found = _STATUS.search(whole)
    status = found[0] if found else ""
    named = _ADDRESS.search(str(mail.get("X-Failed-Recipients", "")))
    return Bounce(named[0] if named else "", status, _is_permanent(status, whole), marks)


def _report(mail: EmailMessage) -> tuple[str, str, str] | None:
    for part in mail.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        text = part.as_string()
        recipient = re.search(
            r"^(?:Final|Original)-Recipient:\s*[^;]+;\s*(\S+)", text, re.MULTILINE | re.IGNORECASE
        )
        status = re.search(r"^Status:\s*(\d\.\d+\.\d+)", text, re.MULTILINE | re.IGNORECASE)
        action = re.search(r"^Action:\s*(\w+)", text, re.MULTILINE | re.IGNORECASE)
        return (
            recipient[1] if recipient else "",
            status[1] if status else "",
            action[1].lower() if action else "failed",
        )
    return None


def _is_permanent(status: str, text: str) -> bool:
    """Only an address that does not exist is at fault: full boxes and policies pass (RFC 3463)."""
    if status.startswith("4"):
        return False
    if status.startswith("5"):
        return status.split(".")[1] in _PERMANENT_SUBJECTS
    return bool(_UNKNOWN.search(text))
