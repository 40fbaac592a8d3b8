"""Hints name what only a person can add, and put nothing into the text."""

import pytest

from limpide.foundation.i18n import LANGUAGES
from limpide.review.hints import Hint, hints

DRY = "Le délai est de trente jours après la livraison, dans un emballage intact."
DRY_EN = "The period is thirty days after delivery, in packaging that is intact."


def names(text: str, *said: str) -> list[str]:
    return [hint.name for hint in hints(text, said)]


def test_a_dry_answer_to_a_complaint_gets_all_the_hints() -> None:
    said = "Ma lampe est arrivée cassée et personne ne répond !"
    assert names(DRY, said) == ["situation", "thanks", "apology", "next"]


def test_an_answer_that_says_it_all_gets_none() -> None:
    warm = (
        "Merci de nous avoir écrit. Je suis désolée que votre lampe soit arrivée cassée. "
        "Vous recevrez la nouvelle jeudi."
    )
    assert names(warm, "Ma lampe est arrivée cassée.") == []


def test_an_apology_is_due_only_where_something_went_wrong() -> None:
    assert "apology" not in names(DRY, "Combien de temps ai-je pour un retour ?")
    assert "apology" in names(DRY_EN, "My lamp is broken")


@pytest.mark.parametrize(
    "text",
    [
        "You will receive the parcel on Friday, and the label is in the box already.",
        "I’ll call the workshop today, the label for the parcel is in the box already.",
    ],
)
def test_what_happens_next_is_seen_in_english_too(text: str) -> None:
    assert "next" not in names(text, "When does it come?")


def test_a_few_words_are_no_reply_yet() -> None:
    assert names("Bonjour,", "Ma lampe est cassée") == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["situation", "thanks", "apology", "next"])
def test_every_hint_says_why_and_shows_how(name: str, language: str) -> None:
    hint = Hint(name, "start")
    assert hint.advice(language) != hint.example(language)
