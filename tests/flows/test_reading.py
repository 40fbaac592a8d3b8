"""A flow that cannot work is refused, with the place and the reason."""

from pathlib import Path

import pytest

from limpide.flows import InvalidActionError, InvalidFlowError, read_actions, read_flow
from limpide.flows.reading import check_against

ACTIONS = {
    each.name: each for each in read_actions(Path("sectors/retail/actions.yaml").read_text())
}
HEAD = """
flow: test_flow
title: {fr: Essai, en: Test}
examples: {fr: [un, deux, trois], en: [one, two, three]}
slots:
  order: {kind: order, ask: {fr: 'Lequel ?', en: 'Which?'}}
steps:
"""


@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        ("  - asks: order", "steps.0: a step is one of ask"),
        ("  - ask: colour", "1: there is no slot «colour»"),
        ("  - say: {fr: '{{ x', en: x}", "1 (fr): syntax error"),
        ("  - {if: 'a ===', then: [{end: true}]}", "1: syntax error"),
        ("  - say: {fr: x}", "'en' is a required property"),
        ("  []", "should be non-empty"),
        ("  - : [", "while parsing"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(steps: str, reason: str) -> None:
    with pytest.raises(InvalidFlowError) as caught:
        read_flow(HEAD + steps)

    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        ("  - {run: fly, with: {}}", "there is no action «fly»"),
        ("  - {run: cancel_order, with: {number: order}}", "`confirm` before it"),
        ("  - {run: get_order}", "«get_order» needs number"),
    ],
)
def test_what_a_flow_calls_is_checked(steps: str, reason: str) -> None:
    with pytest.raises(InvalidFlowError) as caught:
        check_against(read_flow(HEAD + steps), ACTIONS)

    assert reason in str(caught.value)


def test_a_flow_of_facts_changes_nothing() -> None:
    text = HEAD.replace("slots:", "facts_only: true\nslots:") + (
        "  - confirm: {fr: 'Oui ?', en: 'Yes?'}\n  - {run: cancel_order, with: {number: order}}"
    )

    with pytest.raises(InvalidFlowError, match="changes something"):
        check_against(read_flow(text), ACTIONS)


def test_an_action_nobody_described_carefully_is_careful() -> None:
    [action] = read_actions(
        "connector: crm\nactions:\n  drop:\n    title: {fr: Effacer, en: Delete}\n"
        "    request: {method: DELETE, path: '/people/{id}'}\n"
    )

    assert (action.changes, action.autonomy, action.identity) == (True, "approve", "verified")
    assert not action.is_public


def test_a_schema_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidActionError, match="drop"):
        read_actions(
            "connector: crm\nactions:\n  drop:\n    title: {fr: x, en: x}\n"
            "    takes: {type: 12}\n    request: {method: GET, path: /x}\n"
        )
