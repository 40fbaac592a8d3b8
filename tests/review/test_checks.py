"""Each rule finds what it should, at its place, and lets honest texts pass."""

import time
from pathlib import Path

import pytest
import yaml

from limpide import review
from limpide.foundation.i18n import catalogue
from limpide.review import Severity
from limpide.review.checks import Context, reading_ease

SOURCE = (
    "Vous avez trente jours après la livraison pour renvoyer un article. Par transporteur, le"
    " retour coûte 4,90 € par colis. Une question ? Appelez le 01 40 20 50 50 avant le"
    " 12 mars 2026."
)
DATA = Path("src/limpide/review/checks/data")


def found(text: str, language: str = "fr", **more: object) -> dict[str, str]:
    context = Context(language, **more)  # pyright: ignore[reportArgumentType]
    return {each.rule: text[each.start : each.end] for each in review.check(text, context)}


@pytest.mark.parametrize(
    ("language", "text", "rule", "place"),
    [
        ("fr", "Bonjour {contact}, merci.", "placeholder", "{contact}"),
        ("fr", "Bonjour [prénom du client], merci.", "placeholder", "[prénom du client]"),
        ("fr", "Votre colis part le […].", "placeholder", "[…]"),
        ("en", "Hello {{ first_name }}, thanks.", "placeholder", "{{ first_name }}"),
        ("en", "Your order XXX has left.", "placeholder", "XXX"),
        ("en", "Lorem ipsum and more.", "placeholder", "Lorem ipsum"),
        ("fr", "C’est garanti à 100 %, dit-il.", "promise", "garanti à 100 %"),
        ("fr", "Nous vous rembourserons demain.", "promise", "Nous vous rembourserons"),
        ("en", "We’ll refund you tomorrow.", "promise", "We’ll refund"),
        ("en", "You will get your money back.", "promise", "You will get your money back"),
        ("fr", "Répondez à jean@ailleurs.example.", "personal.email", "jean@ailleurs.example"),
        ("fr", "Appelez le 06 12 34 56 78.", "personal.phone", "06 12 34 56 78"),
        ("en", "Call +44 20 7946 0958 now.", "personal.phone", "+44 20 7946 0958"),
        (
            "fr",
            "Sur le compte FR76 3000 6000 0112 3456 7890 189 demain.",
            "personal.iban",
            "FR76 3000 6000 0112 3456 7890 189",
        ),
        ("en", "Card 4111 1111 1111 1111 was used.", "personal.card", "4111 1111 1111 1111"),
        ("fr", "Le 2 55 08 14 168 025 38 est noté.", "personal.nir", "2 55 08 14 168 025 38"),
        ("fr", "Voir [limpide.example](https://evil.example/x).", "link.other",
         "[limpide.example](https://evil.example/x)"),
        ("fr", "Voir https://banque.example@evil.example/x", "link.disguised",
         "https://banque.example@evil.example/x"),
        ("en", "See http://192.0.2.7/pay now.", "link.ip", "http://192.0.2.7/pay"),
        ("en", "See https://xn--pypal-4ve.example/ now.", "link.lookalike",
         "https://xn--pypal-4ve.example/"),
        ("en", "See https://bit.ly/3abc now.", "link.short", "https://bit.ly/3abc"),
        ("fr", "Voir http://shop.example/a.", "link.plain", "http://shop.example/a"),
        ("fr", "VOUS DEVEZ PAYER maintenant.", "tone.shouting", "VOUS DEVEZ PAYER"),
        ("en", "Please pay now!!", "tone.shouting", "!!"),
        ("fr", "Vous auriez dû lire la notice.", "tone.blaming", "Vous auriez dû"),
        ("en", "You should have read it.", "tone.blaming", "You should have"),
        ("fr", "Comme déjà dit, c’est non.", "tone.curt", "Comme déjà dit"),
        ("en", "As I already said, no.", "tone.curt", "As I already said"),
        ("fr", "Ne soyez pas stupide.", "tone.insult", "stupide"),
    ],
)  # fmt: skip
def test_a_rule_finds_its_words_at_their_place(
    language: str, text: str, rule: str, place: str
) -> None:
    assert found(text, language)[rule] == place


@pytest.mark.parametrize(
    ("language", "text", "rule"),
    [
        (
            "fr",
            "Hello, you can send the parcel back to us within the month, thank you.",
            "language",
        ),
        (
            "en",
            "Bonjour, vous pouvez nous renvoyer le colis dans le mois, merci à vous.",
            "language",
        ),
    ],
)
def test_a_text_in_another_language_than_the_readers_is_found(
    language: str, text: str, rule: str
) -> None:
    assert rule in found(text, language)
    assert rule not in found(text, "en" if language == "fr" else "fr")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Vous avez 30 jours, et le retour coûte 4.90 €.", None),
        ("Vous avez 45 jours.", "45"),
        ("C’était avant le 12/03/2026.", None),
        ("C’était avant le 13 mars.", "13 mars"),
        ("Le retour coûte 5,90 €.", "5,90"),
        ("1. Emballez.\n2. Collez l’étiquette.", None),
        ("Voir https://shop.example/aide/77 pour cela.", None),
        ("Appelez le 06 12 34 56 78.", None),
    ],
)
def test_a_figure_stands_in_a_source(text: str, wrong: str | None) -> None:
    assert found(text, sources=(SOURCE,), by_ai=True).get("figure") == wrong
    assert "figure" not in found(text)


