"""Policy: how a company plans its messages. What it has not decided is as the program ships it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Any, Final, Literal, cast

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from limpide import ledger
from limpide.channels import Kind
from limpide.contacts import Frequency, Purpose
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError

from . import store_plans
from .model import Importance, Status

_DEFAULTS: Final = Path(__file__).with_name("data") / "policy.yaml"


class InvalidPolicyError(LimpideError):
    """The policy has an unknown field, or a value that is out of its range."""

    status = 422


class StrategyKind(StrEnum):
    """How many channels a message takes."""

    ONE = "one"
    LADDER = "ladder"
    AT_ONCE = "at_once"


@dataclass(frozen=True, slots=True)
class Strategy:
    """What is done for an importance; `at_once`: how many channels begin together."""

    kind: StrategyKind
    at_once: int


class Naming(StrEnum):
    """How the company names its people to customers."""

    FULL = "full"
    INITIAL = "initial"
    FIRST = "first"
    TEAM = "team"

    def of(self, name: str) -> str:
        """Name somebody: «Claire Dupont», «Claire D.», «Claire», or nobody (the company)."""
        first, _, last = name.strip().partition(" ")
        match self:
            case Naming.FULL:
                return name
            case Naming.INITIAL:
                return f"{first} {last[0]}." if last else first
            case Naming.FIRST:
                return first
            case Naming.TEAM:
                return ""


@dataclass(frozen=True, slots=True)
class Resting:
    """When an address rests: `failures` in a row over at least `over_days`, in `within_days`.

    It rests `rest_days`, each time twice as long, at most `longest_days`; then it is tried again.
    """

    failures: int
    over_days: int
    within_days: int
    rest_days: int
    longest_days: int


@dataclass(frozen=True, slots=True)
class Unread:
    """When somebody who gives no sign gets less: after so many days and messages without one.

    Then one in `then_days`, and none once `none_after_days` have passed.
    """

    after_days: int
    after_messages: int
    then_days: int
    none_after_days: int


@dataclass(frozen=True, slots=True)
class Policy:
    """How a company plans. Costs are in cents per message (per part for SMS, per letter).

    `naming`: how its people are named on messages and passports.
    `per_second`: the most that is handed to one provider of a channel; none means no limit.
    """

    strategies: Mapping[Importance, Strategy]
    waits: Mapping[Importance, Mapping[Kind, timedelta]]
    seen_by: Mapping[Kind, tuple[Status, ...]]
    orders: Mapping[Purpose, tuple[Kind, ...]]
    usual_order: tuple[Kind, ...]
    caps: Mapping[Purpose, Frequency]
    cost_cents: Mapping[Kind, float]
    per_second: Mapping[Kind, float]
    resting: Resting
    unread: Mapping[Purpose, Unread]
    naming: Naming = Naming.FULL


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Strategy(_Shape):
    kind: StrategyKind
    at_once: Annotated[int, Field(ge=1, le=5)] = 1


class _Cap(_Shape):
    most: Annotated[int, Field(ge=0, le=1000)]
    days: Annotated[int, Field(ge=1, le=366)]


class _Resting(_Shape):
    failures: Annotated[int, Field(ge=1, le=50)] = 3
    over_days: Annotated[int, Field(ge=0, le=90)] = 3
    within_days: Annotated[int, Field(ge=1, le=366)] = 45
    rest_days: Annotated[int, Field(ge=1, le=366)] = 14
    longest_days: Annotated[int, Field(ge=1, le=3660)] = 180


class _Unread(_Shape):
    after_days: Annotated[int, Field(ge=1, le=3660)]
    after_messages: Annotated[int, Field(ge=1, le=1000)]
    then_days: Annotated[int, Field(ge=1, le=366)]
    none_after_days: Annotated[int, Field(ge=1, le=3660)]


_Hours = Annotated[float, Field(gt=0, le=24 * 60)]


class _Policy(_Shape):
    strategies: dict[Importance, _Strategy] = {}
    wait_hours: dict[Importance, dict[Kind, _Hours]] = {}
    seen_by: dict[Kind, list[Status]] = {}
    orders: dict[Purpose | str, list[Kind]] = {}
    caps: dict[Purpose, _Cap | None] = {}
    cost_cents: dict[Kind, Annotated[float, Field(ge=0)]] = {}
    naming: Naming = Naming.FULL
    per_second: dict[Kind, Annotated[float, Field(gt=0, le=100_000)]] = {}
    resting: _Resting = _Resting()
    unread: dict[Literal[Purpose.NEWS, Purpose.OFFERS], _Unread | None] = {}


async def policy(db: Database) -> Policy:
    """Read the company's policy, completed by what the program ships."""
    return policy_of(await store_plans.find_policy_text(db))


async def set_policy(db: Database, changes: Mapping[str, Any], *, actor: Actor) -> Policy:
    """Keep what a company decides; the fields are those of `data/policy.yaml`.

    Raises InvalidPolicyError.
    """
    try:
        kept = _Policy.model_validate(dict(changes)).model_dump(mode="json", exclude_unset=True)
        complete = _complete(kept)
    except (ValidationError, ValueError) as error:
        raise InvalidPolicyError from error
    await store_plans.save_policy(db, kept)
    await ledger.record(
        db, "policy.changed", about=db.workspace, why=", ".join(sorted(kept)), actor=actor
    )
    return complete


async def set_naming(db: Database, naming: Naming, *, actor: Actor) -> None:
    """Keep how the company names its people; the rest of its policy stays."""
    own = await store_plans.find_policy(db) or {}
    await set_policy(db, {**own, "naming": naming.value}, actor=actor)


@cache
def _defaults() -> Mapping[str, Any]:
    return yaml.safe_load(_DEFAULTS.read_text())


@lru_cache(maxsize=256)
def policy_of(text: str | None) -> Policy:
    """Complete what a company decided; it is read for each part of a campaign, and stays long."""
    return _complete(None if text is None else json.loads(text))


def _complete(own: Mapping[str, Any] | None) -> Policy:
    merged = _merged(_defaults(), own or {})
    orders = dict(merged["orders"])
    return Policy(
        strategies={
            Importance(name): Strategy(StrategyKind(s["kind"]), s["at_once"])
            for name, s in merged["strategies"].items()
        },
        waits={
            Importance(name): {Kind(k): timedelta(hours=h) for k, h in hours.items()}
            for name, hours in merged["wait_hours"].items()
        },
        seen_by={Kind(k): tuple(map(Status, v)) for k, v in merged["seen_by"].items()},
        usual_order=tuple(map(Kind, orders.pop("default"))),
        orders={Purpose(name): tuple(map(Kind, kinds)) for name, kinds in orders.items()},
        caps={
            Purpose(name): Frequency(cap["most"], cap["days"])
            for name, cap in merged["caps"].items()
            if cap is not None
        },
        cost_cents={Kind(kind): float(cents) for kind, cents in merged["cost_cents"].items()},
        naming=Naming(merged["naming"]),
        resting=Resting(**merged["resting"]),
        unread={
            Purpose(name): Unread(**each)
            for name, each in merged["unread"].items()
            if each is not None
        },
        per_second={Kind(kind): float(rate) for kind, rate in merged["per_second"].items()},
    )


def _merged(shipped: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = dict(shipped)
    for name, value in own.items():
        under: Any = result.get(name)
        deeper = isinstance(under, Mapping) and isinstance(value, Mapping)
        result[name] = _merged(cast("Mapping[str, Any]", under), value) if deeper else value
    return result
