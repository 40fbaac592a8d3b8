"""Several providers, their limits, and leaving alone the one that does not answer."""

import asyncio
import itertools
from collections.abc import Sequence
from datetime import timedelta

import pytest

from limpide import contacts, delivery
from limpide.channels import (
    Accepted,
    ChannelDownError,
    Kind,
    Outcome,
    Provider,
    Rejected,
    Unsure,
)
from limpide.contacts import ContactId, Purpose
from limpide.delivery import Circuit, Health, MessageId, Status
from limpide.delivery.providers import rest
from limpide.foundation import clock, jobs
from limpide.foundation.database import Pool
from limpide.foundation.ids import new_id
from limpide.testing.channels import RecordingChannel

from .conftest import ADVISOR, SITE, Office, found, wish

DOWN = ChannelDownError("the provider answered 503")


@pytest.fixture
async def office(pool: Pool) -> Office:
    """A company in an installation of its own: who carries what is said for all of one."""
    return await found(pool)


class Carriers:
    """Two providers of mail, under names of this test alone."""

    def __init__(self, office: Office, *, per_second: float | None = None) -> None:
        self.office = office
        self.mark = new_id().hex[-8:]
        self.first, self.second = RecordingChannel(Kind.EMAIL), RecordingChannel(Kind.EMAIL)
        self.ways = {
            Kind.EMAIL: [
                Provider(f"first-{self.mark}", self.first, per_second),
                Provider(f"second-{self.mark}", self.second),
            ]
        }

    async def open(self, *, both: bool = True) -> "Carriers":
        """Make them known."""
        if not both:
            self.ways[Kind.EMAIL] = self.ways[Kind.EMAIL][:1]
        await delivery.announce_providers(self.office.pool, self.ways)
        return self

    async def attempt(self, *messages: MessageId, number: int = 1) -> float | None:
        """Run the job; give the seconds after which it wants to be called again."""
        handler = delivery.attempt_handler(self.ways, SITE)
        due = [[str(message), number] for message in messages]
        try:
            await handler(self.office.pool, self.office.workspace, {"due": due})
        except jobs.RetryLater as later:
            return later.seconds
        return None

    async def health(self, name: str = "first") -> Health:
        found = await self.office.do(delivery.list_health)
        return next(each for each in found if each.name == f"{name}-{self.mark}")

    async def circuit(self) -> Circuit:
        return (await self.health()).circuit(clock.now())


async def queue(office: Office, contact: ContactId, many: int) -> Sequence[MessageId]:
    return [(await office.queue(wish(contact))).message for _ in range(many)]


async def test_what_was_surely_not_sent_goes_to_the_next_provider_at_once(
    office: Office, marie: ContactId
) -> None:
    carriers = await Carriers(office).open()
    carriers.first.answers = [DOWN]
    (message,) = await queue(office, marie, 1)

    await carriers.attempt(message)
    assert {"due": [[str(message), 2]], "later": False} in await office.jobs()
    await carriers.attempt(message, number=2)

    assert (len(carriers.first.sent), len(carriers.second.sent)) == (1, 1)
    attempts = await office.do(lambda db: delivery.list_attempts(db, message))
    assert [(a.provider, a.outcome, a.detail) for a in attempts] == [
        (f"first-{carriers.mark}", "down", "the provider answered 503"),
        (f"second-{carriers.mark}", "accepted", ""),
    ]


async def test_after_unsure_no_other_provider_is_tried(office: Office, marie: ContactId) -> None:
    carriers = await Carriers(office).open()
    carriers.first.answers = [Unsure("the line broke")]
    (message,) = await queue(office, marie, 1)

    for number in (1, 1, 2):
        await carriers.attempt(message, number=number)

    assert carriers.second.sent == []
    assert (await office.message(message)).status is Status.UNSURE


async def test_what_one_provider_will_not_carry_another_may(
    office: Office, marie: ContactId
) -> None:
    carriers = await Carriers(office).open()
    carriers.first.answers = [Rejected("554 account suspended", permanent=False)]
    carriers.second.answers = [Rejected("554 content", permanent=False)]
    (message,) = await queue(office, marie, 1)

    for number in (1, 2, 3):
        await carriers.attempt(message, number=number)

    assert (len(carriers.first.sent), len(carriers.second.sent)) == (1, 1)
    assert (await office.message(message)).status is Status.FAILED


async def test_an_address_that_does_not_exist_is_tried_nowhere_else(
    office: Office, marie: ContactId
) -> None:
    carriers = await Carriers(office).open()
    carriers.first.answers = [Rejected("550 5.1.1 no such user")]
    (message,) = await queue(office, marie, 1)

    for number in (1, 2):
        await carriers.attempt(message, number=number)

    assert carriers.second.sent == []
    assert (await office.message(message)).status is Status.FAILED


@pytest.mark.parametrize("fault", [DOWN, Unsure("timed out")])
async def test_a_provider_that_does_not_answer_is_left_alone_then_tried_with_one(
    fault: Outcome | ChannelDownError, office: Office, marie: ContactId
) -> None:
    carriers = await Carriers(office).open(both=False)
    carriers.first.answers = [fault] * 5
    await carriers.attempt(*await queue(office, marie, 5))
    assert await carriers.circuit() is Circuit.OPEN

    waiting = await queue(office, marie, 3)
    assert await carriers.attempt(*waiting) is not None
    assert len(carriers.first.sent) == 5

    with clock.frozen(clock.now() + timedelta(minutes=2)):
        assert await carriers.circuit() is Circuit.HALF_OPEN
        await carriers.attempt(*waiting)
        assert len(carriers.first.sent) == 6
        assert await carriers.circuit() is Circuit.CLOSED
        await carriers.attempt(*waiting)
    assert len(carriers.first.sent) == 8


