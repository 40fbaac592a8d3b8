"""A passport lists which of a person's data stand in a text: whole words, never a chance hit."""

from dataclasses import replace

import pytest

from limpide import contacts
from limpide.contacts import Contact


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bonjour Marie Élan, merci.", ("name",)),
        ("MARIE, votre lampe part.", ("name",)),
        ("Le mariement et Mariette attendent Élançon.", ()),
        ("Mariette et Marie", ("name",)),
        ("marie_e2 nous écrit", ()),
        ("Dossier R-77: prêt", ("reference",)),
        ("Dossier R-777", ()),
        ("Niveau gold+", ("attribute.tier",)),
        ("", ()),
    ],
)
async def test_data_is_found_as_whole_words_only(
    marie: Contact, text: str, found: tuple[str, ...]
) -> None:
    known = replace(marie, name="Marie Élan", reference="R-77", attributes={"tier": "Gold"})

    assert contacts.data_in(known, text) == found
