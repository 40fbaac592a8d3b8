"""Autonomy: how freely each skill may speak on each channel, how it is earned and lost, and stops.

A stop waits for the transactions that are speaking at that moment, and every later one sees it:
once the stop is committed, no AI message is (docs/decisions/0075).
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from math import sqrt
from typing import Final
from uuid import UUID

from limpide import ledger
from limpide.foundation import clock, live
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError

from . import store_autonomy
from .model import ItemState

KNOWLEDGE: Final = "knowledge"
_LOOKED_AT: Final = 200
_WINDOW: Final = 20
_TOO_MANY_BAD: Final = 2
# Fewer say nothing of a drift.
_ENOUGH: Final = 10
_LOWEST_BAR: Final = 0.5
_HIGHEST_BAR: Final = 0.99
_LEAST_SAMPLE: Final = 0.01
_Z: Final = 1.96
_POINTS: Final = 60
_GRANTED: Final = "granted"


class Level(StrEnum):
    """How freely: every text reviewed, a share of them, or none before it leaves."""

    DRAFT = "draft"
    SAMPLED = "sampled"
    ALONE = "alone"


_ABOVE: Final = {Level.DRAFT: Level.SAMPLED, Level.SAMPLED: Level.ALONE}
_BELOW: Final = {Level.ALONE: Level.SAMPLED, Level.SAMPLED: Level.DRAFT, Level.DRAFT: Level.DRAFT}


class Outcome(StrEnum):
    """What people made of one proposal or answer."""

    APPROVED = "approved"
    EDITED = "edited"
    REJECTED = "rejected"
    CONTESTED = "contested"
    COMPLAINED = "complained"


_BAD: Final = {Outcome.REJECTED, Outcome.CONTESTED, Outcome.COMPLAINED}


class Scope(StrEnum):
    """What a stop stops."""

    ALL = "all"
    SKILL = "skill"
    CHANNEL = "channel"


class Held(StrEnum):
    """Why a text does not leave by itself."""

    STOPPED = "stopped"
    DRAFT = "draft"
    SAMPLED = "sampled"


class NotByAProgramError(LimpideError):
    """Autonomy is granted by a named person."""

    status = 403


class UnfitTermsError(LimpideError):
    """A bar lies between 50 and 99 %, that of `alone` not below the other; shares up to 100 %."""

    status = 422


@dataclass(frozen=True, slots=True)
class Terms:
    """What a company asks of its skills.

    `sampled_bar`, `alone_bar`: the lower bound of «approved unedited» from which that level is
    proposed. `sample_share`: what part of a `sampled` skill's texts waits for a person;
    `spot_share`: what part of an `alone` skill's texts is looked at after it was said.
    """

    sampled_bar: float = 0.80
    alone_bar: float = 0.90
    sample_share: float = 0.20
    spot_share: float = 0.05

    def bar(self, level: Level) -> float | None:
        """Give the bar that had to be passed for a level; None for the lowest."""
        return {Level.SAMPLED: self.sampled_bar, Level.ALONE: self.alone_bar}.get(level)

    @property
    def is_fit(self) -> bool:
        """Say whether these can be kept."""
        return (
            _LOWEST_BAR <= self.sampled_bar <= self.alone_bar <= _HIGHEST_BAR
            and _LEAST_SAMPLE <= self.sample_share <= 1
            and 0 <= self.spot_share <= 1
        )


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop that stands. `name`: the skill or channel; empty when it stops everything."""

    scope: Scope
    name: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """How a skill stands on a channel. `curve`: the lower bound after each outcome, oldest first.

    `bar`: what that must pass for the next level, if there is one. `proposed`: the level its
    outcomes since the last change speak for.
    """

    skill: str
    channel: str
    level: Level
    by_name: str
    why: str
    counted: int
    unedited: int
    lower: float
    bar: float | None
    proposed: Level | None
    curve: tuple[float, ...]
    # When the level was set last; outcomes count since then.
    since: datetime | None = None

    @property
    def is_lost(self) -> bool:
        """Say whether the level was lost by what happened, and not set by a person."""
        return self.why not in {"", _GRANTED}