async def test_a_probe_that_fails_leaves_it_alone_for_longer(
    office: Office, marie: ContactId
) -> None:
    carriers = await Carriers(office).open(both=False)
    carriers.first.answers = [DOWN] * 6
    await carriers.attempt(*await queue(office, marie, 5))
    waiting = await queue(office, marie, 2)

    with clock.frozen(clock.now() + timedelta(minutes=2)):
        await carriers.attempt(*waiting)
        health = await carriers.health()
        assert (health.circuit(clock.now()), health.openings) == (Circuit.OPEN, 2)
    assert len(carriers.first.sent) == 6
    assert health.last_fault == "the provider answered 503"
    assert rest(0) < rest(3) <= timedelta(minutes=12)


async def test_while_the_first_is_left_alone_the_second_carries_all(
    office: Office, marie: ContactId
) -> None:
    carriers = await Carriers(office).open()
    carriers.first.answers = [DOWN] * 5
    await carriers.attempt(*await queue(office, marie, 5))

    await carriers.attempt(*await queue(office, marie, 3))

    assert (len(carriers.first.sent), len(carriers.second.sent)) == (5, 3)


async def test_some_that_are_refused_among_answers_close_nothing(
    office: Office, marie: ContactId
) -> None:
    carriers = await Carriers(office).open(both=False)
    carriers.first.answers = [DOWN] * 9 + [Accepted("r-ten")]
    await carriers.attempt(*await queue(office, marie, 10))
    assert await carriers.circuit() is Circuit.CLOSED


async def test_a_channel_whose_providers_all_rest_comes_last_in_the_plan(
    office: Office, marie: ContactId
) -> None:
    async def order() -> list[Kind]:
        planned = await office.do(lambda db: delivery.plan(db, wish(marie, kinds=every)))
        return [rung.kind for rung in planned.rungs]

    every = (Kind.EMAIL, Kind.SMS)
    phone = "+33612345678"
    await office.do(lambda db: contacts.add_address(db, marie, Kind.SMS, phone, actor=ADVISOR))
    await office.do(
        lambda db: delivery.set_policy(
            db, {"strategies": {"routine": {"kind": "ladder"}}}, actor=ADVISOR
        )
    )
    carriers = Carriers(office)
    carriers.ways[Kind.SMS] = [Provider(f"sms-{carriers.mark}", office.sms)]
    await carriers.open()
    assert await order() == [Kind.EMAIL, Kind.SMS]

    carriers.first.answers, carriers.second.answers = [DOWN] * 5, [DOWN] * 5
    await carriers.attempt(*await queue(office, marie, 5))
    assert await order() == [Kind.EMAIL, Kind.SMS]
    await carriers.attempt(*await queue(office, marie, 5))

    assert await order() == [Kind.SMS, Kind.EMAIL]


async def test_no_more_leaves_than_the_provider_takes_and_a_code_finds_room(
    office: Office, marie: ContactId
) -> None:
    carriers = await Carriers(office, per_second=8).open(both=False)
    many = await queue(office, marie, 20)

    wait = await carriers.attempt(*many)
    assert wait is not None
    assert wait <= 2
    bulk = len(carriers.first.sent)
    code = await office.queue(wish(marie, purpose=Purpose.SECURITY))
    assert await carriers.attempt(code.message) is None

    # A full bucket holds one second's worth, of which a quarter is kept for codes.
    assert 6 <= bulk <= 7
    assert len(carriers.first.sent) == bulk + 1
    statuses = [(await office.message(message)).status for message in many]
    assert statuses.count(Status.QUEUED) == 20 - bulk


async def test_those_who_wait_for_room_come_one_after_the_other(
    office: Office, marie: ContactId
) -> None:
    carriers = await Carriers(office, per_second=2).open(both=False)
    turns: list[float] = []
    for _ in range(4):
        wait = await carriers.attempt(*await queue(office, marie, 4))
        assert wait is not None
        turns.append(asyncio.get_running_loop().time() + wait)

    # Each has a second of its own, in which the two go that the provider takes.
    assert all(later - sooner > 0.8 for sooner, later in itertools.pairwise(turns))


async def test_a_company_may_limit_itself(office: Office, marie: ContactId) -> None:
    await office.do(lambda db: delivery.set_policy(db, {"per_second": {"email": 4}}, actor=ADVISOR))
    carriers = await Carriers(office).open(both=False)
    await carriers.attempt(*await queue(office, marie, 10))
    assert 3 <= len(carriers.first.sent) <= 4


async def test_one_message_that_cannot_be_made_ready_stops_no_other(
    office: Office, marie: ContactId
) -> None:
    carriers = await Carriers(office).open(both=False)
    good = await queue(office, marie, 3)
    other = await office.do(
        lambda db: contacts.recognise(db, Kind.EMAIL, "paul@example.net", actor=ADVISOR)
    )
    broken = await office.queue(wish(other.id))
    # A zone this machine does not know: when it may leave cannot be computed.
    await office.do(
        lambda db: db.run(
            "update contacts.contacts set time_zone = 'Mars/Olympus' where id = $1", other.id
        )
    )

    await carriers.attempt(good[0], broken.message, *good[1:])

    assert {m.id for m in carriers.first.sent} == {str(id) for id in good}
    assert (await office.message(broken.message)).status is Status.QUEUED
    (attempt,) = await office.do(lambda db: delivery.list_attempts(db, broken.message))
    assert (attempt.outcome, attempt.provider) == ("down", "")
    assert {"due": [[str(broken.message), 2]], "later": True} in await office.jobs()
    later = (await office.message(broken.message)).expires_at
    with clock.frozen(later):
        await carriers.attempt(broken.message, number=2)
    assert (await office.message(broken.message)).status is Status.EXPIRED
