"""Dead letters: readable, mended, replayed once, and never against anybody's will."""

import asyncio
from datetime import timedelta

import pytest

from limpide import contacts, delivery, ledger
from limpide.channels import ChannelDownError, Kind, Rejected
from limpide.contacts import Choice, ContactId, Purpose, Refusal
from limpide.delivery import MessageId, Status, dead_letters
from limpide.delivery.dead_letters import Cause, DeadLetter, Mending, Obstacle
from limpide.foundation import clock

from .conftest import ADVISOR, NEWS_BY_MAIL, Office, wish

NO_SUCH_USER = Rejected("550 5.1.1 no such user")
SUSPENDED = Rejected("554 5.7.1 account suspended", permanent=False)


async def refused(
    office: Office, contact: ContactId, answer: Rejected = SUSPENDED, **changes: object
) -> MessageId:
    """A message that its provider refused."""
    office.mail.answers = [answer]
    queued = await office.queue(wish(contact, **changes))
    await office.attempt(queued.message)
    assert (await office.message(queued.message)).status is Status.FAILED
    return queued.message


async def listed(office: Office) -> list[DeadLetter]:
    return list(await office.do(dead_letters.list_dead_letters))


async def replayed(
    office: Office, message: MessageId, mending: Mending | None = None
) -> Obstacle | Refusal | None:
    answers = await office.do(lambda db: dead_letters.replay(db, [message], mending, actor=ADVISOR))
    return answers[message]


async def test_an_operator_reads_what_ended_and_why(office: Office, marie: ContactId) -> None:
    message = await refused(office, marie, NO_SUCH_USER)
    (letter,) = await listed(office)

    assert (letter.message.id, letter.cause, letter.attempts) == (message, Cause.ADDRESS, 1)
    assert (letter.provider, letter.detail) == (office.provider, NO_SUCH_USER.reason)
    assert letter.refusal is Refusal.SUPPRESSED
    counts = await office.do(dead_letters.count_dead_letters)
    assert sum(counts.values()) == 1


async def test_what_a_provider_refused_goes_again_once_it_is_mended(
    office: Office, marie: ContactId
) -> None:
    message = await refused(office, marie)
    assert (await listed(office))[0].cause is Cause.REFUSED

    assert await replayed(office, message) is None
    await office.attempt(message, 2)

    assert len(office.mail.sent) == 2
    assert (await office.message(message)).status is Status.ACCEPTED
    assert await listed(office) == []
    entries = await office.do(lambda db: ledger.entries_about(db, message))
    assert "message.replayed" in [entry.what for entry in entries]


async def test_two_operators_at_once_send_it_once(office: Office, marie: ContactId) -> None:
    message = await refused(office, marie)
    answers = await asyncio.gather(*(replayed(office, message) for _ in range(4)))

    assert sorted(answers, key=str) == [None, *[Obstacle.NOT_DEAD] * 3]
    for number in (1, 2, 2, 3):
        await office.attempt(message, number)
    assert len(office.mail.sent) == 2


async def test_a_corrected_address_is_kept_and_used(office: Office, marie: ContactId) -> None:
    message = await refused(office, marie, NO_SUCH_USER)
    assert await replayed(office, message) is Refusal.SUPPRESSED
    assert await replayed(office, message, Mending("no address")) is Obstacle.BAD_ADDRESS

    new = "marie.blanc@new.example"
    assert await replayed(office, message, Mending(new)) is None
    await office.attempt(message, 2)

    assert office.mail.sent[-1].address == new
    person = await office.do(lambda db: contacts.get_contact(db, marie))
    assert new in [address.value for address in person.addresses]


async def test_the_address_of_somebody_else_is_no_correction(
    office: Office, marie: ContactId
) -> None:
    other = "paul@example.net"
    await office.do(lambda db: contacts.recognise(db, Kind.EMAIL, other, actor=ADVISOR))
    message = await refused(office, marie, NO_SUCH_USER)
    assert await replayed(office, message, Mending(other)) is Obstacle.FOREIGN_ADDRESS


