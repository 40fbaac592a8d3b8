"""Live updates reach the pages that listen, and only them."""

import asyncio
from typing import Any

import asyncpg

from limpide.foundation import live
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.foundation.live import Hub


async def test_an_event_arrives_when_the_transaction_commits(
    pool: Pool, workspace: WorkspaceId, hub: Hub
) -> None:
    async with hub.listen(workspace, ["inbox"]) as events:
        async with pool.transaction(workspace) as db:
            await live.announce(db, "inbox", "message", "7")
            assert events.empty()
        event = await asyncio.wait_for(events.get(), 5)

    assert event == live.Event("inbox", "message", "7")
    assert hub.listeners() == 0


async def test_another_company_hears_nothing(pool: Pool, workspace: WorkspaceId, hub: Hub) -> None:
    async with hub.listen(WorkspaceId(new_id()), ["inbox"]) as events:
        async with hub.listen(workspace, ["inbox"]) as own:
            async with pool.transaction(workspace) as db:
                await live.announce(db, "inbox", "message", "7")
            await asyncio.wait_for(own.get(), 5)
        assert events.empty()


async def test_a_page_that_missed_events_is_told_to_ask_for_everything(
    workspace: WorkspaceId, hub: Hub, database_url: str
) -> None:
    async with hub.listen(workspace, ["inbox"]) as events:
        other: Any = await asyncpg.connect(database_url)
        await other.execute(
            """select pg_terminate_backend(pid) from pg_stat_activity
               where query ilike 'listen %' and pid <> pg_backend_pid()"""
        )
        await other.close()
        event = await asyncio.wait_for(events.get(), 5)

    assert event.event == "resync"


async def test_a_page_that_does_not_read_costs_a_bounded_number_of_events(
    pool: Pool, workspace: WorkspaceId, hub: Hub
) -> None:
    async with hub.listen(workspace, ["inbox"]) as events:
        async with pool.transaction(workspace) as db:
            for number in range(600):
                await live.announce(db, "inbox", "message", str(number))
        last = live.Event("", "", "")
        while last.id != "599":
            last = await asyncio.wait_for(events.get(), 5)
            assert events.qsize() <= 256
