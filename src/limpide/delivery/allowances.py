"""Allowances: token buckets of providers, shared by all job processes.

Three limits may hold: what the account may hand over each second and what it may hand over to
mailboxes of a domain (settings of the installation), and what a company wants handed over on a
channel (its policy). What is in a hurry may empty a bucket; the rest leaves a part of it, so that a
code finds room while a campaign runs.

A family of mailboxes that says «too fast» is left alone for a while, whatever its limit; the others
go on. What is in a hurry is tried all the same.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from limpide.channels import (
    Accepted,
    ChannelDownError,
    DeferredError,
    Kind,
    Outcome,
    Provider,
)
from limpide.foundation.database import Database
from limpide.foundation.log import log

from . import store_allowances
from .families import by_family, family_of, is_large
from .model import Message
from .policy import policy

_RESERVE: Final = 0.25
_LONGEST_LINE: Final = 60.0
_REST: Final = timedelta(seconds=60)
# Doubled at most so often: an hour, what large providers speak of.
_MOST_DOUBLED: Final = 6


@dataclass(slots=True)
class _Bucket:
    scope: UUID | None
    name: str
    rate: float
    tokens: float
    line: float
    denied: int = 0

    @property
    def full(self) -> float:
        return _full(self.rate)

    def has_room(self, message: Message) -> bool:
        floor = 0.0 if message.is_urgent else 1.0
        return self.tokens - 1 >= floor * max(1.0, _RESERVE * self.full)


def _full(rate: float) -> float:
    # At least two, so that one can be kept back for what is in a hurry.
    return max(2.0, rate)


async def take(
    db: Database, kind: Kind, provider: Provider, messages: Sequence[Message]
) -> tuple[Sequence[Message], float | None]:
    """Say which messages there is room for now, and after how many seconds the others may ask."""
    awake, waits = await _awake(db, kind, provider, messages)
    families = {message.id: family_of(message.address) for message in awake if provider.by_domain}
    shared = await _shared(db, kind, provider)
    by_domain = await _of_families(db, kind, provider, set(families.values()))
    granted: list[Message] = []
    for message in sorted(awake, key=lambda each: not each.is_urgent):
        own = by_domain.get(families.get(message.id, ""))
        needed = shared if own is None else [*shared, own]
        # The last one is the narrowest: where it is full, the others' turn is not asked for.
        short = [bucket for bucket in reversed(needed) if not bucket.has_room(message)][:1]
        if not short:
            granted.append(message)
        for bucket in short:
            bucket.denied += 1
        for bucket in () if short else needed:
            bucket.tokens -= 1
    for bucket in (*shared, *by_domain.values()):
        if bucket.denied:
            waits.append(_turn(bucket))
        await store_allowances.keep(db, bucket.scope, kind, bucket.name, bucket.tokens, bucket.line)
    return granted, min(waits, default=None)


async def note(
    db: Database, ended: Iterable[tuple[Message, Provider, Outcome | ChannelDownError]]
) -> None:
    """Let families rest that take less, and be as before those that took something again."""
    slowed: set[str] = set()
    taking: set[str] = set()
    for message, provider, outcome in ended:
        if message.kind is Kind.EMAIL:
            name = _name(provider, family_of(message.address))
            if isinstance(outcome, DeferredError) and outcome.slows:
                slowed.add(name)
            elif isinstance(outcome, Accepted):
                taking.add(name)
    known: set[str] = set()
    if taking - slowed:
        known = await store_allowances.rested(db, Kind.EMAIL, sorted(taking - slowed))
    # Always in one order: two job processes cannot wait for each other.
    for name in sorted(slowed | known):
        if name in known:
            await store_allowances.wake(db, Kind.EMAIL, name)
            continue
        log.warning("delivery.family_rests", channel=Kind.EMAIL.value, family=name)
        await store_allowances.rest(db, Kind.EMAIL, name, _REST, most_doubled=_MOST_DOUBLED)


async def resting(db: Database) -> Mapping[tuple[Kind, str], Mapping[str, datetime]]:
    """Say which large families rest, by provider, each until when.

    All companies see it: the name of a small domain would tell whom another one writes to.
    """
    found: dict[tuple[Kind, str], dict[str, datetime]] = {}
    for kind, name, until in await store_allowances.list_resting(db):
        provider, _, family = name.partition("@")
        if is_large(family):
            found.setdefault((kind, provider), {})[family] = until
    return found


async def _awake(
    db: Database, kind: Kind, provider: Provider, messages: Sequence[Message]
) -> tuple[Sequence[Message], list[float]]:
    """Leave out what is for families that rest; give how long each of these still does."""
    patient = {m.id: _name(provider, family_of(m.address)) for m in messages if not m.is_urgent}
    if kind is not Kind.EMAIL or not patient:
        return messages, []
    rests = await store_allowances.rests_of(db, kind, sorted(set(patient.values())))
    awake = [message for message in messages if patient.get(message.id) not in rests]
    return awake, [seconds * random.uniform(1.0, 1.2) for seconds in rests.values()]  # noqa: S311


def _name(provider: Provider, family: str) -> str:
    return f"{provider.name}@{family}"


async def _shared(db: Database, kind: Kind, provider: Provider) -> list[_Bucket]:
    own = (await policy(db)).per_second.get(kind)
    limits = ((None, provider.per_second), (db.workspace, own))
    return [
        await _held(db, scope, kind, provider.name, rate)
        for scope, rate in limits
        if rate is not None
    ]


async def _of_families(
    db: Database, kind: Kind, provider: Provider, families: set[str]
) -> Mapping[str, _Bucket]:
    limits = by_family(provider.by_domain) if families else {}
    # Always in one order: two job processes cannot wait for each other.
    return {
        family: await _held(db, None, kind, _name(provider, family), limits[family])
        for family in sorted(families)
        if family in limits
    }


async def _held(db: Database, scope: UUID | None, kind: Kind, name: str, rate: float) -> _Bucket:
    # What is in a hurry needs the same row.
    db.hold_up()
    tokens, since, line = await store_allowances.hold(db, scope, kind, name, _full(rate))
    return _Bucket(scope, name, rate, min(_full(rate), tokens + since * rate), line)


def _turn(bucket: _Bucket) -> float:
    """Give a turn at the end of the line, so that those who wait come one after the other."""
    needed = min(bucket.denied, bucket.full) / bucket.rate
    if bucket.line > _LONGEST_LINE:
        return _LONGEST_LINE * random.uniform(0.5, 1.5)  # noqa: S311 (spreading load, no secret)
    bucket.line += needed
    return bucket.line
