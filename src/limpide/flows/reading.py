"""Reading flows and actions from YAML: by JSON Schema, then by what a schema cannot say."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError

from limpide.foundation.errors import LimpideError

from . import wording
from .model import (
    Action,
    Ask,
    Autonomy,
    Call,
    Confirm,
    End,
    Entry,
    Fact,
    Flow,
    IdentityLevel,
    If,
    Limit,
    LookUp,
    Option,
    Owner,
    PassOn,
    Personal,
    Request,
    Say,
    Slot,
    SlotKind,
    Step,
    Tool,
    Undo,
)

_DATA: Final = Path(__file__).parent / "data"
_LONGEST: Final = 200_000
_UNDO_WITHIN: Final = timedelta(minutes=30)
# In the order of the schema.
_STEPS: Final = ("ask", "ask_again", "say", "confirm", "run", "if", "personal", "hand_over", "end")


class InvalidFlowError(LimpideError):
    """The flow cannot be used as it is written."""

    status = 422


class InvalidActionError(LimpideError):
    """The actions cannot be used as they are written."""

    status = 422


def read_flow(text: str, *, version: int = 1) -> Flow:
    """Read a flow. Raises InvalidFlowError, with the place in the file."""
    data = _load(text, "flow", InvalidFlowError)
    flow = Flow(
        name=data["flow"],
        version=version,
        title=data["title"],
        is_fact=bool(data.get("facts_only", False)),
        examples={language: tuple(said) for language, said in data["examples"].items()},
        slots={name: _slot(name, each) for name, each in data.get("slots", {}).items()},
        steps=_steps(data["steps"], ""),
        silence_minutes=data.get("silence_minutes"),
    )
    faults = list(_faults(flow))
    if faults:
        raise InvalidFlowError(f"{flow.name}: " + " · ".join(faults))
    return flow


def read_actions(text: str, *, version: int = 1) -> Sequence[Action]:
    """Read the actions of a connector. Raises InvalidActionError, with the place in the file."""
    data = _load(text, "actions", InvalidActionError)
    found = [
        _action(name, data["connector"], each, version) for name, each in data["actions"].items()
    ]
    for action in found:
        if (fault := _undo_fault(action)) is not None:
            raise InvalidActionError(f"{action.name}.undo: {fault}")
        for schema in (action.takes, action.gives):
            try:
                Draft202012Validator.check_schema(dict(schema))
            except SchemaError as error:
                raise InvalidActionError(f"{action.name}: {error.message}") from error
            if not all(map(_is_local, _references(schema))):
                # A validator would fetch it.
                raise InvalidActionError(f"{action.name}: a `$ref` leads out of the file.")
    return found


def _undo_fault(action: Action) -> str | None:
    if action.undo is None:
        return None
    if not action.changes:
        return "what changes nothing needs no undo"
    return next(filter(None, map(wording.check_condition, action.undo.arguments.values())), None)


def _references(node: Any) -> Iterator[Any]:
    if isinstance(node, Mapping):
        known: Mapping[str, Any] = node
        for key, value in known.items():
            if key in {"$ref", "$dynamicRef"}:
                yield value
            yield from _references(value)
    elif isinstance(node, list):
        items: list[Any] = node
        for each in items:
            yield from _references(each)


def _is_local(reference: Any) -> bool:
    return isinstance(reference, str) and reference.startswith("#")


def read_talk(text: str) -> Mapping[str, tuple[str, ...]]:
    """Read examples of what asks for no flow, by language. Raises InvalidFlowError."""
    try:
        data: Any = yaml.safe_load(text)
        return {str(language): tuple(map(str, said)) for language, said in data.items()}
    except (yaml.YAMLError, AttributeError, TypeError) as error:
        raise InvalidFlowError("Examples are a list of sentences per language.") from error


def check_against(flow: Flow, actions: Mapping[str, Action]) -> None:
    """Check what a flow calls: actions that exist, a confirmation before what changes the world.

    Raises InvalidFlowError.
    """
    faults = [*_unsafe(flow.steps, actions, confirmed=False), *_unsafe_slots(flow, actions)]
    if flow.is_fact:
        faults += [
            f"{call.path}: a flow of facts calls «{call.action}», which changes something"
            for call in calls_of(flow.steps)
            if call.action in actions and actions[call.action].changes
        ]
    if faults:
        raise InvalidFlowError(f"{flow.name}: " + " · ".join(faults))


def with_example(text: str, sentence: str, language: str) -> str:
    """Write one more example into a flow's file, which stays as its author wrote it otherwise."""
    lines = text.splitlines()
    begun = next((at for at, line in enumerate(lines) if line.rstrip() == "examples:"), None)
    place = None if begun is None else _after_examples(lines, begun + 1, language)
    if place is None:
        raise InvalidFlowError(f"examples.{language}: write the examples a line each.")
    at, indent = place
    said = " ".join(sentence.split())
    added = f"{indent}- {json.dumps(said, ensure_ascii=False)}"
    return "\n".join([*lines[:at], added, *lines[at:]]) + "\n"


