"""Wishing: from a customer's words to commands for a flow. Nothing is done here."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher, format_number

from limpide import knowledge
from limpide.flows import (
    Another,
    Cancel,
    Command,
    Consent,
    Fill,
    Flow,
    NotUnderstood,
    PassOver,
    Refuse,
    Repeat,
    Run,
    RunState,
    SendAgain,
    Slot,
    SlotKind,
    Start,
    TakeBack,
    Tell,
    WaitFor,
    Waiting,
    WhereWereWe,
)
from limpide.foundation import clock

from . import choosing, leading, sureness, understanding
from .model import Wants
from .skills import Skills
from .understanding import Consent as Said
from .understanding import Entity, Guess
from .words import fold

# «Et ils expirent quand ?» after points were spoken of is about the points.
_SURE_LEANING: Final = 0.85
_SURE_TO_SWITCH: Final = 0.8
_SURELY_OUTSIDE: Final = 0.8
# Below this a flow may be meant: it is offered, where nothing surer is found.
_PERHAPS_OUTSIDE: Final = 0.5
_SENTENCE: Final = 5
_MOST_AT_ONCE: Final = 3
_SHORTEST_NUMBER: Final = 8
_QUESTION: Final = re.compile(
    r"\b(ou (?:est|en|sont)|quand|comment|combien|pourquoi|where|when|how|why|what|annul\w+|cancel|"
    r"renvoyer|retourner|return|rembours\w+|refund)\b"
)
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


_ANYWHERE: Final[Mapping[leading.Lead | None, Command]] = {
    leading.Lead.WHERE: WhereWereWe(),
    leading.Lead.UNDO: TakeBack(),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What was said, in which language, on which day.

    `leans`: it is short for something that the documents were asked just before. `before`: what was
    asked back, which a choice now answers.
    """

    text: str
    language: str
    today: date
    leans: bool = False
    before: str = ""

    def entities(self) -> Sequence[Entity]:
        """Find what the words name."""
        return understanding.entities(self.text, self.language, self.today)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the words ask of the flows. `because`: the words that weighed most.

    `is_sure`: surely none of the flows, where it is nothing. `by_model`: a language model said so.
    `near`: the flow that may be meant, where it is nothing.
    """

    wants: Wants
    flow: str | None = None
    confidence: float = 0.0
    is_fact: bool = False
    commands: tuple[Command, ...] = ()
    because: tuple[str, ...] = ()
    is_sure: bool = False
    by_model: bool = False
    near: str | None = None


def wish(
    words: Words,
    run: Run | None,
    skills: Skills,
    *,
    flow: Flow | None = None,
    done: Run | None = None,
) -> Wish:
    """Say what the words ask of the flows: of the one under way first, else of a new one.

    `flow`: that of the run, at its version. `done`: what was done last, with nothing under way.
    """
    if run is not None and flow is None:
        flow = skills.flows.get(run.flow)
    if run is None or flow is None:
        return _after(words, done, skills) or _named(words, skills) or _new(words, skills, None)
    waiting = None if run.state is RunState.PARKED else run.waiting
    replies = () if waiting is None else _reply(words, waiting, flow)
    if waiting is not None and understanding.asks_again(words.text):
        replies = (Repeat(),)
    led = _led(words, waiting, flow)
    if led is not None:
        return _continue(flow, led)
    is_loose = waiting is None or _is_loose(words.text, waiting, replies)
    # «I changed my mind» stops a flow, and is a reason to send something back.
    if is_loose and understanding.consent(words.text) is Said.CANCEL:
        return _continue(flow, Cancel())
    return _reply_or_new(words, waiting, flow, replies, skills, is_loose=is_loose)


def _reply_or_new(
    words: Words,
    waiting: Waiting | None,
    flow: Flow,
    replies: tuple[Command, ...],
    skills: Skills,
    *,
    is_loose: bool,
) -> Wish:
    """Tell a reply to what is asked from another wish."""
    if waiting is None:
        return _new(words, skills, None)
    other = (
        Wish(Wants.NOTHING) if understanding.knows_not(words.text) else _new(words, skills, flow)
    )
    is_other = other.wants is Wants.START and other.confidence >= _SURE_TO_SWITCH
    if replies and not (is_other and is_loose):
        return _continue(flow, *replies)
    if is_other:
        return other
    return Wish(Wants.UNCLEAR, flow.name, is_fact=flow.is_fact, commands=(NotUnderstood(),))


def _led(words: Words, waiting: Waiting | None, flow: Flow) -> Command | None:
    """Say how the customer steers what is under way, where the words do nothing else."""
    led = leading.lead(words.text)
    if led in _ANYWHERE:
        return _ANYWHERE[led]
    if waiting is None:
        return None
    if led is leading.Lead.ANOTHER:
        return _another(words, waiting, flow)
    is_proof = waiting.what in {WaitFor.ADDRESS, WaitFor.CODE, WaitFor.FACT}
    if is_proof and (led is leading.Lead.REFUSE or understanding.consent(words.text) is Said.DENY):
        return Refuse()
    slot = flow.slots.get(waiting.name)
    has_none = led is leading.Lead.WITHOUT or understanding.knows_not(words.text)
    if slot is not None and slot.is_optional:
        has_none |= understanding.consent(words.text) is Said.DENY
    if not has_none or waiting.what not in {WaitFor.SLOT, WaitFor.ADDRESS, WaitFor.FACT}:
        return None
    # A free text may say just that, unless it need not be given at all.
    is_text = slot is not None and slot.kind is SlotKind.TEXT and not slot.is_optional
    return None if is_text else PassOver()


def _another(words: Words, waiting: Waiting, flow: Flow) -> Command | None:
    """«The other one» means another order where an order, or all of it, is asked about."""
    orders = [slot.name for slot in flow.slots.values() if slot.kind is SlotKind.ORDER]
    is_plain = waiting.what is WaitFor.CONSENT or waiting.name in orders
    if orders and (is_plain or re.search(r"\b(commande|order)\b", fold(words.text))):
        return Another(orders[0])
    return None


def _after(words: Words, done: Run | None, skills: Skills) -> Wish | None:
    """Find a wish that goes on with what was done before: undo it, the same for another thing."""
    if leading.lead(words.text) is leading.Lead.UNDO:
        return Wish(Wants.START, "undo", 1.0, commands=(TakeBack(),))
    flow = None if done is None else skills.flows.get(done.flow)
    if flow is None:
        return None
    if leading.wants_more(words.text):
        start = Start(flow.name, slots_of(words, flow), words.text)
        return Wish(Wants.START, flow.name, 1.0, flow.is_fact, (start,))
    orders = [slot.name for slot in flow.slots.values() if slot.kind is SlotKind.ORDER]
    if orders and leading.lead(words.text) is leading.Lead.ANOTHER:
        start = Start(flow.name, is_new=True)
        return Wish(Wants.START, flow.name, 1.0, flow.is_fact, (start, Another(orders[0])))
    return None


@dataclass(frozen=True, slots=True)
class Explained:
    """What a sentence begins, and why. `nearest`: the flows it is most like, best first."""

    flow: str | None
    confidence: float
    nearest: tuple[str, ...]
    because: tuple[str, ...]


def explain(text: str, language: str, skills: Skills) -> Explained:
    """Say what a sentence would begin, on its own, and by which words."""
    begun = wish(Words(text, language, clock.now().date()), None, skills)
    guess = skills.guess(text, language)
    if guess is None:
        return Explained(None, 0.0, (), ())
    return Explained(begun.flow, begun.confidence, guess.nearest, guess.because)


def flow_wished(text: str, language: str, skills: Skills) -> str | None:
    """Name the flow a message would begin, on its own; None when it begins none."""
    return wish(Words(text, language, clock.now().date()), None, skills).flow


def slots_of(words: Words, flow: Flow) -> dict[str, Any]:
    """Find what a message already tells of a flow's slots, one entity for one slot."""
    found: dict[str, Any] = {}
    entities = list(words.entities())
    for slot in flow.slots.values():
        if slot.kind in {SlotKind.TEXT, SlotKind.EMAIL, SlotKind.PHONE, SlotKind.NUMBER}:
            continue
        if slot.kind is SlotKind.CHOICE:
            value = choosing.named(words.text, slot, words.language)
        else:
            value = _entity(entities, slot)
        if value is not None:
            found[slot.name] = value
    return found


