"""Keywords: one word ends a channel at once; only the person's own word resumes it."""

import csv
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from limpide.channels import Kind
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

from . import consent, permission, store_choices
from .model import (
    Act,
    Basis,
    Choice,
    ContactId,
    Proof,
    Purpose,
    RecordedChoice,
    Use,
)

_FILE: Final = Path(__file__).parent / "data" / "keywords.csv"
_LONGEST: Final = 40
_SIGNS: Final = re.compile(r"[^a-z0-9 ]+")
# «STOP au 36180»: the number that the operator prints is often copied along.
_STOP_AT: Final = re.compile(r"stop (?:au |at |an |al |a )?\d{4,8}")
_SOON: Final = timedelta(hours=24)
# What a person asks for themselves, and what protects them, goes on: a code, an alarm, and the
# confirmation that we stopped.
_GOES_ON: Final = {Purpose.SECURITY}


class Keyword(StrEnum):
    """What a word asks for. `yes` is a word like any other, except soon after a stop."""

    STOP = "stop"
    START = "start"
    YES = "yes"


def keyword_of(text: str) -> Keyword | None:
    """Say whether a whole message is a keyword; a sentence that contains one is not."""
    if len(text) > _LONGEST:
        return None
    bare = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(each for each in bare if not unicodedata.combining(each))
    words = " ".join(_SIGNS.sub(" ", bare).split())
    return Keyword.STOP if _STOP_AT.fullmatch(words) else _phrases().get(words)


async def stop_channel(
    db: Database, contact: ContactId, kind: Kind, *, source: str, evidence: str, actor: Actor
) -> bool:
    """Withdraw a channel for every purpose but security. False when all was withdrawn before.

    Any reasonable means must be heard (GDPR, article 7(3); 47 CFR 64.1200(a)(10)).
    """
    uses = [Use(kind, purpose) for purpose in Purpose if purpose not in _GOES_ON]
    proof = Proof(Act.KEYWORD, source, evidence=evidence)
    return await _withdraw(db, contact, uses, proof, actor)


async def object_to_marketing(
    db: Database, contact: ContactId, kind: Kind, *, source: str, evidence: str, actor: Actor
) -> bool:
    """Withdraw news and offers on a channel, because somebody said so in their own words.

    False when they were withdrawn before. What concerns an order or an invoice goes on.
    """
    uses = [Use(kind, purpose) for purpose in (Purpose.NEWS, Purpose.OFFERS)]
    proof = Proof(Act.KEYWORD, source, evidence=evidence)
    return await _withdraw(db, contact, uses, proof, actor)


async def _withdraw(
    db: Database, contact: ContactId, uses: Sequence[Use], proof: Proof, actor: Actor
) -> bool:
    words = (await store_choices.last_words(db, [contact])).get(contact, {})
    open_uses = [
        use for use in uses if use not in words or words[use].choice is not Choice.WITHDRAWN
    ]
    for use in open_uses:
        await consent.record_choice(db, contact, Choice.WITHDRAWN, use, proof=proof, actor=actor)
    return bool(open_uses)


async def resume_channel(
    db: Database, contact: ContactId, kind: Kind, *, source: str, evidence: str, actor: Actor
) -> bool:
    """Give back what keywords took, and no more. False when they took nothing.

    News that were never agreed to, or were refused in another way, stay refused.
    """
    proof = Proof(Act.KEYWORD, source, evidence=evidence)
    stopped = _stopped(await store_choices.list_choices(db, contact), kind)
    for use, had in stopped.items():
        if had or permission.BASIS[use.purpose] is not Basis.CONSENT:
            await consent.record_choice(db, contact, Choice.GRANTED, use, proof=proof, actor=actor)
    return bool(stopped)


async def is_stopped(db: Database, contact: ContactId, kind: Kind, *, soon: bool = False) -> bool:
    """Say whether a keyword of theirs has stopped a channel; `soon`: in the last 24 hours."""
    choices = await store_choices.list_choices(db, contact)
    last = {choice.use: choice for choice in choices}
    return any(
        use in last and (not soon or clock.now() - last[use].given_at < _SOON)
        for use in _stopped(choices, kind)
    )


def _stopped(choices: Sequence[RecordedChoice], kind: Kind) -> Mapping[Use, bool]:
    """List the uses that a keyword withdrew, each with whether it was granted before."""
    last: dict[Use, RecordedChoice] = {}
    granted: dict[Use, bool] = {}
    for choice in choices:
        if choice.use.kind is kind:
            before = last.get(choice.use)
            granted[choice.use] = before is not None and before.choice is Choice.GRANTED
            last[choice.use] = choice
    return {
        use: granted[use]
        for use, choice in last.items()
        if choice.choice is Choice.WITHDRAWN and choice.act is Act.KEYWORD
    }


@cache
def _phrases() -> Mapping[str, Keyword]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {row["phrase"]: Keyword(row["act"]) for row in rows}
