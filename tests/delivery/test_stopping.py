"""A withdrawal stops a message that is already queued."""

import asyncio
from datetime import timedelta

from limpide import contacts, delivery, ledger, review
from limpide.channels import ChannelDownError, Kind
from limpide.contacts import AiMode, Choice, ContactId, Purpose, SuppressionReason, Use
from limpide.delivery import Status
from limpide.foundation import clock
from limpide.foundation.ids import new_id
from limpide.ledger import Author, AuthorKind, Reason

from .conftest import ADVISOR, MAIL, NEWS_BY_MAIL, ORDER_BY_MAIL, Office, wish


async def test_a_withdrawal_between_queue_and_attempt_stops_the_message_and_the_ledger_says_why(
    office: Office, marie: ContactId
) -> None:
    await office.choose(marie, Choice.GRANTED, NEWS_BY_MAIL)
    queued = await office.queue(wish(marie, purpose=Purpose.NEWS))
    await office.choose(marie, Choice.WITHDRAWN, NEWS_BY_MAIL)

    await office.attempt(queued.message)

    assert office.mail.sent == []
    stopped = await office.message(queued.message)
    assert (stopped.status, stopped.refusal) == (Status.STOPPED, "withdrawn")
    assert await office.facts() == ["stopped"]
    for about in (marie, queued.message):
        last = (await office.do(lambda db, a=about: ledger.entries_about(db, a)))[-1]
        assert (last.what, last.why) == ("message.refused", "withdrawn")


async def test_an_address_suppressed_meanwhile_is_not_written_to(
    office: Office, marie: ContactId
) -> None:
    queued = await office.queue(wish(marie))
    await office.do(
        lambda db: contacts.suppress(db, Kind.EMAIL, MAIL, SuppressionReason.STOP, actor=ADVISOR)
    )

    await office.attempt(queued.message)

    assert office.mail.sent == []
    assert (await office.message(queued.message)).refusal == "suppressed"


async def test_an_ai_text_does_not_leave_when_ai_was_refused_meanwhile(
    office: Office, marie: ContactId
) -> None:
    queued = await office.queue(wish(marie, author=Author(AuthorKind.AI)))
    await office.do(lambda db: contacts.set_ai_mode(db, marie, AiMode.REVIEWED, actor=ADVISOR))

    await office.attempt(queued.message)

    assert office.mail.sent == []
    assert (await office.message(queued.message)).refusal == "ai_not_wanted"


async def test_a_stop_of_one_skill_catches_what_it_wrote_and_nothing_else(
    office: Office, marie: ContactId
) -> None:
    office.mail.answers = [ChannelDownError("refused"), ChannelDownError("refused")]
    reasons = [
        Reason("conversations.reason.answer", {"skill": skill})
        for skill in ("cancel_order", "knowledge")
    ]
    by_flow, by_documents = [
        await office.queue(wish(marie, author=Author(AuthorKind.AI), reason=reason))
        for reason in reasons
    ]
    for queued in (by_flow, by_documents):
        await office.attempt(queued.message, 1)
    await office.do(
        lambda db: review.autonomy.stop(
            db, review.autonomy.Scope.SKILL, "cancel_order", actor=ADVISOR
        )
    )

    for queued in (by_flow, by_documents):
        await office.attempt(queued.message, 2)

    assert (await office.message(by_flow.message)).refusal == "ai_stopped"
    assert (await office.message(by_documents.message)).status is not Status.STOPPED
    assert len(office.mail.sent) == 3


async def test_a_withdrawal_also_stops_a_message_that_waits_for_its_channel(
    office: Office, marie: ContactId
) -> None:
    office.mail.answers = [ChannelDownError("refused")]
    queued = await office.queue(wish(marie))
    await office.attempt(queued.message, 1)
    await office.choose(marie, Choice.WITHDRAWN, ORDER_BY_MAIL)

    await office.attempt(queued.message, 2)

    assert len(office.mail.sent) == 1
    assert (await office.message(queued.message)).status is Status.STOPPED


async def test_choices_reach_the_queue_when_the_fact_arrives(
    office: Office, marie: ContactId
) -> None:
    await office.choose(marie, Choice.GRANTED, NEWS_BY_MAIL)
    news = await office.queue(wish(marie, purpose=Purpose.NEWS))
    order = await office.queue(wish(marie))
    by_ai = await office.queue(wish(marie, author=Author(AuthorKind.AI)))
    await office.choose(marie, Choice.WITHDRAWN, NEWS_BY_MAIL)
    await office.do(lambda db: contacts.set_ai_mode(db, marie, AiMode.NONE, actor=ADVISOR))

    chosen = contacts.ChoiceChanged(marie, Kind.EMAIL, Purpose.NEWS, Choice.WITHDRAWN)
    await office.do(lambda db: delivery.on_choice_changed(db, chosen))
    await office.do(lambda db: delivery.on_choice_changed(db, chosen))

    assert (await office.message(news.message)).status is Status.STOPPED
    assert (await office.message(by_ai.message)).refusal == "ai_not_wanted"
    assert (await office.message(order.message)).status is Status.QUEUED
    assert await office.facts() == ["stopped", "stopped"]


async def test_ai_modes_and_suppressions_reach_the_queue_too(
    office: Office, marie: ContactId
) -> None:
    by_ai = await office.queue(wish(marie, author=Author(AuthorKind.AI)))
    order = await office.queue(wish(marie))
    await office.do(lambda db: contacts.set_ai_mode(db, marie, AiMode.NONE, actor=ADVISOR))
    mode = contacts.AiModeChanged(marie, AiMode.NONE)
    await office.do(lambda db: delivery.on_ai_mode_changed(db, mode))
    assert (await office.message(by_ai.message)).status is Status.STOPPED

    await office.do(
        lambda db: contacts.suppress(db, Kind.EMAIL, MAIL, SuppressionReason.STOP, actor=ADVISOR)
    )
    gone = contacts.AddressSuppressed(marie, new_id())
    await office.do(lambda db: delivery.on_address_suppressed(db, gone))
    assert (await office.message(order.message)).refusal == "suppressed"


async def test_a_colleague_stops_a_message_only_before_it_leaves(
    office: Office, marie: ContactId
) -> None:
    first, second = await office.queue(wish(marie)), await office.queue(wish(marie))
    await office.attempt(second.message)

    stopped = [
        await office.do(
            lambda db, m=m: delivery.stop(db, m.message, why="a mistake", actor=ADVISOR)
        )
        for m in (first, second)
    ]
    await office.attempt(first.message)

    assert stopped == [True, False]
    unknown = delivery.MessageId(new_id())
    assert not await office.do(lambda db: delivery.stop(db, unknown, why="", actor=ADVISOR))
    assert len(office.mail.sent) == 1


async def test_an_answer_leaves_although_service_mail_was_refused_before_the_question(
    office: Office, marie: ContactId
) -> None:
    service = Use(Kind.EMAIL, Purpose.SERVICE)
    await office.choose(marie, Choice.WITHDRAWN, service)
    asked = clock.now() + timedelta(milliseconds=1)
    queued = await office.queue(wish(marie, purpose=Purpose.SERVICE, answering=asked))
    await office.attempt(queued.message)
    assert len(office.mail.sent) == 1

    refused_again = await office.queue(wish(marie, purpose=Purpose.SERVICE, answering=asked))
    await asyncio.sleep(0.005)
    await office.choose(marie, Choice.WITHDRAWN, service)
    await office.attempt(refused_again.message)
    assert len(office.mail.sent) == 1
