"""A plan says by which channels a message goes, in which order, and why not by others."""

from datetime import UTC, datetime, timedelta

import pytest

from limpide import contacts, delivery
from limpide.channels import Kind, Provider
from limpide.contacts import Choice, ContactId, Frequency, Purpose, Refusal, Use
from limpide.delivery import Content, Importance, Queued, Refused, Request, Status, StrategyKind
from limpide.foundation import clock
from limpide.testing.channels import RecordingChannel

from .conftest import ADVISOR, MAIL, NEWS_BY_MAIL, Office, wish

NUMBER = "+33600000001"
HOME = "Marie Blanc\n3 rue des Lilas\n69003 Lyon"
OFFERS_BY_SMS = Use(Kind.SMS, Purpose.OFFERS)
NOON = datetime(2027, 1, 5, 11, tzinfo=UTC)


@pytest.fixture
async def marie(office: Office, marie: ContactId) -> ContactId:
    """Marie, whom mail, telephone and post reach."""
    for kind, value in ((Kind.SMS, NUMBER), (Kind.LETTER, HOME)):
        await office.do(
            lambda db, k=kind, v=value: contacts.add_address(db, marie, k, v, actor=ADVISOR)
        )
    return marie


async def kinds_of(office: Office, request: Request) -> list[Kind]:
    plan = await office.do(lambda db: delivery.plan(db, request))
    return [rung.kind for rung in plan.rungs]


async def test_a_routine_message_takes_one_channel_and_a_plan_sends_nothing(
    office: Office, marie: ContactId
) -> None:
    plan = await office.do(lambda db: delivery.plan(db, wish(marie, kinds=())))

    assert [rung.kind for rung in plan.rungs] == [Kind.EMAIL]
    assert plan.strategy is StrategyKind.ONE
    assert await office.do(lambda db: delivery.list_messages(db, marie)) == []


async def test_the_importance_decides_how_many_channels(office: Office, marie: ContactId) -> None:
    important = wish(marie, kinds=(), importance=Importance.IMPORTANT)
    critical = wish(marie, kinds=(), importance=Importance.CRITICAL)

    assert await kinds_of(office, important) == [Kind.EMAIL, Kind.SMS, Kind.LETTER]
    plan = await office.do(lambda db: delivery.plan(db, critical))
    assert [rung.kind for rung in plan.begun] == [Kind.EMAIL, Kind.SMS]
    assert all(rung.weight.central > 0 for rung in plan.rungs)
    assert plan.rungs[2].cents > plan.rungs[0].cents


async def test_the_persons_order_goes_first_and_what_it_leaves_out_is_left_out(
    office: Office, marie: ContactId
) -> None:
    await office.do(
        lambda db: contacts.set_channel_order(
            db, marie, Purpose.ORDER, [Kind.LETTER, Kind.EMAIL], actor=ADVISOR
        )
    )
    important = wish(marie, kinds=(), importance=Importance.IMPORTANT)
    assert await kinds_of(office, important) == [Kind.LETTER, Kind.EMAIL]


async def test_each_exclusion_has_its_reason(office: Office, marie: ContactId) -> None:
    await office.choose(marie, Choice.WITHDRAWN, Use(Kind.EMAIL, Purpose.ORDER))
    await office.do(
        lambda db: contacts.suppress(
            db, Kind.SMS, NUMBER, contacts.SuppressionReason.STOP, actor=ADVISOR
        )
    )
    request = wish(marie, kinds=(), importance=Importance.IMPORTANT)
    plan = await office.do(lambda db: delivery.plan(db, request))

    assert plan.excluded == {Kind.EMAIL: Refusal.WITHDRAWN, Kind.SMS: Refusal.SUPPRESSED}
    assert [rung.kind for rung in plan.rungs] == [Kind.LETTER]


async def test_advertising_waits_for_the_hours_of_the_law_and_the_message_with_it(
    office: Office, marie: ContactId
) -> None:
    await office.choose(marie, Choice.GRANTED, OFFERS_BY_SMS)
    offer = wish(marie, purpose=Purpose.OFFERS, kinds=(Kind.SMS,))
    with clock.frozen(NOON.replace(hour=21)):
        plan = await office.do(lambda db: delivery.plan(db, offer))
        queued = await office.queue(offer)
        await office.attempt(queued.message)

    assert plan.rungs[0].held_by == "fr-sms-2025"
    assert plan.rungs[0].at == datetime(2027, 1, 6, 7, tzinfo=UTC)
    assert office.sms.sent == []
    assert [job["later"] for job in await office.jobs()] == [True]
    with clock.frozen(datetime(2027, 1, 6, 7, 1, tzinfo=UTC)):
        await office.attempt(queued.message)
    assert len(office.sms.sent) == 1


