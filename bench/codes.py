"""A one-time code while a campaign runs: from accepted to the provider. Aim: 1 s for 99 of 100.

`python bench/codes.py 5000 30`: recipients of the campaign, codes. Reference: the same codes with
nothing else to do.
"""

import asyncio
import sys
import time

from bench import campaign as campaigns
from bench.campaign import child, environment, prepared
from bench.house import ME, House, built

from limpide import contacts, delivery, journeys
from limpide.channels import Kind
from limpide.contacts import Purpose
from limpide.delivery import Content, Importance, Queued, Request
from limpide.ledger import Author, AuthorKind, Reason

_NUMBERS = [int(word) for word in sys.argv[1:] if word.isdigit()]
CODES = _NUMBERS[1] if len(_NUMBERS) > 1 else 30


async def codes(house: House) -> list[float]:
    """Ask for codes one after the other, and give the seconds until each was handed over."""
    async with house.pool.transaction(house.company.id) as db:
        person = await contacts.recognise(db, Kind.EMAIL, "code@courriel.example", actor=ME)
    wish = Request(
        contact=person.id,
        purpose=Purpose.SECURITY,
        importance=Importance.CRITICAL,
        content=Content("Votre code : 123 456", "Votre code"),
        author=Author(AuthorKind.TEMPLATE),
        reason=Reason("api.reason.security"),
        kinds=(Kind.EMAIL,),
    )
    waited: list[float] = []
    for _ in range(CODES):
        began = time.perf_counter()
        async with house.pool.transaction(house.company.id) as db:
            answer = await delivery.request(db, wish, actor=ME)
        assert isinstance(answer, Queued)
        while not await house.owner.fetchval(
            "select ended_at from delivery.attempts where message = $1", answer.message
        ):
            await asyncio.sleep(0.01)
        waited.append(time.perf_counter() - began)
        await asyncio.sleep(0.1)
    return sorted(waited)


async def main() -> None:
    process = await child(campaigns.__file__, "sink")
    assert process.stdout is not None
    port = int(await process.stdout.readline())
    async with built() as house:
        campaign = await prepared(house)
        worker = await child("-m", "limpide", "worker", **environment(house, port))
        await codes(house)  # the worker has started when they are through
        alone = await codes(house)
        async with house.pool.transaction(house.company.id) as db:
            await journeys.start_campaign(db, campaign, actor=ME)
        meanwhile = await codes(house)
        async with house.pool.transaction(house.company.id) as db:
            waiting = (await journeys.progress_of(db, campaign)).waiting
        worker.terminate()
        await worker.wait()
    process.terminate()
    await process.wait()
    for name, waited in (("alone", alone), ("campaign", meanwhile)):
        middle, most = waited[len(waited) // 2], waited[int(len(waited) * 0.99)]
        print(f"{name:10} middle {middle * 1000:6.0f} ms   99 of 100 {most * 1000:6.0f} ms")
    print(f"{waiting} people of the campaign still waited when the last code was through")


if __name__ == "__main__":
    asyncio.run(main())
