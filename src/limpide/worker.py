"""The job process: does the jobs, moves the timers, gives the ledger its order."""

import asyncio
import contextlib
import signal
from typing import Final

import asyncpg

from limpide import assistant, delivery, ledger, rights, wiring
from limpide.channels import Providers
from limpide.foundation import jobs, log, memory, place, telemetry, timers
from limpide.foundation.database import Pool
from limpide.foundation.settings import Settings

_PAUSE_SECONDS: Final = 1.0


async def work(settings: Settings) -> None:
    """Work until SIGTERM or SIGINT; jobs in hand are finished first."""
    telemetry.configure(settings, "worker")
    wiring.unlock(settings)
    # Two pools: what is in a hurry finds a connection that is open and knows its statements.
    async with (
        place.database(settings) as urls,
        wiring.opened(urls.run, size=16) as pool,
        wiring.opened(urls.run, size=8) as express_pool,
    ):
        ways = wiring.providers(settings)
        worker = jobs.Worker(
            pool,
            wiring.handlers(settings, ways),
            express=wiring.EXPRESS,
            express_pool=express_pool,
        )
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(sign, worker.stop)
        mover = asyncio.create_task(timers.run(pool))
        sequencer = asyncio.create_task(ledger.audit.run(pool))
        keeper = asyncio.create_task(rights.keep_going(pool))
        telling = asyncio.create_task(_tell_ways(pool, ways))
        preparing = asyncio.create_task(assistant.prepare(pool))
        receiving = asyncio.create_task(wiring.receive(settings, pool, ways))
        memory.settle()
        log.log.info("worker.started")
        try:
            await worker.run()
        finally:
            for task in (mover, sequencer, keeper, telling, preparing, receiving):
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task


async def _tell_ways(pool: Pool, ways: Providers) -> None:
    """Say who carries which channel, as soon as the database can be reached."""
    while True:
        try:
            await delivery.announce_providers(pool, ways)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            await asyncio.sleep(_PAUSE_SECONDS)
        else:
            return
