"""A company's own words are read, refused with the line's number, and used at once."""

import pytest

from limpide import knowledge
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.knowledge.own_words import own_words
from limpide.knowledge.synonyms import BadSynonymsError, read_synonyms

CLUB = """# Le Cercle

## Votre solde de points

Votre solde de points se voit dans votre espace, sous Avantages.
"""


def test_a_line_is_a_group_and_remarks_are_left_out() -> None:
    text = "cagnotte, solde de points  # au Cercle\n\n# rien\nmug, tasse"
    assert read_synonyms(text) == [("cagnotte", "solde de points"), ("mug", "tasse")]


@pytest.mark.parametrize("line", ["cagnotte", "a,,", ", ".join("abcdefghijklmnopqrstuvw")])
def test_a_line_that_is_no_group_is_refused_by_its_number(line: str) -> None:
    with pytest.raises(BadSynonymsError, match="line 2"):
        read_synonyms(f"mug, tasse\n{line}")


def test_phrases_find_words_and_words_find_phrases() -> None:
    own = own_words([("click and collect", "retrait")], "en")
    assert own.words["retrait"] == {"click", "collect"}
    assert own.phrases[("click", "and", "collect")] == ("retrait",)


async def test_own_words_find_their_documents_from_the_next_question_on(
    db: Database, maud: Actor
) -> None:
    await knowledge.upload(db, "cercle.md", CLUB.encode(), actor=maud)
    for document in await knowledge.list_documents(db):
        await knowledge.approve(db, document.id, actor=maud)
    assert await knowledge.search(db, "ma zigounette ?", language="fr") == ()

    count = await knowledge.keep_synonyms(db, "fr", "zigounette, solde de points", actor=maud)

    assert count == 1
    found = await knowledge.search(db, "ma zigounette ?", language="fr")
    assert found[0].heading == "Votre solde de points"
    assert (await knowledge.list_synonyms(db))["fr"] == (("zigounette", "solde de points"),)

    await knowledge.keep_synonyms(db, "fr", "", actor=maud)
    assert await knowledge.search(db, "ma zigounette ?", language="fr") == ()
