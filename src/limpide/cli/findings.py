"""What `limpide doctor` finds."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How serious a finding is."""

    GOOD = "good"
    CHOICE = "choice"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `advice` says what to do, or is empty."""

    what: str
    verdict: Verdict
    found: str
    advice: str = ""
