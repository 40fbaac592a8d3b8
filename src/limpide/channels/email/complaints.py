"""Complaints: what a mailbox provider reports when a reader says «this is spam» (ARF, RFC 5965)."""

import re
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Final

# A reader's own word. «not-spam» is its opposite; «virus» and «auth-failure» are no reader's.
_BY_READERS: Final = {"abuse", "fraud", "opt-out", "opt-out-list"}
_TYPE: Final = re.compile(r"^Feedback-Type:\s*([\w-]+)", re.MULTILINE | re.IGNORECASE)
_TEXT: Final = 200_000


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
    for part in mail.walk():
        if part.get_content_type() == "message/feedback-report":
            found = _TYPE.search(part.as_string())
            whole = mail.as_bytes().decode("utf-8", "replace")[:_TEXT]
            return Complaint(found[1].lower() if found else "other", whole)
    return None
