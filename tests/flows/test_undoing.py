"""What was done is taken back: for a while, once, by the same policy, and the ledger says so."""

import asyncio
from datetime import timedelta

import pytest

from limpide import flows, ledger
from limpide.contacts import ContactId
from limpide.flows import (
    Attempted,
    Caller,
    CallUnderWayError,
    Change,
    Done,
    IdentityLevel,
    Ruling,
    RunId,
    Standing,
    Wanted,
    Who,
)
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId, new_id

from .conftest import ShopServer

AGATHE = Who(ContactId(new_id()), {"agathe.lormeau@courriel.example": IdentityLevel.VERIFIED})
ORDER = "OLV-20419120"


class Desk:
    """A conversation in which an order was cancelled."""

    def __init__(self, pool: Pool, workspace: WorkspaceId) -> None:
        self.pool, self.workspace = pool, workspace
        self.conversation, self.run = new_id(), RunId(new_id())

    async def open(self) -> "Desk":
        async with self.pool.transaction(self.workspace) as db:
            self.known = (await flows.catalogue(db)).actions
            await db.run(
                """insert into flows.runs (id, conversation, contact, flow, version, state, memory,
                     started_at, updated_at, resumed_at)
                   values ($1, $2, $2, 'cancel_order', 1, 'done', '{}', now(), now(), now())""",
                self.run,
                self.conversation,
            )
        actor = Actor.system("test")
        self.caller = Caller(self.pool, self.workspace, self.known, actor=actor, allow_private=True)
        return self

    async def cancel(self, *, run: RunId | None) -> Attempted:
        action = self.known["cancel_order"]
        return await self.caller.call(
            Wanted(action, {"number": ORDER}, AGATHE, run=run, is_confirmed=True)
        )

    async def changes(self) -> list[Change]:
        async with self.pool.transaction(self.workspace) as db:
            return list(await flows.list_changes(db, self.conversation, self.known))

    async def undo(self, change: Change, who: Who = AGATHE) -> Attempted:
        for _ in range(50):
            try:
                return await self.caller.call(
                    Wanted(
                        self.known[change.undo or ""],
                        change.arguments or {},
                        who,
                        is_confirmed=True,
                        undoes=change.call,
                    )
                )
            except CallUnderWayError:
                await asyncio.sleep(0.05)
        raise AssertionError("it never ended")


@pytest.fixture
async def desk(pool: Pool, retail: WorkspaceId) -> Desk:
    opened = await Desk(pool, retail).open()
    await opened.cancel(run=opened.run)
    return opened


async def test_a_change_can_be_taken_back_once(desk: Desk, shop: ShopServer) -> None:
    change = (await desk.changes())[0]

    made = await desk.undo(change)

    assert isinstance(made.outcome, Done)
    assert shop.shop.order(ORDER)["status"] == "prepared"
    assert [each["kind"] for each in shop.shop.payments(ORDER)] == [
        "payment",
        "refund",
        "refund_stopped",
    ]
    assert (await desk.changes())[0].standing is Standing.UNDONE


async def test_two_windows_take_it_back_once(desk: Desk, shop: ShopServer) -> None:
    change = (await desk.changes())[0]

    made = await asyncio.gather(*(desk.undo(change) for _ in range(4)))

    assert sum(not each.is_repeat for each in made) == 1
    assert len(shop.shop.payments(ORDER)) == 3


async def test_the_ledger_names_what_was_taken_back(desk: Desk) -> None:
    change = (await desk.changes())[0]
    await desk.undo(change)

    async with desk.pool.transaction(desk.workspace) as db:
        last = (await ledger.entries_about(db, AGATHE.contact))[-1]
    assert (last.what, last.data["undoes"]) == ("action.done", str(change.call))


async def test_nobody_takes_back_what_was_done_for_another(desk: Desk, shop: ShopServer) -> None:
    tom = Who(ContactId(new_id()), {"tom.whitfield@post.example": IdentityLevel.VERIFIED})

    made = await desk.undo((await desk.changes())[0], tom)

    assert made.verdict.ruling is Ruling.REFUSED
    assert shop.shop.order(ORDER)["status"] == "cancelled"


async def test_after_its_time_a_change_stands(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    later = clock.now() + timedelta(minutes=31)
    monkeypatch.setattr(clock, "now", lambda: later)

    assert (await desk.changes())[0].standing is Standing.TOO_LATE


async def test_what_was_taken_back_and_done_again_is_a_new_change(
    desk: Desk, shop: ShopServer
) -> None:
    await desk.undo((await desk.changes())[0])

    again = await desk.cancel(run=None)

    assert not again.is_repeat
    assert shop.shop.order(ORDER)["status"] == "cancelled"
