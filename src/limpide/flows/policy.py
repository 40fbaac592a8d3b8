"""Policy: whether an action may run. A pure function; nobody acts on another's things."""

from collections.abc import Mapping, Set
from typing import Any

from .model import Action, Autonomy, Fact, IdentityLevel, Limit, Ruling, Verdict, Who


def rule_on(
    action: Action,
    arguments: Mapping[str, Any],
    who: Who,
    *,
    found: Mapping[str, Any] | None,
    is_confirmed: bool,
    is_approved: bool,
) -> Verdict:
    """Rule on one call. `found`: the look-up that tells the owner, where the action has one.

    The order is the policy: is it allowed at all; whose is it; are we sure enough; is it within
    its limits; who must agree.
    """
    return (
        _at_all(action)
        or _identity(action, who, found)
        or _limits(action, arguments, found, is_approved=is_approved)
        or _agreement(action, is_confirmed=is_confirmed, is_approved=is_approved)
        or Verdict(Ruling.ALLOWED, f"autonomy.{action.autonomy}")
    )


def owner_of(action: Action, found: Mapping[str, Any] | None) -> str | None:
    """Give the address of whom a thing belongs to, as the look-up tells it."""
    if action.owner is None or found is None:
        return None
    value = dig(found, action.owner.at)
    return value.strip().lower() if isinstance(value, str) else None


def phone_of(action: Action, found: Mapping[str, Any] | None) -> str | None:
    """Give the number of whom a thing belongs to, in its normal form, as the look-up tells it."""
    if action.owner is None or action.owner.phone_at is None or found is None:
        return None
    value = dig(found, action.owner.phone_at)
    number = "".join(value.split()) if isinstance(value, str) else ""
    return number if number.startswith("+") and number[1:].isdigit() else None


def dig(value: Any, path: str) -> Any:
    """Give what stands at a dotted path in a result, or None."""
    for part in path.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def is_by_facts(action: Action, who: Who, found: Mapping[str, Any] | None) -> bool:
    """Say whether it is opened by facts alone: no proved address of its owner's is enough."""
    if not action.facts or not IdentityLevel.RECOGNISED.reaches(action.identity):
        return False
    theirs = {owner_of(action, found), phone_of(action, found)}
    return not any(
        level.reaches(action.identity) for at, level in who.addresses.items() if at in theirs
    )


def _at_all(action: Action) -> Verdict | None:
    if action.autonomy is Autonomy.OFF:
        return Verdict(Ruling.REFUSED, "off")
    if action.owner is None and not action.is_public:
        # Unknown whose things it touches: nobody's by default.
        return Verdict(Ruling.REFUSED, "no_owner_declared")
    return None


def _identity(action: Action, who: Who, found: Mapping[str, Any] | None) -> Verdict | None:
    if action.owner is None:
        level = max(who.addresses.values(), key=list(IdentityLevel).index, default=None)
        level = level or IdentityLevel.ANONYMOUS
        return None if level.reaches(action.identity) else _needs(action.identity, "identity")
    owner = owner_of(action, found)
    if owner is None:
        return Verdict(Ruling.REFUSED, "owner_unknown")
    theirs = {owner, phone_of(action, found)}
    if any(level.reaches(action.identity) for at, level in who.addresses.items() if at in theirs):
        return None
    # Facts that only the owner knows are enough to be recognised, never to be verified.
    if action.facts and IdentityLevel.RECOGNISED.reaches(action.identity):
        return _by_facts(action, who, found)
    return _by_address(action, who, theirs)


def _by_facts(action: Action, who: Who, found: Mapping[str, Any] | None) -> Verdict | None:
    for fact in action.facts:
        if fact.name not in who.facts:
            return Verdict(Ruling.NEEDS_FACT, "fact", fact=fact.name)
    if all(_is_right(fact, who, found) for fact in action.facts):
        return None
    return Verdict(Ruling.REFUSED, "wrong_facts")


def _is_right(fact: Fact, who: Who, found: Mapping[str, Any] | None) -> bool:
    right = dig(found, fact.at)
    return right is not None and _plain(who.facts[fact.name]) == _plain(right)


def _by_address(action: Action, who: Who, theirs: Set[str | None]) -> Verdict:
    others = [
        address
        for address, level in who.addresses.items()
        if address not in theirs and level.reaches(action.identity)
    ]
    if others and not theirs & set(who.addresses):
        return Verdict(Ruling.REFUSED, "not_theirs")
    return _needs(action.identity, "identity")


def _needs(level: IdentityLevel, rule: str) -> Verdict:
    return Verdict(Ruling.NEEDS_IDENTITY, rule, level=level)


def _limits(
    action: Action,
    arguments: Mapping[str, Any],
    found: Mapping[str, Any] | None,
    *,
    is_approved: bool,
) -> Verdict | None:
    for limit in action.limits:
        amount = _amount(limit, arguments, found)
        if amount is None:
            return Verdict(Ruling.REFUSED, f"limit_unknown.{limit.amount}")
        if amount > limit.most and not is_approved:
            return Verdict(Ruling.NEEDS_APPROVAL, f"limit.{limit.amount}")
    return None


def _amount(
    limit: Limit, arguments: Mapping[str, Any], found: Mapping[str, Any] | None
) -> float | None:
    value = arguments.get(limit.amount, dig(found, limit.amount))
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else None


def _agreement(action: Action, *, is_confirmed: bool, is_approved: bool) -> Verdict | None:
    if action.autonomy is Autonomy.APPROVE and not is_approved:
        return Verdict(Ruling.NEEDS_APPROVAL, "autonomy.approve")
    if action.changes and action.autonomy is not Autonomy.ALONE and not is_confirmed:
        return Verdict(Ruling.NEEDS_CONFIRMATION, "autonomy.confirm")
    return None


def _plain(value: Any) -> str:
    return "".join(str(value).split()).lower()
