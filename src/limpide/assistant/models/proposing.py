"""Proposing: a model's reading of a message, as the same closed list of commands, checked by code.

What it says only ever narrows: a command whose words are not the customer's is dropped with all
the others, values are read by our own extractors, and a yes is heard by our own rule or not at all.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from limpide.assistant import listening, understanding
from limpide.assistant.listening import Social
from limpide.assistant.model import Wants
from limpide.assistant.skills import Skills
from limpide.assistant.understanding import Consent as Said
from limpide.assistant.wishing import Wish, Words, slot_of, slots_of
from limpide.flows import (
    Cancel,
    Command,
    Consent,
    Fill,
    Flow,
    Run,
    RunState,
    Slot,
    Start,
    WaitFor,
    Waiting,
)

from .consulting import Consultation
from .masking import Mask
from .model import Task

_LONGEST: Final = 1000
_LONGEST_EARLIER: Final = 400
_EARLIER: Final = 3
_EXAMPLES: Final = 3
_MOST_FLOWS: Final = 40
_MOST_WORDS_OF_SMALL_TALK: Final = 12
# Who somebody is, is told by them to us; a model has no part in it.
_ABOUT_IDENTITY: Final = {WaitFor.ADDRESS, WaitFor.CODE, WaitFor.FACT, WaitFor.APPROVAL}


class _Said(BaseModel):
    """Words of the customer that show something, letter by letter."""

    model_config = ConfigDict(extra="forbid")

    raw: str = Field(min_length=1, max_length=_LONGEST)


class _Value(_Said):
    name: str = Field(max_length=80)


class _Start(_Said):
    what: Literal["start_flow"]
    flow: str = Field(max_length=120)
    slots: list[_Value] = Field(default_factory=list[_Value], max_length=8)


class _Fill(_Said):
    what: Literal["fill_slots"]
    slots: list[_Value] = Field(min_length=1, max_length=8)


class _Simple(_Said):
    what: Literal["affirm", "deny", "cancel", "ask", "want_person", "cannot_handle"]


class _Social(_Said):
    what: Literal["social"]
    kind: Literal["greeting", "thanks", "bye", "who"]


_AnyCommand = Annotated[_Start | _Fill | _Simple | _Social, Field(discriminator="what")]


class Understood(BaseModel):
    """The commands that a customer's message means, the surest first."""

    model_config = ConfigDict(extra="forbid")

    commands: list[_AnyCommand] = Field(max_length=4)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a model's reading leads to: a wish, small talk, or a person; nothing when all None."""

    wish: Wish | None = None
    social: Social | None = None
    person: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """What is to be understood: the words, the flow under way or done last, the flows in use."""

    words: Words
    earlier: Sequence[str]
    run: Run | None
    skills: Skills
    under_way: Flow | None = None
    done: Run | None = None

    @property
    def waiting(self) -> Waiting | None:
        """What the flow under way waits for."""
        return None if self.run is None or self.run.state is RunState.PARKED else self.run.waiting

    @property
    def flow(self) -> Flow | None:
        """The flow under way, at its version where it is known."""
        if self.run is None:
            return None
        return self.under_way or self.skills.flows.get(self.run.flow)


async def propose(consultation: Consultation, case: Case) -> Proposal:
    """Ask what a message means. An empty proposal where nothing sound came back."""
    # Looking for telephones in a long text takes a while: not on everybody's time.
    material = await asyncio.to_thread(_material, consultation.mask, case)
    advice = await consultation.ask(Task.UNDERSTAND, material, Understood)
    if advice is None:
        return Proposal()
    commands = _unmasked(advice.answer, consultation.mask, case.words.text)
    if commands is None:
        consultation.judged("raw_not_in_message")
        return Proposal()
    found = next((each for each in map(_Reader(case).read, commands) if each is not None), None)
    consultation.judged("dropped" if found is None else "used")
    return found or Proposal()


def _material(mask: Mask, case: Case) -> Mapping[str, Any]:
    language = case.words.language
    return {
        "language": language,
        "earlier": [mask.hide(text[:_LONGEST_EARLIER]) for text in case.earlier[-_EARLIER:]],
        "message": mask.hide(case.words.text[:_LONGEST]),
        "waiting": _waiting(mask, case),
        "flows": [_flow(each, language) for each in list(case.skills.flows.values())[:_MOST_FLOWS]],
    }


def _waiting(mask: Mask, case: Case) -> Mapping[str, Any] | None:
    if case.waiting is None or case.flow is None:
        return None
    return {
        "flow": case.flow.name,
        "for": case.waiting.what.value,
        "slot": case.waiting.name,
        "options": [mask.hide(label) for _, label in case.waiting.options],
    }


