"""Jobs, facts and timers ride on the caller's transaction."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from pgqueuer.adapters.drivers.asyncpg import AsyncpgPoolDriver

from limpide.foundation import clock, facts, jobs, timers
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId


@dataclass(frozen=True, slots=True)
class Rang(facts.Fact):
    """A bell rang."""

    times: int


class Recorder:
    def __init__(self, *, failures: int = 0) -> None:
        self.seen: list[dict[str, Any]] = []
        self.failures = failures

    async def __call__(self, pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
        if self.failures:
            self.failures -= 1
            raise jobs.RetryLater(0)
        self.seen.append(payload)


async def test_a_job_of_a_transaction_that_rolls_back_never_runs(
    pool: Pool, workspace: WorkspaceId
) -> None:
    recorder = Recorder()
    with pytest.raises(ZeroDivisionError):
        async with pool.transaction(workspace) as db:
            await jobs.enqueue(db, "ring", {"n": 1})
            raise ZeroDivisionError
    async with pool.transaction(workspace) as db:
        await jobs.enqueue(db, "ring", {"n": 2})

    await jobs.Worker(pool, {"ring": recorder}).drain()

    assert recorder.seen == [{"n": 2}]


async def test_a_job_that_asks_to_be_called_again_is_called_again(
    pool: Pool, workspace: WorkspaceId
) -> None:
    recorder = Recorder(failures=2)
    async with pool.transaction(workspace) as db:
        await jobs.enqueue(db, "ring", {"n": 1})

    await jobs.Worker(pool, {"ring": recorder}).drain()

    assert recorder.seen == [{"n": 1}]


async def test_asking_to_be_called_again_is_no_failure(pool: Pool, workspace: WorkspaceId) -> None:
    recorder = Recorder(failures=12)
    bad_luck = [RuntimeError()]

    async def ring(pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
        if not recorder.failures and bad_luck:
            raise bad_luck.pop()
        await recorder(pool, workspace, payload)

    async with pool.transaction(workspace) as db:
        await jobs.enqueue(db, "ring", {"n": 1})
    await jobs.Worker(pool, {"ring": ring}).drain()

    assert recorder.seen == [{"n": 1}]


async def test_a_job_in_hand_when_the_database_was_lost_is_put_back_and_done(
    pool: Pool, workspace: WorkspaceId, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    refused: list[str] = []
    execute = AsyncpgPoolDriver.execute

    async def lost_twice(driver: AsyncpgPoolDriver, query: str, *args: object) -> str:
        if "attempts + 1" in query and len(refused) < 2:
            refused.append(query)
            raise ConnectionRefusedError
        return await execute(driver, query, *args)

    async def ring(pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
        seen.append(payload["n"])
        if len(seen) == 1:
            raise ConnectionResetError

    monkeypatch.setattr(AsyncpgPoolDriver, "execute", lost_twice)
    monkeypatch.setattr(jobs, "_RECONNECT_SECONDS", 0.01)
    monkeypatch.setattr(jobs, "_BACKOFF_SECONDS", 0.01)
    async with pool.transaction(workspace) as db:
        await jobs.enqueue(db, "ring", {"n": 1})

    await jobs.Worker(pool, {"ring": ring}).drain()

    assert (seen, len(refused)) == ([1, 1], 2)


async def test_what_a_failure_says_stops_nothing_and_is_not_kept(
    pool: Pool, workspace: WorkspaceId, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    async def ring(pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
        seen.append(payload["n"])
        if len(seen) == 1:
            raise ValueError("Paul\0 Tessier")

    monkeypatch.setattr(jobs, "_BACKOFF_SECONDS", 0.01)
    async with pool.transaction(workspace) as db:
        await jobs.enqueue(db, "ring", {"n": 1})

    await jobs.Worker(pool, {"ring": ring}).drain()

    async with pool.transaction(None) as db:
        kept = await db.rows("select traceback::text as said from jobs.pgqueuer_log")
    assert seen == [1, 1]
    assert [each["said"] for each in kept if "Tessier" in (each["said"] or "")] == []


async def test_an_express_job_does_not_wait_for_others_to_end(
    pool: Pool, workspace: WorkspaceId
) -> None:
    arrived, may_end = asyncio.Event(), asyncio.Event()

    async def slow(_pool: Pool, _workspace: WorkspaceId, _payload: dict[str, Any]) -> None:
        await may_end.wait()

    async def quick(_pool: Pool, _workspace: WorkspaceId, _payload: dict[str, Any]) -> None:
        arrived.set()

    async with pool.transaction(workspace) as db:
        await jobs.enqueue_many(db, "slow", [{"n": n} for n in range(100)])
    worker = jobs.Worker(pool, {"slow": slow, "quick": quick}, express={"quick"})
    running = asyncio.create_task(worker.run())
    await asyncio.sleep(0.5)
    async with pool.transaction(workspace) as db:
        await jobs.enqueue(db, "quick", {})
    try:
        await asyncio.wait_for(arrived.wait(), 5)
    finally:
        may_end.set()
        worker.stop()
        await running


async def test_what_waited_for_its_hour_keeps_its_rank(pool: Pool, workspace: WorkspaceId) -> None:
    recorder = Recorder()
    async with pool.transaction(workspace) as db:
        await jobs.enqueue(db, "ring", {"n": 1}, priority=1)
        await timers.set_timer(db, clock.now(), "ring", {"n": 2}, key="a", priority=10)

    await timers.move_due(pool)
    await jobs.Worker(pool, {"ring": recorder}).drain()

    assert recorder.seen == [{"n": 2}, {"n": 1}]


async def test_a_fact_reaches_each_listener_and_a_repeat_changes_nothing(
    pool: Pool, workspace: WorkspaceId
) -> None:
    heard: list[tuple[str, int]] = []

    async def first(_db: Database, fact: Rang) -> None:
        heard.append(("first", fact.times))

    async def second(_db: Database, fact: Rang) -> None:
        heard.append(("second", fact.times))

    listeners = facts.Listeners({Rang: [first, second]})
    async with pool.transaction(workspace) as db:
        await facts.announce(db, Rang(3))
        id = str(await db.value("select id from foundation.facts"))

    await jobs.Worker(pool, {facts.DELIVER: listeners.deliver}).drain()
    await listeners.deliver(pool, workspace, {"facts": [id]})

    assert heard == [("first", 3), ("second", 3)]


async def test_a_timer_becomes_a_job_once_when_it_is_due(
    pool: Pool, workspace: WorkspaceId
) -> None:
    recorder = Recorder()
    async with pool.transaction(workspace) as db:
        past = clock.now() - timedelta(seconds=1)
        await timers.set_timer(db, past, "ring", {"n": 1}, key="a")
        await timers.set_timer(db, clock.now() + timedelta(hours=1), "ring", {"n": 2}, key="b")

    moved = await asyncio.gather(timers.move_due(pool), timers.move_due(pool))
    await jobs.Worker(pool, {"ring": recorder}).drain()

    assert sum(moved) == 1
    assert recorder.seen == [{"n": 1}]


async def test_a_cancelled_timer_stays_silent(db: Database) -> None:
    await timers.set_timer(db, clock.now(), "ring", {}, key="a")

    assert await timers.cancel(db, "a")
    assert not await timers.cancel(db, "a")
