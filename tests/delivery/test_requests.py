"""Nothing comes into being without permission, and nothing without a passport."""

import asyncio
from datetime import timedelta

import asyncpg
import pytest

from limpide import contacts, delivery, ledger
from limpide.channels import Attachment, Kind, Threading
from limpide.contacts import AiMode, Choice, ContactId, Purpose, Refusal, SuppressionReason, Use
from limpide.delivery import Content, Refused, Status
from limpide.foundation import clock
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id
from limpide.ledger import Author, AuthorKind, Engine, PassportId, Source

from .conftest import ADVISOR, MAIL, NEWS_BY_MAIL, Office, found, wish

AI = Author(AuthorKind.AI, ai_share=1.0, engine=Engine("extractive", "1"))


async def test_an_allowed_message_has_its_passport_its_entry_and_its_job(
    office: Office, marie: ContactId
) -> None:
    source = Source("Livraison", "Nous livrons en 48 h.", "Délais", "v1", "https://x.example/d")
    queued = await office.queue(wish(marie, sources=(source,), author=AI))

    passport = await ledger.find_passport(office.pool, queued.passport_token)
    assert passport is not None
    assert passport.body["message"] == str(queued.message)
    assert passport.body["company"] == "Olvera SAS"
    assert passport.body["channels"] == ["email"]
    assert passport.body["language"] == "fr"
    assert passport.body["permission"] == {"purpose": "order", "basis": "contract", "choice": None}
    assert passport.body["sources"][0]["quote"] == "Nous livrons en 48 h."
    assert passport.body["text_sha256"] == ledger.text_sha256("Votre lampe part demain.")
    assert passport.body["footprint"]["low"] > 0
    assert MAIL not in str(passport.body)
    assert "Marie" not in str(passport.body)

    entries = await office.do(lambda db: ledger.entries_about(db, queued.message))
    assert [e.what for e in entries] == ["message.requested"]
    assert await office.jobs() == [{"due": [[str(queued.message), 1]], "later": False}]


async def test_a_consent_is_named_in_the_passport(office: Office, marie: ContactId) -> None:
    await office.choose(marie, Choice.GRANTED, NEWS_BY_MAIL)

    queued = await office.queue(wish(marie, purpose=Purpose.NEWS))

    passport = await ledger.find_passport(office.pool, queued.passport_token)
    (choice,) = await office.do(lambda db: contacts.list_choices(db, marie))
    assert passport is not None
    assert passport.body["permission"] == {
        "purpose": "news",
        "basis": "consent",
        "choice": str(choice.id),
    }


async def test_a_refused_message_leaves_a_ledger_entry_and_nothing_else(
    office: Office, marie: ContactId
) -> None:
    answer = await office.request(wish(marie, purpose=Purpose.OFFERS))

    assert answer == Refused(Refusal.NEVER_ASKED, {Kind.EMAIL: Refusal.NEVER_ASKED})
    last = (await office.do(lambda db: ledger.entries_about(db, marie)))[-1]
    assert (last.what, last.why) == ("message.refused", "never_asked")
    assert await office.jobs() == []
    for table in ("delivery.messages", "ledger.passports"):
        assert await office.do(lambda db, t=table: count(db, t)) == 0


async def count(db: Database, table: str) -> int:
    number: int = await db.connection.fetchval(f"select count(*) from {table}")
    return number


@pytest.mark.parametrize("kind", [Kind.EMAIL, Kind.SMS, Kind.LETTER, Kind.CHAT, Kind.PHONE])
@pytest.mark.parametrize("purpose", [Purpose.NEWS, Purpose.OFFERS])
async def test_silence_is_not_consent_on_any_channel(
    kind: Kind, purpose: Purpose, db: Database
) -> None:
    known = {
        Kind.EMAIL: MAIL,
        Kind.SMS: "+33639981234",
        Kind.LETTER: "Marie Blanc\n69001 LYON",
        Kind.CHAT: "s-1",
        Kind.PHONE: "+33639981234",
    }
    contact = await contacts.recognise(db, kind, known[kind], actor=ADVISOR)

    answer = await delivery.request(
        db, wish(contact.id, purpose=purpose, kinds=(kind,)), actor=ADVISOR
    )

    assert answer == Refused(Refusal.NEVER_ASKED, {kind: Refusal.NEVER_ASKED})


