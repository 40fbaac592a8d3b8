"""Mail that a machine wrote: it is never answered (RFC 3834)."""

import re
from email.message import EmailMessage
from typing import Final

_SENDERS: Final = re.compile(
    r"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|ne-?pas-?repondre|owner-.*|.*-request)$",
    re.IGNORECASE,
)
_SUBJECTS: Final = re.compile(
    r"^\s*(automatic reply|auto(matic)?[- ]?response|out of (the )?office|réponse automatique|"
    r"absence du bureau|absent[e]? du bureau|absence\s*:|autoreply|abwesenheit)",
    re.IGNORECASE,
)
_SUPPRESSED: Final = {"all", "autoreply", "oof", "dr"}


def automatic(mail: EmailMessage, envelope_sender: str) -> str | None:
    """Name why a mail is automatic; None when a person wrote it."""
    for rule in (_by_envelope, _by_headers, _by_subject):
        reason = rule(mail, envelope_sender)
        if reason is not None:
            return reason
    return None


def _by_envelope(mail: EmailMessage, sender: str) -> str | None:
    if not sender:
        return "empty return path"
    for address in (sender, str(mail.get("From", ""))):
        local = address.rpartition("<")[2].partition("@")[0]
        if _SENDERS.match(local.strip()):
            return "sender"
    return None


def _by_headers(mail: EmailMessage, _sender: str) -> str | None:
    submitted = str(mail.get("Auto-Submitted", "no")).split(";")[0].strip().lower()
    if submitted != "no":
        return "auto-submitted"
    if str(mail.get("Precedence", "")).strip().lower() in {"bulk", "list", "junk", "auto_reply"}:
        return "precedence"
    wishes = {w.strip().lower() for w in str(mail.get("X-Auto-Response-Suppress", "")).split(",")}
    if wishes & _SUPPRESSED:
        return "x-auto-response-suppress"
    for name in ("List-Id", "List-Unsubscribe", "X-Autoreply", "X-Autorespond"):
        if name in mail:
            return name.lower()
    return None


def _by_subject(mail: EmailMessage, _sender: str) -> str | None:
    return "subject" if _SUBJECTS.match(str(mail.get("Subject", ""))) else None