def _after_examples(lines: Sequence[str], begun: int, language: str) -> tuple[int, str] | None:
    inside, last = False, None
    for at in range(begun, len(lines)):
        line = lines[at]
        if line and not line[0].isspace():
            break
        if re.fullmatch(r"\s+[a-z]{2}:\s*", line):
            inside = line.strip() == f"{language}:"
        elif inside and (found := re.match(r"(\s+)- ", line)) is not None:
            last = (at + 1, found[1])
    return last


def calls_of(steps: Sequence[Step]) -> Iterator[Call]:
    """Give all calls of a flow, in the order of the file."""
    for step in walk(steps):
        if isinstance(step, Call):
            yield step


def walk(steps: Sequence[Step]) -> Iterator[Step]:
    """Give all steps, the inner ones too."""
    for step in steps:
        yield step
        for branch in _branches(step):
            yield from walk(branch)


def _branches(step: Step) -> Sequence[tuple[Step, ...]]:
    match step:
        case If():
            return (step.then, step.otherwise)
        case Call():
            return tuple(step.otherwise.values())
        case _:
            return ()


def _unsafe(
    steps: Sequence[Step], actions: Mapping[str, Action], *, confirmed: bool
) -> Iterator[str]:
    for step in steps:
        confirmed = confirmed or isinstance(step, Confirm)
        if isinstance(step, Call):
            yield from _unsafe_call(step, actions.get(step.action), confirmed=confirmed)
        for branch in _branches(step):
            yield from _unsafe(branch, actions, confirmed=confirmed)


def _unsafe_slots(flow: Flow, actions: Mapping[str, Action]) -> Iterator[str]:
    for slot in flow.slots.values():
        if slot.look_up is None:
            continue
        action = actions.get(slot.look_up.action)
        if action is None:
            yield f"slots.{slot.name}: there is no action «{slot.look_up.action}»"
        elif action.changes:
            yield f"slots.{slot.name}: looking up must change nothing, «{action.name}» does"


def _unsafe_call(step: Call, action: Action | None, *, confirmed: bool) -> Iterator[str]:
    if action is None:
        yield f"{step.path}: there is no action «{step.action}»"
        return
    if action.changes and not confirmed and action.autonomy is not Autonomy.ALONE:
        yield f"{step.path}: «{step.action}» changes something: `confirm` before it"
    missing = set(action.takes.get("required", ())) - set(step.arguments)
    if missing:
        yield f"{step.path}: «{step.action}» needs {', '.join(sorted(missing))}"


def _faults(flow: Flow) -> Iterator[str]:
    for step in walk(flow.steps):
        if isinstance(step, Ask) and step.slot not in flow.slots:
            yield f"{step.path}: there is no slot «{step.slot}»"
        for place, reason in _unreadable(step):
            if reason is not None:
                yield f"{place}: {reason}"
    for slot in flow.slots.values():
        yield from _faults_of(slot)


def _faults_of(slot: Slot) -> Iterator[str]:
    if slot.kind is SlotKind.CHOICE and not (slot.options or slot.options_from):
        yield f"slots.{slot.name}: a choice needs `options` or `options_from`"
    if slot.pattern is not None and not _compiles(slot.pattern):
        yield f"slots.{slot.name}.pattern: this is no regular expression"
    if slot.look_up is not None and slot.options_from is None:
        yield f"slots.{slot.name}: `look_up` needs `options_from`, to offer what was found"


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def _unreadable(step: Step) -> Iterator[tuple[str, str | None]]:
    match step:
        case Say() | Confirm():
            for language, text in step.text.items():
                yield f"{step.path} ({language})", wording.check_text(text)
        case Personal():
            for language, text in step.ask.items():
                yield f"{step.path} ({language})", wording.check_text(text)
        case If():
            yield step.path, wording.check_condition(step.when)
        case Call():
            for expression in step.arguments.values():
                yield step.path, wording.check_condition(expression)
        case _:
            pass


def _load(text: str, schema: str, error: type[LimpideError]) -> dict[str, Any]:
    if len(text) > _LONGEST:
        raise error("The file is too long.")
    try:
        data: Any = yaml.safe_load(text)
    except yaml.YAMLError as fault:
        raise error(str(fault).replace("\n", " ")) from fault
    faults = sorted(_validator(schema).iter_errors(data), key=lambda each: list(each.path))
    if faults:
        raise error(" · ".join(f"{_place(each)}: {_said(each)}" for each in faults[:5]))
    return data


def _place(fault: Any) -> str:
    return ".".join(map(str, fault.absolute_path)) or "file"


