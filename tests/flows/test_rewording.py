"""A flow's words are changed as its author wrote the file, as a draft, or not at all."""

from limpide import flows
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

ME = Actor.system("test")
FLOW = """# Ours, with a remark that stays.
flow: gift
title: {fr: Emballage cadeau, en: Gift wrapping}
examples:
  fr: [Je veux un emballage cadeau, Un paquet cadeau, Emballez mon cadeau]
  en: [I want gift wrapping, Wrap my present, A gift box]
slots:
  order:
    kind: text
    ask:
      fr: Quelle commande ?
      en: Which order?
steps:
  - ask: order
  - say: {fr: "Nous emballerons la commande {{ order }}. À bientôt.", en: "We wrap {{ order }}."}
"""


async def test_a_sentence_of_a_flow_becomes_a_draft_that_keeps_its_gaps(db: Database) -> None:
    await flows.save_flow(db, FLOW, actor=ME)
    before = "Nous emballerons la commande OLV-7."
    draft = await flows.reword(db, "gift", before, "La commande OLV-7 sera emballée.", actor=ME)

    assert draft is not None
    newest, older = await flows.list_versions(db, "gift")
    assert (newest.number, newest.state) == (draft.version, "draft")
    assert newest.body == older.body.replace(
        "Nous emballerons la commande {{ order }}.", "La commande {{ order }} sera emballée."
    )


async def test_what_would_break_the_file_or_is_not_said_makes_no_draft(db: Database) -> None:
    await flows.save_flow(db, FLOW, actor=ME)
    said = "Nous emballerons la commande OLV-7."
    assert await flows.reword(db, "gift", said, 'Un "mot" : deux.', actor=ME) is None
    assert await flows.reword(db, "gift", "Autre chose.", "Rien.", actor=ME) is None
    assert len(await flows.list_versions(db, "gift")) == 1
