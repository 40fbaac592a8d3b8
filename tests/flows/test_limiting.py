"""Limits are read in words: the amount as it is written, the field as its schema calls it."""

from dataclasses import replace
from pathlib import Path

import pytest

from limpide.flows import limits_in_words, read_actions
from limpide.flows.model import Limit

ACTIONS = {
    each.name: each for each in read_actions(Path("sectors/retail/actions.yaml").read_text())
}
CANCEL = ACTIONS["cancel_order"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Jusqu’à 300\u202f€ (montant de la commande)\u202f; au-delà, une personne décide"),
        ("en", "Up to €300 (order total); beyond that, a person decides"),
    ],
)
def test_a_limit_is_money_in_the_readers_language(language: str, words: str) -> None:
    assert limits_in_words(CANCEL, ACTIONS, language) == (words,)


@pytest.mark.parametrize(
    ("limit", "schema", "words"),
    [
        (Limit("fee_cents", 1250), {}, "€12.50 (fee)"),
        (Limit("fee_cents", 1000), {"x-currency": "CHF"}, "CHF10 (fee)"),
        (Limit("price", 20), {"x-currency": "GBP", "title": "Price"}, "£20 (Price)"),
        (Limit("parcel_count", 1200), {}, "1,200 (parcel count)"),
    ],
)
def test_what_the_schema_does_not_say_is_read_from_the_name(
    limit: Limit, schema: dict[str, str], words: str
) -> None:
    takes = {"properties": {limit.amount: schema}}
    action = replace(CANCEL, takes=takes, limits=(limit,))

    assert limits_in_words(action, ACTIONS, "en") == (
        f"Up to {words}; beyond that, a person decides",
    )


def test_an_action_without_limits_says_nothing() -> None:
    assert limits_in_words(ACTIONS["get_order"], ACTIONS, "fr") == ()
