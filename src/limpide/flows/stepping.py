"""Stepping: from what a run knows to what comes next. A pure function of flow and memory.

It always begins at the first step. So a corrected slot needs no repair: what depended on it is
keyed by what it was about, and is asked or done anew; what did not stays as it is.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from . import personalising, wording
from .model import (
    Ask,
    Call,
    Confirm,
    End,
    Flow,
    If,
    LookUp,
    Memory,
    PassOn,
    Personal,
    Say,
    Slot,
    SlotKind,
    Step,
)


@dataclass(frozen=True, slots=True)
class NeedsSlot:
    """A slot must be asked for. `options`: what to choose from, value and label."""

    slot: Slot
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NeedsConsent:
    """These words wait for a yes. `key` binds it to what is known now."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class NeedsCall:
    """An action must run. `is_confirmed`: the customer said yes to what leads here."""

    key: str
    action: str
    arguments: Mapping[str, Any]
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class NeedsData:
    """What is known of a person by their proved mailbox must be looked at.

    `is_allowed`: they have just said yes to its use, which is remembered as their choice.
    """

    key: str
    who: str
    data: tuple[str, ...]
    is_allowed: bool


@dataclass(frozen=True, slots=True)
class Leaves:
    """A person must go on."""

    why: str


@dataclass(frozen=True, slots=True)
class Ends:
    """The flow is through. `is_denied`: the customer said no."""

    is_denied: bool = False


Next = NeedsSlot | NeedsConsent | NeedsCall | NeedsData | Leaves | Ends


@dataclass(frozen=True, slots=True)
class Ahead:
    """What to say now (each with its key, to be said once), and what comes next."""

    says: tuple[tuple[str, str], ...]
    next: Next
    rule: str


@dataclass(slots=True)
class _Walk:
    flow: Flow
    memory: Memory
    language: str
    known: dict[str, Any]
    says: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    is_confirmed: bool = False
    rule: str = "end"


def ahead(flow: Flow, memory: Memory, language: str, context: Mapping[str, Any]) -> Ahead:
    """Say what comes next. `context`: what texts may name beside slots and results."""
    passed_over = dict.fromkeys(memory.passed_over)
    walk = _Walk(flow, memory, language, {**context, **passed_over, **memory.slots})
    found = _through(walk, flow.steps) or Ends()
    return Ahead(tuple(walk.says), found, f"{flow.name}.{walk.rule}")


def result_key(path: str, arguments: Mapping[str, Any]) -> str:
    """Name the result of a step for these arguments."""
    return f"{path}:{_digest(arguments)}"


def options_of(slot: Slot, known: Mapping[str, Any], language: str) -> tuple[tuple[str, str], ...]:
    """List what a choice offers now: value and label."""
    if slot.options_from is None:
        return tuple((each.value, each.label[language]) for each in slot.options)
    items: Any = wording.evaluate(slot.options_from, known)
    label = slot.option_label.get(language, "{{ item }}")
    return tuple(
        (str(item[slot.option_value]), wording.fill(label, language, {**known, "item": item}))
        for item in items or ()
    )


def _through(walk: _Walk, steps: Sequence[Step]) -> Next | None:
    for step in steps:
        found = _take(walk, step)
        if found is not None:
            return found
    return None


def _take(walk: _Walk, step: Step) -> Next | None:  # noqa: C901, PLR0911 (one per step)
    walk.rule = step.path
    match step:
        case Ask():
            return _ask(walk, step)
        case Say():
            _say(walk, step)
            return None
        case Confirm():
            return _confirm(walk, step)
        case Call():
            return _call(walk, step)
        case If():
            branch = step.then if wording.holds(step.when, walk.known) else step.otherwise
            return _through(walk, branch)
        case Personal():
            return _personal(walk, step)
        case PassOn():
            return Leaves(step.why)
        case End():
            return Ends()


def _ask(walk: _Walk, step: Ask) -> Next | None:
    slot = walk.flow.slots[step.slot]
    if not step.again and _is_settled(walk, slot):
        return None
    if slot.look_up is not None and (found := _looked_up(walk, slot.look_up, slot)) is not None:
        return found
    options = options_of(slot, walk.known, walk.language)
    is_only = len(options) == 1 and not step.again
    if is_only and (slot.look_up is None or slot.name not in walk.memory.read):
        # One thing to choose from is no choice.
        walk.memory.slots[slot.name] = walk.known[slot.name] = options[0][0]
        return None
    return NeedsSlot(slot, options)


