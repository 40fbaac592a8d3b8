"""An action runs inside its policy or not at all; nobody acts on another's things."""

import itertools
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from limpide.contacts import ContactId
from limpide.flows import Action, Autonomy, IdentityLevel, Ruling, Who, read_actions
from limpide.flows.policy import rule_on
from limpide.foundation.ids import new_id

ACTIONS = {
    each.name: each for each in read_actions(Path("sectors/retail/actions.yaml").read_text())
}
MINE = {"customer": {"email": "Me@Post.example"}, "delivery": {"postcode": "69004"},
        "total_cents": 15900}  # fmt: skip
ME, OTHER = "me@post.example", "other@post.example"


def who(facts: dict[str, str] | None = None, **addresses: IdentityLevel) -> Who:
    known = {{"me": ME, "other": OTHER}[name]: level for name, level in addresses.items()}
    return Who(ContactId(new_id()), known, facts or {})


def ruling(
    action: Action,
    person: Who,
    found: dict[str, Any] | None = None,
    *,
    confirmed: bool = False,
    approved: bool = False,
) -> tuple[Ruling, str]:
    verdict = rule_on(
        action,
        {"number": "OLV-20419120"},
        person,
        found=MINE if found is None else found,
        is_confirmed=confirmed,
        is_approved=approved,
    )
    return verdict.ruling, verdict.rule


@pytest.mark.parametrize("name", [name for name, each in ACTIONS.items() if each.owner])
@pytest.mark.parametrize("level", IdentityLevel)
@pytest.mark.parametrize(
    ("confirmed", "approved"), list(itertools.product([True, False], repeat=2))
)
def test_no_action_ever_runs_on_what_belongs_to_another(
    name: str, level: IdentityLevel, confirmed: bool, approved: bool
) -> None:
    answer = ruling(ACTIONS[name], who(other=level), confirmed=confirmed, approved=approved)

    assert answer[0] is not Ruling.ALLOWED


@pytest.mark.parametrize("level", IdentityLevel)
def test_a_change_wants_at_least_its_level(level: IdentityLevel) -> None:
    answer, _ = ruling(ACTIONS["cancel_order"], who(me=level), confirmed=True)

    assert (answer is Ruling.ALLOWED) is level.reaches(IdentityLevel.VERIFIED)


def test_a_change_is_confirmed_first() -> None:
    me = who(me=IdentityLevel.VERIFIED)

    assert ruling(ACTIONS["cancel_order"], me) == (
        Ruling.NEEDS_CONFIRMATION,
        "autonomy.confirm",
    )
    assert ruling(ACTIONS["cancel_order"], me, confirmed=True)[0] is Ruling.ALLOWED


def test_above_the_limit_a_person_approves() -> None:
    me, much = who(me=IdentityLevel.VERIFIED), {**MINE, "total_cents": 30001}

    answer = ruling(ACTIONS["cancel_order"], me, much, confirmed=True)
    assert answer == (Ruling.NEEDS_APPROVAL, "limit.total_cents")
    answer = ruling(ACTIONS["cancel_order"], me, much, confirmed=True, approved=True)
    assert answer[0] is Ruling.ALLOWED


@pytest.mark.parametrize("amount", [None, "30", True, {}])
def test_an_amount_that_cannot_be_compared_refuses(amount: object) -> None:
    me, odd = who(me=IdentityLevel.VERIFIED), {**MINE, "total_cents": amount}

    answer = ruling(ACTIONS["cancel_order"], me, odd, confirmed=True)

    assert answer == (Ruling.REFUSED, "limit_unknown.total_cents")


def test_what_only_the_owner_knows_opens_a_look_and_no_change() -> None:
    nobody = who({"postcode": "69 004"})

    assert ruling(ACTIONS["get_order"], nobody)[0] is Ruling.ALLOWED
    assert ruling(ACTIONS["get_order"], who()) == (Ruling.NEEDS_FACT, "fact")
    assert ruling(ACTIONS["get_order"], who({"postcode": "75011"}))[1] == "wrong_facts"
    assert ruling(ACTIONS["cancel_order"], nobody, confirmed=True)[0] is Ruling.NEEDS_IDENTITY


def test_an_action_whose_owner_nobody_declared_is_closed() -> None:
    action = replace(ACTIONS["get_order"], owner=None)

    assert ruling(action, who(me=IdentityLevel.STRONG))[1] == "no_owner_declared"
    assert ruling(replace(action, is_public=True), who(me=IdentityLevel.STRONG))[0] is (
        Ruling.ALLOWED
    )


def test_an_action_that_is_off_runs_for_nobody() -> None:
    action = replace(ACTIONS["find_products"], autonomy=Autonomy.OFF)

    assert ruling(action, who(me=IdentityLevel.STRONG), confirmed=True, approved=True) == (
        Ruling.REFUSED,
        "off",
    )
