"""A change is done once, whoever asks, and however the process ends."""

import asyncio
import signal
import sys
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from limpide import flows, ledger
from limpide.contacts import ContactId
from limpide.flows import (
    Attempted,
    Caller,
    CallUnderWayError,
    Done,
    Failed,
    IdentityLevel,
    Perhaps,
    Ruling,
    RunId,
    Wanted,
    Who,
)
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId, new_id

from .conftest import ShopServer

ME = Actor.system("test")
ORDER = "OLV-20419120"
OWNER = "agathe.lormeau@courriel.example"


@dataclass
class House:
    """A company that calls its shop."""

    pool: Pool
    workspace: WorkspaceId
    caller: Caller
    known: flows.Catalogue

    def cancel(self, **changes: Any) -> Wanted:
        person = Who(ContactId(new_id()), {OWNER: IdentityLevel.VERIFIED})
        action = self.known.actions["cancel_order"]
        return replace(Wanted(action, {"number": ORDER}, person, is_confirmed=True), **changes)

    async def states(self) -> list[str]:
        async with self.pool.transaction(self.workspace) as db:
            rows = await db.rows("select state from flows.calls where changes order by id")
        return [row["state"] for row in rows]


@pytest.fixture
async def house(pool: Pool, retail: WorkspaceId) -> House:
    async with pool.transaction(retail) as db:
        known = await flows.catalogue(db)
    caller = Caller(pool, retail, known.actions, actor=ME, allow_private=True)
    return House(pool, retail, caller, known)


def refunds(shop: ShopServer) -> int:
    return sum(row["kind"] == "refund" for row in shop.shop.payments(ORDER))


async def test_two_customers_windows_at_once_cancel_once(house: House, shop: ShopServer) -> None:
    async def one() -> Attempted | None:
        for _ in range(50):
            try:
                return await house.caller.call(house.cancel())
            except CallUnderWayError:
                await asyncio.sleep(0.05)
        return None

    answers = await asyncio.gather(*(one() for _ in range(6)))

    assert all(answer is not None and isinstance(answer.outcome, Done) for answer in answers)
    assert sum(not answer.is_repeat for answer in answers if answer is not None) == 1
    assert refunds(shop) == 1


