"""`/learning`: a page for the team; proposals by those who talk, decisions by owners."""

import re

from limpide.advisors import Role

from .conftest import Colleague, SignIn

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
    (id,) = re.findall(r"/learning/suggestions/([0-9a-f-]{36})", page)
    assert (await advisor.post(f"/learning/suggestions/{id}", {"state": "done"})).status_code == 403
    await owner.post(f"/learning/suggestions/{id}", {"state": "done"})
    assert "Aucune proposition n’attend" in (await owner.get("/learning")).text
