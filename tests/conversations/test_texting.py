"""STOP is obeyed at once and confirmed once; only the person's own word resumes."""

from datetime import timedelta
from typing import Any

import pytest

from limpide import contacts, conversations, delivery
from limpide.channels import InboundSms, Kind
from limpide.contacts import Act, Choice, Contact, Proof, Purpose, SuppressionReason, Use
from limpide.conversations import Received
from limpide.delivery import Content, Queued, Request
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.ledger import Author, AuthorKind, Reason

ME = Actor.system("test")
PHONE = "+33612345678"
NEWS = Use(Kind.SMS, Purpose.NEWS)
ORDER = Use(Kind.SMS, Purpose.ORDER)


@pytest.fixture
async def marie(db: Database) -> Contact:
    """A customer with a telephone who agreed to news by SMS."""
    contact = await contacts.recognise(db, Kind.SMS, PHONE, name="Marie", language="fr", actor=ME)
    proof = Proof(Act.CHECKBOX, "form", given_at=clock.now() - timedelta(days=1))
    await contacts.record_choice(db, contact.id, Choice.GRANTED, NEWS, proof=proof, actor=ME)
    return contact


async def write(
    db: Database, text: str, id: str, *, confirms: bool = True, **more: bool
) -> Received:
    came: dict[str, Any] = dict(more)
    received = await conversations.receive_sms(
        db, InboundSms(id, PHONE, text, **came), confirms=confirms
    )
    assert received is not None
    return received


async def may(db: Database, contact: Contact, use: Use) -> bool:
    return bool(await contacts.may_contact(db, contact.id, use))


async def texts(db: Database) -> list[tuple[str, str]]:
    """List what waits to leave by SMS: its status and text."""
    rows = await db.rows(
        "select status, text from delivery.messages where kind = 'sms' order by id"
    )
    return [(row["status"], row["text"]) for row in rows]


def wish(contact: Contact) -> Request:
    return Request(
        contact=contact.id,
        purpose=Purpose.ORDER,
        content=Content("Votre lampe part demain."),
        author=Author(AuthorKind.PERSON, "Claire D."),
        reason=Reason("conversations.reason.answer"),
        kinds=(Kind.SMS,),
    )


async def test_a_text_is_kept_once_and_its_sender_is_known_by_the_number(
    db: Database, marie: Contact
) -> None:
    first = await write(db, "Où est ma lampe ?", "s-1")
    again = await write(db, "Où est ma lampe ?", "s-1")

    assert again.is_duplicate
    thread = await conversations.thread(db, first.conversation)
    assert thread.conversation.contact == marie.id
    assert thread.conversation.address == PHONE
    assert [m.body for m in thread.messages] == ["Où est ma lampe ?"]


async def test_the_next_text_goes_on_in_the_same_conversation(db: Database, marie: Contact) -> None:
    first = await write(db, "Bonjour", "s-1")
    second = await write(db, "Il y a quelqu’un ?", "s-2")
    assert second.conversation == first.conversation


async def test_a_text_of_no_number_is_left(db: Database) -> None:
    assert await conversations.receive_sms(db, InboundSms("s-1", "INFO", "Votre solde")) is None


@pytest.mark.parametrize(
    "text",
    ["STOP", "stop", " Stop. ", "ARRÊT", "Unsubscribe!", "BAJA", "STOPP", "Ferma", "STOP ALLES",
     "STOP au 36180", "Désabonner", "stoppen"],
)  # fmt: skip
async def test_a_stop_in_any_language_withdraws_at_once_with_its_proof(
    db: Database, marie: Contact, text: str
) -> None:
    await write(db, text, "s-1")

    assert not await may(db, marie, NEWS)
    assert not await may(db, marie, ORDER)
    assert await may(db, marie, Use(Kind.SMS, Purpose.SECURITY))
    last = (await contacts.list_choices(db, marie.id))[-1]
    assert (last.choice, last.act, last.source, last.evidence) == (
        Choice.WITHDRAWN,
        Act.KEYWORD,
        "sms",
        "s-1",
    )


