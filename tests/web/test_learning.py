"""`/learning`: a page for the team; proposals by those who talk, decisions by owners."""

import re
from html import unescape

from limpide import journeys, knowledge, review
from limpide.advisors import Role
from limpide.contacts import Purpose
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId
from limpide.journeys import Wording
from limpide.ledger import AuthorKind

from .conftest import Colleague, SignIn

ME = Actor.system("test")
SUGGESTION = re.compile(r"/learning/suggestions/([0-9a-f-]{36})\"")
DOCUMENT = """---
title: Retours
language: fr
---

## Délai

- Vous avez trente jours. Gardez l’emballage.
"""
FORM = {"kind": "document", "target": "Retours", "before": "Avant.", "after": "Après.", "times": 3}


async def test_a_change_is_proposed_by_an_advisor_and_settled_by_an_owner(
    advisor: Colleague, sign_in: SignIn
) -> None:
    assert "Aucun texte de l’IA" in (await advisor.get("/learning")).text
    await advisor.post("/learning/suggestions", FORM)
    page = (await advisor.get("/learning")).text
    assert "« Retours »" in page
    assert "C’est changé" not in page

    owner = await sign_in(Role.KNOWLEDGE_OWNER, name="Odile")
    page = (await owner.get("/learning?days=7")).text
    (id,) = SUGGESTION.findall(page)
    assert (await advisor.post(f"/learning/suggestions/{id}", {"state": "done"})).status_code == 403
    await owner.post(f"/learning/suggestions/{id}", {"state": "done"})
    assert "Aucune proposition n’attend" in (await owner.get("/learning")).text


async def test_one_click_makes_a_draft_of_the_template_and_opens_the_document_changed(
    sign_in: SignIn, pool: Pool, workspace: WorkspaceId
) -> None:
    owner = await sign_in(Role.KNOWLEDGE_OWNER, Role.ADVISOR, name="Odile")
    words = {"fr": Wording("Retard", "Bonjour {{ name }}. Votre colis {{ data.order }} tarde.")}
    sample = {"name": "Agathe", "data": {"order": "OLV-1"}}
    async with pool.transaction(workspace) as db:
        made = await journeys.save_template(
            db, "retard", Purpose.ORDER, words, sample=sample, actor=ME
        )
        await journeys.publish_template(db, made.template.id, actor=ME)
        await knowledge.upload(db, "retours.md", DOCUMENT.encode(), actor=ME)
    change = {"before": "Votre colis OLV-7 tarde.", "after": "Le colis OLV-7 aura du retard."}
    await owner.post("/learning/suggestions", {"kind": "template", "target": "retard", **change})
    (id,) = SUGGESTION.findall((await owner.get("/learning")).text)
    answer = await owner.post(f"/learning/suggestions/{id}/apply")
    assert answer.headers["location"] == f"/templates/{made.template.id}"
    async with pool.transaction(workspace) as db:
        draft = await journeys.get_version(db, made.template.id)
    assert draft.published_at is None
    assert draft.wordings["fr"].text.endswith("Le colis {{ data.order }} aura du retard.")

    change = {"before": "Vous avez trente jours.", "after": "Comptez trente jours."}
    await owner.post("/learning/suggestions", {"kind": "document", "target": "Retours", **change})
    (id,) = SUGGESTION.findall((await owner.get("/learning")).text)
    where = (await owner.post(f"/learning/suggestions/{id}/apply")).headers["location"]
    page = unescape((await owner.get(where)).text)
    assert "- Comptez trente jours." in page
    assert "## Délai" in page
    # Only what is kept is done.
    assert "Aucune proposition n’attend" not in (await owner.get("/learning")).text
    body = page.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>")[0]
    form = {"title": "Retours", "body": body, "base": 1, "suggestion": id}
    assert (await owner.post(where.split("?")[0], form)).status_code == 303
    async with pool.transaction(workspace) as db:
        (document,) = await knowledge.list_documents(db)
        opened = await knowledge.get_document(db, document.id)
    assert "- Comptez trente jours. Gardez l’emballage." in knowledge.body_of(opened)
    assert "Aucune proposition n’attend" in (await owner.get("/learning")).text


async def test_what_people_make_of_an_ais_template_is_counted_by_template(
    lead: Colleague, pool: Pool, workspace: WorkspaceId
) -> None:
    async with pool.transaction(workspace) as db:
        for text, author in (("Un texte.", AuthorKind.AI), ("Autre.", AuthorKind.PERSON_WITH_AI)):
            wording = {"fr": Wording("Sujet", text)}
            await journeys.save_template(
                db, "hiver", Purpose.NEWS, wording, author=author, actor=ME
            )
        lessons = await review.learning.lessons(db)
    assert [(each.name, each.count, each.unedited) for each in lessons.templates] == [
        ("hiver", 1, 0.0)
    ]
    assert "hiver" in (await lead.get("/learning")).text
