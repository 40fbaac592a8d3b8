"""Nothing is lost, and nothing is knowingly sent twice."""

import asyncio
from datetime import timedelta

import pytest

from limpide import contacts, delivery, ledger
from limpide.channels import Attachment, ChannelDownError, Kind, Rejected, Unsure
from limpide.contacts import AiMode, Choice, ContactId, Purpose, SuppressionReason, Use
from limpide.delivery import Content, NotUnsureError, Status
from limpide.delivery.attempts import wait_seconds
from limpide.foundation import clock, jobs
from limpide.foundation.ids import new_id
from limpide.ledger import Author, AuthorKind, Engine

from .conftest import ADVISOR, MAIL, NEWS_BY_MAIL, ORDER_BY_MAIL, SITE, Office, wish


async def test_an_allowed_message_goes_out_once_however_often_its_job_runs(
    office: Office, marie: ContactId
) -> None:
    queued = await office.queue(wish(marie))

    for _ in range(3):
        await office.attempt(queued.message)

    assert [message.text for message in office.mail.sent] == ["Votre lampe part demain."]
    assert (await office.message(queued.message)).status is Status.ACCEPTED
    assert await office.facts() == ["accepted"]
    events = await office.do(lambda db: ledger.list_passport_events(db, queued.passport))
    assert [event.kind for event in events] == ["accepted"]


async def test_a_mail_carries_its_disclosure_its_passport_and_its_thread(
    office: Office, marie: ContactId
) -> None:
    author = Author(AuthorKind.AI, engine=Engine("extractive", "1", "Mistral AI"))
    file = Attachment("plan.pdf", "application/pdf", b"%PDF")
    queued = await office.queue(
        wish(marie, author=author, content=Content("Oui.", "Re: Lampe", attachments=(file,)))
    )
    await office.attempt(queued.message)

    (sent,) = office.mail.sent
    assert (sent.address, sent.sender, sent.sender_name) == (
        MAIL,
        "bonjour@maison-olvera.example",
        "Maison Olvera",
    )
    assert sent.disclosure is not None
    assert sent.disclosure.label == "Rédigé par une IA pour Olvera SAS"
    assert (sent.disclosure.engine, sent.disclosure.provider) == ("extractive", "Mistral AI")
    assert sent.passport_url == f"{SITE}/m/{queued.passport_token}"
    assert sent.automatic
    assert sent.unsubscribe_url == ""
    assert sent.threading.message_id == queued.mail_id
    assert sent.attachments == (file,)
    assert delivery.message_of_token(f"b+{sent.return_token.upper()}@x.example") == queued.message


async def test_a_persons_mail_names_the_person_and_is_not_automatic(
    office: Office, marie: ContactId
) -> None:
    queued = await office.queue(wish(marie))
    await office.attempt(queued.message)

    (sent,) = office.mail.sent
    assert sent.sender_name == "Claire D. (Maison Olvera)"
    assert sent.disclosure is not None
    assert sent.disclosure.label == "Écrit par Claire D."
    assert not sent.automatic


async def test_news_can_be_refused_in_one_click(office: Office, marie: ContactId) -> None:
    await office.choose(marie, Choice.GRANTED, NEWS_BY_MAIL)
    queued = await office.queue(wish(marie, purpose=Purpose.NEWS))
    await office.attempt(queued.message)

    (sent,) = office.mail.sent
    token = sent.unsubscribe_url.removeprefix(f"{SITE}/p/").removesuffix("/unsubscribe")
    holder = await contacts.contact_of_token(office.pool, token)
    assert holder is not None
    assert (holder.contact, holder.use) == (marie, NEWS_BY_MAIL)


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


async def test_a_message_too_old_is_not_sent(office: Office, marie: ContactId) -> None:
    queued = await office.queue(wish(marie, expires_at=clock.now() + timedelta(hours=1)))

    with clock.frozen(clock.now() + timedelta(hours=2)):
        await office.attempt(queued.message)

    assert office.mail.sent == []
    assert (await office.message(queued.message)).status is Status.EXPIRED
    assert await office.facts() == ["failed"]


