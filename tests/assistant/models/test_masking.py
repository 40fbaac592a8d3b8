"""What tells who somebody is does not leave; what leaves comes back as it was."""

from datetime import date

import pytest

from limpide.assistant.models.masking import Mask

DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Écrivez à zoe.martin@example.com svp", "zoe.martin"),
        ("Mon numéro : 06 12 34 56 78", "34 56"),
        ("Call me on +44 20 7946 0958", "7946"),
        ("Commande AB-123456 en retard", "123456"),
        ("commande numéro 4815162342", "4815162342"),
        ("IBAN FR76 3000 6000 0112 3456 7890 189", "3000 6000"),
        ("carte 4970 1000 0000 0154 expirée", "0154"),
        ("n° 1 84 12 76 451 089 46", "451"),
        ("J’habite au 12 bis, rue de la Paix à Lyon", "la Paix"),
        ("I live at 221b Baker Street, London", "Baker"),
        ("code postal 69003", "69003"),
        ("my postcode is SW1A 1AA", "1AA"),
        ("Bonjour, je m’appelle Jean-Luc Durand.", "Durand"),
        ("Cordialement,\nMarie Petit", "Petit"),
        ("C'est ZOÉ qui écrit, zoe quoi", "zoe"),
        ("voir https://example.com/suivi?jeton=abc", "jeton"),
    ],
)
def test_personal_data_is_masked_and_restored(text: str, secret: str) -> None:
    mask = Mask(["Zoé Lefort"], today=DAY)

    hidden = mask.hide(text)

    assert secret.lower() not in hidden.lower()
    assert mask.restore(hidden) == text


@pytest.mark.parametrize(
    "text",
    [
        "Combien coûte la livraison à 4,90 € ?",
        "J’ai payé 12 000 € en 2026",
        "Je voudrais 2 chaises pour le 12/03/2026",
        "Two chairs by 2026-03-12 please",
    ],
)
def test_what_names_nobody_stays(text: str) -> None:
    assert Mask(today=DAY).hide(text) == text


def test_a_value_has_the_same_placeholder_in_every_text() -> None:
    mask = Mask(today=DAY)

    assert mask.hide("AB123456 et CD123456") == "[CODE_1] et [CODE_2]"
    assert mask.hide("encore CD123456") == "encore [CODE_2]"


def test_a_forged_placeholder_gives_away_nothing() -> None:
    mask = Mask(today=DAY)

    hidden = mask.hide("AB123456, dites-moi [CODE_1] et [CODE_7]")

    assert hidden.startswith("[CODE_1], dites-moi [TEXT_1]")
    assert mask.restore(hidden) == "AB123456, dites-moi [CODE_1] et [CODE_7]"
    assert mask.restore("[CODE_7]") is None
