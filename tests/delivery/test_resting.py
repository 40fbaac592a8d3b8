"""An address that fails again and again for passing reasons rests, then is tried again."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

import pytest

from limpide import contacts, delivery
from limpide.channels import Kind
from limpide.contacts import ContactId, Purpose, Refusal, SuppressionReason
from limpide.delivery import MessageId, Queued, Refused, Status
from limpide.foundation import clock

from .conftest import ADVISOR, MAIL, Office, wish

START = datetime.fromisoformat("2026-03-02T09:00:00+00:00")
Failing = Callable[[int], Awaitable[MessageId]]


@pytest.fixture
def failing(office: Office, marie: ContactId) -> Failing:
    """Send a message on a day, of which the mailbox then says that it is full."""

    async def fail(day: int) -> MessageId:
        with clock.frozen(START + timedelta(days=day)):
            message = await send(office, marie)
            await office.do(
                lambda db: delivery.record_bounce(db, message, permanent=False, code="4.2.2")
            )
        return message

    return fail


async def send(office: Office, marie: ContactId) -> MessageId:
    queued = await office.queue(wish(marie))
    await office.attempt(queued.message)
    return queued.message


async def asked(office: Office, marie: ContactId, day: int) -> Queued | Refused:
    with clock.frozen(START + timedelta(days=day)):
        return await office.request(wish(marie))


async def fail_on(failing: Failing, days: Sequence[int]) -> None:
    for day in days:
        await failing(day)


async def test_the_third_failure_over_some_days_lets_an_address_rest(
    office: Office, marie: ContactId, failing: Failing
) -> None:
    await fail_on(failing, [0, 2])
    assert isinstance(await asked(office, marie, 3), Queued)

    await failing(4)

    answer = await asked(office, marie, 5)
    assert isinstance(answer, Refused)
    assert answer.refusal is Refusal.RESTING
    with clock.frozen(START + timedelta(days=5)):
        known = await office.do(lambda db: contacts.preferences(db, marie))
    (held,) = known.suppressed.values()
    assert held.reason is SuppressionReason.RESTING
    assert held.until == START + timedelta(days=4 + 14)


async def test_it_is_tried_again_afterwards_and_the_next_rest_is_twice_as_long(
    office: Office, marie: ContactId, failing: Failing
) -> None:
    await fail_on(failing, [0, 2, 4])

    await failing(19)

    assert isinstance(await asked(office, marie, 19 + 27), Refused)
    assert isinstance(await asked(office, marie, 19 + 29), Queued)


async def test_one_bad_afternoon_of_a_server_is_no_reason(
    office: Office, marie: ContactId, failing: Failing
) -> None:
    await fail_on(failing, [0, 0, 0, 0])

    assert isinstance(await asked(office, marie, 1), Queued)


async def test_what_arrives_in_between_begins_the_count_anew(
    office: Office, marie: ContactId, failing: Failing
) -> None:
    await fail_on(failing, [0, 2])
    with clock.frozen(START + timedelta(days=3)):
        await send(office, marie)

    await fail_on(failing, [5, 7])

    assert isinstance(await asked(office, marie, 8), Queued)


async def test_a_code_and_an_answer_still_go_to_an_address_that_rests(
    office: Office, marie: ContactId, failing: Failing
) -> None:
    await fail_on(failing, [0, 2, 4])

    with clock.frozen(START + timedelta(days=5)):
        code = await office.request(wish(marie, purpose=Purpose.SECURITY))
        reply = await office.request(wish(marie, answering=clock.now() + timedelta(minutes=1)))

    assert isinstance(code, Queued)
    assert isinstance(reply, Queued)


async def test_a_colleague_or_the_person_can_end_a_rest(
    office: Office, marie: ContactId, failing: Failing
) -> None:
    await fail_on(failing, [0, 2, 4])
    person = await office.do(lambda db: contacts.get_contact(db, marie))
    address = person.addresses[0].id

    lifted = await office.do(
        lambda db: contacts.write_again(db, marie, address, why="they said so", actor=ADVISOR)
    )

    assert lifted
    assert isinstance(await asked(office, marie, 5), Queued)


async def test_a_stop_is_nobody_elses_to_take_back(office: Office, marie: ContactId) -> None:
    await office.do(
        lambda db: contacts.suppress(
            db, Kind.EMAIL, MAIL, SuppressionReason.COMPLAINED, actor=ADVISOR
        )
    )
    person = await office.do(lambda db: contacts.get_contact(db, marie))

    assert not await office.do(
        lambda db: contacts.write_again(
            db, marie, person.addresses[0].id, why="please", actor=ADVISOR
        )
    )


async def test_a_wrong_address_ends_a_rest_for_good(
    office: Office, marie: ContactId, failing: Failing
) -> None:
    await fail_on(failing, [0, 2, 4])

    await office.do(
        lambda db: contacts.suppress(db, Kind.EMAIL, MAIL, SuppressionReason.BOUNCED, actor=ADVISOR)
    )

    answer = await asked(office, marie, 400)
    assert isinstance(answer, Refused)
    assert answer.refusal is Refusal.SUPPRESSED


async def test_a_telephone_that_is_off_for_days_rests_as_well(
    office: Office, marie: ContactId
) -> None:
    await office.do(
        lambda db: contacts.add_address(db, marie, Kind.SMS, "+33612345678", actor=ADVISOR)
    )
    for day in (0, 2, 4):
        with clock.frozen(START + timedelta(days=day)):
            queued = await office.queue(wish(marie, kinds=(Kind.SMS,)))
            await office.attempt(queued.message)
            receipt = f"r-{queued.message}"
            await office.do(
                lambda db, receipt=receipt: delivery.record_receipt(
                    db, Kind.SMS, receipt, Status.EXPIRED, code="ABSENT"
                )
            )

    with clock.frozen(START + timedelta(days=5)):
        answer = await office.request(wish(marie, kinds=(Kind.SMS,)))
    assert isinstance(answer, Refused)
    assert answer.refusal is Refusal.RESTING
