"""AI never passes for a person, also on a telephone; and a text is respelt only where it helps."""

from dataclasses import replace

import pytest

from limpide.channels import Disclosure, Outbound
from limpide.channels.sms.counting import Alphabet, parts
from limpide.channels.sms.fitting import Manner, fitted
from limpide.channels.sms.spelling import Spelling, respelt
from limpide.foundation.i18n import translate

LINK = "https://olvera.example/m/abc"
AUTHORS = ("person", "ai", "ai_reviewed", "person_with_ai", "template")
MANNER = Manner("+33600000001")
HELLO = Outbound(
    id="m-1",
    address="+33612345678",
    text="Votre lampe part demain.",
    sender_name="Claire D. (Maison Olvera)",
    language="fr",
    disclosure=Disclosure("ai", "Rédigé par une IA pour Olvera SAS"),
    passport_url=LINK,
)


def text_of(message: Outbound, manner: Manner = MANNER) -> str:
    cut = fitted(message, manner)
    assert cut is not None
    return "".join(cut.parts)


@pytest.mark.parametrize(
    ("author", "language", "label"),
    [
        ("ai", "fr", "- Écrit par une IA"),
        ("ai", "en", "- Written by an AI"),
        ("ai_reviewed", "fr", "- Écrit par une IA, relu par une personne"),
        ("person", "fr", "- Claire D. (Maison Olvera)"),
        ("person_with_ai", "en", "- Claire D. (Maison Olvera), with the help of an AI"),
        ("template", "fr", "- Automatique, sans IA"),
    ],
)
def test_every_message_says_who_wrote_it_and_where_that_is_proved(
    author: str, language: str, label: str
) -> None:
    message = replace(HELLO, disclosure=Disclosure(author, "…"), language=language)
    assert text_of(message) == f"Votre lampe part demain.\n{label} {LINK}"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("author", AUTHORS)
def test_our_own_words_never_make_a_message_dearer(author: str, language: str) -> None:
    words = translate(language, f"channels.sms.author.{author}", name="Claire")
    for each in (words, translate(language, "channels.sms.stop")):
        assert parts(each).alphabet is Alphabet.GSM7


def test_news_say_how_to_stop_in_the_way_the_sender_can_hear() -> None:
    news = replace(HELLO, unsubscribe_url="https://olvera.example/u/x")
    assert text_of(news).endswith("\nRépondez STOP pour ne plus rien recevoir.")
    assert text_of(news, Manner("OLVERA")).endswith("\nSTOP https://olvera.example/u/x")


def test_what_is_too_long_is_not_sent_rather_than_cut() -> None:
    six = Manner("+33600000001", most_parts=6)
    assert fitted(replace(HELLO, text="a" * 1000), six) is None
    assert fitted(replace(HELLO, text="a" * 1000), MANNER)


def test_what_would_be_too_long_with_its_accents_goes_without_them() -> None:
    cut = fitted(replace(HELLO, text="fête " * 150), MANNER)
    assert cut is not None
    assert cut.parts[0].startswith("fete fete")
    assert "ê" in text_of(replace(HELLO, text="fête " * 20))


def test_typography_is_respelt_and_letters_only_when_allowed() -> None:
    quoted = "«\u202fDemain\u202f», d’accord\u202f!"
    assert respelt(quoted, Spelling.TYPOGRAPHY) == '"Demain", d\'accord !'
    assert respelt(quoted, Spelling.EXACT) == quoted
    assert respelt("Fête à l’œuvre, ça va", Spelling.LETTERS) == "Fete à l'oeuvre, ca va"


def test_a_text_that_cannot_be_brought_into_the_alphabet_is_left_as_it_is() -> None:
    for text in ("L’été 😀", "Ж’ê"):
        assert respelt(text, Spelling.LETTERS) == text
    assert respelt("Fête d’été", Spelling.TYPOGRAPHY) == "Fête d’été"
