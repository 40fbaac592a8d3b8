"""The forms of an action's policy, and of a trial of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from limpide import flows
from limpide.contacts import ContactId
from limpide.flows import (
    Action,
    Autonomy,
    Caller,
    Done,
    Failed,
    IdentityLevel,
    InvalidActionError,
    Perhaps,
    PolicyChange,
    Ruling,
    Wanted,
    Who,
)
from limpide.foundation.ids import new_id


@dataclass(frozen=True, slots=True)
class Trial:
    """What an action would do now. `input`: as it was typed. `fault`: why it could not be tried."""

    name: str
    person: str
    identity: str
    input: str
    ruling: str = ""
    rule: str = ""
    outcome: str = ""
    result: str = ""
    fault: str = ""
    is_dry: bool = False


def change_of(given: Mapping[str, str]) -> PolicyChange:
    """Read a policy from its form. Raises ValueError."""
    owner = given.get("owner", "").strip()
    return PolicyChange(
        title={language: _said(given, f"title_{language}") for language in ("fr", "en")},
        identity=IdentityLevel(given.get("identity", "")),
        autonomy=Autonomy(given.get("autonomy", "")),
        is_public=given.get("public") == "yes",
        owner=owner[:200],
        look_up=given.get("look_up", "").strip()[:60],
        look_up_argument=given.get("look_up_argument", "").strip()[:60],
        our_argument=given.get("our_argument", "").strip()[:60],
        limits=_limits(given.get("limits", "")),
    )


async def trial_of(
    caller: Caller, action: Action | None, person: str, identity: IdentityLevel, input: str
) -> Trial:
    """Try an action for somebody who is known by an address, as surely as is said."""
    name = "" if action is None else action.name
    asked = Trial(name, person, identity, input)
    try:
        arguments: Any = json.loads(input or "{}")
    except ValueError:
        return _with(asked, fault="not_json")
    if action is None or not isinstance(arguments, dict):
        return _with(asked, fault="not_json")
    given: dict[str, Any] = arguments
    who = Who(ContactId(new_id()), {person.strip().lower(): identity} if person.strip() else {})
    made = await caller.call(Wanted(action, given, who, is_confirmed=True))
    is_run = made.verdict.ruling is Ruling.ALLOWED
    outcome = made.outcome
    return _with(
        asked,
        ruling=made.verdict.ruling.value,
        rule=made.verdict.rule,
        outcome=_kind(outcome) if is_run else "",
        result=_result(outcome) if is_run else "",
        is_dry=made.is_dry,
    )


def _kind(outcome: flows.Done | flows.Failed | flows.Perhaps | None) -> str:
    return {Done: "done", Failed: "failed", Perhaps: "unsure"}[type(outcome or Failed(""))]


def _result(outcome: flows.Done | flows.Failed | flows.Perhaps | None) -> str:
    if isinstance(outcome, Done):
        return json.dumps(dict(outcome.value), ensure_ascii=False, indent=2)[:4000]
    return outcome.code if isinstance(outcome, Failed) else ""


def _with(trial: Trial, **known: Any) -> Trial:
    return Trial(trial.name, trial.person, trial.identity, trial.input, **known)


def _said(given: Mapping[str, str], name: str) -> str:
    text = " ".join(given.get(name, "").split())[:200]
    if not text:
        raise InvalidActionError(f"{name}: say what it does.")
    return text


def _limits(text: str) -> Mapping[str, float]:
    """Read `amount: 300`, a line each. Raises InvalidActionError."""
    found: dict[str, float] = {}
    for line in filter(str.strip, text.splitlines()):
        name, _, most = line.partition(":")
        try:
            found[name.strip()] = float(most)
        except ValueError as error:
            raise InvalidActionError(
                f"«{line.strip()}» is not like «total_cents: 30000»."
            ) from error
    return found
