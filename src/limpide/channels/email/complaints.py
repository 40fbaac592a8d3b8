"""Complaints: what a mailbox provider reports when a reader says «this is spam» (ARF, RFC 5965).

Microsoft's programme sends no ARF: the mail itself, under a subject and a field of its own.
"""

import re
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Final

from .marks import marked_text, parts_of, words_of

# A reader's own word. «not-spam» is its opposite; «virus» and «auth-failure» are no reader's.
_BY_READERS: Final = {"abuse", "fraud", "opt-out", "opt-out-list"}
_TYPE: Final = re.compile(r"^Feedback-Type:\s*([\w-]+)", re.MULTILINE | re.IGNORECASE)
_MICROSOFT: Final = re.compile(r"^\s*complaint about message from\b", re.IGNORECASE)
_REPORTED: Final = re.compile(r"^X-HmXmrOriginalRecipient:", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a provider reports. `text` holds our mark, in the headers of the mail complained of."""

    feedback: str
    text: str

    @property
    def is_by_reader(self) -> bool:
        """Say whether the reader wants no more of it."""
        return self.feedback in _BY_READERS


def complaint(mail: EmailMessage) -> Complaint | None:
    """Read a mail as a feedback report; None when it is not one."""
    for part in parts_of(mail, "message/feedback-report"):
        found = _TYPE.search(words_of(part))
        return Complaint(found[1].lower() if found else "other", marked_text(mail))
    if not _MICROSOFT.match(str(mail.get("Subject", ""))):
        return None
    # The subject alone is a person's: the field that Microsoft adds has to stand there too.
    for part in parts_of(mail, "message/rfc822"):
        if _REPORTED.search(words_of(part)):
            return Complaint("abuse", marked_text(mail))
    return None
