"""A contest is opened, understood, decided and spread from its page; the inbox says why."""

import httpx
from tests.assistant.test_contests import QUESTION, Visitor, visitors

from limpide import knowledge
from limpide.advisors import Role
from limpide.conversations import Feedback
from limpide.foundation.actor import Actor

from .conftest import SessionOf

__all__ = ["visitors"]


async def test_a_lead_sees_why_stops_the_document_and_tells_the_others(
    anonymous: httpx.AsyncClient, session_of: SessionOf, visitors: tuple[Visitor, Visitor]
) -> None:
    first, second = visitors
    await second.ask(QUESTION)
    await first.judge(await first.ask(QUESTION), Feedback.WRONG)
    (contest,) = await first.contests()
    csrf = await session_of(Role.LEAD)
    page = f"/contests/{contest.id}"

    listed = (await anonymous.get("/contests?lang=fr")).text
    assert page in listed
    assert "réponses contestées" in listed
    assert "jusqu’à la correction" in listed
    shown = (await anonymous.get(page)).text
    assert "Des passages approuvés répondent à la question." in shown
    assert "Mot pour mot le même" in shown
    early = await anonymous.post(page, data={"csrf": csrf, "outcome": "corrected"})
    assert early.status_code == 409

    async with first.pool.transaction(first.workspace) as db:
        (document,) = await knowledge.list_documents(db)
        await knowledge.approve(db, document.id, is_approved=False, actor=Actor.system("test"))
    done = await anonymous.post(page, data={"csrf": csrf, "outcome": "corrected"})
    assert done.status_code == 303
    shown = (await anonymous.get(page)).text
    assert "1 autre personne a reçu la même réponse" in shown
    assert "Prévenir 1 personne" in shown
    assert (await anonymous.post(f"{page}/tell", data={"csrf": csrf})).status_code == 303
    shown = (await anonymous.get(f"{page}?notice=told")).text
    assert "prévenue" in shown
    assert "Prévenir 1 personne" not in shown
    assert "web." not in shown.replace("web.css", "")
    assert any("a été retiré" in each.body for each in await second.said())


async def test_an_advisor_may_look_and_not_decide(
    anonymous: httpx.AsyncClient, session_of: SessionOf, visitors: tuple[Visitor, Visitor]
) -> None:
    first, _ = visitors
    await first.judge(await first.ask(QUESTION), Feedback.WRONG)
    (contest,) = await first.contests()
    csrf = await session_of(Role.ADVISOR)

    shown = await anonymous.get(f"/contests/{contest.id}")
    assert shown.status_code == 200
    assert "Le document est corrigé" not in shown.text
    form = {"csrf": csrf, "outcome": "right"}
    assert (await anonymous.post(f"/contests/{contest.id}", data=form)).status_code == 403


async def test_the_inbox_says_why_an_answer_was_given(
    anonymous: httpx.AsyncClient, session_of: SessionOf, visitors: tuple[Visitor, Visitor]
) -> None:
    first, _ = visitors
    await first.ask(QUESTION)
    await session_of(Role.ADVISOR, language="en")

    shown = (await anonymous.get(f"/inbox/{first.conversation}?lang=en")).text
    assert "Why this answer?" in shown
    assert "Approved passages answer the question." in shown
    assert "the documents answer" in shown
    assert "limpide-extractive/" in shown
    again = (await anonymous.get(f"/inbox/{first.conversation}/messages?lang=en")).text
    assert "Why this answer?" in again
