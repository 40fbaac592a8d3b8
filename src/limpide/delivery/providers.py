"""Providers: by whom a message leaves now, and when those that may not leave yet try again.

A provider that gives no clear answer several times in a row is left alone for a while (its circuit
opens), then tried with one message. What it surely did not take goes to the next one.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from limpide.channels import (
    Accepted,
    Askable,
    ChannelDownError,
    DeferredError,
    Kind,
    Outcome,
    Provider,
    Providers,
    Rejected,
    Unsure,
)
from limpide.foundation import clock
from limpide.foundation.database import Database, Pool
from limpide.foundation.log import log

from . import allowances, store_providers
from .model import AttemptOutcome, Circuit, Health, Message

_MOST_FAILURES: Final = 5
_REST: Final = timedelta(seconds=30)
_LONGEST_REST: Final = timedelta(minutes=10)
# A probe whose process died frees its place after this.
_PROBE: Final = timedelta(seconds=90)
_NO_PROVIDER_SECONDS: Final = 60.0
_CLOSED_SOON_SECONDS: Final = 5.0

Ended = tuple[Message, Provider, Outcome | ChannelDownError]


@dataclass(slots=True)
class Choice:
    """Who leaves now and by whom; `wait`: seconds until the others try again, if there are any."""

    leaving: list[tuple[Message, Provider]] = field(default_factory=list[tuple[Message, Provider]])
    wait: float | None = None

    def later(self, seconds: float) -> None:
        """Let something try again after some seconds, the soonest of all."""
        self.wait = seconds if self.wait is None else min(self.wait, seconds)


async def announce_providers(pool: Pool, providers: Providers) -> None:
    """Tell all processes who carries what in this installation."""
    askable = {
        (kind.value, each.name)
        for kind, several in providers.items()
        for each in several
        if isinstance(each.channel, Askable)
    }
    async with pool.transaction(None) as db:
        await store_providers.save_providers(db, providers, askable)


async def list_health(db: Database) -> Sequence[Health]:
    """Say how the providers are that this installation has."""
    resting = await allowances.resting(db)
    return [
        replace(each, resting=resting.get((each.kind, each.name), {}))
        for each in await store_providers.list_providers(db)
        if each.is_configured
    ]


async def choose(db: Database, messages: Sequence[Message], providers: Providers) -> Choice:
    """Choose a provider for each message: the first that works, has not refused it and has room.

    Nothing leaves by a provider whose circuit is open, nor above what it may be given.
    """
    choice = Choice()
    if not messages:
        return choice
    health = {(h.kind, h.name): h for h in await store_providers.list_providers(db)}
    again = [message.id for message in messages if message.due_attempt > 1]
    failures = await store_providers.failures_of(db, again) if again else {}
    wanted: dict[tuple[Kind, str], list[Message]] = {}
    for message in messages:
        ranked = _ranked(providers.get(message.kind, ()), failures.get(message.id, ()))
        chosen = await _working(db, message.kind, ranked, health, wanted)
        if chosen is None:
            choice.later(_wait(message.kind, ranked, health))
        else:
            wanted.setdefault((message.kind, chosen.name), []).append(message)
    for (kind, name), those in sorted(wanted.items()):
        provider = next(each for each in providers[kind] if each.name == name)
        granted, wait = await allowances.take(db, kind, provider, those)
        choice.leaving += [(message, provider) for message in granted]
        if wait is not None:
            choice.later(wait)
    return choice


def others(providers: Sequence[Provider], failed: Iterable[tuple[str, str]]) -> Sequence[Provider]:
    """Give the providers that have neither refused a message nor failed to take it."""
    tried = {name for name, _ in failed}
    return [each for each in providers if each.name not in tried]


def _ranked(providers: Sequence[Provider], failed: Iterable[tuple[str, str]]) -> Sequence[Provider]:
    """Leave out who refused it; who did not take it comes after who was not tried as often."""
    failed = list(failed)
    refused = {name for name, outcome in failed if outcome == AttemptOutcome.REJECTED}
    downs = [name for name, outcome in failed if outcome == AttemptOutcome.DOWN]
    # When all of them refused it and a person wants it tried again, all of them may be asked.
    left = [each for each in providers if each.name not in refused] or list(providers)
    return sorted(left, key=lambda each: downs.count(each.name))


async def _working(
    db: Database,
    kind: Kind,
    ranked: Sequence[Provider],
    health: Mapping[tuple[Kind, str], Health],
    wanted: Mapping[tuple[Kind, str], Sequence[Message]],
) -> Provider | None:
    now = clock.now()
    for each in ranked:
        known = health.get((kind, each.name))
        circuit = Circuit.CLOSED if known is None else known.circuit(now)
        if circuit is Circuit.CLOSED:
            return each
        if (
            circuit is Circuit.HALF_OPEN
            and (kind, each.name) not in wanted
            and await store_providers.take_probe(db, kind, each.name, now, now + _PROBE)
        ):
            return each
    return None


def _wait(
    kind: Kind, ranked: Sequence[Provider], health: Mapping[tuple[Kind, str], Health]
) -> float:
    now = clock.now()
    opens = [
        known.open_until
        for each in ranked
        if (known := health.get((kind, each.name))) and known.open_until
    ]
    seconds = (min(opens) - now).total_seconds() if opens else _NO_PROVIDER_SECONDS
    return max(seconds, _CLOSED_SOON_SECONDS) * random.uniform(1.0, 1.5)  # noqa: S311 (no secret)


async def note(db: Database, ended: Sequence[Ended]) -> None:
    """Keep how providers answered: a clear answer closes the circuit, several without open it."""
    answers: dict[tuple[Kind, str], list[Outcome | ChannelDownError]] = {}
    for message, provider, outcome in ended:
        answers.setdefault((message.kind, provider.name), []).append(outcome)
    for (kind, name), given in sorted(answers.items()):
        faults = [each for each in given if _is_fault(each)]
        if len(faults) < len(given):
            await _note_answer(db, kind, name)
        else:
            await _note_faults(db, kind, name, len(faults), words(faults[-1]))
    await allowances.note(db, ended)


def _is_fault(outcome: Outcome | ChannelDownError) -> bool:
    """A mailbox that wants it later says nothing against who brought the message there."""
    if isinstance(outcome, DeferredError):
        return False
    return isinstance(outcome, ChannelDownError | Unsure)


async def _note_answer(db: Database, kind: Kind, name: str) -> None:
    if await store_providers.note_answer(db, kind, name):
        log.info("delivery.provider_back", channel=kind.value, provider=name)


async def _note_faults(db: Database, kind: Kind, name: str, many: int, fault: str) -> None:
    health = await store_providers.add_failures(db, kind, name, many, fault)
    now = clock.now()
    # One that is open already rests: what was on its way when it opened changes nothing.
    if health is None or health.failures < _MOST_FAILURES or health.circuit(now) is Circuit.OPEN:
        return
    until = now + rest(health.openings)
    await store_providers.open_circuit(db, kind, name, until)
    log.warning("delivery.provider_open", channel=kind.value, provider=name)


def rest(openings: int) -> timedelta:
    """Leave it alone longer each time: doubling from half a minute to ten minutes, with jitter."""
    return min(_REST * 2 ** min(openings, 10), _LONGEST_REST) * random.uniform(0.8, 1.2)  # noqa: S311


def words(fault: Outcome | ChannelDownError) -> str:
    """Say what a provider answered, as an operator reads it."""
    match fault:
        case Accepted():
            return ""
        case Rejected(reason) | Unsure(reason):
            return reason
        case ChannelDownError():
            return str(fault) or type(fault.__cause__ or fault).__name__


def down_until(health: Sequence[Health], kind: Kind, now: datetime) -> datetime | None:
    """Say until when a channel is left alone: until the first of its providers is tried again."""
    rests = [each.open_until for each in health if each.kind is kind and each.is_configured]
    if not rests or any(each is None or each <= now for each in rests):
        return None
    return min(each for each in rests if each is not None)