async def may_speak(db: Database, skill: str, channel: str) -> bool:
    """Say whether a skill may speak; until this transaction ends, no stop can come between."""
    await store_autonomy.share_voice(db)
    return not await store_autonomy.is_stopped(db, skill, channel)


async def held(db: Database, skill: str, channel: str, about: UUID) -> Held | None:
    """Say why a text about something must wait for a person; None when it may leave.

    Of `sampled` skills a share waits, chosen by the id: asking twice changes nothing.
    """
    if not await may_speak(db, skill, channel):
        return Held.STOPPED
    match await level_of(db, skill, channel):
        case Level.DRAFT:
            return Held.DRAFT
        case Level.SAMPLED:
            share = (await terms(db)).sample_share
            return Held.SAMPLED if _is_chosen(about, share) else None
        case Level.ALONE:
            return None


async def is_spot_checked(db: Database, skill: str, channel: str, about: UUID) -> bool:
    """Say whether a person shall look at what a skill that speaks alone has said."""
    if await level_of(db, skill, channel) is not Level.ALONE:
        return False
    return _is_chosen(about, (await terms(db)).spot_share)


async def terms(db: Database) -> Terms:
    """Give what the company asks of its skills."""
    row = await store_autonomy.find_terms(db)
    return Terms() if row is None else Terms(**row)


async def set_terms(db: Database, wanted: Terms, *, actor: Actor) -> None:
    """Set what is asked of skills. Raises UnfitTermsError, NotByAProgramError."""
    if actor.kind not in {ActorKind.PERSON, ActorKind.SYSTEM}:
        raise NotByAProgramError
    if not wanted.is_fit:
        raise UnfitTermsError
    await store_autonomy.put_terms(db, asdict(wanted))
    await ledger.record(
        db, "autonomy.terms_set", about=db.workspace, why="", actor=actor, data=asdict(wanted)
    )


async def level_of(db: Database, skill: str, channel: str) -> Level:
    """Say how freely a skill speaks: what was set for the channel, else for all, else alone."""
    row = await store_autonomy.find_level(db, skill, channel)
    row = row or await store_autonomy.find_level(db, skill, "*")
    return Level.ALONE if row is None else Level(row["level"])


async def stop(db: Database, scope: Scope, name: str, *, actor: Actor) -> None:
    """Silence the AI: one skill, one channel, everything. In force when this commits."""
    await store_autonomy.silence_voices(db)
    if await store_autonomy.add_stop(db, scope.value, name, actor.name, clock.now()):
        await _record(db, "autonomy.stopped", f"{scope}:{name}", actor)


async def lift(db: Database, scope: Scope, name: str, *, actor: Actor) -> None:
    """Let the AI speak again."""
    if await store_autonomy.remove_stop(db, scope.value, name):
        await _record(db, "autonomy.lifted", f"{scope}:{name}", actor)


async def list_stops(db: Database) -> Sequence[Stop]:
    """List the stops that stand."""
    rows = await store_autonomy.list_stops(db)
    return [Stop(Scope(row["scope"]), row["name"], row["by_name"], row["at"]) for row in rows]


async def grant(db: Database, skill: str, channel: str, level: Level, *, actor: Actor) -> None:
    """Set how freely a skill speaks on a channel (`*`: on any). Raises NotByAProgramError."""
    if actor.kind is not ActorKind.PERSON:
        raise NotByAProgramError
    await _set_level(db, skill, channel, level, _GRANTED, actor)