async def test_what_is_stale_goes_only_when_somebody_says_for_how_long(
    office: Office, marie: ContactId
) -> None:
    office.mail.answers = [ChannelDownError("away")]
    queued = await office.queue(wish(marie))
    await office.attempt(queued.message)
    later = (await office.message(queued.message)).expires_at + timedelta(minutes=1)
    with clock.frozen(later):
        await office.attempt(queued.message, 2)
        (letter,) = await listed(office)
        assert (letter.message.status, letter.cause) == (Status.EXPIRED, Cause.NOT_TAKEN)

        assert await replayed(office, queued.message) is Obstacle.TIME_PAST
        until = later + timedelta(hours=4)
        assert await replayed(office, queued.message, Mending(until=until)) is None
        await office.attempt(queued.message, 3)
    assert len(office.mail.sent) == 2
    assert (await office.message(queued.message)).status is Status.ACCEPTED


async def test_a_withdrawal_meanwhile_counts(office: Office, marie: ContactId) -> None:
    await office.choose(marie, Choice.GRANTED, NEWS_BY_MAIL)
    message = await refused(office, marie, purpose=Purpose.NEWS)
    await office.choose(marie, Choice.WITHDRAWN, NEWS_BY_MAIL)

    assert await replayed(office, message) is Refusal.WITHDRAWN
    await office.choose(marie, Choice.GRANTED, NEWS_BY_MAIL)
    assert await replayed(office, message) is None
    await office.choose(marie, Choice.WITHDRAWN, NEWS_BY_MAIL)
    await office.attempt(message, 2)

    assert len(office.mail.sent) == 1
    assert (await office.message(message)).status is Status.STOPPED


async def test_late_news_of_the_failed_attempt_does_not_touch_the_replay(
    office: Office, marie: ContactId
) -> None:
    queued = await office.queue(wish(marie))
    await office.attempt(queued.message)
    await office.do(
        lambda db: delivery.record_receipt(
            db, Kind.EMAIL, f"r-{queued.message}", Status.FAILED, provider=office.provider
        )
    )
    assert await replayed(office, queued.message) is None
    await office.do(
        lambda db: delivery.record_receipt(
            db, Kind.EMAIL, f"r-{queued.message}", Status.EXPIRED, provider=office.provider
        )
    )
    assert (await office.message(queued.message)).status is Status.QUEUED
    await office.do(
        lambda db: delivery.record_receipt(
            db, Kind.EMAIL, f"r-{queued.message}", Status.DELIVERED, provider=office.provider
        )
    )
    await office.attempt(queued.message, 2)

    # It had arrived after all: nothing goes a second time.
    assert len(office.mail.sent) == 1
    assert (await office.message(queued.message)).status is Status.DELIVERED


@pytest.mark.parametrize("outcome", ["queued", "accepted", "unsure"])
async def test_only_what_is_dead_goes_again(outcome: str, office: Office, marie: ContactId) -> None:
    queued = await office.queue(wish(marie))
    if outcome == "unsure":
        office.mail.answers = [RuntimeError("a bug")]
    if outcome != "queued":
        await office.attempt(queued.message)
    assert (await office.message(queued.message)).status == outcome
    assert await replayed(office, queued.message) is Obstacle.NOT_DEAD


async def test_what_is_dismissed_leaves_the_list_and_the_ledger_says_why(
    office: Office, marie: ContactId
) -> None:
    message = await refused(office, marie)
    many = await office.do(
        lambda db: dead_letters.dismiss(db, [message], why="called her", actor=ADVISOR)
    )
    assert many == 1
    assert await listed(office) == []
    last = (await office.do(lambda db: ledger.entries_about(db, message)))[-1]
    assert (last.what, last.why) == ("message.dismissed", "called her")
