"""A million pending timers: what they cost while none is due, and how late a due one comes.

`python bench/timers.py 1000000`. Reference: the same look at an empty table.
"""

import asyncio
import sys
import time
from datetime import timedelta

from bench.house import House, built

from limpide.foundation import clock, timers

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
_LOOKS = 200
_AT_ONCE = 20_000


async def look(house: House) -> float:
    """Give the milliseconds of one look that finds nothing."""
    began = time.perf_counter()
    for _ in range(_LOOKS):
        assert await timers.move_due(house.pool) == 0
    return (time.perf_counter() - began) / _LOOKS * 1000


async def fill(house: House) -> float:
    """Set the timers, all due in some hours, and give how many a second."""
    began = time.perf_counter()
    soonest = clock.now() + timedelta(hours=2)
    for first in range(0, COUNT, _AT_ONCE):
        many = range(first, min(first + _AT_ONCE, COUNT))
        async with house.pool.transaction(house.company.id) as db:
            await timers.set_timers(
                db,
                "bench.never",
                [(soonest + timedelta(seconds=n / 100), f"k:{n}", {"n": n}) for n in many],
            )
    return COUNT / (time.perf_counter() - began)


async def delays(house: House) -> list[float]:
    """Set single timers that are due soon, with the mover running, and give how late each came."""
    mover = asyncio.create_task(timers.run(house.pool))
    late: list[float] = []
    for n in range(10):
        due = clock.now() + timedelta(milliseconds=300 + 70 * n)
        async with house.pool.transaction(house.company.id) as db:
            await timers.set_timer(db, due, "bench.soon", {}, key=f"soon:{n}")
        while (
            await house.owner.fetchval(
                "select count(*) from jobs.pgqueuer where entrypoint = 'bench.soon'"
            )
            <= n
        ):
            await asyncio.sleep(0.02)
        late.append((clock.now() - due).total_seconds())
    mover.cancel()
    return sorted(late)


async def main() -> None:
    async with built() as house:
        empty = await look(house)
        rate = await fill(house)
        # Autovacuum does so within a minute; until then a look takes as long as the table is.
        await house.owner.execute("analyze foundation.timers")
        full = await look(house)
        late = await delays(house)
    print(f"set                  {rate:9.0f} timers/s, {COUNT} in all")
    print(
        f"a look, none due     {full:9.2f} ms; empty table {empty:.2f} ms, ratio {full / empty:.2f}"
    )
    print(f"a due one is late by {late[5]:9.2f} s in the middle, {late[-1]:.2f} s at most")


if __name__ == "__main__":
    asyncio.run(main())