async def test_a_process_that_died_in_the_middle_neither_loses_nor_repeats(
    house: House, shop: ShopServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The shop did it; the process ended before it could note that.
    from limpide.flows import calling  # noqa: PLC0415

    real = calling.execute

    async def dies(*args: Any, **words: Any) -> Any:
        outcome = await real(*args, **words)
        if args[1].changes:
            raise asyncio.CancelledError
        return outcome

    with monkeypatch.context() as patched:
        patched.setattr(calling, "execute", dies)
        with pytest.raises(asyncio.CancelledError):
            await house.caller.call(house.cancel())
    assert await house.states() == ["running"]

    with pytest.raises(CallUnderWayError):
        await house.caller.call(house.cancel())
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        again = await house.caller.call(house.cancel())

    # The same key was sent again, and the shop answered what it had answered.
    assert isinstance(again.outcome, Done)
    assert again.outcome.value["refund_cents"] == 15900
    assert refunds(shop) == 1


async def test_killed_between_action_and_answer_it_is_neither_lost_nor_repeated(
    house: House, shop: ShopServer, database_url: str
) -> None:
    program = str(Path(__file__).parent / "dies_after_action.py")
    process = await asyncio.create_subprocess_exec(
        sys.executable, program, database_url, str(house.workspace), ORDER, OWNER
    )
    assert await process.wait() == -signal.SIGKILL
    assert refunds(shop) == 1
    assert await house.states() == ["running"]

    with clock.frozen(clock.now() + timedelta(minutes=2)):
        again = await house.caller.call(house.cancel())

    assert isinstance(again.outcome, Done)
    assert refunds(shop) == 1
    assert await house.states() == ["done"]


@pytest.mark.parametrize("away", ["http://127.0.0.1:1", "turned away"])
async def test_what_was_perhaps_done_is_not_called_undone_because_nobody_answers_now(
    house: House, shop: ShopServer, monkeypatch: pytest.MonkeyPatch, away: str
) -> None:
    from limpide.flows import calling  # noqa: PLC0415

    real = calling.execute

    async def dies(*args: Any, **words: Any) -> Any:
        outcome = await real(*args, **words)
        if args[1].changes:
            raise asyncio.CancelledError
        return outcome

    async def nobody(*args: Any, **words: Any) -> Any:
        if not args[1].changes:
            return await real(*args, **words)
        # A place where nobody listens, or a shop that lets nobody in with this token.
        is_away = away.startswith("http")
        leads = replace(args[0], base_url=away) if is_away else replace(args[0], authorization="x")
        return await real(leads, *args[1:], **words)

    with monkeypatch.context() as patched:
        patched.setattr(calling, "execute", dies)
        with pytest.raises(asyncio.CancelledError):
            await house.caller.call(house.cancel())
    with clock.frozen(clock.now() + timedelta(minutes=2)), monkeypatch.context() as patched:
        patched.setattr(calling, "execute", nobody)
        again = await house.caller.call(house.cancel())
    assert isinstance(again.outcome, Perhaps)
    assert await house.states() == ["unsure"]

    later = await house.caller.call(house.cancel())

    assert isinstance(later.outcome, Done)
    assert refunds(shop) == 1
    assert await house.states() == ["done"]


async def test_what_cannot_be_asked_again_is_unsure_after_a_crash(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from limpide.flows import calling  # noqa: PLC0415

    async def dies(*_args: Any, **_words: Any) -> Any:
        raise asyncio.CancelledError

    action = replace(house.cancel().action, repeatable=False, owner=None, is_public=True, limits=())
    with monkeypatch.context() as patched:
        patched.setattr(calling, "execute", dies)
        with pytest.raises(asyncio.CancelledError):
            await house.caller.call(house.cancel(action=action))
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        again = await house.caller.call(house.cancel(action=action))

    assert isinstance(again.outcome, Perhaps)
    assert await house.states() == ["unsure"]


async def test_a_service_that_is_away_was_surely_not_asked(house: House, shop: ShopServer) -> None:
    async with house.pool.transaction(house.workspace) as db:
        await flows.set_connector(db, "shop", "http://127.0.0.1:1", None, actor=ME)

    answer = await house.caller.call(house.cancel())

    assert answer.outcome == Failed("unavailable")
    assert refunds(shop) == 0


async def test_nobody_wants_it_any_more(house: House, shop: ShopServer) -> None:
    async def no(_db: object) -> bool:
        return False

    answer = await house.caller.call(house.cancel(still_wanted=no))

    assert answer.is_unwanted
    assert refunds(shop) == 0


async def test_arguments_that_do_not_fit_go_nowhere(house: House) -> None:
    answer = await house.caller.call(house.cancel(arguments={"number": "../../payments"}))

    assert (answer.verdict.ruling, answer.verdict.rule) == (Ruling.REFUSED, "invalid_arguments")


async def test_each_call_is_in_the_ledger_with_its_reason(house: House) -> None:
    wanted = house.cancel()
    await house.caller.call(wanted)
    other = house.cancel(who=Who(wanted.who.contact, {"x@post.example": IdentityLevel.VERIFIED}))
    await house.caller.call(other)

    async with house.pool.transaction(house.workspace) as db:
        entries = await ledger.entries_about(db, wanted.who.contact)
    assert [(each.what, each.why) for each in entries] == [
        ("action.done", "confirm"),
        ("action.refused", "not_theirs"),
    ]


async def test_private_addresses_are_called_by_setting_only(house: House) -> None:
    careful = Caller(
        house.pool, house.workspace, house.known.actions, actor=ME, allow_private=False
    )

    answer = await careful.call(house.cancel())

    assert answer.outcome == Failed("unavailable")


def delivery(house: House, mode: str, **changes: Any) -> Wanted:
    action = house.known.actions["change_delivery"]
    return house.cancel(action=action, arguments={"number": ORDER, "mode": mode}, **changes)


def mode(shop: ShopServer) -> str:
    return str(shop.shop.order(ORDER)["delivery"]["mode"])


async def test_what_was_changed_back_and_forth_is_changed_each_time(
    house: House, shop: ShopServer
) -> None:
    for wish in ("point", "shop", "point", "shop"):
        made = await house.caller.call(delivery(house, wish))

        assert isinstance(made.outcome, Done)
        assert not made.is_repeat
        assert mode(shop) == wish


async def test_the_same_wish_again_with_nothing_in_between_is_a_repeat(house: House) -> None:
    await house.caller.call(delivery(house, "point"))

    assert (await house.caller.call(delivery(house, "point"))).is_repeat


async def test_after_a_day_the_same_wish_is_a_new_one(house: House, shop: ShopServer) -> None:
    await house.caller.call(delivery(house, "point"))
    shop.shop.change_delivery(ORDER, "shop", None)
    with clock.frozen(clock.now() + timedelta(hours=25)):
        made = await house.caller.call(delivery(house, "point"))

    assert not made.is_repeat
    assert mode(shop) == "point"


async def test_a_turn_that_comes_again_repeats_nothing_whatever_was_changed_since(
    house: House, shop: ShopServer
) -> None:
    run = await a_run(house)
    await house.caller.call(delivery(house, "point", run=run))
    await house.caller.call(delivery(house, "shop"))

    again = await house.caller.call(delivery(house, "point", run=run))

    assert again.is_repeat
    assert mode(shop) == "shop"


async def test_an_approval_is_not_inherited_by_a_later_wish(house: House) -> None:
    action = replace(house.known.actions["change_delivery"], autonomy=flows.Autonomy.APPROVE)
    wanted = replace(delivery(house, "point"), action=action)
    await house.caller.call(delivery(house, "point"))
    await house.caller.call(delivery(house, "shop"))

    made = await house.caller.call(wanted)

    assert made.verdict.ruling is Ruling.NEEDS_APPROVAL


async def test_two_windows_that_ask_again_at_once_change_once(
    house: House, shop: ShopServer
) -> None:
    await house.caller.call(delivery(house, "point"))
    await house.caller.call(delivery(house, "shop"))

    async def one() -> Attempted | None:
        for _ in range(50):
            try:
                return await house.caller.call(delivery(house, "point"))
            except CallUnderWayError:
                await asyncio.sleep(0.05)
        return None

    answers = await asyncio.gather(*(one() for _ in range(5)))

    assert sum(not answer.is_repeat for answer in answers if answer is not None) == 1
    assert (await house.states()) == ["done", "done", "done"]


async def a_run(house: House) -> RunId:
    id = RunId(new_id())
    async with house.pool.transaction(house.workspace) as db:
        await db.run(
            """insert into flows.runs (id, conversation, contact, flow, version, state, memory,
                 started_at, updated_at, resumed_at)
               values ($1, $2, $2, 'delivery_change', 1, 'active', '{}', now(), now(), now())""",
            id,
            new_id(),
        )
    return id
