"""Killed with -9 while a customer's order is on its way to the shop: neither lost nor repeated."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.browser.shop_road import TOKEN, Road

from limpide import conversations, flows
from limpide.channels import Kind
from limpide.cli import packs
from limpide.conversations import ConversationId, Direction, Incoming
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id

from .ground import Ground

ME = Actor.system("proof")
ORDER, AGATHE = "OLV-20419120", "agathe.lormeau@courriel.example"


class Customer:
    """Agathe, in a chat that proved her mailbox."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.token = ""
        self.conversation: ConversationId | None = None

    async def write(self, text: str) -> None:
        """Write a word."""

        async def put(db: Database) -> None:
            self.token = self.token or await conversations.start_visit(db, "fr")
            visit = await conversations.find_visit(db, self.token)
            assert visit is not None
            incoming = Incoming(Kind.CHAT, str(new_id()), visit.address, text)
            received = await conversations.write(db, self.token, visit, incoming)
            self.conversation = received.conversation
            await db.run(
                """insert into flows.identities (conversation, address, level, until)
                   values ($1, $2, 'verified', now() + interval '1 h') on conflict do nothing""",
                received.conversation,
                AGATHE,
            )

        await self.ground.do(put)

    async def hears(self, words: str) -> None:
        """Wait until these words are said to her."""

        async def is_said() -> bool:
            return await self.times(words) > 0

        await self.ground.until(is_said)

    async def times(self, words: str) -> int:
        """Count how often they were said."""

        async def count(db: Database) -> int:
            assert self.conversation is not None
            said = (await conversations.thread(db, self.conversation)).messages
            return sum(words in m.body for m in said if m.direction is Direction.OUT)

        return await self.ground.do(count)


@pytest.fixture
async def road(ground: Ground, tmp_path: Path) -> AsyncIterator[Road]:
    opened = await Road(tmp_path / "books.sqlite").open()
    ground.environment["LIMPIDE_ACTIONS_PRIVATE_ADDRESSES"] = "true"

    async def furnish(db: Database) -> None:
        pack = packs.pack("retail")
        await packs.install(db, pack, base_url=opened.url, token=TOKEN, actor=ME)

    await ground.do(furnish)
    yield opened
    await opened.close()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("has_arrived", [False, True])
async def test_killed_while_an_order_is_on_its_way_it_is_done_once_and_told_once(
    ground: Ground, road: Road, *, has_arrived: bool
) -> None:
    agathe = Customer(ground)
    worker = await ground.start()
    await agathe.write(f"je veux annuler ma commande {ORDER}")
    await agathe.hears("J’annule la commande")
    road.hold()
    await agathe.write("oui")
    await road.arrived.wait()
    await ground.kill(worker)
    # What was on its way reaches the shop after the death of its sender, or never.
    if has_arrived:
        road.let_go()
    else:
        road.lose()
        road.loses = False
    # A call that ran for a minute belongs to a process that died: let that minute pass.
    await ground.do(
        lambda db: db.run("update flows.calls set started_at = started_at - interval '1 min'")
    )

    await ground.start()
    await agathe.hears("annulée")

    assert await agathe.times("annulée") == 1
    assert road.count("refunds", ORDER) == 1
    states = await ground.do(lambda db: db.rows("select state from flows.calls where changes"))
    assert [row["state"] for row in states] == ["done"]
    assert await ground.do(flows.list_unsure) == []
