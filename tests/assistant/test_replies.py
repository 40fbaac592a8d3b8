"""Short replies mean what they say: yes, no, cancel, a choice, a correction, several wishes."""

import pytest

from limpide.assistant import composing
from limpide.assistant.understanding.replies import (
    Consent,
    asks_again,
    choice,
    consent,
    correction,
    knows_not,
    refuses,
    wishes,
)
from limpide.flows import WaitFor, Waiting


@pytest.mark.parametrize(
    "text",
    ["oui", "Oui !", "oui, c’est ça", "d’accord merci", "ok vas-y", "yes please", "Yep", "Exactly.",
     "go ahead", "bien sûr", "je confirme", "ouiii", "ça me va", "c’est bon pour moi", "nickel",
     "that works", "👍", "pourquoi pas", "works for me", "y", "ok then", "go on then",
     "bien sûr que oui", "alors oui", "bon ben d’accord"],
)  # fmt: skip
def test_a_yes_is_a_yes(text: str) -> None:
    assert consent(text) is Consent.CONFIRM


@pytest.mark.parametrize(
    "text", ["non", "Non merci", "no thanks", "nope", "surtout pas", "not that", "pas du tout",
             "non c’est faux", "pas vraiment", "nah", "👎", "hors de question", "rather not"],
)  # fmt: skip
def test_a_no_is_a_no(text: str) -> None:
    assert consent(text) is Consent.DENY


@pytest.mark.parametrize(
    "text", ["annulez", "annuler tout", "laissez tomber", "never mind", "cancel that", "stop",
             "je change d’avis", "je ne veux plus", "stop tout", "drop it", "laisse béton"],
)  # fmt: skip
def test_a_cancel_is_a_cancel(text: str) -> None:
    assert consent(text) is Consent.CANCEL


@pytest.mark.parametrize(
    "text",
    ["merci", "", "oui mais pas la bleue", "non, la bleue", "je ne sais pas", "annuler ma commande",
     "cancel my order", "no idea where it is", "ok et le remboursement ?"],
)  # fmt: skip
def test_what_says_more_is_neither(text: str) -> None:
    assert consent(text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Bonjour,\n\nOui.\n\nCordialement,\nAgathe Lormeau\n06 12 34 56 78", Consent.CONFIRM),
        ("Yes please.\n\nKind regards,\nTom Whitfield", Consent.CONFIRM),
        ("Oui je confirme, merci d’avance", Consent.CONFIRM),
        ("Bonjour, non merci\nBonne journée\nAgathe", Consent.DENY),
        ("Oui.\n\nMerci,\nmais livrez d’abord la lampe que j’attends ici depuis lundi matin", None),
        ("Oui.\n\nCordialement,\nest-ce bien gratuit ?", None),
        ("Oui.\n\nMerci\nNON", None),
        ("Bonjour", None),
        ("Cordialement", None),
    ],
)  # fmt: skip
def test_a_letter_is_read_without_its_greeting_and_goodbye(text: str, said: Consent | None) -> None:
    assert consent(text) is said


@pytest.mark.parametrize(
    "text",
    ["euh", "euh…", "alors ?", "alors", "bon", "bon alors", "ben", "well", "well?", "then?", "hmm",
     "c’est bon ?", "ok ?", "oui ?", "is that right?", "sure?", "…", "?"],
)  # fmt: skip
def test_waiting_and_asking_is_no_yes(text: str) -> None:
    assert consent(text) is None


@pytest.mark.parametrize(
    "text",
    ["non, tout compte fait je la garde", "non merci, je préfère attendre", "no, keep it as it is",
     "no, I changed my mind", "non laissez comme ça", "nope, on second thoughts I'll keep it",
     "non non, ne l’annulez pas", "no thanks, we would rather keep them", "non, pas maintenant"],
)  # fmt: skip
def test_a_no_may_give_its_reason(text: str) -> None:
    assert refuses(text)


@pytest.mark.parametrize(
    "text",
    ["non mais allez-y", "no problem, go ahead", "non, c’est bon, faites-le", "non, euh, oui",
     "no worries, keep going, yes", "non, je garde la lampe mais rendez le plaid", "non ?",
     "no, why would I keep it?", "notre choix reste le même", "nous la gardons"],
)  # fmt: skip
def test_what_takes_its_no_back_or_has_none_refuses_nothing(text: str) -> None:
    assert not refuses(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [("la deuxième", 1), ("le premier svp", 0), ("the second one", 1), ("the last one please", 2),
     ("2", 1), ("3.", 2), ("option 2", 1), ("celle du milieu", 1), ("2ème", 1), ("the former", 0),
     ("je veux la troisième", 2), ("le numéro 2", 1), ("deux", 1), ("the latter", 2),
     ("4", None), ("la cinquième", None), ("the blue one", None)],
)  # fmt: skip
def test_a_choice_among_three_is_found(text: str, place: int | None) -> None:
    assert choice(text, 3) == place


@pytest.mark.parametrize(
    ("text", "value"),
    [("non, la bleue", "la bleue"), ("No, the blue one.", "the blue one"),
     ("je voulais dire mardi", "mardi"), ("plutôt demain", "demain"),
     ("actually, AB-1234", "AB-1234"), ("non pas jeudi, vendredi", "vendredi"),
     ("la bleue, pas la rouge", "la bleue"), ("sorry, I meant Paris", "Paris")],
)  # fmt: skip
def test_a_correction_is_found_where_it_stands(text: str, value: str) -> None:
    found = correction(text)
    assert found is not None
    assert found.value == value
    assert text[found.start : found.end] == value


@pytest.mark.parametrize("text", ["pardon ?", "can you repeat that?", "je n’ai pas compris"])
def test_the_question_is_asked_again(text: str) -> None:
    assert asks_again(text)


@pytest.mark.parametrize(
    "text", ["je ne sais pas", "aucune idée franchement", "no idea", "honestly I don't know"]
)
def test_who_does_not_know_wishes_nothing_else(text: str) -> None:
    assert knows_not(text)


@pytest.mark.parametrize("text", ["", "je cherche une idée de cadeau", "I know it is blue"])
def test_who_says_more_is_listened_to(text: str) -> None:
    assert not knows_not(text)


@pytest.mark.parametrize("text", ["", "oui", "pardon, la bleue", "répétez ma commande"])
def test_what_says_more_asks_nothing_again(text: str) -> None:
    assert not asks_again(text)


@pytest.mark.parametrize("text", ["la bleue", "non", "où est ma commande ?", ""])
def test_what_corrects_nothing_is_no_correction(text: str) -> None:
    assert correction(text) is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Où est ma commande et comment puis-je la retourner ?", 2),
        ("I want a refund and can you cancel my second order", 2),
        ("Bonjour, je voudrais une lampe et une table", 1),
        ("My order is late. Also when do you open?", 2),
        ("salt and pepper", 1),
        ("quels sont vos horaires ?\net vos tarifs de livraison ?", 2),
    ],
)
def test_wishes_are_told_apart(text: str, count: int) -> None:
    found = wishes(text)
    assert len(found) == count
    assert all(each.text in text for each in found)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_a_confirmation_offers_is_understood_when_it_is_chosen(language: str) -> None:
    yes, no = composing.choices_of(Waiting(WaitFor.CONSENT, key="k"), language)
    assert (consent(yes), consent(no)) == (Consent.CONFIRM, Consent.DENY)
