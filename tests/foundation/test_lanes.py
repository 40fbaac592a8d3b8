"""Bulk work gives way to what is in a hurry, and never stands still."""

import asyncio
from collections.abc import Callable

import pytest

from limpide.foundation import lanes
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId


async def in_turns(step: Callable[[], object]) -> float:
    """Give the seconds that a step of bulk work takes while a hurried one lasts 30 ms."""
    loop = asyncio.get_running_loop()

    async def hurry() -> None:
        with lanes.hurried():
            await asyncio.sleep(0.03)

    hurried = asyncio.create_task(hurry())
    await asyncio.sleep(0)
    began = loop.time()
    await asyncio.wait_for(asyncio.ensure_future(_awaited(step)), 2)
    spent = loop.time() - began
    await hurried
    return spent


async def _awaited(step: Callable[[], object]) -> None:
    found = step()
    if asyncio.iscoroutine(found):
        await found


async def test_bulk_work_waits_until_the_hurry_is_over() -> None:
    with lanes.bulk():
        assert await in_turns(lanes.give_way) >= 0.025


async def test_other_work_does_not_wait() -> None:
    assert await in_turns(lanes.give_way) < 0.025


async def test_bulk_work_goes_on_after_a_tenth_of_a_second() -> None:
    loop = asyncio.get_running_loop()
    with lanes.hurried(), lanes.bulk():
        began = loop.time()
        await lanes.give_way()
        assert 0.09 <= loop.time() - began < 1.0


async def test_what_is_hurried_inside_bulk_work_does_not_wait_for_itself() -> None:
    loop = asyncio.get_running_loop()
    with lanes.bulk(), lanes.hurried():
        began = loop.time()
        await lanes.give_way()
        assert loop.time() - began < 0.05


async def test_each_statement_of_bulk_work_gives_way_unless_others_wait_for_it(
    db: Database,
) -> None:
    with lanes.bulk():
        assert await in_turns(lambda: db.value("select 1")) >= 0.025
        db.hold_up()
        assert await in_turns(lambda: db.value("select 1")) < 0.025


async def test_a_connection_given_back_in_the_middle_is_clean(
    pool: Pool, workspace: WorkspaceId
) -> None:
    with pytest.raises(asyncio.CancelledError):
        async with pool.transaction(workspace) as db:
            await db.value("select 1")
            raise asyncio.CancelledError

    for _ in range(3):
        async with pool.transaction(None) as db:
            assert await db.value("select current_setting('limpide.workspace', true)") == ""


async def test_long_work_lets_the_loop_turn_and_leaves_nothing_out() -> None:
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    beside = asyncio.create_task(others())
    done = [item async for item in lanes.paced(range(200))]
    beside.cancel()

    assert done == list(range(200))
    assert turns >= 8