async def test_the_first_channel_that_is_allowed_is_taken(office: Office, marie: ContactId) -> None:
    await office.do(
        lambda db: contacts.add_address(db, marie, Kind.SMS, "+33639981234", actor=ADVISOR)
    )
    await office.choose(marie, Choice.WITHDRAWN, Use(Kind.EMAIL, Purpose.ORDER))

    queued = await office.queue(wish(marie, kinds=(Kind.LETTER, Kind.EMAIL, Kind.SMS)))

    assert queued.kind is Kind.SMS
    refused = await office.request(wish(marie, kinds=(Kind.LETTER, Kind.EMAIL)))
    assert refused == Refused(
        Refusal.NO_ADDRESS,
        {Kind.LETTER: Refusal.NO_ADDRESS, Kind.EMAIL: Refusal.WITHDRAWN},
    )


async def test_a_persons_own_order_of_channels_is_followed_when_none_is_given(
    office: Office, marie: ContactId
) -> None:
    await office.do(
        lambda db: contacts.add_address(db, marie, Kind.SMS, "+33639981234", actor=ADVISOR)
    )
    usual = await office.queue(wish(marie, kinds=()))
    await office.do(
        lambda db: contacts.set_channel_order(
            db, marie, Purpose.ORDER, [Kind.SMS, Kind.EMAIL], actor=ADVISOR
        )
    )
    wanted = await office.queue(wish(marie, kinds=()))

    assert (usual.kind, wanted.kind) == (Kind.EMAIL, Kind.SMS)


async def test_a_contact_without_any_address_is_not_reached(office: Office) -> None:
    nobody = await office.do(lambda db: contacts.create(db, actor=ADVISOR))

    answer = await office.request(wish(nobody.id, kinds=()))

    assert isinstance(answer, Refused)
    assert answer.refusal is Refusal.NO_ADDRESS


@pytest.mark.parametrize(
    ("mode", "author", "is_fact", "refused"),
    [
        (AiMode.NONE, AuthorKind.AI, False, True),
        (AiMode.NONE, AuthorKind.AI_REVIEWED, False, True),
        (AiMode.NONE, AuthorKind.PERSON, False, False),
        (AiMode.REVIEWED, AuthorKind.AI, False, True),
        (AiMode.REVIEWED, AuthorKind.AI_REVIEWED, False, False),
        (AiMode.BASIC, AuthorKind.AI, False, True),
        (AiMode.BASIC, AuthorKind.AI, True, False),
    ],
)
async def test_the_ai_mode_of_a_person_binds_every_sender(
    mode: AiMode,
    author: AuthorKind,
    is_fact: bool,
    refused: bool,
    office: Office,
    marie: ContactId,
) -> None:
    await office.do(lambda db: contacts.set_ai_mode(db, marie, mode, actor=ADVISOR))

    answer = await office.request(wish(marie, author=Author(author), is_fact=is_fact))

    assert isinstance(answer, Refused) is refused
    if isinstance(answer, Refused):
        assert answer.refusal is Refusal.AI_NOT_WANTED


async def test_a_suppressed_address_stops_even_an_answer(office: Office, marie: ContactId) -> None:
    await office.do(
        lambda db: contacts.suppress(db, Kind.EMAIL, MAIL, SuppressionReason.BOUNCED, actor=ADVISOR)
    )

    answer = await office.request(wish(marie, answering=clock.now()))

    assert isinstance(answer, Refused)
    assert answer.refusal is Refusal.SUPPRESSED


