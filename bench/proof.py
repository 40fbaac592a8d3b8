"""The proofs at length: killed, paused, two of everything, 100,000 jobs and a code.

The short versions are tests (tests/proof/README.md). `python bench/proof.py 20000 100000` for that
many recipients and that many jobs.
"""

import asyncio
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from bench.house import built
from tests.proof.ground import Ground, ground
from tests.proof.killing import (
    killed_in_the_middle,
    paused_killed_resumed,
    two_of_everything,
)
from tests.proof.peers import MailServer, mail_server
from tests.proof.waiting import among_many

_NUMBERS = [int(word) for word in sys.argv[1:] if word.isdigit()]
PEOPLE = _NUMBERS[0] if _NUMBERS else 5_000
JOBS = _NUMBERS[1] if len(_NUMBERS) > 1 else 100_000
_HOUR = 3600.0
# The key of bench/house.py.
_KEY = b"a key for benchmarks only, thirty-two bytes".hex()


@asynccontextmanager
async def prepared(*, seconds: float = 0.0) -> AsyncGenerator[tuple[Ground, MailServer]]:
    """Prepare an empty company in a database that writes through, and a mail server."""
    async with (
        mail_server(seconds=seconds) as server,
        built() as house,
        ground(house.pool, house.company.id, house.url) as here,
    ):
        here.mails_by(server)
        here.environment["LIMPIDE_SECRET_KEY"] = _KEY
        yield here, server


async def main() -> None:
    async with prepared(seconds=0.005) as (here, server):
        await killed_in_the_middle(here, server, people=PEOPLE, kills=5, seconds=_HOUR)
    async with prepared(seconds=0.005) as (here, server):
        await paused_killed_resumed(here, server, people=PEOPLE, seconds=_HOUR)
    async with prepared() as (here, server):
        await two_of_everything(here, server, people=PEOPLE, seconds=_HOUR)
    async with prepared(seconds=0.2) as (here, server):
        await among_many(here, server, queued=JOBS, people=2_000, codes=50)


if __name__ == "__main__":
    asyncio.run(main())
