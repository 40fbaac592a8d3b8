"""What an open chat is brought: each message once, at once, and received when the page says so."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import httpx

from limpide import conversations, delivery
from limpide.channels import Kind
from limpide.conversations import ConversationId, Incoming
from limpide.foundation import live
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.live import Hub
from limpide.ledger import Author, AuthorKind, Reason
from limpide.web.streaming import Drawn, events_of

ME = Actor.system("test")
CHAT = {"x-limpide": "chat"}


async def _next(stream: AsyncIterator[Any]) -> list[str]:
    told = await asyncio.wait_for(anext(stream), 5)
    return str(told).strip().split("\n")


async def test_what_is_new_is_brought_and_several_changes_are_one(
    pool: Pool, workspace: WorkspaceId, hub: Hub
) -> None:
    drawn = iter([Drawn("", ""), Drawn("<p>1</p>\r\n<p>2</p>", "m-2")])

    async def draw() -> Drawn:
        return next(drawn)

    response: Any = events_of(hub, workspace, "t", named=frozenset({"typing"}), draw=draw)
    stream = response.body_iterator
    assert "event: open" in await _next(stream)
    assert await _next(stream) == ["event: changed", "id: ", "data:"]
    async with pool.transaction(workspace) as db:
        news = [("t", "message", "1"), ("t", "typing", "ai"), ("t", "message", "2")]
        await live.announce_many(db, news)

    assert await _next(stream) == ["event: typing", "data: ai"]
    assert await _next(stream) == [
        "event: changed",
        "id: m-2",
        "data: <p>1</p>",
        "data: <p>2</p>",
    ]
    await stream.aclose()
    assert hub.listeners() == 0


async def test_the_stream_ends_with_the_database_and_not_with_a_fault(
    workspace: WorkspaceId, hub: Hub
) -> None:
    async def draw() -> Drawn:
        raise asyncpg.ConnectionDoesNotExistError

    response: Any = events_of(hub, workspace, "t", draw=draw)

    assert len([told async for told in response.body_iterator]) == 1


async def _answered(pool: Pool, workspace: WorkspaceId) -> tuple[str, ConversationId]:
    async with pool.transaction(workspace) as db:
        token = await conversations.start_visit(db, "fr")
        visit = await conversations.find_visit(db, token)
        assert visit is not None
        words = Incoming(Kind.CHAT, f"c-{token[:6]}", visit.address, "Où ?", language="fr")
        id = (await conversations.write(db, token, visit, words)).conversation
        reply = conversations.Reply(
            "Là.", Author(AuthorKind.AI, ai_share=1.0), Reason("conversations.reason.answer")
        )
        await conversations.say(db, id, reply, actor=ME)
    return token, id


async def _status(pool: Pool, workspace: WorkspaceId, id: ConversationId) -> str:
    async with pool.transaction(workspace) as db:
        said = (await conversations.public_thread(db, id)).messages[-1]
        assert said.delivery is not None
        return (await delivery.get_message(db, delivery.MessageId(said.delivery))).status


async def test_what_was_brought_is_received_when_the_page_of_that_visitor_says_so(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    token, id = await _answered(pool, workspace)
    other, _ = await _answered(pool, workspace)
    async with pool.transaction(workspace) as db:
        said = (await conversations.public_thread(db, id)).messages[-1]
    page = {"message": str(said.id)}
    foreign = {**CHAT, "cookie": f"limpide_visitor={other}"}
    mine = {**CHAT, "cookie": f"limpide_visitor={token}"}

    assert (await anonymous.post("/chat/shown", data=page, headers=foreign)).status_code == 204
    assert await _status(pool, workspace, id) != "delivered"
    without = {"cookie": mine["cookie"]}
    assert (await anonymous.post("/chat/shown", data=page, headers=without)).status_code == 403
    assert (await anonymous.post("/chat/shown", data=page, headers=mine)).status_code == 204
    assert await _status(pool, workspace, id) == "delivered"


async def test_a_page_that_is_opened_again_shows_and_so_receives_what_came_meanwhile(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    token, id = await _answered(pool, workspace)

    page = await anonymous.get("/chat", headers={"cookie": f"limpide_visitor={token}"})

    assert "Là." in page.text
    assert await _status(pool, workspace, id) == "delivered"


async def test_a_page_without_a_stream_asks_and_that_is_its_receipt(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    token, id = await _answered(pool, workspace)
    mine = {**CHAT, "cookie": f"limpide_visitor={token}"}

    drawn = (await anonymous.get("/chat/thread", headers=mine)).text

    assert "Là." in drawn
    assert await _status(pool, workspace, id) == "delivered"
    async with pool.transaction(workspace) as db:
        last = (await conversations.public_thread(db, id)).messages[-1].id
    assert "Là." not in (await anonymous.get(f"/chat/thread?after={last}", headers=mine)).text
