"""The proof of the lanes: short in the tests, with 100,000 jobs in bench/proof.py."""

import asyncio
from dataclasses import dataclass

from limpide import delivery
from limpide.contacts import Purpose
from limpide.foundation import jobs
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id

from .ground import Ground
from .peers import MailServer


@dataclass(frozen=True, slots=True)
class Delays:
    """Seconds from the request of a code to the provider that has it, while others wait."""

    proof: str
    queued: int
    codes: int
    lost: int
    doubled: int
    median: float
    slowest: float


async def among_many(
    ground: Ground, server: MailServer, *, queued: int, people: int, codes: int
) -> Delays:
    """Begin a campaign, queue many jobs beside it, then ask for codes one after the other.

    The campaign begins first: jobs that hand over go before those that plan, so behind a hundred
    thousand of them it would only begin minutes later.
    """
    await ground.people(people)
    campaign = await ground.campaign()
    readers = [await ground.know(f"code{n}@courriel.example") for n in range(codes)]
    await ground.start()
    await ground.begin(campaign)

    async def is_running() -> bool:
        return len(server.taken) >= 20

    await ground.until(is_running, 120)
    await ground.do(lambda db: _fill(db, queued))
    loop = asyncio.get_running_loop()
    delays: list[float] = []
    for number, reader in enumerate(readers):
        began = loop.time()
        await ground.write(reader, Purpose.SECURITY)
        address = f"code{number}@courriel.example"
        while address not in server.first_at and loop.time() < began + 60:
            await asyncio.sleep(0.01)
        if address in server.first_at:
            delays.append(server.first_at[address] - began)
        await asyncio.sleep(0.1)
    left = await ground.do(_left)
    assert left > 0, "the queue was empty before the codes were asked for"
    times = server.times
    found = Delays(
        proof=f"{queued} jobs queued, {left} still waiting at the end",
        queued=queued,
        codes=codes,
        lost=codes - len(delays),
        doubled=sum(1 for n in range(codes) if times[f"code{n}@courriel.example"] > 1),
        median=sorted(delays)[len(delays) // 2],
        slowest=max(delays),
    )
    print(f"\n{found}")
    return found


async def _fill(db: Database, many: int) -> None:
    """Queue jobs of the campaign's kind; their messages were erased since."""
    for start in range(0, many, 10_000):
        payloads = [{"due": [[str(new_id()), 1]]} for _ in range(min(10_000, many - start))]
        await jobs.enqueue_many(db, delivery.ATTEMPT, payloads, priority=1)


async def _left(db: Database) -> int:
    return await db.value(
        "select count(*) from jobs.pgqueuer where entrypoint = $1 and status = 'queued'",
        delivery.ATTEMPT,
    )
