"""A house that comes back days later sends nothing stale, and nothing twice."""

from datetime import timedelta

from limpide import delivery, journeys
from limpide.delivery import Status
from limpide.foundation import clock
from limpide.foundation.database import Database
from limpide.journeys import Campaign, CampaignState

from .ground import ME, Ground
from .killing import addresses
from .peers import MailServer

PEOPLE = 60


async def _pass(db: Database, days: float) -> None:
    """Bring the database back later than it was left: all its moments lie that much further off."""
    for statement in (
        "update foundation.timers set due_at = due_at - make_interval(secs => $1)",
        "update jobs.pgqueuer set execute_after = execute_after - make_interval(secs => $1)",
        """update delivery.messages set requested_at = requested_at - make_interval(secs => $1),
             expires_at = expires_at - make_interval(secs => $1)""",
        "update journeys.campaigns set starts_at = starts_at - make_interval(secs => $1)",
    ):
        await db.run(statement, days * 86_400)  # pyright: ignore[reportArgumentType]


async def _scheduled(ground: Ground) -> Campaign:
    await ground.people(PEOPLE)
    campaign = await ground.campaign()
    at = clock.now() + timedelta(minutes=30)
    await ground.do(lambda db: journeys.start_campaign(db, campaign.id, at=at, actor=ME))
    return campaign


async def test_a_scheduled_time_long_past_after_a_restore(
    ground: Ground, server_of_mail: MailServer
) -> None:
    campaign = await _scheduled(ground)
    stale = await ground.write(await ground.know("stale@courriel.example"))
    await ground.do(lambda db: _pass(db, 5))
    await ground.start()

    async def held() -> bool:
        found = await ground.do(lambda db: journeys.get_campaign(db, campaign.id))
        return found.state is CampaignState.PAUSED and await ground.is_quiet()

    await ground.until(held)
    assert server_of_mail.taken == []
    assert (await ground.do(lambda db: delivery.get_message(db, stale))).status is Status.EXPIRED
    # Somebody looks, and finds the news still worth sending.
    await ground.do(lambda db: journeys.resume_campaign(db, campaign.id, actor=ME))
    await ground.until(lambda: ground.is_over(campaign))
    wanted = [*addresses(PEOPLE), "stale@courriel.example"]
    count = await ground.count("a scheduled time long past", wanted, server_of_mail.taken)
    assert (count.arrived, count.doubled) == (PEOPLE, 0)


async def test_a_few_minutes_late_is_on_time(ground: Ground, server_of_mail: MailServer) -> None:
    campaign = await _scheduled(ground)
    await ground.do(lambda db: _pass(db, 40 / 1440))
    await ground.start()
    await ground.until(lambda: ground.is_over(campaign))
    count = await ground.count("ten minutes late", addresses(PEOPLE), server_of_mail.taken)
    assert count.arrived == PEOPLE