async def record_outcome(
    db: Database, skill: str, channel: str, outcome: Outcome, about: UUID
) -> None:
    """Keep what became of a proposal or an answer; a level may be lost by it.

    Two bad ones among twenty cost a level. So does a drift: when even the upper bound of
    «approved unedited» among the latest lies below the bar that had to be passed.
    """
    if not await store_autonomy.add_outcome(
        db, skill, channel, outcome.value, about, clock.now()
    ) or (outcome is Outcome.APPROVED):
        return
    row = await store_autonomy.find_level(db, skill, channel)
    since = None if row is None else row["at"]
    latest = [
        Outcome(each)
        for each in await store_autonomy.list_outcomes(db, skill, channel, since, _WINDOW)
    ]
    level = await level_of(db, skill, channel)
    bar = (await terms(db)).bar(level)
    if bar is None:
        return
    why = None
    if outcome in _BAD and sum(each in _BAD for each in latest) >= _TOO_MANY_BAD:
        why = outcome.value
    elif len(latest) >= _ENOUGH and wilson_upper(latest.count(Outcome.APPROVED), len(latest)) < bar:
        why = "drift"
    if why is not None:
        await _set_level(db, skill, channel, _BELOW[level], why, Actor.system("autonomy"))


async def standings(db: Database) -> Sequence[Standing]:
    """Say how every known skill stands on every channel."""
    pairs = list(await store_autonomy.list_skills(db))
    if not any(skill == KNOWLEDGE for skill, _ in pairs):
        pairs.insert(0, (KNOWLEDGE, "*"))
    asked = await terms(db)
    return [await _standing(db, skill, channel, asked) for skill, channel in pairs]


def outcome_of(state: ItemState) -> Outcome:
    """Name the outcome of a decided item."""
    return Outcome(state.value)


def wilson_lower(good: int, total: int) -> float:
    """Give the lower bound of a share at 95 % (E. B. Wilson, JASA 22 (1927) 209-212)."""
    if not total:
        return 0.0
    share, z2 = good / total, _Z * _Z
    centre = share + z2 / (2 * total)
    spread = _Z * sqrt(share * (1 - share) / total + z2 / (4 * total * total))
    return max(0.0, (centre - spread) / (1 + z2 / total))


def wilson_upper(good: int, total: int) -> float:
    """Give the upper bound of a share at 95 %, by the same rule."""
    return 1 - wilson_lower(total - good, total)


def _is_chosen(about: UUID, share: float) -> bool:
    return about.int % 1000 < share * 1000


async def _standing(db: Database, skill: str, channel: str, asked: Terms) -> Standing:
    row = await store_autonomy.find_level(db, skill, channel)
    level = await level_of(db, skill, channel)
    since = None if row is None else row["at"]
    latest = await store_autonomy.list_outcomes(db, skill, channel, since, _LOOKED_AT)
    good = [each == Outcome.APPROVED.value for each in reversed(latest)]
    lower = wilson_lower(sum(good), len(good))
    above = _ABOVE.get(level)
    bar = None if above is None else asked.bar(above)
    return Standing(
        skill=skill,
        channel=channel,
        level=level,
        by_name="" if row is None else row["by_name"],
        why="" if row is None else row["why"],
        counted=len(good),
        unedited=sum(good),
        lower=lower,
        bar=bar,
        proposed=above if bar is not None and lower >= bar else None,
        curve=_curve(good),
        since=since,
    )


def _curve(good: Sequence[bool]) -> tuple[float, ...]:
    points = [wilson_lower(sum(good[:n]), n) for n in range(1, len(good) + 1)]
    return tuple(points[-_POINTS:])


async def _set_level(
    db: Database, skill: str, channel: str, level: Level, why: str, actor: Actor
) -> None:
    await store_autonomy.silence_voices(db)
    await store_autonomy.put_level(db, skill, channel, level.value, actor.name, why, clock.now())
    await _record(db, f"autonomy.{level}", f"{skill}:{channel}:{why}", actor)


async def _record(db: Database, what: str, why: str, actor: Actor) -> None:
    await ledger.record(db, what, about=db.workspace, why=why, actor=actor)
    await live.announce(db, "review", "autonomy")
