"""The question after closing: in the chat, behind a link, in the figures."""

import httpx

from limpide import conversations, insights
from limpide.advisors import Role
from limpide.channels import Kind
from limpide.conversations import Incoming
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.ledger import Author, AuthorKind, Reason

from .conftest import SignIn

ME = Actor.system("test")
CHAT = {"x-limpide": "chat"}


async def _closed_chat(pool: Pool, workspace: WorkspaceId) -> tuple[str, str]:
    """A chat that an AI answered, closed and asked: the visitor's token and the question's id."""
    async with pool.transaction(workspace) as db:
        token = await conversations.start_visit(db, "fr")
        visit = await conversations.find_visit(db, token)
        assert visit is not None
        words = Incoming(Kind.CHAT, "c-1", visit.address, "Où ?", language="fr")
        id = (await conversations.write(db, token, visit, words)).conversation
        author = Author(AuthorKind.AI, ai_share=1.0)
        reply = conversations.Reply("Là.", author, Reason("conversations.reason.answer"))
        await conversations.say(db, id, reply, actor=ME)
        await conversations.resolve(db, id, actor=ME)
    payload = {"conversation": str(id)}
    await conversations.surveys.ask(pool, workspace, payload, base_url="https://x.example")
    async with pool.transaction(workspace) as db:
        survey = await conversations.surveys.find_open(db, id)
    assert survey is not None
    return token, str(survey.id)


async def test_a_tap_in_the_chat_answers_and_asks_whether_the_ai_was_clear(
    anonymous: httpx.AsyncClient, sign_in: SignIn, pool: Pool, workspace: WorkspaceId
) -> None:
    token, survey = await _closed_chat(pool, workspace)
    mine = {**CHAT, "cookie": f"limpide_visitor={token}", "accept-language": "fr"}
    page = (await anonymous.get("/chat", headers=mine)).text
    assert "Comment avons-nous aidé" in page
    body = {"survey": survey, "score": "4"}
    assert (await anonymous.post("/chat/survey", data=body, headers=mine)).status_code == 204
    page = (await anonymous.get("/chat/thread", headers=mine)).text
    assert "Était-il clair pour vous" in page
    more = {**body, "clear": "yes"}
    await anonymous.post("/chat/survey", data=more, headers=mine)
    assert "data-survey" not in (await anonymous.get("/chat/thread", headers=mine)).text
    wrong = await anonymous.post(
        "/chat/survey", data={**body, "survey": str(new_id())}, headers=mine
    )
    assert wrong.status_code == 404

    lead = await sign_in(Role.LEAD)
    shown = (await lead.get("/insights")).text
    assert "une IA seule" in shown
    assert "Clair qu’une IA répondait" in shown
    async with pool.transaction(workspace) as db:
        figures = await insights.figures(db, insights.last_days(1))
    assert figures.satisfied("ai").share == 1.0
    assert figures.satisfied().clear_share == 1.0
    assert figures.satisfied("person").share is None


async def test_opening_the_link_answers_nothing_and_sending_does(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    await _closed_chat(pool, workspace)
    async with pool.transaction(workspace) as db:
        digest = conversations.surveys.secrets.digest("a-known-token")
        await db.run("update conversations.surveys set digest = $1 where true", digest)
    page = await anonymous.get("/s/a-known-token?score=5")
    assert "data-autosend" in page.text
    async with pool.transaction(workspace) as db:
        assert (await conversations.surveys.find(db, "a-known-token")).score is None
    sent = await anonymous.post("/s/a-known-token", data={"score": "5", "comment": "Merci"})
    assert sent.status_code == 200
    never = await anonymous.post("/s/a-known-token/never")
    assert never.status_code == 200
    async with pool.transaction(workspace) as db:
        kept = await conversations.surveys.find(db, "a-known-token")
        assert await db.value("select count(*) from conversations.unasked") == 1
    assert (kept.score, kept.comment) == (5, "Merci")
    assert (await anonymous.get("/s/unknown")).status_code == 404
