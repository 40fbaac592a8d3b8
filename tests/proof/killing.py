"""The proofs that kill: short in the tests, long in bench/proof.py."""

import asyncio
from datetime import timedelta
from typing import Final

from limpide import journeys
from limpide.foundation import clock

from .ground import ME, Count, Ground
from .peers import MailServer

_SOON: Final = 120.0


def addresses(count: int) -> list[str]:
    """The people of a ground."""
    return [f"p{n}@courriel.example" for n in range(count)]


async def killed_in_the_middle(
    ground: Ground, server: MailServer, *, people: int, kills: int, seconds: float = _SOON
) -> Count:
    """Kill the worker several times while it sends a campaign, start another each time."""
    await ground.people(people)
    campaign = await ground.campaign()
    worker = await ground.start()
    await ground.begin(campaign)
    for number in range(1, kills + 1):
        await _taken(ground, server, people * number // (kills + 1), seconds)
        await ground.kill(worker)
        worker = await ground.start()
    await ground.until(lambda: ground.is_over(campaign), seconds)
    return await ground.count("kill mid-campaign", addresses(people), server.taken)


async def two_of_everything(
    ground: Ground, server: MailServer, *, people: int, seconds: float = _SOON
) -> Count:
    """Let two workers, each with its scheduler, work at one database from the first moment."""
    await ground.people(people)
    campaign = await ground.campaign()
    soon = clock.now() + timedelta(seconds=1)
    await ground.do(lambda db: journeys.start_campaign(db, campaign.id, at=soon, actor=ME))
    orders = [f"order{n}@courriel.example" for n in range(people // 4)]
    for address in orders:
        await ground.write(await ground.know(address))
    await asyncio.gather(ground.start(), ground.start())
    await ground.until(lambda: ground.is_over(campaign), seconds)
    wanted = [*addresses(people), *orders]
    return await ground.count("two schedulers, two workers", wanted, server.taken)


async def _taken(ground: Ground, server: MailServer, many: int, seconds: float) -> None:
    async def has() -> bool:
        return len(server.taken) >= many

    await ground.until(has, seconds)
