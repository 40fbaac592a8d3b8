"""The job process: does the jobs, moves the timers, gives the ledger its order."""

import asyncio
import signal
import sys
from collections.abc import Coroutine, Sequence
from typing import Any, Final

import asyncpg

from limpide import assistant, delivery, ledger, rights, wiring
from limpide.channels import Providers
from limpide.foundation import jobs, log, memory, place, telemetry, timers
from limpide.foundation.database import AWAY, Pool
from limpide.foundation.settings import Settings

_PAUSE_SECONDS: Final = 1.0
# A thread that has signed a mail waits this long at most until the loop, busy with the next ones,
# lets it go on; ten times as long, Python's own pace, leaves a processor idle.
_TURN_SECONDS: Final = 0.0005


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
        beside = [
            timers.run(pool),
            ledger.audit.run(pool),
            rights.keep_going(pool),
            _tell_ways(pool, ways),
            assistant.prepare(pool),
            wiring.receive(settings, pool, ways),
        ]
        memory.settle()
        sys.setswitchinterval(_TURN_SECONDS)
        log.log.info("worker.started")
        await _work_beside(worker.run(), beside)


async def _work_beside(
    work: Coroutine[Any, Any, None], beside: Sequence[Coroutine[Any, Any, None]]
) -> None:
    """Wait for the work to end. A fault in what runs beside it ends all, and is raised.

    A process that has lost its timers looks alive and is not: it is better started again.
    """
    working = asyncio.create_task(work)
    tasks = [working, *map(asyncio.create_task, beside)]
    waiting = set(tasks)
    try:
        while not working.done():
            done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _tell_ways(pool: Pool, ways: Providers) -> None:
    """Say who carries which channel, as soon as the database can be reached."""
    while True:
        try:
            await delivery.announce_providers(pool, ways)
        except (*AWAY, asyncpg.PostgresError):
            await asyncio.sleep(_PAUSE_SECONDS)
        else:
            return