def slot_of(words: Words, slot: Slot, waiting: Waiting | None) -> Any:
    """Read the value of one slot from words that are said to hold it; None when they do not."""
    return _value(words, slot, waiting or Waiting(WaitFor.SLOT, slot.name))


def _new(words: Words, skills: Skills, current: Flow | None) -> Wish:
    """Find the flows that a message asks for, each with what its own part tells."""
    # What is typed in short asks for the same as in full, here as in the search.
    words = replace(words, text=knowledge.written_out(words.text, words.language))
    begun: list[tuple[str, Guess]] = []
    is_outside, guess = True, None
    parts = understanding.wishes(words.text)
    for part in parts:
        guess = skills.guess(part.text, words.language)
        is_outside &= guess is not None and guess.out_of_scope >= _SURELY_OUTSIDE
        if guess is not None and _begins(part.text, guess, skills, current):
            begun.append((part.text, guess))
    best = max((guess.confidence for _, guess in begun), default=0.0)
    if words.leans and best < _SURE_LEANING:
        begun = []
    if not begun or (best < sureness.OF_QUESTION and sureness.asks_beside(words.text)):
        whole = guess if len(parts) == 1 else skills.guess(words.text, words.language)
        near = None if current else _nearest(whole)
        return Wish(Wants.NOTHING, is_sure=is_outside, near=near)
    starts = _starts(words, begun, skills)
    surest = max((guess for _, guess in begun), key=lambda guess: guess.confidence)
    flows = [skills.flows[start.flow] for start in starts]
    is_fact = all(flow.is_fact for flow in flows)
    # What is begun last is on top: what was said first is done first.
    commands = tuple(reversed(starts))
    return Wish(Wants.START, flows[0].name, best, is_fact, commands, surest.because)


