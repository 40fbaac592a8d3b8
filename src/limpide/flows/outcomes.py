"""Outcomes: what became of a call, whatever road it took."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from jsonschema import Draft202012Validator

from .model import Action

LARGEST: Final = 1_000_000
_CODE: Final = re.compile(r"[A-Za-z0-9_-]{1,60}")


@dataclass(frozen=True, slots=True)
class Done:
    """It was done; `value` is what came back."""

    value: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Failed:
    """It was surely not done; `code` is for the flow.

    `is_unheard`: turned away without being looked at (nobody there, busy, not allowed in), so that
    it says nothing of the same call made earlier.
    """

    code: str
    is_unheard: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Perhaps:
    """Perhaps done: never repeat blindly."""

    reason: str


Outcome = Done | Failed | Perhaps


def invalid_arguments(action: Action, arguments: Mapping[str, Any]) -> str | None:
    """Say what is wrong with the arguments by the action's schema, or None."""
    fault = next(Draft202012Validator(dict(action.takes)).iter_errors(dict(arguments)), None)
    return None if fault is None else fault.message


def answered(action: Action, value: Any) -> Outcome:
    """Judge what came back after success: it must fit what the action says it gives."""
    if not isinstance(value, dict):
        return Perhaps("not JSON") if action.changes else Failed("bad_answer")
    found: dict[str, Any] = value
    if next(Draft202012Validator(dict(action.gives)).iter_errors(found), None) is not None:
        # It was done, but we cannot tell what: a person looks at it.
        return Perhaps("unexpected answer") if action.changes else Failed("bad_answer")
    return Done(found)


def lost(action: Action, why: str) -> Outcome:
    """No word came back: a change was perhaps done, a look-up surely did no harm."""
    return Perhaps(why) if action.changes else Failed("unavailable")


def of_earlier(outcome: Outcome) -> Outcome:
    """Judge the answer to a call that was perhaps made before: being turned away proves nothing."""
    if isinstance(outcome, Failed) and outcome.is_unheard:
        return Perhaps(outcome.code)
    return outcome


def told_code(value: Any) -> str | None:
    """Give the other side's code (`code`, or the end of an RFC 9457 `type`), where it told one."""
    if not isinstance(value, dict):
        return None
    told: dict[str, Any] = value
    named = told.get("code") or str(told.get("type", "")).rpartition("/")[2]
    if isinstance(named, str) and _CODE.fullmatch(named[:60]):
        return named.replace("-", "_")[:60]
    return None