@pytest.mark.parametrize("text", ["Stop ou encore ?", "Je m’arrête à quelle heure ?", "Fin mai ?"])
async def test_a_sentence_is_not_a_stop(db: Database, marie: Contact, text: str) -> None:
    received = await write(db, text, "s-1")
    assert await may(db, marie, NEWS)
    thread = await conversations.thread(db, received.conversation)
    assert thread.messages[0].automatic is None


async def test_a_stop_reaches_what_is_queued_and_is_confirmed_once(
    db: Database, marie: Contact
) -> None:
    assert isinstance(await delivery.request(db, wish(marie), actor=ME), Queued)

    await write(db, "STOP", "s-1")
    await write(db, "STOP", "s-1")
    await write(db, "stop", "s-2")

    first, *rest = await texts(db)
    assert first == ("stopped", "Votre lampe part demain.")
    ((status, text),) = rest
    assert status == "queued"
    assert "plus de SMS de Maison Olvera" in text


async def test_a_stop_is_not_answered_by_the_assistant_and_stays_in_the_thread(
    db: Database, marie: Contact
) -> None:
    received = await write(db, "STOP", "s-1")
    thread = await conversations.thread(db, received.conversation)
    assert [m.automatic for m in thread.messages] == ["keyword-stop"]


@pytest.mark.parametrize("how", [{"confirms": False}, {"is_confirmed": True}])
async def test_a_stop_that_the_provider_confirms_is_not_confirmed_twice(
    db: Database, marie: Contact, how: dict[str, bool]
) -> None:
    await write(db, "STOP", "s-1", **how)
    assert not await may(db, marie, NEWS)
    assert await texts(db) == []


@pytest.mark.parametrize("word", ["START", "Oui", "reprendre"])
async def test_their_own_word_gives_back_what_stop_took_and_no_more(
    db: Database, marie: Contact, word: str
) -> None:
    await write(db, "STOP", "s-1")
    await write(db, word, "s-2")

    assert await may(db, marie, NEWS)
    assert await may(db, marie, ORDER)
    assert not await may(db, marie, Use(Kind.SMS, Purpose.OFFERS))
    last = (await contacts.list_choices(db, marie.id))[-1]
    assert (last.choice, last.act, last.evidence) == (Choice.GRANTED, Act.KEYWORD, "s-2")


async def test_what_was_refused_otherwise_stays_refused(db: Database, marie: Contact) -> None:
    proof = Proof(Act.CHECKBOX, "preferences")
    await contacts.record_choice(db, marie.id, Choice.WITHDRAWN, NEWS, proof=proof, actor=ME)
    await write(db, "STOP", "s-1")
    await write(db, "START", "s-2")

    assert not await may(db, marie, NEWS)
    assert await may(db, marie, ORDER)


async def test_start_and_yes_are_words_like_others_to_who_never_stopped(
    db: Database, marie: Contact
) -> None:
    before = len(await contacts.list_choices(db, marie.id))
    for number, word in enumerate(("START", "OUI")):
        received = await write(db, word, f"s-{number}")
        thread = await conversations.thread(db, received.conversation)
        assert thread.messages[-1].automatic is None
    assert len(await contacts.list_choices(db, marie.id)) == before


async def test_who_writes_after_a_stop_is_answered(db: Database, marie: Contact) -> None:
    await write(db, "STOP", "s-1")
    asked = clock.now()
    service = Use(Kind.SMS, Purpose.SERVICE)
    assert await contacts.may_contact(db, marie.id, service, answering=asked)
    assert not await may(db, marie, service)


async def test_start_lifts_what_a_provider_reported_and_not_a_complaint(
    db: Database, marie: Contact
) -> None:
    await contacts.suppress(db, Kind.SMS, PHONE, SuppressionReason.BOUNCED, actor=ME)
    await write(db, "START", "s-1")
    assert await may(db, marie, ORDER)
    await contacts.suppress(db, Kind.SMS, PHONE, SuppressionReason.COMPLAINED, actor=ME)
    await write(db, "START", "s-2")
    assert not await may(db, marie, ORDER)
