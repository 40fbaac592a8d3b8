"""Whom a text names is told by form: no list of names is asked."""

import pytest

from limpide import knowledge
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.knowledge.naming import without_names

ME = Actor.system("test")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Je suis Mme Durand, livrez-vous ?", "Je suis Mme …, livrez-vous ?"),
        ("je m'appelle julie martin et je demande", "je m'appelle … et je demande"),
        ("Je m’appelle Anne de La Tour.", "Je m’appelle …."),
        ("This is Karen Smith, where is it?", "This is …, where is it?"),
        ("my name's Karen", "my name's …"),
        ("Merci !\nJulie Martin", "Merci !\n…"),
        ("ma femme Claire a commandé", "ma femme … a commandé"),
        ("our colleague Tom said so", "our colleague … said so"),
        ("J'ai parlé à Sophie hier", "J'ai parlé à … hier"),
        ("j'ai eu Karim au téléphone", "j'ai eu … au téléphone"),
        ("au nom de Paul d’Ormesson svp", "au nom de … svp"),
    ],
)
def test_a_name_is_told_by_what_stands_around_it(text: str, left: str) -> None:
    assert without_names(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "Livrez-vous en Irlande du Nord ?",
        "Avez-vous la lampe Louis Poulsen ?",
        "Can I pay with Apple Pay?",
        "mon nom est mal écrit sur la facture",
        "my name is on the order",
        "En taille M. Quelle longueur ?",
        "Merci. Où est mon colis ?",
        "Bonjour Madame, Monsieur",
        "J'ai eu un problème avec mon mari",
    ],
)
def test_what_is_asked_about_stays(text: str) -> None:
    assert without_names(text) == text


async def test_a_pair_of_capitals_stays_where_the_company_writes_so_itself(db: Database) -> None:
    text = "---\napproved: true\nlanguage: fr\n---\n\n## Points\n\nNous livrons chez Mondial Relay."
    await knowledge.upload(db, "points.md", text.encode(), actor=ME)
    said = (
        "Zoé Lefort vous rappelle. Bonjour Madame, par Mondial Relay ou Point Vert, en Irlande "
        "du Nord et en Corée du Sud, la lampe Louis Poulsen vient en 3 jours."
    )

    left = await knowledge.without_names(db, said, "Avez-vous la lampe Louis Poulsen ?")

    assert left == said.replace("Zoé Lefort", "…").replace("Point Vert", "…")


async def test_a_question_is_kept_without_names_and_forgotten_with_its_person(db: Database) -> None:
    asked = "Je suis Mme Durand.\nVendez-vous des tondeuses ?"
    await knowledge.record_gap(db, asked, "fr", "nothing")

    (gap,) = await knowledge.list_gaps(db)
    assert gap.question == "Je suis Mme …. Vendez-vous des tondeuses ?"

    assert await knowledge.forget_questions(db, [["Bonjour", asked]]) == 1