def _flow(flow: Flow, language: str) -> Mapping[str, Any]:
    return {
        "name": flow.name,
        "title": flow.title.get(language, flow.name),
        "examples": list(flow.examples.get(language, ()))[:_EXAMPLES],
        "slots": {slot.name: slot.kind.value for slot in flow.slots.values()},
    }


def _unmasked(
    answer: Understood, mask: Mask, message: str
) -> list[_Start | _Fill | _Simple | _Social] | None:
    """Put values back; None when any words are not the customer's own."""
    found: list[_Start | _Fill | _Simple | _Social] = []
    for command in answer.commands:
        raw = _own_words(command.raw, mask, message)
        if raw is None:
            return None
        update: dict[str, Any] = {"raw": raw}
        if isinstance(command, (_Start, _Fill)):
            values = [(each, _own_words(each.raw, mask, message)) for each in command.slots]
            if any(raw is None for _, raw in values):
                return None
            update["slots"] = [each.model_copy(update={"raw": raw}) for each, raw in values]
        found.append(command.model_copy(update=update))
    return found


def _own_words(raw: str, mask: Mask, message: str) -> str | None:
    restored = mask.restore(raw)
    return restored if restored and restored.strip() and restored in message else None


class _Reader:
    """Reads one command by what is possible now."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def read(self, command: _Start | _Fill | _Simple | _Social) -> Proposal | None:
        match command:
            case _Start():
                return self._start(command)
            case _Fill():
                return self._fill(command)
            case _Social():
                return self._small_talk(command)
            case _Simple():
                return self._simple(command)

    def _start(self, command: _Start) -> Proposal | None:
        skills = self._case.skills
        flow = skills.flows.get(command.flow)
        is_under_way = self._case.run is not None and self._case.run.flow == command.flow
        if flow is None or is_under_way or flow.name in skills.unattended:
            return None
        slots = {**slots_of(self._case.words, flow), **self._values(command.slots, flow, None)}
        start = Start(flow.name, slots, self._case.words.text)
        # A model gives no confidence that could be believed; none is made up.
        wish = Wish(
            Wants.START, flow.name, 0.0, flow.is_fact, (start,), (command.raw,), by_model=True
        )
        return Proposal(wish)

    def _fill(self, command: _Fill) -> Proposal | None:
        flow, waiting = self._case.flow, self._case.waiting
        if flow is None or waiting is None or waiting.what in _ABOUT_IDENTITY:
            return None
        values = self._values(command.slots, flow, waiting)
        return self._continue(flow, Fill(values)) if values else None

    def _values(
        self, given: Sequence[_Value], flow: Flow, waiting: Waiting | None
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for each in given:
            slot = flow.slots.get(each.name)
            value = None if slot is None else self._value(each.raw, slot, waiting)
            if value is not None:
                found[each.name] = value
        return found

    def _value(self, raw: str, slot: Slot, waiting: Waiting | None) -> Any:
        asked = waiting if waiting is not None and waiting.name == slot.name else None
        return slot_of(replace(self._case.words, text=raw), slot, asked)

    def _simple(self, command: _Simple) -> Proposal | None:
        flow = self._case.flow
        if command.what == "want_person":
            return Proposal(person=True)
        if flow is None:
            return None
        if command.what == "cancel":
            return self._continue(flow, Cancel())
        yes = self._consent(command)
        return None if yes is None else self._continue(flow, Consent(yes))

    def _consent(self, command: _Simple) -> bool | None:
        waiting = self._case.waiting
        if waiting is None or waiting.what is not WaitFor.CONSENT:
            return None
        if command.what == "deny":
            return False
        # Only the whole message, heard by our own rule, is a yes.
        is_yes = understanding.consent(self._case.words.text) is Said.CONFIRM
        return True if command.what == "affirm" and is_yes else None

    def _small_talk(self, command: _Social) -> Proposal | None:
        words = self._case.words.text.split()
        # Thanks and good-bye may end in silence: those are heard by our own rule only.
        is_open = command.kind in {Social.GREETING, Social.WHO}
        if not is_open or self._case.run is not None or len(words) > _MOST_WORDS_OF_SMALL_TALK:
            return None
        return Proposal(social=listening.Social(command.kind))

    @staticmethod
    def _continue(flow: Flow, command: Command) -> Proposal:
        return Proposal(
            Wish(Wants.CONTINUE, flow.name, 0.0, flow.is_fact, (command,), by_model=True)
        )
