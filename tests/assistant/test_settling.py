"""What was perhaps done is asked about again, once, and told; a person who took over decides."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.browser.shop_road import TOKEN, Road
from tests.flows.conftest import retail, shop
from tests.visiting import Visitor

from limpide import assistant, conversations, flows, ledger
from limpide.conversations import Direction, Message
from limpide.foundation import facts, jobs, timers
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId, new_id

__all__ = ["retail", "shop"]
ME = Actor.system("test")
AGATHE = "agathe.lormeau@courriel.example"
ORDER = "OLV-20419120"
PERHAPS = "c’est peut-être fait, peut-être pas"
CONFIRMED = "Nous avons maintenant la confirmation"
LISTENERS = facts.Listeners({conversations.MessageReceived: [assistant.on_message_received]})


async def _turn(pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
    await assistant.take_turn(pool, workspace, payload, allow_private=True)


async def _settle(pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
    await assistant.settle(pool, workspace, payload, allow_private=True)


HANDLERS: dict[str, jobs.Handler] = {
    facts.DELIVER: LISTENERS.deliver,
    assistant.TURN: _turn,
    flows.SETTLE: _settle,
}


class Chat(Visitor):
    """Agathe in a chat, her mailbox proved, and a worker whose timers are due when wanted."""

    def __init__(self, pool: Pool, workspace: WorkspaceId, road: Road) -> None:
        super().__init__()
        self.pool, self.workspace, self.road = pool, workspace, road

    async def write(self, text: str) -> None:
        async with self.pool.transaction(self.workspace) as db:
            await self.put(db, text)
            await self.prove(db, AGATHE)

    async def work(self) -> None:
        await jobs.Worker(self.pool, HANDLERS).drain()

    async def let_time_pass(self) -> None:
        """What is due later is due now, and what runs for long has run for longer."""
        async with self.pool.transaction(self.workspace) as db:
            await db.run("update foundation.timers set due_at = now() where job = $1", flows.SETTLE)
            await db.run("update flows.calls set started_at = started_at - interval '2 min'")
        await timers.move_due(self.pool)
        await self.work()

    async def cancel_the_order(self) -> None:
        for text in (f"je veux annuler ma commande {ORDER}", "oui"):
            await self.write(text)
            await self.work()

    async def thread(self) -> Sequence[Message]:
        async with self.pool.transaction(self.workspace) as db:
            return (await conversations.thread(db, self.conversation)).messages

    async def times_said(self, words: str, direction: Direction = Direction.OUT) -> int:
        return sum(words in m.body for m in await self.thread() if m.direction is direction)

    async def take_over(self) -> None:
        async with self.pool.transaction(self.workspace) as db:
            await conversations.take(db, self.conversation, new_id(), "Maud", actor=ME)

    async def unheard(self) -> Sequence[flows.Unheard]:
        async with self.pool.transaction(self.workspace) as db:
            return await flows.unheard_in(db, self.conversation)

    @property
    def refunds(self) -> int:
        return self.road.count("refunds", ORDER)


@pytest.fixture
async def chat(pool: Pool, retail: WorkspaceId, tmp_path: Path) -> AsyncIterator[Chat]:
    road = await Road(tmp_path / "books.sqlite").open()
    async with pool.transaction(retail) as db:
        await flows.set_connector(db, "shop", road.url, f"Bearer {TOKEN}", actor=ME)
    yield Chat(pool, retail, road)
    await road.close()


async def perhaps_done(chat: Chat) -> None:
    """The shop does it and is killed before it can say so; then it comes back."""
    chat.road.kills_before_the_answer = True
    await chat.cancel_the_order()
    assert await chat.times_said(PERHAPS) == 1
    chat.road.kills_before_the_answer = False
    await chat.road.start_shop()


async def test_what_the_shop_did_before_it_died_is_confirmed_to_the_customer_by_itself(
    chat: Chat,
) -> None:
    await perhaps_done(chat)

    await chat.let_time_pass()
    await chat.let_time_pass()

    assert await chat.times_said(CONFIRMED) == 1
    assert await chat.times_said("confirme que c’est fait", Direction.NOTE) == 1
    assert (chat.refunds, await chat.unheard()) == (1, [])


async def test_a_shop_that_stays_away_is_asked_some_times_and_then_left_to_people(
    chat: Chat,
) -> None:
    chat.road.kills_before_the_answer = True
    await chat.cancel_the_order()

    for _ in range(5):
        await chat.let_time_pass()

    async with chat.pool.transaction(chat.workspace) as db:
        waiting = await db.value(
            "select count(*) from foundation.timers where job = $1", flows.SETTLE
        )
    assert waiting == 0
    assert [each.can_ask for each in await chat.unheard()] == [True]
    assert await chat.times_said(CONFIRMED) == 0


async def test_nothing_is_asked_again_over_the_head_of_a_person(chat: Chat) -> None:
    await perhaps_done(chat)
    await chat.take_over()
    chat.road.arrived.clear()

    await chat.let_time_pass()

    assert not chat.road.arrived.is_set()
    assert len(await chat.unheard()) == 1


async def test_who_has_said_something_since_is_not_surprised(chat: Chat) -> None:
    await perhaps_done(chat)
    await chat.write("finalement non, n’annulez rien")
    await chat.work()
    chat.road.arrived.clear()

    await chat.let_time_pass()

    assert not chat.road.arrived.is_set()


async def interrupted(chat: Chat) -> None:
    """The process ends while the order is on its way, and it never arrives."""
    await chat.write(f"je veux annuler ma commande {ORDER}")
    await chat.work()
    chat.road.hold()
    await chat.write("oui")
    asked: dict[str, Any] = {"conversation": str(chat.conversation)}
    working = asyncio.create_task(_turn(chat.pool, chat.workspace, asked))
    await asyncio.wait_for(chat.road.arrived.wait(), 60)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    chat.road.lose()


async def test_what_broke_off_while_a_person_took_over_is_pointed_out_to_them(chat: Chat) -> None:
    await interrupted(chat)
    await chat.take_over()

    await chat.let_time_pass()
    await chat.let_time_pass()

    assert await chat.times_said("interrompu", Direction.NOTE) == 1
    [left] = await chat.unheard()
    async with chat.pool.transaction(chat.workspace) as db:
        assert left.run is not None
        told = await ledger.entries_about(db, left.run)
    assert [(each.what, each.why) for each in told][-1] == ("action.unsure", "the process ended")
    assert chat.refunds == 0


async def test_what_broke_off_before_the_shop_heard_of_it_is_done_by_the_turn_that_comes_again(
    chat: Chat,
) -> None:
    await interrupted(chat)
    chat.road.loses = False

    await chat.let_time_pass()

    assert await chat.times_said("annulée") == 1
    assert await chat.times_said(CONFIRMED) == 0
    assert (chat.refunds, await chat.unheard()) == (1, [])
