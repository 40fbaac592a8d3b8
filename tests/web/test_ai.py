"""`/ai` says what is true of this company, and other sites may show it."""

from pathlib import Path

import httpx
import pytest
from tests.conversations.conftest import ai_reply, chat

from limpide import conversations, review
from limpide.cli import packs
from limpide.foundation import workspaces
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.settings import ModelProvider, Settings
from limpide.web.ai.view import explain

FRENCH = {"accept-language": "fr"}


@pytest.fixture
async def shop(pool: Pool, workspace: WorkspaceId) -> None:
    async with pool.transaction(workspace) as db:
        await packs.install(
            db,
            packs.pack("retail"),
            base_url="http://127.0.0.1:1",
            token="x",
            actor=Actor.system("test"),
        )


async def test_without_messages_or_flows_the_page_still_says_how_to_refuse(
    anonymous: httpx.AsyncClient,
) -> None:
    page = await anonymous.get("/ai", headers=FRENCH)

    assert page.status_code == 200
    assert 'href="/chat?person=1"' in page.text
    assert 'href="/p"' in page.text
    assert "Rien n’en sort pour cela" in page.text
    assert "Aucun message n’est parti" in page.text
    assert "web.ai" not in page.text


@pytest.mark.usefixtures("shop")
async def test_flows_and_actions_in_use_are_named_with_who_must_agree(
    anonymous: httpx.AsyncClient,
) -> None:
    told = (await anonymous.get("/ai.json?lang=en")).json()

    changing = [deed for deed in told["deeds"] if deed["changes"]]
    assert changing
    assert {deed["autonomy"] for deed in changing} <= {"confirm", "approve"}
    assert "act_unasked" in told["never"]
    assert any(not one["changes"] for one in told["procedures"])
    page = await anonymous.get("/ai?lang=en")
    assert "you, by a yes to the exact words" in page.text
    assert "web.ai" not in page.text


async def test_figures_are_those_of_the_messages_that_left(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    machine = Actor(ActorKind.AI, "assistant", "assistant")
    async with pool.transaction(workspace) as db:
        token = await conversations.start_visit(db, "fr")
        visit = await conversations.find_visit(db, token)
        assert visit is not None
        asked = await conversations.write(db, token, visit, chat(visit.address, "Où ?"))
        await conversations.say(db, asked.conversation, ai_reply("Ici."), actor=machine)

    told = (await anonymous.get("/ai.json")).json()
    assert told["messages"]["ai"] == 1
    assert told["ai_share"] == 1.0
    assert told["contested_share"] == 0.0


async def test_a_language_model_outside_is_named(pool: Pool, workspace: WorkspaceId) -> None:
    model = ModelProvider(
        name="Héliotrope", where="Lyon", url="https://models.example/v1", model="petit-1"
    )
    settings = Settings(model_providers=(model,), sms_provider="sinch")  # pyright: ignore[reportCallIssue]
    async with pool.transaction(workspace) as db:
        company = await workspaces.get(db)
        told = await explain(db, settings, company, "fr")
    assert told.has_model
    assert [(one.what, one.who) for one in told.recipients] == [
        ("model", "petit-1 · Héliotrope · Lyon"),
        ("sms", "Sinch"),
    ]


async def test_other_sites_may_show_it_and_nothing_else(anonymous: httpx.AsyncClient) -> None:
    page = await anonymous.get("/ai?embed=1")
    assert 'class="embed"' in page.text
    assert "frame-ancestors *" in page.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in (await anonymous.get("/")).headers["content-security-policy"]


@pytest.mark.parametrize("template", ["chat/chat.html", "passport/passport.html"])
def test_the_page_is_linked_where_people_meet_the_ai(template: str) -> None:
    folder = Path("src/limpide/web/templates")
    assert 'href="/ai"' in (folder / template).read_text()
    assert 'href="/ai"' in (folder / "layout_public.html").read_text()


async def test_how_freely_each_skill_speaks_is_said_and_a_stop_too(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    me = Actor(ActorKind.PERSON, "a-1", "Yanis")
    autonomy = review.autonomy
    async with pool.transaction(workspace) as db:
        await autonomy.grant(db, autonomy.KNOWLEDGE, "chat", autonomy.Level.DRAFT, actor=me)
    page = (await anonymous.get("/ai", headers=FRENCH)).text
    assert "une personne relit chaque texte avant l’envoi" in page
    async with pool.transaction(workspace) as db:
        await autonomy.stop(db, autonomy.Scope.CHANNEL, "chat", actor=me)
        company = await workspaces.get(db)
        told = await explain(db, Settings(), company, "fr")  # pyright: ignore[reportCallIssue]
    assert [(each.channel, each.level) for each in told.skills] == [("chat", "stopped")]


async def test_who_asks_for_the_head_of_a_page_gets_it(anonymous: httpx.AsyncClient) -> None:
    head = await anonymous.head("/ai")
    assert head.status_code == 200
    assert head.headers["content-type"].startswith("text/html")
    assert (await anonymous.head("/chat/messages")).status_code == 405