def _said(fault: Any) -> str:
    """Say what a schema fault means; of a step, what is wrong with the kind of step it is."""
    if fault.validator == "oneOf" and isinstance(fault.instance, dict):
        known: dict[str, Any] = fault.instance
        kind = next((place for place, key in enumerate(_STEPS) if key in known), None)
        inner = [each for each in fault.context if each.schema_path[0] == kind]
        if inner:
            return f"{_place(inner[0])}: {inner[0].message}"
        return f"a step is one of {', '.join(_STEPS)}; this one has {', '.join(map(str, known))}"
    return str(fault.message)


@cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((_DATA / f"{name}.schema.json").read_text()))


def _slot(name: str, data: Mapping[str, Any]) -> Slot:
    return Slot(
        name=name,
        kind=SlotKind(data["kind"]),
        ask={language: _many(said) for language, said in data["ask"].items()},
        wrong=data.get("wrong", {}),
        pattern=data.get("pattern"),
        options=tuple(
            Option(
                value=value,
                label={language: each[language] for language in ("fr", "en")},
                words={lang: tuple(words) for lang, words in each.get("words", {}).items()},
            )
            for value, each in data.get("options", {}).items()
        ),
        options_from=data.get("options_from"),
        option_value=data.get("option_value", "value"),
        option_label=data.get("option_label", {}),
        look_up=_look_up(data["look_up"]) if "look_up" in data else None,
        is_optional=bool(data.get("optional", False)),
    )


def _look_up(data: Mapping[str, Any]) -> LookUp:
    return LookUp(
        action=data["run"],
        arguments=data.get("with", {}),
        name=data.get("as", data["run"]),
        ask=data["ask"],
        none=data["none"],
    )


def _many(said: str | list[str]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)


def _steps(data: Sequence[Mapping[str, Any]], within: str) -> tuple[Step, ...]:
    return tuple(_step(each, f"{within}{number}") for number, each in enumerate(data, start=1))


def _step(data: Mapping[str, Any], path: str) -> Step:  # noqa: C901, PLR0911 (one per step)
    match data:
        case {"ask": slot}:
            return Ask(path, slot)
        case {"ask_again": slot}:
            return Ask(path, slot, again=True)
        case {"say": text}:
            return Say(path, text)
        case {"confirm": text}:
            return Confirm(path, text)
        case {"run": action}:
            otherwise = data.get("otherwise", {})
            return Call(
                path,
                action,
                data.get("with", {}),
                data.get("as", action),
                {code: _steps(steps, f"{path}.{code}.") for code, steps in otherwise.items()},
            )
        case {"if": when, "then": then}:
            inner = _steps(then, f"{path}.then.")
            return If(path, when, inner, _steps(data.get("else", ()), f"{path}.else."))
        case {"personal": known, "question": ask}:
            return Personal(path, known, ask, data.get("as", "mine"))
        case {"hand_over": why}:
            return PassOn(path, why)
        case _:
            return End(path)


def _undo(data: str | Mapping[str, Any] | None, takes: Mapping[str, Any]) -> Undo | None:
    """Read how a change is taken back; a bare name takes the change's own arguments."""
    if data is None:
        return None
    if isinstance(data, str):
        return Undo(data, {name: name for name in takes.get("properties", {})}, _UNDO_WITHIN)
    within = timedelta(minutes=data["within_minutes"]) if "within_minutes" in data else _UNDO_WITHIN
    return Undo(data["run"], data.get("with", {}), within)


def _road(data: Mapping[str, Any]) -> Request | Tool | Entry:
    if "tool" in data:
        return Tool(data["tool"])
    if "python" in data:
        return Entry(data["python"])
    request = data["request"]
    query, body = request.get("query", ()), request.get("body", ())
    return Request(request["method"], request["path"], tuple(query), tuple(body))


def _action(name: str, connector: str, data: Mapping[str, Any], version: int) -> Action:
    road = _road(data)
    # What a tool or a function does cannot be read from its name.
    is_reading = isinstance(road, Request) and road.method == "GET"
    changes = bool(data.get("changes", not is_reading))
    owner = data.get("owner")
    # What is not said is the careful thing: a change waits for a person.
    careful = "approve" if changes else "alone"
    return Action(
        name=name,
        title=data["title"],
        connector=connector,
        request=road,
        takes=data.get("takes", {"type": "object"}),
        gives=data.get("gives", {"type": "object"}),
        changes=changes,
        identity=IdentityLevel(data.get("identity", "verified")),
        autonomy=Autonomy(data.get("autonomy", careful)),
        is_public=bool(data.get("public", False)),
        owner=None
        if owner is None
        else Owner(
            owner["field"],
            owner.get("look_up"),
            owner.get("with", {}),
            owner.get("phone"),
            owner.get("person"),
        ),
        facts=tuple(Fact(each, field) for each, field in data.get("facts", {}).items()),
        limits=tuple(Limit(amount, most) for amount, most in data.get("limits", {}).items()),
        repeatable=bool(data.get("repeatable", False)),
        undo=_undo(data.get("undo"), data.get("takes", {})),
        same_for_hours=float(data.get("same_for_hours", 24)),
        version=version,
    )
