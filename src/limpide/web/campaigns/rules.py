"""A segment's rule as lines of a form, and back. What a form cannot say stays JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from limpide.channels import Kind
from limpide.contacts import AiMode, Purpose

_UNKNOWN: Final = "unknown"
_OTHER: Final = "other"
_TRUTH: Final = {"true": True, "false": False}
REACHABLE: Final = (Kind.EMAIL, Kind.SMS, Kind.LETTER)
WRITABLE: Final = (Kind.EMAIL, Kind.SMS, Kind.LETTER)
DOINGS: Final = ("wrote", "read", "bought", _OTHER)
TESTS: Final = ("is", "at_least", "at_most", "known")


@dataclass(frozen=True, slots=True)
class Line:
    """One condition: `what` is e.g. `language.fr`, `consent.email.news`, `attribute.is`."""

    what: str = ""
    name: str = ""
    value: str = ""
    is_not: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule in a form. `match`: whether all of the lines or any of them must hold."""

    match: str = "all"
    lines: tuple[Line, ...] = ()


class UnreadableLineError(ValueError):
    """A line misses its name or its value."""


def choices() -> Sequence[tuple[str, Sequence[str]]]:
    """List what a line can ask, in groups."""
    consents = [f"consent.{kind}.{purpose}" for kind in WRITABLE for purpose in Purpose]
    return (
        ("language", ("language.fr", "language.en", f"language.{_UNKNOWN}")),
        ("reachable", [f"reachable.{kind}" for kind in REACHABLE]),
        ("consent", consents),
        ("ai_mode", [f"ai_mode.{mode}" for mode in AiMode]),
        ("did", [f"did.{what}" for what in DOINGS]),
        ("attribute", [f"attribute.{test}" for test in TESTS]),
    )


def rule_of(draft: Draft) -> dict[str, Any]:
    """Write the rule that the lines mean; empty lines mean nothing. Raises UnreadableLineError."""
    conditions = [_condition(line) for line in draft.lines if line.what]
    if not conditions:
        return {}
    return {draft.match if draft.match == "any" else "all": conditions}


def draft_of(rule: Mapping[str, Any]) -> Draft | None:
    """Read a rule into lines; None when it is deeper than a form can show."""
    if not rule:
        return Draft()
    match, conditions = next(iter(rule.items())) if len(rule) == 1 else ("", rule)
    if match not in {"all", "any"}:
        match, conditions = "all", [rule]
    lines = [_line(each) for each in conditions]
    if any(line is None for line in lines):
        return None
    return Draft(match, tuple(line for line in lines if line is not None))


def _condition(line: Line) -> dict[str, Any]:
    head, _, rest = line.what.partition(".")
    if head == "attribute":
        found = _attribute(line, rest)
    elif head == "did":
        found = _did(line, rest)
    elif head == "language" and rest == _UNKNOWN:
        found = {"language": None}
    else:
        found = {head: rest}
    return {"not": found} if line.is_not else found


def _did(line: Line, what: str) -> dict[str, Any]:
    """Read what was done, and in how many days (empty: ever)."""
    name, days = line.name.strip() if what == _OTHER else what, line.value.strip()
    if not name or (days and not days.isdecimal()):
        raise UnreadableLineError
    return {"did": name, "within_days": int(days)} if days else {"did": name}


def _did_line(given: Mapping[str, Any], *, is_not: bool) -> Line | None:
    if not set(given) <= {"did", "within_days"}:
        return None
    what, days = given["did"], str(given.get("within_days", ""))
    if what in DOINGS and what != _OTHER:
        return Line(f"did.{what}", "", days, is_not)
    return Line(f"did.{_OTHER}", what, days, is_not)


def _attribute(line: Line, test: str) -> dict[str, Any]:
    name, value = line.name.strip(), line.value.strip()
    if not name or (test != "known" and not value):
        raise UnreadableLineError
    if test == "known":
        return {"attribute": name, "known": True}
    read = _value(value)
    if test != "is" and (isinstance(read, bool) or not isinstance(read, int | float)):
        raise UnreadableLineError
    return {"attribute": name, test: read}


def _value(text: str) -> str | float | bool:
    """Read a value as an import does: «3» is a number, «007» and «"3"» are words."""
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1]
    if text.lower() in _TRUTH:
        return _TRUTH[text.lower()]
    for kind in (int, float):
        try:
            return kind(text) if str(kind(text)) == text else text
        except ValueError:
            continue
    return text


def _line(condition: Any) -> Line | None:
    if not isinstance(condition, dict):
        return None
    given: dict[str, Any] = condition  # pyright: ignore[reportUnknownVariableType]
    is_not = set(given) == {"not"} and isinstance(given["not"], dict)
    if is_not:
        given = given["not"]
    if "attribute" in given:
        return _attribute_line(given, is_not=is_not)
    if "did" in given:
        return _did_line(given, is_not=is_not)
    if len(given) != 1:
        return None
    ((head, value),) = given.items()
    what = f"{head}.{_UNKNOWN if value is None else value}"
    known = {each for _, group in choices() for each in group}
    return Line(what, is_not=is_not) if what in known else None


def _attribute_line(given: Mapping[str, Any], *, is_not: bool) -> Line | None:
    tests = [test for test in TESTS if test in given]
    if len(tests) != 1 or len(given) != 2:
        return None
    test, value = tests[0], given[tests[0]]
    if test == "known":
        return Line("attribute.known", given["attribute"], is_not=is_not is (value is True))
    return Line(f"attribute.{test}", given["attribute"], _shown(value), is_not)


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return f'"{value}"' if _value(value) != value else value
    return json.dumps(value)
