"""The proofs that kill: short in the tests, long in bench/proof.py."""

import asyncio
from datetime import timedelta
from typing import Final

from limpide import journeys
from limpide.foundation import clock

from .ground import ME, Count, Ground
from .peers import MailServer

_SOON: Final = 120.0
_FIVE_HUNDRED_A_SECOND: Final = 30_000


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


async def paused_killed_resumed(
    ground: Ground, server: MailServer, *, people: int, seconds: float = _SOON
) -> Count:
    """Pause a campaign that has begun, kill the worker, start another, then resume."""
    await ground.people(people)
    campaign = await ground.campaign(per_minute=_FIVE_HUNDRED_A_SECOND)
    worker = await ground.start()
    await ground.begin(campaign)
    await _taken(ground, server, 1, seconds)
    await ground.do(lambda db: journeys.pause_campaign(db, campaign.id, actor=ME))
    await ground.kill(worker)
    worker = await ground.start()
    # What was asked for before the pause still leaves; nobody else is asked about.
    await ground.until(ground.is_quiet, seconds)
    held = people - len(server.times)
    assert held > 0, "everybody was asked about before the pause"
    await ground.kill(worker)
    await ground.do(lambda db: journeys.resume_campaign(db, campaign.id, actor=ME))
    await ground.start()
    await ground.until(lambda: ground.is_over(campaign), seconds)
    return await ground.count(
        f"paused with {held} to go, killed twice, resumed", addresses(people), server.taken
    )


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