def _nearest(guess: Guess | None) -> str | None:
    """Name the flow that a whole message is most like, unless likelier none is meant."""
    if guess is None or guess.out_of_scope >= _PERHAPS_OUTSIDE:
        return None
    return next(iter(guess.nearest), None)


def _named(words: Words, skills: Skills) -> Wish | None:
    """Begin the flow whose title was chosen, with what was said before it was offered."""
    said = fold(words.text)
    for flow in skills.flows.values():
        if any(said == fold(title) for title in flow.title.values()):
            told = replace(words, text=f"{words.before}\n{words.text}".strip())
            start = Start(flow.name, slots_of(told, flow), words.before or words.text)
            return Wish(Wants.START, flow.name, 1.0, flow.is_fact, (start,))
    return None


def _begins(text: str, guess: Guess, skills: Skills, current: Flow | None) -> bool:
    """Say whether one part of a message surely asks for a flow, another than the current one."""
    if guess.label is None or guess.confidence < sureness.needed(text, skills.flows[guess.label]):
        return False
    if current is None:
        return True
    return guess.label != current.name and len(text.split()) >= _SHORTEST_SWITCH


def _starts(words: Words, begun: Sequence[tuple[str, Guess]], skills: Skills) -> Sequence[Start]:
    """Begin each flow once, and once more for another order of its own."""
    flows = [(text, skills.flows[guess.label]) for text, guess in begun if guess.label]
    if len({flow.name for _, flow in flows}) == 1:
        return _each_order(words, flows[0][1])[:_MOST_AT_ONCE]
    starts: list[Start] = []
    for text, flow in flows:
        start = Start(flow.name, slots_of(replace(words, text=text), flow), text)
        is_again = [each.slots for each in starts if each.flow == flow.name]
        if start.slots not in is_again:
            starts.append(replace(start, is_new=bool(is_again)))
    return starts[:_MOST_AT_ONCE]


def _each_order(words: Words, flow: Flow) -> Sequence[Start]:
    """Begin one flow, for each order that is named."""
    start = Start(flow.name, slots_of(words, flow), words.text)
    slot = next((slot for slot in flow.slots.values() if slot.kind is SlotKind.ORDER), None)
    if slot is None or understanding.correction(words.text) is not None:
        return [start]
    named = [each.value for each in words.entities() if each.kind is understanding.Kind.ORDER]
    orders = [value for value in dict.fromkeys(named) if re.fullmatch(slot.pattern or ".*", value)]
    return [
        replace(start, slots={**start.slots, slot.name: value}, is_new=len(orders) > 1)
        for value in orders
    ] or [start]


def _continue(flow: Flow, *commands: Command) -> Wish:
    return Wish(Wants.CONTINUE, flow.name, 1.0, flow.is_fact, commands)


