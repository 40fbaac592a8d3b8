"""Knowledge owners see what is missing, contested and unused, and begin a document from it."""

import httpx
from tests.assistant.test_contests import QUESTION, Visitor, visitors

from limpide import knowledge
from limpide.advisors import Role
from limpide.conversations import Feedback

from .conftest import SessionOf

__all__ = ["visitors"]


async def test_gaps_and_contested_documents_are_tasks(
    anonymous: httpx.AsyncClient, session_of: SessionOf, visitors: tuple[Visitor, Visitor]
) -> None:
    first, _ = visitors
    await first.judge(await first.ask(QUESTION), Feedback.WRONG)
    async with first.pool.transaction(first.workspace) as db:
        for question in ("Livrez-vous en Belgique ?", "Livrez-vous en Belgique le samedi ?"):
            gap = await knowledge.record_gap(db, question, "fr", "nothing")
    csrf = await session_of(Role.KNOWLEDGE_OWNER)

    page = (await anonymous.get("/knowledge")).text
    assert "1 question semblable" in page
    assert "contesté" in page
    assert "## Livrez-vous en Belgique ?" in page
    assert "web.inbox" not in page

    form = {"csrf": csrf, "gap": str(gap)}
    assert (await anonymous.post("/knowledge/gaps/take", data=form)).status_code == 303
    assert "Maud Perrin s’en occupe" in (await anonymous.get("/knowledge")).text
    draft = {"csrf": csrf, "name": "belgique", "text": "# Belgique\n\nOui, en 3 jours."}
    assert (await anonymous.post("/knowledge/drafts", data=draft)).status_code == 303
    assert "Belgique</a>" in (await anonymous.get("/knowledge")).text
    assert (await anonymous.post("/knowledge/gaps/close", data=form)).status_code == 303


async def test_own_words_are_kept_on_the_page_and_nothing_typed_is_lost(
    anonymous: httpx.AsyncClient, session_of: SessionOf
) -> None:
    csrf = await session_of(Role.KNOWLEDGE_OWNER)
    form = {"csrf": csrf, "language": "fr", "words": "cagnotte, solde fidélité"}
    assert (await anonymous.post("/knowledge/synonyms", data=form)).status_code == 303
    assert ">cagnotte, solde fidélité</textarea>" in (await anonymous.get("/knowledge")).text

    page = (await anonymous.post("/knowledge/synonyms", data={**form, "words": "seul"})).text
    assert "voyez la ligne 1" in page
    assert ">seul</textarea>" in page
    assert ">cagnotte, solde fidélité</textarea>" in (await anonymous.get("/knowledge")).text
