"""Rules: which people belong to a segment, read from JSON and checked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from limpide.channels import Kind
from limpide.foundation.errors import LimpideError

from .manners import InvalidAttributeError, check_attributes
from .model import AiMode, Attribute, Purpose, Use

_DEEPEST: Final = 8
_MOST_CONDITIONS: Final = 30
_MOST_DAYS: Final = 36_500


class InvalidRuleError(LimpideError):
    """The rule has an unknown condition, or one with a value that does not fit."""

    status = 422


@dataclass(frozen=True, slots=True)
class AttributeIs:
    """An attribute has exactly this value."""

    name: str
    value: Attribute


@dataclass(frozen=True, slots=True)
class AttributeBetween:
    """A number is at least `low` and at most `high`; None: no bound."""

    name: str
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class AttributeKnown:
    """An attribute has any value."""

    name: str


@dataclass(frozen=True, slots=True)
class Speaks:
    """The person reads this language; None: it is not known."""

    language: str | None


@dataclass(frozen=True, slots=True)
class HasMode:
    """The person accepts this much AI."""

    mode: AiMode


@dataclass(frozen=True, slots=True)
class Reachable:
    """There is an address for the channel that is written to."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Consents:
    """The person's last word about a use is yes."""

    use: Use


@dataclass(frozen=True, slots=True)
class Bought:
    """The person bought of a family of goods, which today allows offers by this channel."""

    kind: Kind
    goods: str


@dataclass(frozen=True, slots=True)
class Did:
    """The person did something, at least so often, in the last so many days (None: ever)."""

    what: str
    times: int
    within_days: int | None


@dataclass(frozen=True, slots=True)
class IsOneOf:
    """Certain people, by id."""

    ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Every one of these; none at all: everybody."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Not this."""

    condition: "Condition"


Condition = (
    AttributeIs
    | AttributeBetween
    | AttributeKnown
    | Speaks
    | HasMode
    | Reachable
    | Consents
    | Bought
    | Did
    | IsOneOf
    | All
    | AnyOf
    | Not
)


def read_rule(rule: Mapping[str, Any]) -> Condition:
    """Read a rule such as `{"all": [{"language": "fr"}, {"attribute": "tier", "is": "gold"}]}`.

    Conditions: `attribute` with `is`, `at_least`, `at_most` or `known`; `language`; `ai_mode`;
    `reachable` (a channel); `consent` (`email.news`); `bought` (`email:croquettes`: offers of
    similar goods may follow); `did` (`wrote`, `read`, `bought`, or a name of yours) with
    `within_days` and `at_least`; `ids`; `all`, `any`, `not`. The empty rule means everybody. Raises
    InvalidRuleError.
    """
    seen: list[None] = []
    try:
        return _read(rule, 0, seen) if rule else All(())
    except (ValueError, TypeError, KeyError, AttributeError, InvalidAttributeError) as error:
        raise InvalidRuleError from error


def _read(rule: Mapping[str, Any], depth: int, seen: list[None]) -> Condition:
    seen.append(None)
    if depth > _DEEPEST or len(seen) > _MOST_CONDITIONS:
        raise InvalidRuleError("The rule is too long or too deep.")
    keys = set(rule)
    if "attribute" in keys:
        return _attribute(rule)
    if "did" in keys:
        return _did(rule)
    if len(keys) != 1:
        raise InvalidRuleError(f"One condition at a time: {', '.join(sorted(keys)) or 'none'}.")
    ((key, value),) = rule.items()
    match key:
        case "all" | "any":
            parts = tuple(_read(part, depth + 1, seen) for part in _listed(value))
            return All(parts) if key == "all" else AnyOf(parts)
        case "not":
            return Not(_read(value, depth + 1, seen))
        case _:
            return _plain(key, value)


def _plain(key: str, value: Any) -> Condition:
    match key:
        case "language":
            return Speaks(None if value is None else str(value))
        case "ai_mode":
            return HasMode(AiMode(value))
        case "reachable":
            return Reachable(Kind(value))
        case "consent":
            kind, purpose = value.split(".")
            return Consents(Use(Kind(kind), Purpose(purpose)))
        case "bought":
            kind, _, goods = value.partition(":")
            return Bought(Kind(kind), _filled(goods))
        case "ids":
            return IsOneOf(tuple(UUID(each) for each in _listed(value)))
        case _:
            raise InvalidRuleError(f"Unknown condition: {key}.")


def _did(rule: Mapping[str, Any]) -> Condition:
    if not set(rule) <= {"did", "within_days", "at_least"}:
        raise InvalidRuleError("«did» takes «within_days» and «at_least».")
    days, times = rule.get("within_days"), int(rule.get("at_least", 1))
    within = None if days is None else int(days)
    if times < 1 or (within is not None and not 0 < within <= _MOST_DAYS):
        raise InvalidRuleError("«within_days» and «at_least» are numbers from 1 on.")
    return Did(_filled(str(rule["did"])), times, within)


def _filled(text: str) -> str:
    if not text.strip():
        raise InvalidRuleError("«bought» (email:croquettes) and «did» (wrote) need a name.")
    return " ".join(text.split()).casefold()


def _attribute(rule: Mapping[str, Any]) -> Condition:
    name, tests = rule["attribute"], {k: v for k, v in rule.items() if k != "attribute"}
    check_attributes({name: tests.get("is")})
    if set(tests) == {"is"} and tests["is"] is not None:
        return AttributeIs(name, tests["is"])
    if set(tests) == {"known"}:
        known = AttributeKnown(name)
        return known if tests["known"] else Not(known)
    if tests and set(tests) <= {"at_least", "at_most"}:
        low, high = tests.get("at_least"), tests.get("at_most")
        return AttributeBetween(name, _number(low), _number(high))
    raise InvalidRuleError(f"The condition on «{name}» has no test, or an unknown one.")


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _listed(value: Any) -> Sequence[Any]:
    if not isinstance(value, list):
        raise InvalidRuleError("«all», «any» and «ids» take a list.")
    return value  # pyright: ignore[reportUnknownVariableType]