def test_a_figure_the_customer_wrote_may_be_repeated() -> None:
    said = "Votre commande 10482 est partie."
    assert "figure" in found(said, sources=(SOURCE,))
    assert "figure" not in found(said, sources=(SOURCE,), known=("Où est ma commande 10482 ?",))


def test_a_statement_of_an_ai_needs_support_and_a_persons_does_not() -> None:
    invented = "Notre directeur mange toujours des pommes vertes chaque matin."
    assert found(invented, sources=(SOURCE,), by_ai=True)["support"] == invented
    assert "support" not in found(invented, sources=(SOURCE,))
    quoted = "Vous avez trente jours après la livraison pour renvoyer un article."
    assert found(quoted, sources=(SOURCE,), by_ai=True) == {}


def test_what_a_source_says_or_the_company_allows_may_be_said() -> None:
    said = "Vous serez remboursé sous dix jours."
    assert "promise" in found(said)
    assert "promise" not in found(said, sources=(f"Règle : {said}",))
    assert "promise" not in found(said, allowed=("vous serez remboursé",))


def test_the_readers_and_the_companys_own_addresses_may_be_written() -> None:
    own = frozenset({"a@b.example", "@maison.example", "+33612345678"})
    text = "Écrivez à a@b.example ou à aide@maison.example, ou appelez le 06 12 34 56 78."
    assert found(text, own=own) == {}
    assert "personal.phone" not in found("Appelez le 01 40 20 50 50.", sources=(SOURCE,))


@pytest.mark.parametrize(
    "text", ["Je suis une vraie personne.", "I’m not a robot, I promise.", "I am a human being."]
)
def test_an_ai_does_not_pass_for_a_person(text: str) -> None:
    assert "disclosure.person" in found(text, by_ai=True)
    assert "disclosure.person" not in found(text)


def test_a_text_that_must_disclose_names_the_ai() -> None:
    assert "disclosure.missing" in found("Bonjour.", by_ai=True, must_disclose=True)
    said = "Bonjour, une IA a écrit ce message."
    assert "disclosure.missing" not in found(said, by_ai=True, must_disclose=True)


def test_a_hard_text_is_found_in_both_languages_and_an_easy_one_is_not() -> None:
    french = (
        "Conformément aux stipulations contractuelles susmentionnées, l’indemnisation forfaitaire"
        " des préjudices consécutifs à l’inexécution des prestations supplémentaires demeure"
        " subordonnée à la présentation préalable des justificatifs correspondants, nonobstant"
        " toute réclamation ultérieure des bénéficiaires concernés par l’interruption temporaire"
        " des approvisionnements internationaux exceptionnellement indisponibles."
    )
    english = (
        "Notwithstanding the aforementioned contractual considerations, indemnification for"
        " consequential deterioration necessitates preliminary authentication of documentary"
        " evidence accompanying individual reimbursement applications, irrespective of subsequent"
        " administrative reconsiderations undertaken by organisational representatives exercising"
        " discretionary responsibilities regarding international transportation irregularities"
        " and unanticipated manufacturing interruptions affecting availability."
    )
    assert "reading" in found(french)
    assert "reading" in found(english, "en")
    assert "reading" not in found(SOURCE + SOURCE)
    assert reading_ease("The cat sat on the mat.", "en") > 90
    assert reading_ease("Le chat dort sur le lit.", "fr") > 90


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "Bonjour Agathe, votre colis est arrivé hier. Je reste à votre écoute. Bonne journée !",
        ),
        ("fr", "Votre TV 4K et le câble USB-C sont compatibles. Est-ce bien ce modèle ?"),
        ("en", "Hello, Claire here. How can I help? The return is free in our shops."),
        ("en", "See [our page](https://shop.example/help) and write back at any time."),
    ],
)
def test_honest_texts_pass(language: str, text: str) -> None:
    assert found(text, language) == {}


def test_a_person_may_promise_with_a_reason_and_an_ai_may_not() -> None:
    text = "Nous vous rembourserons demain."
    (by_person,) = review.check(text, Context("fr"))
    (by_ai,) = review.check(text, Context("fr", by_ai=True))
    assert (by_person.severity, by_ai.severity) == (Severity.AMBER, Severity.RED)


def test_red_comes_first() -> None:
    severities = [f.severity for f in review.check("Payez !! Bonjour {nom}.", Context("fr"))]
    assert severities == [Severity.RED, Severity.AMBER]


def test_every_rule_explains_itself_in_both_languages() -> None:
    names = {
        rule["name"]
        for file in DATA.glob("*.yaml")
        for rule in yaml.safe_load(file.read_text()).get("rules", [])
    }
    names |= {"language", "support", "reading", "figure", "personal.iban", "link.plain"}
    for language in ("fr", "en"):
        known = catalogue(language)
        missing = [n for n in names for k in ("check", "suggest") if f"review.{k}.{n}" not in known]
        assert missing == []


def test_every_file_of_rules_names_its_source() -> None:
    without = [f.name for f in DATA.glob("*.yaml") if "Source" not in f.read_text()]
    assert without == []


def test_two_thousand_characters_are_checked_in_a_few_milliseconds() -> None:
    text = ("Vous avez 30 jours pour renvoyer un article, au prix de 4,90 € le colis. " * 30)[:2000]
    context = Context("fr", by_ai=True, sources=(SOURCE,))
    review.check(text, context)
    times: list[float] = []
    for _ in range(10):
        started = time.perf_counter()
        review.check(text, context)
        times.append(time.perf_counter() - started)
    # 3 ms on an idle core (docs/decisions/0075); four times that, so that a busy machine passes.
    assert min(times) < 0.02
