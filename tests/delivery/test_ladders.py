"""A message that must be seen climbs from channel to channel, and stops when it is seen."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from limpide import contacts, delivery, ledger
from limpide.channels import Accepted, Attachment, Kind, Rejected, Unsure
from limpide.contacts import Choice, ContactId, Purpose, Refusal, Use
from limpide.delivery import (
    Content,
    Importance,
    LadderState,
    Message,
    MessageId,
    Queued,
    Status,
    store_files,
    store_personal,
)
from limpide.foundation import clock, facts
from limpide.foundation.ids import WorkspaceId

from .conftest import ADVISOR, Office, wish

NOON = datetime(2027, 1, 5, 11, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
async def marie(office: Office, marie: ContactId) -> ContactId:
    """Marie, whom mail, telephone and post reach."""
    for kind, value in ((Kind.SMS, "+33600000001"), (Kind.LETTER, "3 rue des Lilas\n69003 Lyon")):
        await office.do(
            lambda db, k=kind, v=value: contacts.add_address(db, marie, k, v, actor=ADVISOR)
        )
    return marie


async def important(office: Office, marie: ContactId, **changes: Any) -> Queued:
    return await office.queue(wish(marie, kinds=(), importance=Importance.IMPORTANT, **changes))


async def rungs(office: Office, marie: ContactId) -> list[Message]:
    found = await office.do(lambda db: delivery.list_messages(db, marie))
    return sorted(found, key=lambda message: message.rung)


async def climb(office: Office) -> None:
    """Run what is due of the ladder's timers, and tell it what happened since."""
    await tell(office)
    for job in await office.jobs(delivery.CLIMB):
        await delivery.climb(office.pool, office.workspace, job)


async def tell(office: Office) -> None:
    """Give the ladder the facts, as the worker does."""
    listeners = facts.Listeners(
        {
            fact: [delivery.on_progress]
            for fact in (
                delivery.Accepted,
                delivery.Delivered,
                delivery.Seen,
                delivery.Failed,
                delivery.Bounced,
                delivery.Stopped,
            )
        }
    )
    for job in await office.jobs(facts.DELIVER):
        await listeners.deliver(office.pool, WorkspaceId(office.workspace), job)


async def state(office: Office, queued: Queued) -> str:
    return await office.do(
        lambda db: db.value("select state from delivery.ladders where id = $1", queued.ladder)
    )


async def receipt(office: Office, message: MessageId, kind: Kind, status: Status) -> None:
    await office.do(lambda db: delivery.record_receipt(db, kind, f"r-{message}", status))


async def test_who_does_not_look_is_reached_by_the_next_channel_and_last_by_post(
    office: Office, marie: ContactId
) -> None:
    with clock.frozen(NOON):
        queued = await important(office, marie)
        await office.attempt(queued.message)
    with clock.frozen(NOON + DAY):
        await climb(office)
        sms = (await rungs(office, marie))[1]
        await office.attempt(sms.id)
    with clock.frozen(NOON + 2 * DAY):
        await climb(office)
        letter = (await rungs(office, marie))[2]
        await office.attempt(letter.id)

    assert [m.kind for m in await rungs(office, marie)] == [Kind.EMAIL, Kind.SMS, Kind.LETTER]
    assert len({m.passport for m in await rungs(office, marie)}) == 3
    passport = await ledger.find_passport(office.pool, ledger.passport_token(letter.passport))
    assert passport is not None
    assert passport.body["plan"] == {"channels": ["email", "sms", "letter"], "place": 3}


async def test_once_it_was_read_nothing_more_is_sent(office: Office, marie: ContactId) -> None:
    with clock.frozen(NOON):
        queued = await important(office, marie)
        await office.attempt(queued.message)
        await receipt(office, queued.message, Kind.EMAIL, Status.CLICKED)
        await tell(office)
    with clock.frozen(NOON + DAY):
        await climb(office)

    assert await state(office, queued) == LadderState.SEEN
    assert len(await rungs(office, marie)) == 1
    avoided = await office.do(
        lambda db: db.rows(
            "select kind, reason from delivery.avoided where workspace = $1", office.workspace
        )
    )
    assert {(row["kind"], row["reason"]) for row in avoided} == {
        ("sms", "seen_already"),
        ("letter", "seen_already"),
    }


async def test_delivered_is_not_seen_for_a_mail_but_is_for_an_sms(
    office: Office, marie: ContactId
) -> None:
    with clock.frozen(NOON):
        queued = await important(office, marie)
        await office.attempt(queued.message)
        await receipt(office, queued.message, Kind.EMAIL, Status.DELIVERED)
        await tell(office)
    with clock.frozen(NOON + DAY):
        await climb(office)
        sms = (await rungs(office, marie))[1]
        await office.attempt(sms.id)
        await receipt(office, sms.id, Kind.SMS, Status.DELIVERED)
        await tell(office)

    assert await state(office, queued) == LadderState.SEEN


async def test_a_rung_that_fails_is_not_waited_for(office: Office, marie: ContactId) -> None:
    office.mail.answers = [Rejected("no such mailbox")]
    queued = await important(office, marie)
    await office.attempt(queued.message)
    await tell(office)
    await climb(office)

    assert [m.kind for m in await rungs(office, marie)] == [Kind.EMAIL, Kind.SMS]


async def test_the_timer_that_comes_twice_makes_one_rung(office: Office, marie: ContactId) -> None:
    with clock.frozen(NOON):
        queued = await important(office, marie)
        await office.attempt(queued.message)
    with clock.frozen(NOON + DAY):
        job = {"ladder": str(queued.ladder), "place": 1}
        await delivery.climb(office.pool, office.workspace, job)
        await delivery.climb(office.pool, office.workspace, job)

    assert len(await rungs(office, marie)) == 2


