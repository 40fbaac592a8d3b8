"""Who gives no sign for long gets less of the routine news, and one tap brings it back."""

from datetime import datetime, timedelta

import pytest

from limpide import delivery
from limpide.contacts import Choice, ContactId, Purpose, Refusal
from limpide.delivery import Importance, MessageId, Queued, Refused, Status
from limpide.foundation import clock

from .conftest import ADVISOR, NEWS_BY_MAIL, Office, wish

START = datetime.fromisoformat("2026-01-05T09:00:00+00:00")
RULE = {"after_days": 100, "after_messages": 4, "then_days": 30, "none_after_days": 200}


@pytest.fixture
async def reader(office: Office, marie: ContactId) -> ContactId:
    """Somebody who agreed to news, and got one a month for four months."""
    policy = {"unread": {"news": RULE}, "caps": {"news": None}}
    await office.do(lambda db: delivery.set_policy(db, policy, actor=ADVISOR))
    with clock.frozen(START):
        await office.choose(marie, Choice.GRANTED, NEWS_BY_MAIL)
    for month in range(4):
        await news(office, marie, 1 + 30 * month)
    return marie


async def ask(office: Office, reader: ContactId, day: int) -> Queued | Refused:
    with clock.frozen(START + timedelta(days=day)):
        return await office.request(wish(reader, purpose=Purpose.NEWS))


async def news(office: Office, reader: ContactId, day: int) -> MessageId:
    with clock.frozen(START + timedelta(days=day)):
        queued = await office.queue(wish(reader, purpose=Purpose.NEWS))
        await office.attempt(queued.message)
    return queued.message


async def test_after_long_silence_news_come_once_a_month(office: Office, reader: ContactId) -> None:
    assert isinstance(await ask(office, reader, 99), Queued)

    answer = await ask(office, reader, 101)

    assert isinstance(answer, Refused)
    assert answer.refusal is Refusal.UNREAD
    assert isinstance(await ask(office, reader, 131), Queued)


async def test_after_longer_silence_they_end_and_the_person_can_read_why(
    office: Office, reader: ContactId
) -> None:
    assert isinstance(await ask(office, reader, 201), Refused)

    with clock.frozen(START + timedelta(days=201)):
        silences = await office.do(lambda db: delivery.silence_of(db, reader))

    silence = silences[Purpose.NEWS]
    assert (silence.ends, silence.messages, silence.since) == (True, 4, START)


async def test_what_was_spared_is_counted_with_its_reason(
    office: Office, reader: ContactId
) -> None:
    await ask(office, reader, 201)

    with clock.frozen(START + timedelta(days=201)):
        spared = await office.do(
            lambda db: db.rows("select reason, kind, purpose from delivery.avoided")
        )

    assert [tuple(each) for each in spared] == [("unread", "email", "news")]


@pytest.mark.parametrize("sign", [Status.READ, Status.REPLIED])
async def test_an_answer_or_a_word_that_it_was_read_begins_anew(
    sign: Status, office: Office, reader: ContactId
) -> None:
    message = await news(office, reader, 98)
    await office.do(lambda db: delivery.record_sign(db, message, sign))

    assert isinstance(await ask(office, reader, 150), Queued)


async def test_a_choice_begins_anew(office: Office, reader: ContactId) -> None:
    with clock.frozen(START + timedelta(days=98)):
        await office.choose(reader, Choice.GRANTED, NEWS_BY_MAIL)

    assert isinstance(await ask(office, reader, 150), Queued)


async def test_what_matters_and_other_purposes_are_not_held_back(
    office: Office, reader: ContactId
) -> None:
    with clock.frozen(START + timedelta(days=201)):
        recall = await office.request(
            wish(reader, purpose=Purpose.NEWS, importance=Importance.IMPORTANT)
        )
        order = await office.request(wish(reader))

    assert isinstance(recall, Queued)
    assert isinstance(order, Queued)


async def test_a_company_can_switch_it_off(office: Office, reader: ContactId) -> None:
    policy = {"unread": {"news": None}, "caps": {"news": None}}
    await office.do(lambda db: delivery.set_policy(db, policy, actor=ADVISOR))

    assert isinstance(await ask(office, reader, 300), Queued)
