"""What providers report moves a message forward, in whatever order it comes."""

import asyncio
import itertools
from functools import partial

import pytest

from limpide import contacts, delivery, insights, ledger
from limpide.channels import Kind
from limpide.contacts import ContactId, Purpose, Use
from limpide.delivery import MessageId, Queued, Status, receipts
from limpide.foundation.ids import new_id

from .conftest import ADVISOR, Office, wish


async def sent(office: Office, marie: ContactId) -> Queued:
    """A message the provider has accepted."""
    queued = await office.queue(wish(marie))
    await office.attempt(queued.message)
    return queued


async def report(office: Office, message: MessageId, status: Status) -> bool:
    """Report about a message as its provider does."""
    return await office.do(
        lambda db: delivery.record_receipt(db, Kind.EMAIL, f"r-{message}", status)
    )


@pytest.mark.parametrize(
    ("reports", "end"),
    [
        ((Status.SENT, Status.DELIVERED, Status.OPENED), Status.OPENED),
        ((Status.DELIVERED, Status.CLICKED, Status.READ), Status.READ),
        ((Status.SENT, Status.FAILED, Status.DELIVERED), Status.DELIVERED),
        ((Status.SENT, Status.DELIVERED, Status.BOUNCED), Status.BOUNCED),
        ((Status.DELIVERED, Status.OPENED, Status.COMPLAINED), Status.COMPLAINED),
    ],
)
async def test_any_order_of_receipts_ends_alike(
    reports: tuple[Status, ...], end: Status, office: Office, marie: ContactId
) -> None:
    queued = [await sent_to_nobody_suppressed(office) for _ in range(6)]
    for message, order in zip(queued, itertools.permutations(reports), strict=True):
        for status in order:
            await report(office, message, status)
        assert (await office.message(message)).status is end


async def sent_to_nobody_suppressed(office: Office) -> MessageId:
    """A message to a new person each time: a bounce must not stop the next one."""
    mail = f"{new_id().hex}@example.net"
    contact = await office.do(lambda db: contacts.recognise(db, Kind.EMAIL, mail, actor=ADVISOR))
    queued = await office.queue(wish(contact.id))
    await office.attempt(queued.message)
    return queued.message


async def test_a_receipt_twice_is_once(office: Office, marie: ContactId) -> None:
    queued = await sent(office, marie)

    told = [await report(office, queued.message, Status.DELIVERED) for _ in range(3)]

    assert told == [True, False, False]
    assert await office.facts() == ["delivered"]
    events = await office.do(lambda db: ledger.list_passport_events(db, queued.passport))
    assert [event.kind for event in events] == ["accepted", "delivered"]


async def test_a_receipt_before_our_own_commit_waits_for_it(
    office: Office, marie: ContactId
) -> None:
    office.mail.may_answer.clear()
    queued = await office.queue(wish(marie))
    task = asyncio.create_task(office.attempt(queued.message))
    await office.mail.started.wait()

    assert await report(office, queued.message, Status.DELIVERED)
    assert (await office.message(queued.message)).status is Status.SENDING
    office.mail.may_answer.set()
    await task

    assert (await office.message(queued.message)).status is Status.DELIVERED
    assert await office.facts() == ["delivered"]


async def test_receipts_and_commit_at_the_same_moment_lose_nothing(
    office: Office, marie: ContactId
) -> None:
    for _ in range(10):
        office.mail.may_answer.clear()
        office.mail.started.clear()
        queued = await office.queue(wish(marie))
        task = asyncio.create_task(office.attempt(queued.message))
        await office.mail.started.wait()
        office.mail.may_answer.set()
        await asyncio.gather(
            task,
            report(office, queued.message, Status.DELIVERED),
            report(office, queued.message, Status.READ),
        )
        assert (await office.message(queued.message)).status is Status.READ


async def test_an_outcome_waits_for_a_receipt_that_is_being_written(
    office: Office, marie: ContactId
) -> None:
    queued = await office.queue(wish(marie))
    async with office.pool.transaction(office.workspace) as db:
        await delivery.record_receipt(db, Kind.EMAIL, f"r-{queued.message}", Status.DELIVERED)
        attempt = asyncio.create_task(office.attempt(queued.message))
        await office.mail.started.wait()
        await asyncio.sleep(0.2)
        assert not attempt.done()
    await attempt

    assert (await office.message(queued.message)).status is Status.DELIVERED


