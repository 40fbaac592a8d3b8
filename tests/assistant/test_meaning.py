"""Words that mean the same, and words with a slip, are understood by what they mean."""

import pytest

from limpide.assistant.understanding import Example, Understanding
from limpide.assistant.understanding.concepts import concepts
from limpide.assistant.understanding.spelling import Spelling
from limpide.assistant.understanding.stemming import stems

TAUGHT = [
    Example("I lost my card", "lost", "en"),
    Example("my card is lost, help", "lost", "en"),
    Example("I want to close my account", "close", "en"),
    Example("please close the account", "close", "en"),
    Example("what is my balance", "balance", "en"),
    Example("show me the balance", "balance", "en"),
]


@pytest.fixture(scope="module")
def taught() -> Understanding:
    return Understanding(TAUGHT)


@pytest.mark.parametrize(
    ("text", "language", "label"),
    [
        ("it went missing", "en", "lost"),
        ("shut it down", "en", "close"),
        ("available amount", "en", "balance"),
        ("j'ai égaré ma carte", "fr", "lost"),
        ("je voudrais clôturer mon compte", "fr", "close"),
    ],
)
def test_what_was_taught_in_other_words_or_in_the_other_language_is_understood(
    taught: Understanding, text: str, language: str, label: str
) -> None:
    assert taught.understand(text, language).nearest[0] == label


def test_the_reasons_name_the_customers_own_words(taught: Understanding) -> None:
    assert "egar" in taught.understand("j'ai égaré ma carte", "fr").because


@pytest.mark.parametrize(
    ("french", "english"), [("perdu", "lost"), ("rembourser", "refund"), ("colis", "parcel")]
)
def test_words_of_both_languages_share_their_concept(french: str, english: str) -> None:
    one = dict(concepts(stems(french, "fr"), "fr"))
    other = dict(concepts(stems(english, "en"), "en"))
    assert one.keys() & other.keys()


def test_several_words_can_be_one_concept() -> None:
    assert dict(concepts(stems("log in", "en"), "en"))


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("mon virment est bloqué", "mon virement est bloqué"),
        ("le virememnt", "le virement"),
        ("mon chat est vert", "mon chat est vert"),
        ("ABC12345", "abc12345"),
    ],
)
def test_only_slips_of_words_we_know_are_mended(text: str, mended: str) -> None:
    spelling = Spelling(["faire un virement", "mon virement est bloqué"], "fr")
    assert spelling.mend(text)[0] == mended


def test_a_word_that_was_mended_is_told() -> None:
    assert Spelling(["faire un virement"], "fr").mend("mon virment")[1] == {"virement"}
