"""Killed with -9 while a customer's order is on its way to the shop: neither lost nor repeated."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.browser.shop_road import TOKEN, Road
from tests.visiting import Visitor

from limpide import conversations, flows
from limpide.cli import packs
from limpide.conversations import Direction
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

from .ground import Ground

ME = Actor.system("proof")
ORDER, AGATHE = "OLV-20419120", "agathe.lormeau@courriel.example"


class Customer(Visitor):
    """Agathe, in a chat that proved her mailbox."""

    def __init__(self, ground: Ground) -> None:
        super().__init__()
        self.ground = ground

    async def write(self, text: str) -> None:
        """Write a word."""

        async def told(db: Database) -> None:
            await self.put(db, text)
            await self.prove(db, AGATHE)

        await self.ground.do(told)

    async def hears(self, words: str) -> None:
        """Wait until these words are said to her."""

        async def is_said() -> bool:
            return await self.times(words) > 0

        await self.ground.until(is_said)

    async def times(self, words: str) -> int:
        """Count how often they were said."""

        async def count(db: Database) -> int:
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