async def test_a_receipt_waits_for_an_outcome_that_is_being_written(office: Office) -> None:
    unknown = MessageId(new_id())
    async with office.pool.transaction(office.workspace) as db:
        await receipts.hold(db, Kind.EMAIL, f"r-{unknown}")
        reported = asyncio.create_task(report(office, unknown, Status.DELIVERED))
        await asyncio.sleep(0.2)
        assert not reported.done()

    assert await reported


async def test_a_receipt_for_an_unknown_id_is_kept_and_harms_nobody(office: Office) -> None:
    assert await office.do(
        lambda db: delivery.record_receipt(db, Kind.SMS, "nobody's", Status.DELIVERED)
    )
    assert await office.facts() == []


@pytest.mark.parametrize(
    ("status", "fact"),
    [
        (Status.DELIVERED, "delivered"),
        (Status.READ, "seen"),
        (Status.RETURNED, "failed"),
        (Status.EXPIRED, "failed"),
        (Status.BOUNCED, "bounced"),
    ],
)
async def test_the_rooms_above_learn_what_became_of_it(
    status: Status, fact: str, office: Office, marie: ContactId
) -> None:
    queued = await sent(office, marie)

    await report(office, queued.message, status)

    assert await office.facts() == [fact]


async def test_a_hard_bounce_ends_the_message_and_suppresses_the_address(
    office: Office, marie: ContactId
) -> None:
    queued = await sent(office, marie)

    told = [
        await office.do(
            lambda db: delivery.record_bounce(db, queued.message, permanent=True, code="5.1.1")
        )
        for _ in range(2)
    ]

    assert told == [True, False]
    assert (await office.message(queued.message)).status is Status.BOUNCED
    assert await office.facts() == ["bounced"]
    answer = await office.do(
        lambda db: contacts.may_contact(db, marie, Use(Kind.EMAIL, Purpose.ORDER))
    )
    assert answer.refusal == "suppressed"


async def test_a_soft_bounce_is_told_and_suppresses_nothing(
    office: Office, marie: ContactId
) -> None:
    queued = await sent(office, marie)

    await office.do(
        lambda db: delivery.record_bounce(db, queued.message, permanent=False, code="4.2.2")
    )

    assert (await office.message(queued.message)).status is Status.ACCEPTED
    assert await office.facts() == ["bounced"]
    assert isinstance(await office.request(wish(marie)), Queued)


async def test_a_bounce_of_a_message_we_never_sent_is_nothing(office: Office) -> None:
    unknown = MessageId(new_id())

    assert not await office.do(lambda db: delivery.record_bounce(db, unknown, permanent=True))


async def test_a_complaint_suppresses_the_address(office: Office, marie: ContactId) -> None:
    queued = await sent(office, marie)

    await report(office, queued.message, Status.COMPLAINED)

    assert isinstance(await office.request(wish(marie)), delivery.Refused)


async def test_a_bounce_finds_its_message_by_its_mark_and_a_forged_mark_finds_none(
    office: Office, marie: ContactId
) -> None:
    queued = await sent(office, marie)
    mark = delivery.return_token(queued.message)

    for text in (f"<{mark}@maison-olvera.example>", f"To: b+{mark}@maison-olvera.example"):
        found = await office.do(lambda db, t=text: delivery.find_by_mail_id(db, t))
        assert found is not None
        assert found.id == queued.message
    forged = mark[:-1] + ("0" if mark[-1] != "0" else "1")
    assert delivery.message_of_token(forged) is None
    assert delivery.message_of_token(f"a{mark}") is None
    assert delivery.message_of_token(f"{forged} {mark}") == queued.message
    assert await office.do(lambda db: delivery.find_by_mail_id(db, "<x@y.example>")) is None


async def test_what_readers_call_spam_is_counted_by_channel(
    office: Office, marie: ContactId
) -> None:
    queued = [await office.queue(wish(marie)) for _ in range(2)]
    for each in queued:
        await office.attempt(each.message)
    complain = partial(delivery.record_complaint, message=queued[0].message, code="abuse")
    assert await office.do(complain)
    assert not await office.do(complain)

    figures = await office.do(lambda db: insights.figures(db, insights.last_days(7)))

    (mail,) = figures.received
    assert (mail.kind, mail.sent, mail.complained) == ("email", 2, 1)
    assert mail.complaint_share == 0.5


async def test_passing_bounces_never_silence_an_address(office: Office, marie: ContactId) -> None:
    for code in ("4.2.2", "4.4.1", "5.2.2"):
        queued = await office.queue(wish(marie))
        await office.attempt(queued.message)
        came_back = partial(
            delivery.record_bounce, message=queued.message, permanent=False, code=code
        )
        assert await office.do(came_back)
    assert isinstance(await office.request(wish(marie)), Queued)