async def test_a_chat_message_is_handed_over_in_the_same_transaction(office: Office) -> None:
    visitor = await office.do(lambda db: contacts.recognise(db, Kind.CHAT, "s-1", actor=ADVISOR))

    queued = await office.queue(wish(visitor.id, kinds=(Kind.CHAT,), answering=clock.now()))

    assert queued.status is Status.ACCEPTED
    (attempt,) = await office.do(lambda db: delivery.list_attempts(db, queued.message))
    assert (attempt.outcome, attempt.provider_id) == ("accepted", str(queued.message))
    assert await office.jobs() == []
    assert await office.facts() == []
    await office.do(
        lambda db: delivery.record_receipt(db, Kind.CHAT, str(queued.message), Status.DELIVERED)
    )
    assert (await office.message(queued.message)).status is Status.DELIVERED


async def test_the_same_key_is_the_same_message_also_at_once(
    office: Office, marie: ContactId
) -> None:
    request = wish(marie, key="order-1-shipped")

    answers = await asyncio.gather(*(office.queue(request) for _ in range(6)))
    later = await office.queue(wish(marie, key="order-1-shipped", content=Content("Other")))

    assert {answer.message for answer in [*answers, later]} == {answers[0].message}
    assert len(await office.jobs()) == 1
    assert await office.do(lambda db: count(db, "ledger.passports")) == 1


async def test_a_second_transaction_with_the_same_key_waits_for_the_first(
    office: Office, marie: ContactId
) -> None:
    request = wish(marie, key="order-2-shipped")
    async with office.pool.transaction(office.workspace) as db:
        first = await delivery.request(db, request, actor=ADVISOR)
        second = asyncio.create_task(office.queue(request))
        await asyncio.sleep(0.2)
        assert not second.done()

    assert await second == first


async def test_a_message_may_wait_for_its_time(office: Office, marie: ContactId) -> None:
    at = clock.now() + timedelta(days=2)

    queued = await office.queue(wish(marie, not_before=at))

    (job,) = await office.jobs()
    assert job["later"]
    assert (await office.message(queued.message)).expires_at > at


async def test_a_message_keeps_all_that_it_was_asked_with(office: Office, marie: ContactId) -> None:
    reference = new_id()
    file = Attachment("facture.pdf", "application/pdf", b"%PDF")
    threading = Threading(
        in_reply_to="<a@x.example>", references=("<r@x.example>", "<a@x.example>")
    )
    request = wish(
        marie,
        author=Author(AuthorKind.AI_REVIEWED, "", "Claire D.", 0.82, Engine("extractive", "1")),
        content=Content("Bonjour", "Objet", "<p>Bonjour</p>", (file,)),
        reference=reference,
        threading=threading,
        importance=delivery.Importance.CRITICAL,
        answering=clock.now(),
    )

    queued = await office.queue(request)
    kept = await office.message(queued.message)

    assert kept.author == request.author
    assert (kept.subject, kept.text, kept.html) == ("Objet", "Bonjour", "<p>Bonjour</p>")
    assert kept.threading.references == threading.references
    assert kept.threading.message_id == queued.mail_id
    assert queued.mail_id.endswith("@maison-olvera.example>")
    assert (kept.reference, kept.address, kept.language) == (reference, MAIL, "fr")
    assert (kept.importance, kept.answering) == ("critical", request.answering)
    listed = await office.do(lambda db: delivery.list_messages(db, marie))
    assert list(listed) == [kept]


async def test_the_language_is_the_readers_else_the_companys(office: Office) -> None:
    stranger = await office.do(
        lambda db: contacts.recognise(db, Kind.EMAIL, "x@example.net", actor=ADVISOR)
    )
    queued = await office.queue(wish(stranger.id))
    english = await office.queue(wish(stranger.id, language="en-GB"))

    assert (await office.message(queued.message)).language == "fr"
    assert (await office.message(english.message)).language == "en"