async def test_permission_is_asked_anew_on_every_rung(office: Office, marie: ContactId) -> None:
    with clock.frozen(NOON):
        queued = await important(office, marie)
        await office.attempt(queued.message)
    await office.choose(marie, Choice.WITHDRAWN, Use(Kind.SMS, Purpose.ORDER))
    with clock.frozen(NOON + DAY):
        await climb(office)

    assert [m.kind for m in await rungs(office, marie)] == [Kind.EMAIL, Kind.LETTER]


async def test_a_critical_message_begins_on_two_channels_and_the_second_is_held_back_when_seen(
    office: Office, marie: ContactId
) -> None:
    queued = await office.queue(wish(marie, kinds=(), importance=Importance.CRITICAL))
    mail, sms = await rungs(office, marie)
    await office.attempt(mail.id)
    await receipt(office, mail.id, Kind.EMAIL, Status.READ)
    await office.attempt(sms.id)

    assert office.sms.sent == []
    assert (await office.message(sms.id)).refusal is Refusal.SEEN_ALREADY
    await tell(office)
    assert await state(office, queued) == LadderState.SEEN


async def test_perhaps_sent_waits_for_a_sign_and_then_goes_another_way(
    office: Office, marie: ContactId
) -> None:
    office.mail.answers = [Unsure("the line broke")]
    with clock.frozen(NOON):
        queued = await important(office, marie)
        await office.attempt(queued.message)
        await tell(office)
    assert len(await rungs(office, marie)) == 1
    with clock.frozen(NOON + DAY):
        await climb(office)
    assert [m.kind for m in await rungs(office, marie)] == [Kind.EMAIL, Kind.SMS]


async def test_a_ladder_that_is_out_of_date_ends(office: Office, marie: ContactId) -> None:
    with clock.frozen(NOON):
        queued = await important(office, marie, expires_at=NOON + timedelta(hours=20))
        await office.attempt(queued.message)
    with clock.frozen(NOON + DAY):
        await climb(office)

    assert await state(office, queued) == LadderState.EXHAUSTED
    assert len(await rungs(office, marie)) == 1


async def test_a_ladder_whose_last_rung_nobody_saw_is_told_of(
    office: Office, marie: ContactId
) -> None:
    office.mail.answers = [Accepted("r-1")]
    with clock.frozen(NOON):
        queued = await important(office, marie)
    for days in range(1, 4):
        with clock.frozen(NOON + days * 8 * DAY):
            await climb(office)

    assert await state(office, queued) == LadderState.EXHAUSTED
    assert "ladder_ended" in await office.facts()


@pytest.mark.parametrize("sign", [Status.READ, Status.REPLIED])
async def test_a_word_of_the_reader_ends_the_ladder(
    sign: Status, office: Office, marie: ContactId
) -> None:
    queued = await important(office, marie)
    assert not await office.do(lambda db: delivery.record_sign(db, queued.message, sign))
    await office.attempt(queued.message)

    assert await office.do(lambda db: delivery.record_sign(db, queued.message, sign))
    assert not await office.do(lambda db: delivery.record_sign(db, queued.message, sign))
    await tell(office)

    assert queued.ladder is not None
    message = await office.message(queued.message)
    ladder = await office.do(lambda db: delivery.ladder_of(db, message))
    assert ladder is not None
    assert ladder.state is LadderState.SEEN


async def test_a_mail_of_a_ladder_offers_to_say_that_it_was_read(
    office: Office, marie: ContactId
) -> None:
    queued = await important(office, marie)
    await office.attempt(queued.message)
    plain = await office.queue(wish(marie))
    await office.attempt(plain.message)

    first, second = office.mail.sent
    assert first.seen_url == f"{first.passport_url}#seen"
    assert second.seen_url == ""


BILL = Attachment("facture.pdf", "application/pdf", b"%PDF-1.7")


async def _with_a_bill(office: Office, marie: ContactId, first: Kind) -> list[Message]:
    """An invoice by mail, a word about it by SMS: both are tried, one after the other."""
    order = [first, *({Kind.SMS, Kind.EMAIL} - {first})]
    await office.do(
        lambda db: contacts.set_channel_order(db, marie, Purpose.ORDER, order, actor=ADVISOR)
    )
    said = {
        Kind.EMAIL: Content("Voici la facture.", "Facture", attachments=(BILL,)),
        Kind.SMS: Content("Votre facture vous attend par e-mail."),
    }
    await important(office, marie, content=said[Kind.EMAIL], variants=said)
    await climb(office)
    return await rungs(office, marie)


@pytest.mark.parametrize("first", [Kind.SMS, Kind.EMAIL])
async def test_a_file_goes_with_the_rung_that_carries_it_and_holds_up_no_other(
    office: Office, marie: ContactId, first: Kind
) -> None:
    with clock.frozen(NOON):
        made = await _with_a_bill(office, marie, first)
    files = await office.do(lambda db: store_files.files_of(db, [each.id for each in made]))
    by_kind = {each.kind: files.get(each.id, []) for each in made}

    assert made[0].kind is first
    assert by_kind == {Kind.SMS: [], Kind.EMAIL: [BILL]}


async def test_erasing_a_person_takes_the_files_of_their_ladders_away(
    office: Office, marie: ContactId
) -> None:
    with clock.frozen(NOON):
        await _with_a_bill(office, marie, Kind.EMAIL)
    await office.do(lambda db: store_personal.erase(db, marie))
    left = await office.do(lambda db: db.value("select count(*) from delivery.files"))
    assert left == 0