def _is_loose(said: str, waiting: Waiting, replies: Sequence[Command]) -> bool:
    """A free text, or another slot than the one asked for, may as well be another wish."""
    filled = {name for each in replies if isinstance(each, Fill) for name in each.slots}
    if waiting.what is WaitFor.SLOT:
        is_long = len(said.split()) >= _SENTENCE or _QUESTION.search(fold(said)) is not None
        is_whole_sentence = waiting.kind is not SlotKind.CHOICE and is_long
        return waiting.kind is SlotKind.TEXT or waiting.name not in filled or is_whole_sentence
    return not replies or bool(filled)


def _reply(words: Words, waiting: Waiting, flow: Flow) -> tuple[Command, ...]:
    match waiting.what:
        case WaitFor.CONSENT:
            return _consent(words, flow)
        case WaitFor.SLOT:
            return _slot(words, waiting, flow)
        case WaitFor.ADDRESS:
            return _tell(_address(words, waiting))
        case WaitFor.CODE:
            return _code(words, waiting)
        case WaitFor.FACT:
            return _fact(words, waiting)
        case WaitFor.APPROVAL | WaitFor.SIGN_IN:
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
    changed = _corrected(words, flow) or slots_of(words, flow)
    if changed:
        return (Fill(changed),)
    return (Consent(yes=False),) if understanding.refuses(words.text) else ()


def _corrected(words: Words, flow: Flow) -> dict[str, Any]:
    """Find the slots that a correction names: of «not Thursday, Friday» the Friday alone."""
    correction = understanding.correction(words.text)
    return {} if correction is None else slots_of(replace(words, text=correction.value), flow)


def _slot(words: Words, waiting: Waiting, flow: Flow) -> tuple[Command, ...]:
    slot = flow.slots[waiting.name]
    found = slots_of(words, flow) | _corrected(words, flow)
    correction = understanding.correction(words.text)
    value = None
    if correction is not None and slot.kind is not SlotKind.TEXT:
        value = _value(replace(words, text=correction.value), slot, waiting)
    if value is None:
        value = _value(words, slot, waiting)
    if value is not None:
        found[slot.name] = value
    return (Fill(found),) if found else ()


def _value(words: Words, slot: Slot, waiting: Waiting) -> Any:
    if slot.kind is SlotKind.TEXT:
        return words.text.strip()[:500] or None
    if slot.kind is SlotKind.CHOICE or waiting.options:
        touched = [value for value, label in waiting.options if fold(label) == fold(words.text)]
        if len(touched) == 1:
            return touched[0]
        place = understanding.choice(words.text, len(waiting.options))
        if place is not None:
            return waiting.options[place][0]
        told = choosing.named(words.text, slot, words.language)
        told = told or choosing.shown(words.text, waiting.options)
        if told is not None or slot.kind is SlotKind.CHOICE:
            return told
    if slot.kind is SlotKind.AMOUNT:
        # Asked for an amount, a bare number is one.
        entities = words.entities()
        return _entity(entities, slot) or _first(words, understanding.Kind.NUMBER)
    return _entity(words.entities(), slot)


def _entity(entities: Sequence[Entity], slot: Slot) -> str | None:
    kind = _ENTITY_OF[slot.kind]
    for each in entities:
        fits = slot.pattern is None or re.fullmatch(slot.pattern, each.value) is not None
        # «Two or three» is no number yet; days may be a span.
        is_one = each.until is None or kind is understanding.Kind.DATE
        if each.kind is kind and fits and is_one:
            return each.value
    return None


def _address(words: Words, waiting: Waiting) -> str | None:
    """Find the mailbox, or the number where one may be told."""
    email = _first(words, understanding.Kind.EMAIL)
    if email is not None or waiting.kind is not SlotKind.PHONE:
        return email
    dictated = _first(words, understanding.Kind.PHONE)
    if dictated is not None:
        return dictated
    # Asked for a number, whatever can be one is one.
    region = "FR" if words.language == "fr" else "GB"
    found = PhoneNumberMatcher(words.text, region, leniency=Leniency.POSSIBLE)
    numbers = (
        format_number(each.number, PhoneNumberFormat.E164)
        for each in found
        if sum(map(str.isdigit, each.raw_string)) >= _SHORTEST_NUMBER
    )
    return next(numbers, None)


def _code(words: Words, waiting: Waiting) -> tuple[Command, ...]:
    found = _CODE.search(words.text)
    if found is not None:
        return (Tell(found[1] + found[2]),)
    address = _address(words, waiting)
    if _AGAIN.search(fold(words.text)) or address is not None:
        return (SendAgain(address),)
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
