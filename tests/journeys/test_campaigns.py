"""A campaign reaches each of its people once, and nobody after it was stopped."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from limpide import contacts, delivery, journeys
from limpide.channels import Kind, Provider
from limpide.contacts import Choice, Proof, Purpose, Use
from limpide.foundation import clock, facts, jobs
from limpide.foundation.database import Database, Pool
from limpide.journeys import Campaign, CampaignState, CampaignStateError
from limpide.testing.channels import RecordingChannel

from .conftest import LEAD, Desk

SITE = "https://maison-olvera.example"


async def planned(desk: Desk, *, per_minute: int | None = None, variants: int = 1) -> Campaign:
    versions = [await desk.template(f"basket {n}") for n in range(variants)]

    async def plan(db: Database) -> Campaign:
        segment = await journeys.save_segment(
            db, "gold", {"attribute": "tier", "is": "gold"}, actor=LEAD
        )
        return await journeys.plan_campaign(
            db,
            "November",
            segment.id,
            [version.template.id for version in versions],
            per_minute=per_minute,
            actor=LEAD,
        )

    return await desk.do(plan)


async def start(desk: Desk, campaign: Campaign, **more: Any) -> None:
    await desk.do(lambda db: journeys.start_campaign(db, campaign.id, actor=LEAD, **more))


def worker(pool: Pool, mail: RecordingChannel) -> jobs.Worker:
    return jobs.Worker(
        pool,
        {
            facts.DELIVER: facts.Listeners({}).deliver,
            journeys.START: journeys.start,
            journeys.GATHER: journeys.gather,
            journeys.SEND: journeys.send,
            delivery.ATTEMPT: delivery.attempt_handler(
                {Kind.EMAIL: [Provider("test", mail)]}, SITE
            ),
        },
    )


async def state(desk: Desk, campaign: Campaign) -> CampaignState:
    return (await desk.do(lambda db: journeys.get_campaign(db, campaign.id))).state


async def test_a_forecast_says_who_is_left_out_and_why_and_sends_nothing(desk: Desk) -> None:
    await desk.people(30)
    async with desk.pool.transaction(desk.workspace) as db:
        people = (await contacts.list_contacts(db, limit=200)).contacts
        for person in people[:4]:
            use = Use(Kind.EMAIL, Purpose.NEWS)
            proof = Proof(contacts.Act.BUTTON, "t")
            await contacts.record_choice(
                db, person.id, Choice.WITHDRAWN, use, proof=proof, actor=LEAD
            )
    campaign = await planned(desk)
    seen = await desk.do(lambda db: journeys.forecast(db, campaign.id))

    assert (seen.people, seen.by_channel, seen.left_out) == (
        30,
        {Kind.EMAIL: 26},
        {"withdrawn": 4},
    )
    assert seen.cents > 0
    assert 0 < seen.grams[0] <= seen.grams[1] <= seen.grams[2]
    assert await desk.do(lambda db: db.value("select count(*) from delivery.messages")) == 0


async def test_everybody_gets_it_once_in_their_language(desk: Desk) -> None:
    await desk.people(1203)
    campaign = await planned(desk)
    await start(desk, campaign)
    mail = RecordingChannel(Kind.EMAIL)
    await worker(desk.pool, mail).drain()

    assert len({message.address for message in mail.sent}) == len(mail.sent) == 1203
    assert {m.subject for m in mail.sent if m.address.startswith("p1@")} == {"Hello Person 1"}
    assert all(m.passport_url and m.unsubscribe_url and m.html for m in mail.sent)
    assert await state(desk, campaign) is CampaignState.DONE
    progress = await desk.do(lambda db: journeys.progress_of(db, campaign.id))
    assert (progress.waiting, progress.sent, dict(progress.statuses)) == (
        0,
        1203,
        {"accepted": 1203},
    )
    assert progress.by_variant == {1: {"accepted": 1203}}


async def test_jobs_that_come_twice_and_side_by_side_send_nothing_twice(desk: Desk) -> None:
    await desk.people(900)
    campaign = await planned(desk)
    await start(desk, campaign)
    payload = {"campaign": str(campaign.id)}
    await asyncio.gather(*(journeys.gather(desk.pool, desk.workspace, payload) for _ in range(3)))
    await asyncio.gather(*(journeys.send(desk.pool, desk.workspace, payload) for _ in range(6)))
    mail = RecordingChannel(Kind.EMAIL)
    await worker(desk.pool, mail).drain()

    assert len({message.address for message in mail.sent}) == len(mail.sent) == 900


async def test_a_held_campaign_sends_nothing_until_it_goes_on(desk: Desk) -> None:
    await desk.people(700)
    campaign = await planned(desk)
    await start(desk, campaign)
    payload = {"campaign": str(campaign.id)}
    await journeys.gather(desk.pool, desk.workspace, payload)
    await journeys.send(desk.pool, desk.workspace, payload)
    await desk.do(lambda db: journeys.pause_campaign(db, campaign.id, actor=LEAD))
    mail = RecordingChannel(Kind.EMAIL)
    await worker(desk.pool, mail).drain()
    held = len(mail.sent)
    await desk.do(lambda db: journeys.resume_campaign(db, campaign.id, actor=LEAD))
    await worker(desk.pool, mail).drain()

    assert held == 250
    assert len({message.address for message in mail.sent}) == len(mail.sent) == 700


async def test_a_cancelled_campaign_takes_back_what_is_queued(desk: Desk) -> None:
    await desk.people(600)
    campaign = await planned(desk)
    await start(desk, campaign)
    payload = {"campaign": str(campaign.id)}
    await journeys.gather(desk.pool, desk.workspace, payload)
    await journeys.send(desk.pool, desk.workspace, payload)
    await desk.do(lambda db: journeys.cancel_campaign(db, campaign.id, actor=LEAD))
    mail = RecordingChannel(Kind.EMAIL)
    await worker(desk.pool, mail).drain()

    assert mail.sent == []
    with pytest.raises(CampaignStateError):
        await start(desk, campaign)


async def test_who_withdraws_while_it_runs_does_not_get_it(desk: Desk) -> None:
    await desk.people(3)
    campaign = await planned(desk)
    await start(desk, campaign)
    payload = {"campaign": str(campaign.id)}
    await journeys.gather(desk.pool, desk.workspace, payload)
    await journeys.send(desk.pool, desk.workspace, payload)
    async with desk.pool.transaction(desk.workspace) as db:
        person = (await contacts.list_contacts(db)).contacts[0]
        proof = Proof(contacts.Act.BUTTON, "t")
        use = Use(Kind.EMAIL, Purpose.NEWS)
        await contacts.record_choice(db, person.id, Choice.WITHDRAWN, use, proof=proof, actor=LEAD)
    mail = RecordingChannel(Kind.EMAIL)
    await worker(desk.pool, mail).drain()

    assert len(mail.sent) == 2


async def test_variants_have_their_shares_and_results(desk: Desk) -> None:
    await desk.people(400)
    campaign = await planned(desk, variants=2)
    await start(desk, campaign)
    await worker(desk.pool, RecordingChannel(Kind.EMAIL)).drain()
    progress = await desk.do(lambda db: journeys.progress_of(db, campaign.id))

    counts = {variant: sum(by.values()) for variant, by in progress.by_variant.items()}
    assert sum(counts.values()) == 400
    assert min(counts.values()) > 140


async def test_a_scheduled_or_ramped_campaign_waits_for_its_time(desk: Desk) -> None:
    await desk.people(25)
    campaign = await planned(desk, per_minute=10)
    await start(desk, campaign, at=clock.now() + timedelta(hours=1))
    assert await state(desk, campaign) is CampaignState.SCHEDULED
    payload = {"campaign": str(campaign.id)}
    await journeys.start(desk.pool, desk.workspace, payload)
    mail = RecordingChannel(Kind.EMAIL)
    await worker(desk.pool, mail).drain()

    assert len(mail.sent) == 10
    due = await desk.do(
        lambda db: db.value("select due_at from foundation.timers where job = 'journeys.send'")
    )
    assert timedelta(seconds=50) < due - clock.now() <= timedelta(seconds=61)