def _is_settled(walk: _Walk, slot: Slot) -> bool:
    if slot.name not in walk.memory.slots:
        return slot.is_optional and slot.name in walk.memory.passed_over
    return slot.kind is not SlotKind.CHOICE or slot.options_from is None or _is_offered(walk, slot)


def _looked_up(walk: _Walk, look_up: LookUp, slot: Slot) -> Next | None:
    """Find what to offer to who does not have it, or is known well enough to be offered it."""
    is_passed_over = slot.name in walk.memory.passed_over
    if not is_passed_over and not walk.known.get("me", {}).get("verified"):
        return None
    arguments = _arguments(walk, look_up.arguments)
    key = result_key(f"slots.{slot.name}", arguments)
    kept = walk.memory.results.get(key)
    if kept is None:
        return NeedsCall(key, look_up.action, arguments, is_confirmed=False)
    walk.known[look_up.name] = kept["value"] if kept["ok"] else {}
    if is_passed_over and not options_of(slot, walk.known, walk.language):
        _say(walk, Say(f"slots.{slot.name}", look_up.none))
    return None


def _is_offered(walk: _Walk, slot: Slot) -> bool:
    offered = options_of(slot, walk.known, walk.language)
    return any(value == walk.memory.slots[slot.name] for value, _ in offered)


def _say(walk: _Walk, step: Say) -> None:
    text = wording.fill(step.text[walk.language], walk.language, walk.known)
    key = f"{step.path}:{_digest(text)}"
    if key not in walk.memory.said:
        walk.says.append((key, text))


def _confirm(walk: _Walk, step: Confirm) -> Next | None:
    key = f"{step.path}:{_digest(walk.memory.slots)}"
    answer = walk.memory.consents.get(key)
    if answer is None:
        return NeedsConsent(key, wording.fill(step.text[walk.language], walk.language, walk.known))
    if not answer:
        return Ends(is_denied=True)
    walk.is_confirmed = True
    return None


def _personal(walk: _Walk, step: Personal) -> Next | None:
    """Ask before anything that is known is looked at; a no goes on without it.

    Who has proved their mailbox is asked only for what is known of them and not allowed yet.
    """
    me: Mapping[str, Any] = walk.known.get("me", {})
    who = str(me["email"]) if me.get("verified") else None
    found: Mapping[str, Any] = {"held": {}, "missing": list(step.data)}
    if who is not None:
        looked = _looked_at(walk, step, who, tuple(step.data), is_allowed=False)
        if isinstance(looked, NeedsData):
            return looked
        found = looked
    key = personalising.consent_key(step.data)
    answer = walk.memory.consents.get(key) if found["missing"] else False
    if answer is None:
        return NeedsConsent(key, _consent_text(walk, step, found["missing"]))
    held = dict(found["held"])
    if answer and who is not None:
        taken = _looked_at(walk, step, who, tuple(found["missing"]), is_allowed=True)
        if isinstance(taken, NeedsData):
            return taken
        held |= taken["held"]
    may = dict.fromkeys([*held, *(found["missing"] if answer else ())], True)
    walk.known[step.name] = {**personalising.plain(held), "may": personalising.plain(may)}
    return None


def _looked_at(
    walk: _Walk, step: Personal, who: str, data: tuple[str, ...], *, is_allowed: bool
) -> Mapping[str, Any] | NeedsData:
    key = result_key(step.path, {"who": who, "data": list(data), "allowed": is_allowed})
    kept = walk.memory.results.get(key)
    return kept["value"] if kept is not None else NeedsData(key, who, data, is_allowed)


def _consent_text(walk: _Walk, step: Personal, data: Sequence[str]) -> str:
    labels = [step.data[name][walk.language] for name in data]
    known = {**walk.known, "data": personalising.listed(labels, walk.language)}
    return wording.fill(step.ask[walk.language], walk.language, known)


def _call(walk: _Walk, step: Call) -> Next | None:
    arguments = _arguments(walk, step.arguments)
    key = result_key(step.path, arguments)
    kept = walk.memory.results.get(key)
    if kept is None:
        return NeedsCall(key, step.action, arguments, walk.is_confirmed)
    if kept["ok"]:
        walk.known[step.name] = kept["value"]
        return None
    walk.known[step.name] = {"code": kept["code"]}
    steps = step.otherwise.get(kept["code"]) or step.otherwise.get("any")
    if steps is None:
        return Leaves(f"action.{kept['code']}")
    return _through(walk, steps)


def _arguments(walk: _Walk, sources: Mapping[str, str]) -> dict[str, Any]:
    found = {name: wording.evaluate(source, walk.known) for name, source in sources.items()}
    return {name: value for name, value in found.items() if value is not None}


def _digest(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, default=str, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()[:16]
