"""What is called back does not leave, on no channel, and is counted where it was not needed."""

from functools import partial

import pytest

from limpide import contacts, delivery, insights
from limpide.channels import Kind
from limpide.contacts import ContactId
from limpide.delivery import Cause, Importance, LadderState, Queued, Status
from limpide.foundation.ids import new_id

from .conftest import ADVISOR, Office, wish

IN_TURN = {"importance": Importance.IMPORTANT, "kinds": (Kind.EMAIL, Kind.SMS, Kind.LETTER)}


@pytest.fixture
async def marie(office: Office, marie: ContactId) -> ContactId:
    """Marie, whom mail, telephone and post reach."""
    for kind, value in ((Kind.SMS, "+33600000001"), (Kind.LETTER, "3 rue des Lilas\n69003 Lyon")):
        add = partial(contacts.add_address, contact=marie, kind=kind, value=value, actor=ADVISOR)
        await office.do(add)
    return marie


async def important(office: Office, marie: ContactId, **more: object) -> Queued:
    """A message that climbs."""
    return await office.queue(wish(marie, **IN_TURN, **more))


async def cancel(office: Office, queued: Queued, cause: Cause = Cause.OTHER) -> bool:
    """Call a message back."""
    return await office.do(lambda db: delivery.cancel(db, queued.message, cause, actor=ADVISOR))


async def climbs(office: Office, queued: Queued) -> None:
    """Let the timer of a ladder be due."""
    payload = {"ladder": str(queued.ladder), "place": 1}
    await delivery.climb(office.pool, office.workspace, payload)


async def test_a_message_called_back_is_not_sent_and_no_rung_follows(
    office: Office, marie: ContactId
) -> None:
    queued = await important(office, marie)
    assert await cancel(office, queued)
    assert not await cancel(office, queued)
    await office.attempt(queued.message)
    await climbs(office, queued)

    assert office.mail.sent == []
    every = await office.do(lambda db: delivery.messages_of(db, queued.message))
    assert [each.status for each in every] == [Status.STOPPED]
    assert await office.jobs(delivery.CLIMB) == []


async def test_what_has_left_stays_and_the_next_rungs_do_not_follow(
    office: Office, marie: ContactId
) -> None:
    queued = await important(office, marie)
    await office.attempt(queued.message)
    assert await cancel(office, queued, Cause.SOLVED)
    await climbs(office, queued)

    message = await office.message(queued.message)
    ladder = await office.do(lambda db: delivery.ladder_of(db, message))
    assert message.status is Status.ACCEPTED
    assert ladder is not None
    assert ladder.state is LadderState.STOPPED
    figures = await office.do(lambda db: insights.figures(db, insights.last_days(1)))
    assert figures.footprint.avoided_by_reason == {"solved": 2}


async def test_a_campaign_that_is_ended_climbs_no_further(office: Office, marie: ContactId) -> None:
    reference = new_id()
    first = await important(office, marie, reference=reference)
    await office.attempt(first.message)
    second = await important(office, marie, reference=reference)
    stopped = await office.do(
        lambda db: delivery.cancel_all(db, reference, why="cancelled", actor=ADVISOR)
    )
    for each in (first, second):
        await climbs(office, each)

    assert stopped == 1
    assert await office.jobs(delivery.CLIMB) == []
    assert office.sms.sent == []
    every = await office.do(lambda db: delivery.list_messages(db, marie))
    assert {each.kind for each in every} == {Kind.EMAIL}


async def test_a_message_nobody_knows_cannot_be_called_back(office: Office) -> None:
    unknown = delivery.MessageId(new_id())
    assert not await office.do(lambda db: delivery.cancel(db, unknown, Cause.OTHER, actor=ADVISOR))
