"""A campaign grows from a tenth of its rate, and holds itself when what comes back is bad."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from limpide import journeys
from limpide.contacts import Purpose
from limpide.foundation import clock
from limpide.foundation.database import Database
from limpide.journeys import Campaign, CampaignState, Hold, Version, Wording
from limpide.journeys.ramping import is_held, rate_of

from .conftest import LEAD, Desk


async def planned(
    desk: Desk, *, ramp_hours: int | None = 10, versions: Sequence[Version] = ()
) -> Campaign:
    contents = versions or [await desk.template()]

    async def plan(db: Database) -> Campaign:
        segment = await journeys.save_segment(db, "all", {}, actor=LEAD)
        return await journeys.plan_campaign(
            db,
            "November",
            segment.id,
            [version.template.id for version in contents],
            per_minute=1000,
            ramp_hours=ramp_hours,
            actor=LEAD,
        )

    return await desk.do(plan)


async def found(desk: Desk, campaign: Campaign) -> Campaign:
    return await desk.do(lambda db: journeys.get_campaign(db, campaign.id))


async def step(desk: Desk, campaign: Campaign) -> int:
    """Do one chunk; give how many have been asked for so far."""
    await journeys.send(desk.pool, desk.workspace, {"campaign": str(campaign.id)})
    return (await desk.do(lambda db: journeys.progress_of(db, campaign.id))).sent


async def running(desk: Desk, campaign: Campaign) -> Campaign:
    await desk.do(lambda db: journeys.start_campaign(db, campaign.id, actor=LEAD))
    await journeys.gather(desk.pool, desk.workspace, {"campaign": str(campaign.id)})
    return await found(desk, campaign)


async def become(desk: Desk, campaign: Campaign, **statuses: int) -> None:
    """Let so many of a campaign's messages, of those still queued, come to a status."""
    for status, many in statuses.items():
        await desk.do(
            lambda db, status=status, many=many: db.run(
                """update delivery.messages set status = $2 where id in (
                     select id from delivery.messages
                     where reference = $1 and status = 'queued' limit $3)""",
                campaign.id,
                status,
                many,
            )
        )


async def test_it_grows_evenly_from_a_tenth_to_all_of_it(desk: Desk) -> None:
    await desk.people(1)
    campaign = await running(desk, await planned(desk))
    assert campaign.started_at is not None
    rates = [
        rate_of(campaign, campaign.started_at + timedelta(hours=hours)) for hours in (0, 5, 10, 99)
    ]
    assert rates == [100, 550, 1000, 1000]
    assert rate_of(await planned(desk, ramp_hours=None), clock.now()) == 1000


async def test_the_first_chunk_is_small_and_the_next_one_has_its_moment(desk: Desk) -> None:
    await desk.people(300)
    campaign = await running(desk, await planned(desk))
    assert await step(desk, campaign) == 100
    due = await desk.do(
        lambda db: db.value("select due_at from foundation.timers where job = 'journeys.send'")
    )
    assert timedelta(seconds=50) < due - clock.now() <= timedelta(seconds=61)


@pytest.mark.parametrize(
    ("statuses", "why"),
    [
        ({"bounced": 4, "failed": 3, "delivered": 93}, Hold.BACK),
        ({"bounced": 5, "delivered": 95}, None),
        ({"complained": 2, "delivered": 98}, Hold.SPAM),
        ({"complained": 1, "delivered": 99}, None),
        # Too few have been tried to say anything.
        ({"bounced": 20}, None),
    ],
)
async def test_it_holds_itself_when_too_many_come_back_or_call_it_spam(
    desk: Desk, statuses: dict[str, int], why: Hold | None
) -> None:
    await desk.people(300)
    campaign = await running(desk, await planned(desk))
    asked = await step(desk, campaign)
    await become(desk, campaign, **statuses)

    assert (await step(desk, campaign) == asked) is (why is not None)
    held = await found(desk, campaign)
    assert held.held is why
    assert (held.state is CampaignState.PAUSED) is (why is not None)


async def test_resumed_it_begins_small_again_and_is_judged_by_what_comes_then(desk: Desk) -> None:
    await desk.people(600)
    campaign = await running(desk, await planned(desk))
    await step(desk, campaign)
    await become(desk, campaign, bounced=50, delivered=50)
    asked = await step(desk, campaign)

    later = clock.now() + timedelta(hours=20)
    with clock.frozen(later):
        await desk.do(lambda db: journeys.resume_campaign(db, campaign.id, actor=LEAD))
        await journeys.gather(desk.pool, desk.workspace, {"campaign": str(campaign.id)})
        assert (await found(desk, campaign)).held is None
        assert rate_of(await found(desk, campaign), later) == 100
        assert await step(desk, campaign) == asked + 100
        await become(desk, campaign, delivered=100)
        assert await step(desk, campaign) == asked + 200
        await become(desk, campaign, bounced=100)
        assert await step(desk, campaign) == asked + 200
    assert (await found(desk, campaign)).held is Hold.BACK


async def test_what_a_person_ended_meanwhile_stays_ended(desk: Desk) -> None:
    await desk.people(300)
    campaign = await running(desk, await planned(desk))
    await step(desk, campaign)
    await become(desk, campaign, bounced=100)
    await desk.do(lambda db: journeys.cancel_campaign(db, campaign.id, actor=LEAD))

    assert await desk.do(lambda db: is_held(db, campaign))
    assert (await found(desk, campaign)).state is CampaignState.CANCELLED


async def test_a_ramp_needs_a_rate(desk: Desk) -> None:
    version = await desk.template()
    segment = await desk.do(lambda db: journeys.save_segment(db, "all", {}, actor=LEAD))
    with pytest.raises(journeys.RampWithoutRateError):
        await desk.do(
            lambda db: journeys.plan_campaign(
                db, "x", segment.id, [version.template.id], ramp_hours=3, actor=LEAD
            )
        )


async def test_what_was_foreseen_stays_beside_what_became_of_it(desk: Desk) -> None:
    await desk.people(20)
    await desk.people(30, consenting=False)
    campaign = await planned(desk)
    seen = await desk.do(lambda db: journeys.forecast(db, campaign.id))
    started = await running(desk, campaign)

    assert started.meant is not None
    assert (started.meant.people, started.meant.reached) == (seen.people, seen.reached)
    assert (started.meant.cents, started.meant.grams) == (seen.cents, seen.grams)
    # What nobody looked at before is reckoned when it is let go.
    other = await running(desk, await planned(desk))
    assert other.meant is not None
    assert other.meant.reached == seen.reached
    assert other.meant.grams == pytest.approx(seen.grams)


async def test_a_forecast_reckons_with_the_content_each_person_would_get(desk: Desk) -> None:
    await desk.people(60)

    async def save(db: Database, name: str, text: str) -> Version:
        words = {"fr": Wording("Offre", text), "en": Wording("Offer", text)}
        saved = await journeys.save_template(db, name, Purpose.NEWS, words, sample={}, actor=LEAD)
        return await journeys.publish_template(db, saved.template.id, actor=LEAD)

    light = await desk.do(lambda db: save(db, "light", "Bonjour."))
    heavy = await desk.do(lambda db: save(db, "heavy", "Bonjour. " * 20_000))

    async def grams(*versions: Version) -> float:
        campaign = await planned(desk, versions=versions)
        return (await desk.do(lambda db: journeys.forecast(db, campaign.id))).grams[1]

    one, two, both = await grams(light), await grams(heavy), await grams(light, heavy)
    assert one < both < two
