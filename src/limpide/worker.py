"""The job process: does the jobs, moves the timers."""

import asyncio
import contextlib
import signal

from limpide import delivery, wiring
from limpide.foundation import jobs, log, place, telemetry, timers
from limpide.foundation.settings import Settings


async def work(settings: Settings) -> None:
    """Work until SIGTERM or SIGINT; jobs in hand are finished first."""
    telemetry.configure(settings, "worker")
    wiring.unlock(settings)
    async with place.database(settings) as urls, wiring.opened(urls.run, size=24) as pool:
        await delivery.announce_ways(pool, wiring.channels(settings))
        worker = jobs.Worker(pool, wiring.handlers(settings))
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(sign, worker.stop)
        mover = asyncio.create_task(timers.run(pool))
        log.log.info("worker.started")
        try:
            await worker.run()
        finally:
            mover.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await mover
