"""Wishing: from a customer's words to commands for a flow. Nothing is done here."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from rapidfuzz import fuzz

from limpide.flows import (
    Cancel,
    Command,
    Consent,
    Fill,
    Flow,
    NotUnderstood,
    Run,
    RunState,
    SendAgain,
    Slot,
    SlotKind,
    Start,
    Tell,
    WaitFor,
    Waiting,
)

from . import understanding
from .model import Wants
from .skills import Skills
from .understanding import Consent as Said
from .understanding import Entity
from .words import fold

# Calibrated: nine in ten of what is begun at this confidence was meant.
_SURE: Final = 0.6
_SURE_TO_SWITCH: Final = 0.8
_SURELY_OUTSIDE: Final = 0.8
_SAME_WORDS: Final = 85
_SHORTEST_SWITCH: Final = 3
_CODE: Final = re.compile(r"(?<!\d)(\d{3})[\s-]?(\d{3})(?!\d)")
_AGAIN: Final = re.compile(
    r"\b(renvo(?:yer|yez|ie|i)|pas recu|rien recu|nouveau code|autre code|resend|send again|"
    r"again|new code|another code|not received|did not get|didn t get)\b"
)
_ENTITY_OF: Final[Mapping[SlotKind, understanding.Kind]] = {
    SlotKind.ORDER: understanding.Kind.ORDER,
    SlotKind.EMAIL: understanding.Kind.EMAIL,
    SlotKind.PHONE: understanding.Kind.PHONE,
    SlotKind.POSTCODE: understanding.Kind.POSTCODE,
    SlotKind.AMOUNT: understanding.Kind.AMOUNT,
    SlotKind.DATE: understanding.Kind.DATE,
    SlotKind.NUMBER: understanding.Kind.NUMBER,
}


@dataclass(frozen=True, slots=True)
class Words:
    """What was said, in which language, on which day."""

    text: str
    language: str
    today: date

    def entities(self) -> Sequence[Entity]:
        """Find what the words name."""
        return understanding.entities(self.text, self.language, self.today)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the words ask of the flows. `because`: the words that weighed most.

    `is_sure`: surely none of the flows, where it is nothing. `by_model`: a language model said so.
    """

    wants: Wants
    flow: str | None = None
    confidence: float = 0.0
    is_fact: bool = False
    commands: tuple[Command, ...] = ()
    because: tuple[str, ...] = ()
    is_sure: bool = False
    by_model: bool = False


def wish(words: Words, run: Run | None, skills: Skills) -> Wish:
    """Say what the words ask of the flows: of the one under way first, else of a new one."""
    flow = None if run is None else skills.flows.get(run.flow)
    if run is None or flow is None:
        return _new(words, skills, None)
    if understanding.consent(words.text) is Said.CANCEL:
        return _continue(flow, Cancel())
    waiting = None if run.state is RunState.PARKED else run.waiting
    if waiting is None:
        return _new(words, skills, None)
    other = _new(words, skills, flow)
    replies = _reply(words, waiting, flow)
    is_other = other.wants is Wants.START and other.confidence >= _SURE_TO_SWITCH
    if replies and not (is_other and _is_loose(waiting, replies)):
        return _continue(flow, *replies)
    if is_other:
        return other
    return Wish(Wants.UNCLEAR, flow.name, is_fact=flow.is_fact, commands=(NotUnderstood(),))


def slots_of(words: Words, flow: Flow) -> dict[str, Any]:
    """Find what a message already tells of a flow's slots, one entity for one slot."""
    found: dict[str, Any] = {}
    entities = list(words.entities())
    for slot in flow.slots.values():
        if slot.kind in {SlotKind.TEXT, SlotKind.EMAIL, SlotKind.PHONE, SlotKind.NUMBER}:
            continue
        if slot.kind is SlotKind.CHOICE:
            value = _named_option(words, slot)
        else:
            value = _entity(entities, slot)
        if value is not None:
            found[slot.name] = value
    return found


def slot_of(words: Words, slot: Slot, waiting: Waiting | None) -> Any:
    """Read the value of one slot from words that are said to hold it; None when they do not."""
    return _value(words, slot, waiting or Waiting(WaitFor.SLOT, slot.name))


def _new(words: Words, skills: Skills, current: Flow | None) -> Wish:
    """Find the flow that a message asks for, among its wishes the surest."""
    best: Wish | None = None
    is_outside = True
    for part in understanding.wishes(words.text):
        guess = skills.guess(part.text, words.language)
        is_outside &= guess is not None and guess.out_of_scope >= _SURELY_OUTSIDE
        if guess is None or guess.label is None or guess.confidence < _SURE:
            continue
        if current is not None and guess.label == current.name:
            continue
        if current is not None and len(part.text.split()) < _SHORTEST_SWITCH:
            continue
        if best is None or guess.confidence > best.confidence:
            flow = skills.flows[guess.label]
            start = Start(flow.name, slots_of(words, flow))
            best = Wish(
                Wants.START, flow.name, guess.confidence, flow.is_fact, (start,), guess.because
            )
    return best or Wish(Wants.NOTHING, is_sure=is_outside)