async def test_many_are_answered_in_their_order(office: Office, marie: ContactId) -> None:
    nobody = await office.do(lambda db: contacts.create(db, actor=ADVISOR))
    requests = [
        wish(marie, content=Content("one"), key="k-1"),
        wish(marie, purpose=Purpose.NEWS),
        wish(nobody.id),
        wish(marie, content=Content("again"), key="k-1"),
        wish(marie, content=Content("four"), not_before=clock.now() + timedelta(hours=1)),
        wish(marie, purpose=Purpose.NEWS, key="k-2"),
        wish(marie, purpose=Purpose.NEWS, key="k-2"),
    ]
    answers = await office.do(lambda db: delivery.request_many(db, requests, actor=ADVISOR))
    replayed = await office.do(lambda db: delivery.request_many(db, requests[:1], actor=ADVISOR))

    kinds = [
        answer.refusal.value if isinstance(answer, Refused) else "queued" for answer in answers
    ]
    assert kinds == [
        "queued",
        "never_asked",
        "no_address",
        "queued",
        "queued",
        "never_asked",
        "never_asked",
    ]
    assert answers[0] == answers[3] == replayed[0]
    texts = [
        message.text for message in await office.do(lambda db: delivery.list_messages(db, marie))
    ]
    assert sorted(texts) == ["four", "one"]
    assert [job["later"] for job in await office.jobs()] == [False, True]
    whats = [entry.what for entry in await office.do(lambda db: ledger.entries_about(db, marie))]
    assert whats.count("message.refused") == 2


async def test_none_is_many_too(office: Office) -> None:
    assert await office.do(lambda db: delivery.request_many(db, [], actor=ADVISOR)) == []


ATTEMPT_BY_HAND = """insert into delivery.attempts
  (id, message, passport, number, kind, started_at) values ($1, $2, $3, 1, 'email', now())"""


async def test_the_database_refuses_an_attempt_without_a_passport(
    office: Office, marie: ContactId
) -> None:
    mine = await office.queue(wish(marie))
    other = await office.queue(wish(marie))

    async def attempt_with(passport: PassportId | None) -> None:
        async with office.pool.transaction(office.workspace) as db:
            await db.run(ATTEMPT_BY_HAND, new_id(), mine.message, passport)

    with pytest.raises(asyncpg.NotNullViolationError):
        await attempt_with(None)
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        await attempt_with(PassportId(new_id()))
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        await attempt_with(other.passport)
    await attempt_with(mine.passport)


MESSAGE_BY_HAND = """insert into delivery.messages (id, passport, contact, kind, address, purpose,
    importance, status, author_kind, author, is_fact, language, subject, text, html, threading,
    requested_at, expires_at, due_attempt)
  select $1, $2, contact, kind, address, purpose, importance, status, author_kind, author, is_fact,
    language, subject, text, html, threading, requested_at, expires_at, due_attempt
  from delivery.messages"""


@pytest.mark.parametrize(
    ("has_passport", "error"),
    [(False, asyncpg.NotNullViolationError), (True, asyncpg.ForeignKeyViolationError)],
)
async def test_the_database_refuses_a_message_without_its_own_passport(
    has_passport: bool, error: type[asyncpg.PostgresError], office: Office, marie: ContactId
) -> None:
    other = await office.queue(wish(marie))
    passport = other.passport if has_passport else None

    with pytest.raises(error):
        await office.do(lambda db: db.run(MESSAGE_BY_HAND, new_id(), passport))


async def test_another_company_sees_and_sends_nothing_of_it(
    office: Office, marie: ContactId
) -> None:
    queued = await office.queue(wish(marie))
    elsewhere = await found(office.pool)

    with pytest.raises(delivery.NoSuchMessageError):
        await elsewhere.message(queued.message)
    await elsewhere.attempt(queued.message)

    assert elsewhere.mail.sent == []
    with pytest.raises(contacts.NoSuchContactError):
        await elsewhere.request(wish(marie))
