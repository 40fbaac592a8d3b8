"""Nothing is lost, and nothing is knowingly sent twice."""

import asyncio

import pytest

from limpide import delivery, ledger
from limpide.channels import ChannelDownError, Kind, Rejected, Unsure
from limpide.contacts import ContactId
from limpide.delivery import NotUnsureError, Status

from .conftest import ADVISOR, Office, wish


async def test_perhaps_sent_is_never_blindly_repeated(office: Office, marie: ContactId) -> None:
    office.mail.answers = [Unsure("the line broke after DATA")]
    queued = await office.queue(wish(marie))

    await office.attempt(queued.message)
    await office.attempt(queued.message)

    assert len(office.mail.sent) == 1
    (unsure,) = await office.do(delivery.list_unsure)
    assert (unsure.id, unsure.status) == (queued.message, Status.UNSURE)
    assert await office.facts() == ["became_unsure"]


async def killed_while_sending(office: Office, marie: ContactId) -> delivery.Queued:
    """Kill the process after the first transaction, while the channel is at work."""
    office.mail.may_answer.clear()
    queued = await office.queue(wish(marie))
    task = asyncio.create_task(office.attempt(queued.message))
    await office.mail.started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    office.mail.may_answer.set()
    return queued


async def test_a_process_killed_while_sending_leaves_an_unsure_message_and_no_second_one(
    office: Office, marie: ContactId
) -> None:
    queued = await killed_while_sending(office, marie)
    assert (await office.message(queued.message)).status is Status.SENDING

    await office.attempt(queued.message)
    await office.attempt(queued.message)

    assert len(office.mail.sent) == 1
    assert (await office.message(queued.message)).status is Status.UNSURE
    (attempt,) = await office.do(lambda db: delivery.list_attempts(db, queued.message))
    assert attempt.outcome == "unsure"
    last = (await office.do(lambda db: ledger.entries_about(db, queued.message)))[-1]
    assert last.what == "message.unsure"


async def test_an_error_nobody_foresaw_while_sending_makes_the_message_unsure(
    office: Office, marie: ContactId
) -> None:
    office.mail.answers = [RuntimeError("a bug")]
    queued = await office.queue(wish(marie))

    await office.attempt(queued.message)
    assert (await office.message(queued.message)).status is Status.UNSURE
    await office.attempt(queued.message)

    assert len(office.mail.sent) == 1
    assert (await office.message(queued.message)).status is Status.UNSURE


async def test_a_slow_attempt_taken_for_dead_still_tells_how_it_ended(
    office: Office, marie: ContactId
) -> None:
    office.mail.may_answer.clear()
    queued = await office.queue(wish(marie))
    slow = asyncio.create_task(office.attempt(queued.message))
    await office.mail.started.wait()
    await office.attempt(queued.message)
    assert (await office.message(queued.message)).status is Status.UNSURE

    office.mail.may_answer.set()
    await slow

    assert len(office.mail.sent) == 1
    assert (await office.message(queued.message)).status is Status.ACCEPTED
    (attempt,) = await office.do(lambda db: delivery.list_attempts(db, queued.message))
    assert attempt.outcome == "accepted"


async def test_a_slow_attempt_that_surely_failed_is_queued_again(
    office: Office, marie: ContactId
) -> None:
    office.mail.may_answer.clear()
    office.mail.answers = [ChannelDownError("refused")]
    queued = await office.queue(wish(marie))
    slow = asyncio.create_task(office.attempt(queued.message))
    await office.mail.started.wait()
    await office.attempt(queued.message)
    office.mail.may_answer.set()
    await slow

    await office.attempt(queued.message, 2)

    assert len(office.mail.sent) == 2
    assert (await office.message(queued.message)).status is Status.ACCEPTED


async def test_an_operator_who_found_out_that_it_left_settles_it(
    office: Office, marie: ContactId
) -> None:
    queued = await killed_while_sending(office, marie)
    await office.attempt(queued.message)

    await office.do(
        lambda db: delivery.resolve_unsure(
            db, queued.message, was_sent=True, why="in the server's log", actor=ADVISOR
        )
    )

    assert (await office.message(queued.message)).status is Status.SENT
    assert await office.do(delivery.list_unsure) == []
    with pytest.raises(NotUnsureError):
        await office.do(
            lambda db: delivery.resolve_unsure(
                db, queued.message, was_sent=False, why="", actor=ADVISOR
            )
        )


async def test_an_operator_who_found_out_that_it_did_not_leave_sends_it_again(
    office: Office, marie: ContactId
) -> None:
    queued = await killed_while_sending(office, marie)
    await office.attempt(queued.message)

    await office.do(
        lambda db: delivery.resolve_unsure(
            db, queued.message, was_sent=False, why="not in the server's log", actor=ADVISOR
        )
    )
    await office.attempt(queued.message, 1)
    await office.attempt(queued.message, 2)

    assert len(office.mail.sent) == 2
    assert (await office.message(queued.message)).status is Status.ACCEPTED


@pytest.mark.parametrize(
    "late", [Rejected("550 no"), ChannelDownError("refused"), Unsure("the line broke")]
)
async def test_bad_news_of_an_attempt_that_was_settled_does_not_touch_the_next_one(
    late: Rejected | ChannelDownError | Unsure, office: Office, marie: ContactId
) -> None:
    office.mail.may_answer.clear()
    queued = await office.queue(wish(marie))
    slow = asyncio.create_task(office.attempt(queued.message))
    await office.mail.started.wait()
    await office.attempt(queued.message)
    await office.do(
        lambda db: delivery.resolve_unsure(
            db, queued.message, was_sent=False, why="the line was cut", actor=ADVISOR
        )
    )
    office.mail, slow_mail = type(office.mail)(Kind.EMAIL), office.mail
    await office.attempt(queued.message, 2)
    slow_mail.answers = [late]
    slow_mail.may_answer.set()
    await slow

    assert (await office.message(queued.message)).status is Status.ACCEPTED
    attempts = await office.do(lambda db: delivery.list_attempts(db, queued.message))
    assert [attempt.outcome for attempt in attempts] == ["unsure", "accepted"]


@pytest.mark.parametrize("late", [ChannelDownError("refused"), Unsure("the line broke")])
async def test_a_message_settled_as_sent_stays_so_whatever_its_slow_attempt_says(
    late: ChannelDownError | Unsure, office: Office, marie: ContactId
) -> None:
    office.mail.may_answer.clear()
    office.mail.answers = [late]
    queued = await office.queue(wish(marie))
    slow = asyncio.create_task(office.attempt(queued.message))
    await office.mail.started.wait()
    await office.attempt(queued.message)
    await office.do(
        lambda db: delivery.resolve_unsure(
            db, queued.message, was_sent=True, why="the customer has it", actor=ADVISOR
        )
    )
    office.mail.may_answer.set()
    await slow

    assert (await office.message(queued.message)).status is Status.SENT
    assert len(await office.jobs()) == 1