def _continue(flow: Flow, *commands: Command) -> Wish:
    return Wish(Wants.CONTINUE, flow.name, 1.0, flow.is_fact, commands)


def _is_loose(waiting: Waiting, replies: Sequence[Command]) -> bool:
    """A free text, or a slot filled in passing, may as well be another wish."""
    return waiting.kind is SlotKind.TEXT or all(isinstance(each, Fill) for each in replies)


def _reply(words: Words, waiting: Waiting, flow: Flow) -> tuple[Command, ...]:
    match waiting.what:
        case WaitFor.CONSENT:
            return _consent(words, flow)
        case WaitFor.SLOT:
            return _slot(words, waiting, flow)
        case WaitFor.ADDRESS:
            return _tell(_first(words, understanding.Kind.EMAIL))
        case WaitFor.CODE:
            return _code(words)
        case WaitFor.FACT:
            return _fact(words, waiting)
        case WaitFor.APPROVAL:
            return ()


def _consent(words: Words, flow: Flow) -> tuple[Command, ...]:
    match understanding.consent(words.text):
        case Said.CONFIRM:
            return (Consent(yes=True),)
        case Said.DENY:
            return (Consent(yes=False),)
        case _:
            pass
    # «No, on Friday» changes what is asked, and is asked again.
    changed = slots_of(words, flow)
    return (Fill(changed),) if changed else ()


def _slot(words: Words, waiting: Waiting, flow: Flow) -> tuple[Command, ...]:
    slot = flow.slots[waiting.name]
    found = slots_of(words, flow)
    value = _value(words, slot, waiting)
    if value is not None:
        found[slot.name] = value
    return (Fill(found),) if found else ()


def _value(words: Words, slot: Slot, waiting: Waiting) -> Any:
    if slot.kind is SlotKind.TEXT:
        return words.text.strip()[:500] or None
    if slot.kind is SlotKind.CHOICE:
        place = understanding.choice(words.text, len(waiting.options))
        if place is not None:
            return waiting.options[place][0]
        return _named_option(words, slot) or _shown_option(words, waiting.options)
    if slot.kind is SlotKind.AMOUNT:
        # Asked for an amount, a bare number is one.
        entities = words.entities()
        return _entity(entities, slot) or _first(words, understanding.Kind.NUMBER)
    return _entity(words.entities(), slot)


def _entity(entities: Sequence[Entity], slot: Slot) -> str | None:
    kind = _ENTITY_OF[slot.kind]
    for each in entities:
        fits = slot.pattern is None or re.fullmatch(slot.pattern, each.value) is not None
        if each.kind is kind and fits:
            return each.value
    return None


def _named_option(words: Words, slot: Slot) -> str | None:
    """Find the option whose words were said; None when there are several or none."""
    text = f" {fold(words.text)} "
    named = [
        option.value
        for option in slot.options
        if any(f" {fold(word)} " in text for word in option.words.get(words.language, ()))
    ]
    return named[0] if len(named) == 1 else None


def _shown_option(words: Words, options: Sequence[tuple[str, str]]) -> str | None:
    """Find the shown option that was named, whole or in part."""
    text = fold(words.text)
    scored = sorted(
        ((fuzz.token_set_ratio(text, fold(label)), value) for value, label in options),
        reverse=True,
    )
    if not scored or scored[0][0] < _SAME_WORDS:
        return None
    if len(scored) > 1 and scored[1][0] >= scored[0][0]:
        return None
    return scored[0][1]


def _code(words: Words) -> tuple[Command, ...]:
    found = _CODE.search(words.text)
    if found is not None:
        return (Tell(found[1] + found[2]),)
    address = _first(words, understanding.Kind.EMAIL)
    if _AGAIN.search(fold(words.text)) or address is not None:
        return (SendAgain(),)
    return ()


def _fact(words: Words, waiting: Waiting) -> tuple[Command, ...]:
    if waiting.kind is None or waiting.kind is SlotKind.TEXT:
        return _tell(words.text.strip())
    kind = _ENTITY_OF[waiting.kind]
    # A French postcode is told in English too.
    other = replace(words, language="en" if words.language == "fr" else "fr")
    return _tell(_first(words, kind) or _first(other, kind))


def _tell(value: str | None) -> tuple[Command, ...]:
    return () if not value else (Tell(value),)


def _first(words: Words, kind: understanding.Kind) -> str | None:
    return next((each.value for each in words.entities() if each.kind is kind), None)