async def test_quiet_hours_set_meanwhile_hold_a_queued_message(
    office: Office, marie: ContactId
) -> None:
    with clock.frozen(NOON):
        queued = await office.queue(wish(marie))
    await office.do(
        lambda db: contacts.set_times(
            db, marie, time_zone=None, quiet_hours=(10 * 60, 14 * 60), actor=ADVISOR
        )
    )
    with clock.frozen(NOON):
        await office.attempt(queued.message)
    assert office.mail.sent == []
    assert (await office.message(queued.message)).status is Status.QUEUED
    with clock.frozen(NOON + timedelta(hours=3)):
        await office.attempt(queued.message)
    assert len(office.mail.sent) == 1


async def test_nobody_is_written_to_more_often_than_they_and_the_company_want(
    office: Office, marie: ContactId
) -> None:
    await office.choose(marie, Choice.GRANTED, NEWS_BY_MAIL)
    await office.do(
        lambda db: contacts.set_frequency(db, marie, Purpose.NEWS, Frequency(1, 7), actor=ADVISOR)
    )
    news = wish(marie, purpose=Purpose.NEWS)
    with clock.frozen(NOON):
        first, second = await office.request(news), await office.request(news)
    with clock.frozen(NOON + timedelta(days=8)):
        third = await office.request(news)

    assert isinstance(first, Queued)
    assert second == Refused(Refusal.TOO_MANY, {Kind.EMAIL: Refusal.TOO_MANY})
    assert isinstance(third, Queued)
    avoided = await office.do(
        lambda db: db.value("select count(*) from delivery.avoided where reason = 'too_many'")
    )
    assert avoided >= 1


async def test_a_cap_lowered_meanwhile_holds_what_is_queued(
    office: Office, marie: ContactId
) -> None:
    await office.choose(marie, Choice.GRANTED, NEWS_BY_MAIL)
    queued = await office.queue(wish(marie, purpose=Purpose.NEWS))
    await office.do(
        lambda db: contacts.set_frequency(db, marie, Purpose.NEWS, Frequency(0, 7), actor=ADVISOR)
    )
    await office.attempt(queued.message)

    message = await office.message(queued.message)
    assert (message.status, message.refusal) == (Status.STOPPED, Refusal.TOO_MANY)


async def test_a_message_that_would_come_too_late_does_not_come(
    office: Office, marie: ContactId
) -> None:
    await office.do(
        lambda db: contacts.set_times(
            db, marie, time_zone=None, quiet_hours=(0, 20 * 60), actor=ADVISOR
        )
    )
    with clock.frozen(NOON):
        answer = await office.request(wish(marie, expires_at=NOON + timedelta(hours=1)))
    assert answer == Refused(Refusal.NO_TIME_LEFT, {Kind.EMAIL: Refusal.NO_TIME_LEFT})


async def test_each_channel_has_its_own_words(office: Office, marie: ContactId) -> None:
    short = Content("Lampe : demain.")
    queued = await office.queue(wish(marie, kinds=(Kind.SMS,), variants={Kind.SMS: short}))
    assert (await office.message(queued.message)).text == "Lampe : demain."


async def test_a_company_decides_its_own_policy_and_is_told_of_mistakes(office: Office) -> None:
    await office.do(
        lambda db: delivery.set_policy(
            db, {"caps": {"offers": {"most": 1, "days": 30}}}, actor=ADVISOR
        )
    )
    kept = await office.do(delivery.policy)
    assert kept.caps[Purpose.OFFERS] == Frequency(1, 30)
    assert kept.caps[Purpose.NEWS] == Frequency(2, 7)
    for wrong in ({"caps": {"offers": {"most": -1, "days": 1}}}, {"colour": "red"}):
        with pytest.raises(delivery.InvalidPolicyError):
            await office.do(lambda db, w=wrong: delivery.set_policy(db, w, actor=ADVISOR))


async def test_only_the_channels_of_this_installation_are_planned(
    office: Office, marie: ContactId
) -> None:
    important = wish(marie, kinds=(), importance=Importance.IMPORTANT)
    try:
        some = {
            kind: [Provider("test", RecordingChannel(kind))] for kind in (Kind.EMAIL, Kind.LETTER)
        }
        await delivery.announce_providers(office.pool, some)
        plan = await office.do(lambda db: delivery.plan(db, important))
    finally:
        every = {kind: [Provider("test", RecordingChannel(kind))] for kind in Kind}
        await delivery.announce_providers(office.pool, every)

    assert [rung.kind for rung in plan.rungs] == [Kind.EMAIL, Kind.LETTER]
    assert plan.excluded == {Kind.SMS: Refusal.NO_CHANNEL}
    assert MAIL in {rung.permission.address for rung in plan.rungs}
