"""What people always rewrite is changed where it is written, with its gaps open."""

import pytest

from limpide import review

WORDING = "Bonjour {{ name }}. Votre commande **{{ data.order }}** arrive {{ data.day }}. Merci."


def test_values_become_gaps_again_and_the_rest_stays() -> None:
    before = "Votre commande OLV-7 arrive mardi."
    after = "Bonne nouvelle : la commande OLV-7 sera chez vous mardi."
    assert review.reworded(WORDING, before, after) == (
        "Bonjour {{ name }}. Bonne nouvelle : la commande {{ data.order }} sera chez vous "
        "{{ data.day }}. Merci."
    )


def test_a_dropped_sentence_leaves_no_hole() -> None:
    assert review.reworded("Un. Deux. Trois.", "Deux.", "") == "Un. Trois."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Votre facture OLV-7 arrive mardi.", "Elle arrive."),
        ("Votre commande OLV-7 arrive mardi.", "Elle arrive le 3 décembre."),
    ],
)
def test_what_stands_nowhere_or_was_of_one_case_changes_nothing(before: str, after: str) -> None:
    assert review.reworded(WORDING, before, after) is None
