"""Allowances: token buckets of providers, shared by all job processes.

Two limits may hold: what the account may hand over each second (a setting of the installation),
and what a company wants handed over on a channel (its policy). What is in a hurry may empty a
bucket; the rest leaves a part of it, so that a code finds room while a campaign runs.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from limpide.channels import Kind, Provider
from limpide.foundation.database import Database

from . import store_providers
from .model import Message
from .policy import policy

_RESERVE: Final = 0.25
_LONGEST_LINE: Final = 60.0


@dataclass(slots=True)
class _Bucket:
    scope: UUID | None
    rate: float
    tokens: float
    line: float

    @property
    def full(self) -> float:
        return _full(self.rate)


def _full(rate: float) -> float:
    # At least two, so that one can be kept back for what is in a hurry.
    return max(2.0, rate)


async def take(
    db: Database, kind: Kind, provider: Provider, messages: Sequence[Message]
) -> tuple[Sequence[Message], float | None]:
    """Say which messages there is room for now, and after how many seconds the others may ask."""
    buckets = await _buckets(db, kind, provider)
    granted: list[Message] = []
    denied = 0
    for message in sorted(messages, key=lambda each: not each.is_urgent):
        floor = 0.0 if message.is_urgent else 1.0
        if all(b.tokens - 1 >= floor * max(1.0, _RESERVE * b.full) for b in buckets):
            granted.append(message)
            for bucket in buckets:
                bucket.tokens -= 1
        else:
            denied += 1
    wait = max((_turn(bucket, denied) for bucket in buckets), default=0.0) if denied else None
    for b in buckets:
        await store_providers.keep_allowance(db, b.scope, kind, provider.name, b.tokens, b.line)
    return granted, wait


async def _buckets(db: Database, kind: Kind, provider: Provider) -> list[_Bucket]:
    own = (await policy(db)).per_second.get(kind)
    limits: list[tuple[UUID | None, float | None]] = [
        (None, provider.per_second),
        (db.workspace, own),
    ]
    buckets: list[_Bucket] = []
    for scope, rate in limits:
        if rate is None:
            continue
        # What is in a hurry needs the same row.
        db.hold_up()
        tokens, since, line = await store_providers.hold_allowance(
            db, scope, kind, provider.name, _full(rate)
        )
        buckets.append(_Bucket(scope, rate, min(_full(rate), tokens + since * rate), line))
    return buckets


def _turn(bucket: _Bucket, denied: int) -> float:
    """Give a turn at the end of the line, so that those who wait come one after the other."""
    needed = min(denied, bucket.full) / bucket.rate
    if bucket.line > _LONGEST_LINE:
        return _LONGEST_LINE * random.uniform(0.5, 1.5)  # noqa: S311 (spreading load, no secret)
    bucket.line += needed
    return bucket.line
