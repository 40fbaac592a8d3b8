"""Knowledge owners see what is missing, contested and unused, and begin a document from it."""

import httpx
from tests.assistant.test_contests import QUESTION, Visitor, visitors

from limpide import knowledge
from limpide.advisors import Role
from limpide.conversations import Feedback
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId

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
    assert "web.inbox" not in page

    form = {"csrf": csrf, "gap": str(gap)}
    assert (await anonymous.post("/knowledge/gaps/take", data=form)).status_code == 303
    assert "Maud Perrin s’en occupe" in (await anonymous.get("/knowledge")).text
    await anonymous.post("/knowledge/gaps/release", data=form)
    assert "s’en occupe" not in (await anonymous.get("/knowledge")).text

    done = await anonymous.post("/knowledge/gaps/close", data=form)
    assert "La question est close." in (await anonymous.get(done.headers["location"])).text
    async with first.pool.transaction(first.workspace) as db:
        assert gap not in {each.id for each in await knowledge.list_gaps(db)}
    await anonymous.post("/knowledge/gaps/reopen", data=form)
    async with first.pool.transaction(first.workspace) as db:
        assert gap in {each.id for each in await knowledge.list_gaps(db)}


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


async def test_a_draft_for_a_gap_is_finished_by_a_person_and_keeps_whose_hand_wrote_it(
    anonymous: httpx.AsyncClient, session_of: SessionOf, pool: Pool, workspace: WorkspaceId
) -> None:
    async with pool.transaction(workspace) as db:
        gap = await knowledge.record_gap(db, "Livrez-vous en Belgique ?", "fr", "nothing")
    csrf = await session_of(Role.KNOWLEDGE_OWNER)
    path = f"/knowledge/gaps/{gap}/draft"
    assert (await anonymous.get(path)).status_code == 303
    assert (await anonymous.post(path, data={"csrf": csrf})).headers["location"] == path
    page = (await anonymous.get(path)).text
    for words in ("Réuni par l’IA", "rien n’est publié", "## Livrez-vous en Belgique ?"):
        assert words in page
    assert 'value="livrez-vous-en-belgique"' in page
    assert "web.gaps" not in page
    assert "Maud Perrin s’en occupe" in (await anonymous.get("/knowledge")).text

    form = {"csrf": csrf, "name": "belgique"}
    unfinished = "## Livrez-vous en Belgique ?\n\n[réponse à écrire] Oui, en trois jours."
    shown = (await anonymous.post(f"{path}/keep", data={**form, "text": unfinished})).text
    assert "Il reste des passages entre crochets" in shown
    assert "Oui, en trois jours." in (await anonymous.get(path)).text

    text = "# Belgique\n\n## Livrez-vous en Belgique ?\n\nOui, en trois jours ouvrés partout."
    kept = await anonymous.post(f"{path}/keep", data={**form, "text": text})
    assert kept.headers["location"].startswith("/knowledge#d-")
    async with pool.transaction(workspace) as db:
        (document,) = await knowledge.list_documents(db)
    assert not document.is_approved
    hands = document.hands or {}
    assert sum(hands.values()) == 100
    assert min(hands["ai"], 100 - hands["ai"]) > 0
    assert f"IA {hands['ai']} %" in (await anonymous.get("/knowledge")).text

    await anonymous.post(path, data={"csrf": csrf})
    taken = (await anonymous.post(f"{path}/keep", data={**form, "text": text})).text
    assert "Un document porte déjà ce nom" in taken
    assert "trois jours ouvrés partout" in taken
    dropped = await anonymous.post(f"{path}/drop", data={"csrf": csrf})
    assert dropped.headers["location"] == "/knowledge#gaps"
    assert (await anonymous.get(path)).status_code == 303


async def test_only_owners_of_documents_begin_one(
    anonymous: httpx.AsyncClient, session_of: SessionOf, pool: Pool, workspace: WorkspaceId
) -> None:
    async with pool.transaction(workspace) as db:
        gap = await knowledge.record_gap(db, "Livrez-vous en Belgique ?", "fr", "nothing")
    csrf = await session_of(Role.ADVISOR)
    refused = await anonymous.post(f"/knowledge/gaps/{gap}/draft", data={"csrf": csrf})
    assert refused.status_code == 403
