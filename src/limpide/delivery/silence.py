"""Silence: who gave no sign for long gets fewer routine messages, then none, and is told so.

A sign is what a person does on purpose: an answer, «I have read this», a choice. Whether a mail was
opened is not watched.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from limpide import contacts
from limpide.contacts import ContactId, Purpose, Standing
from limpide.foundation import clock
from limpide.foundation.database import Database

from . import store_silence
from .model import Importance, Request
from .policy import Policy, Unread, policy

Pair = tuple[ContactId, Purpose]


@dataclass(frozen=True, slots=True)
class Silence:
    """How long somebody has given no sign about a purpose, and what follows.

    `since`: their last sign, else the first message; `messages`: how many have come since then;
    `last_at`: the last one. `ends`: whether none comes any more.
    """

    since: datetime
    messages: int
    last_at: datetime
    every_days: int
    ends: bool

    def holds_back(self, now: datetime) -> bool:
        """Say whether a message would come too soon."""
        return self.ends or self.last_at > now - timedelta(days=self.every_days)


async def silence_of(db: Database, contact: ContactId) -> Mapping[Purpose, Silence]:
    """Say about which purposes a person is written to less because they give no sign."""
    found = await policy(db)
    standing = await contacts.get_standing(db, contact)
    pairs = [(contact, purpose) for purpose in found.unread]
    silent = await _silent(db, pairs, {contact: standing}, found, clock.now())
    return {purpose: each for (_, purpose), each in silent.items()}


async def held_back(
    db: Database,
    requests: Sequence[Request],
    standings: Mapping[ContactId, Standing],
    found: Policy,
    now: datetime,
) -> frozenset[Pair]:
    """Say to whom a routine message of a purpose would be one too many."""
    pairs = {
        (request.contact, request.purpose): None
        for request in requests
        if request.purpose in found.unread and request.importance is Importance.ROUTINE
    }
    silent = await _silent(db, list(pairs), standings, found, now)
    return frozenset(pair for pair, each in silent.items() if each.holds_back(now))


async def _silent(
    db: Database,
    pairs: Sequence[Pair],
    standings: Mapping[ContactId, Standing],
    found: Policy,
    now: datetime,
) -> Mapping[Pair, Silence]:
    if not pairs:
        return {}
    rows = await store_silence.counts(
        db,
        pairs,
        [found.unread[purpose].after_messages for _, purpose in pairs],
        [_last_word(standings[contact]) for contact, _ in pairs],
    )
    silent = {
        pairs[place]: _silence(found.unread[pairs[place][1]], since, many, last, now)
        for place, since, many, last in rows
    }
    return {pair: each for pair, each in silent.items() if each is not None}


def _silence(
    rule: Unread, since: datetime, messages: int, last: datetime, now: datetime
) -> Silence | None:
    if messages < rule.after_messages or now - since < timedelta(days=rule.after_days):
        return None
    ends = now - since >= timedelta(days=rule.none_after_days)
    return Silence(since, messages, last, rule.then_days, ends)


def _last_word(standing: Standing) -> datetime | None:
    return max((word.given_at for word in standing.last_words.values()), default=None)