async def test_without_a_channel_the_message_waits(office: Office, marie: ContactId) -> None:
    queued = await office.queue(wish(marie))

    with pytest.raises(jobs.RetryLater):
        await office.attempt(queued.message, with_mail=False)

    assert (await office.message(queued.message)).status is Status.QUEUED
    await office.attempt(queued.message)
    assert len(office.mail.sent) == 1


async def test_a_channel_that_is_down_is_tried_again_later(
    office: Office, marie: ContactId
) -> None:
    office.mail.answers = [ChannelDownError("refused"), ChannelDownError("refused")]
    queued = await office.queue(wish(marie))

    await office.attempt(queued.message, 1)
    await office.attempt(queued.message, 1)
    assert (await office.message(queued.message)).status is Status.QUEUED
    assert (await office.jobs())[1:] == [
        {"message": str(queued.message), "attempt": 2, "later": True}
    ]
    await office.attempt(queued.message, 2)
    await office.attempt(queued.message, 3)

    assert len(office.mail.sent) == 3
    assert (await office.message(queued.message)).status is Status.ACCEPTED
    attempts = await office.do(lambda db: delivery.list_attempts(db, queued.message))
    assert [attempt.outcome for attempt in attempts] == ["down", "down", "accepted"]


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


def test_the_waits_grow_and_are_spread() -> None:
    waits = [[wait_seconds(attempt) for _ in range(50)] for attempt in (1, 2, 3, 20)]

    assert all(15 <= wait <= 45 for wait in waits[0])
    assert all(30 <= wait <= 90 for wait in waits[1])
    assert all(1800 <= wait <= 5400 for wait in waits[3])
    assert len(set(waits[0])) > 1


@pytest.mark.parametrize("permanent", [True, False])
async def test_a_rejected_message_is_never_repeated(
    permanent: bool, office: Office, marie: ContactId
) -> None:
    office.mail.answers = [Rejected("550 5.1.1 unknown user", permanent=permanent)]
    queued = await office.queue(wish(marie))

    await office.attempt(queued.message)
    await office.attempt(queued.message)

    assert len(office.mail.sent) == 1
    assert (await office.message(queued.message)).status is Status.FAILED
    assert await office.facts() == ["failed"]
    next_one = await office.request(wish(marie))
    assert isinstance(next_one, delivery.Refused) is permanent


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

    with pytest.raises(RuntimeError):
        await office.attempt(queued.message)
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


@pytest.mark.parametrize(
    ("kind", "address", "grams"),
    [
        (Kind.SMS, "+33639981234", 0.028),
        (Kind.LETTER, "Marie Blanc\n69001 LYON", 32),
        (Kind.PHONE, "+33639981234", 0.14),
    ],
)
async def test_every_channel_is_weighed_with_its_own_factors(
    kind: Kind, address: str, grams: float, office: Office
) -> None:
    contact = await office.do(lambda db: contacts.recognise(db, kind, address, actor=ADVISOR))
    text = "a" * 161
    queued = await office.queue(wish(contact.id, kinds=(kind,), content=Content(text)))

    passport = await ledger.find_passport(office.pool, queued.passport_token)
    assert passport is not None
    assert passport.body["footprint"]["central"] == pytest.approx(grams * 1e6)


async def test_two_workers_with_the_same_job_send_one_message(
    office: Office, marie: ContactId
) -> None:
    queued = await office.queue(wish(marie))

    await asyncio.gather(*(office.attempt(queued.message) for _ in range(5)))

    assert len(office.mail.sent) == 1
    assert (await office.message(queued.message)).status is Status.ACCEPTED


async def test_a_job_for_a_message_that_is_gone_does_nothing(office: Office) -> None:
    await office.attempt(delivery.MessageId(new_id()))

    assert office.mail.sent == []


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
