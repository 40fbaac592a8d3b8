"""Overruling: red stops a text; amber passes with a reason, and the ledger keeps who gave it."""

from collections.abc import Sequence
from enum import StrEnum
from uuid import UUID

from limpide import ledger
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

from .checks import Finding, Severity


class Gate(StrEnum):
    """Whether a text may pass."""

    OPEN = "open"
    WANTS_REASON = "wants_reason"
    SHUT = "shut"


def gate(findings: Sequence[Finding], why: str = "") -> Gate:
    """Say whether a text may pass. `why`: what its author answers to the amber findings."""
    if any(each.severity is Severity.RED for each in findings):
        return Gate.SHUT
    return Gate.WANTS_REASON if findings and not why.strip() else Gate.OPEN


async def overrule(
    db: Database, subject: UUID, findings: Sequence[Finding], why: str, *, actor: Actor
) -> None:
    """Keep in the ledger that a text passed in spite of findings, and why..

    The findings' own words are not kept: they may be personal.
    """
    if findings:
        data = {"rules": sorted({each.rule for each in findings})}
        await ledger.record(
            db, "check.overruled", about=subject, why=why.strip()[:500], actor=actor, data=data
        )
