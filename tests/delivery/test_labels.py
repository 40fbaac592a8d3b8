"""A message says who wrote it, in the reader's language."""

import pytest

from limpide import delivery
from limpide.contacts import Refusal
from limpide.delivery import Status
from limpide.foundation.i18n import translate
from limpide.ledger import Author, AuthorKind


@pytest.mark.parametrize(
    ("author", "french", "english"),
    [
        (Author(AuthorKind.PERSON, "Claire D."), "Écrit par Claire D.", "Written by Claire D."),
        (Author(AuthorKind.PERSON), "Écrit par Olvera SAS", "Written by Olvera SAS"),
        (
            Author(AuthorKind.TEMPLATE),
            "Message automatique (sans IA)",
            "Automatic message (no AI)",
        ),
        (
            Author(AuthorKind.PERSON_WITH_AI, "Claire D."),
            "Écrit par Claire D. avec l’aide d’une IA",
            "Written by Claire D. with the help of an AI",
        ),
        (
            Author(AuthorKind.AI_REVIEWED, reviewer="Claire D."),
            "Rédigé par une IA, relu par Claire D.",
            "Written by an AI, reviewed by Claire D.",
        ),
        (
            Author(AuthorKind.AI),
            "Rédigé par une IA pour Olvera SAS",
            "Written by an AI for Olvera SAS",
        ),
    ],
)
def test_every_author_kind_has_its_label(author: Author, french: str, english: str) -> None:
    assert delivery.author_label(author, "fr", "Olvera SAS") == french
    assert delivery.author_label(author, "en", "Olvera SAS") == english


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_refusal_and_every_status_has_its_words(language: str) -> None:
    keys = [f"contacts.refused.{refusal}" for refusal in Refusal]
    keys += [f"delivery.status.{status}" for status in Status]

    for key in keys:
        assert translate(language, key) != key
