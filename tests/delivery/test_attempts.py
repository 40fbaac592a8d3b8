"""An attempt is made once, and its outcome kept."""

import asyncio
from datetime import timedelta

import pytest

from limpide import contacts, delivery, ledger
from limpide.channels import (
    Attachment,
    ChannelDownError,
    Kind,
    Outbound,
    Outcome,
    Provider,
    Rejected,
)
from limpide.contacts import Choice, ContactId, Purpose
from limpide.delivery import Content, Status, attempts
from limpide.delivery.failing import wait_seconds
from limpide.foundation import clock, jobs
from limpide.foundation.ids import new_id
from limpide.ledger import Author, AuthorKind, Engine
from limpide.testing.channels import RecordingChannel

from .conftest import ADVISOR, MAIL, NEWS_BY_MAIL, SITE, Office, wish


async def test_an_allowed_message_goes_out_once_however_often_its_job_runs(
    office: Office, marie: ContactId
) -> None:
    queued = await office.queue(wish(marie))

    for _ in range(3):
        await office.attempt(queued.message)

    assert [message.text for message in office.mail.sent] == ["Votre lampe part demain."]
    assert (await office.message(queued.message)).status is Status.ACCEPTED
    assert await office.facts() == []
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
    assert sent.human_url == f"{sent.passport_url}#now"
    assert sent.unsubscribe_url == ""
    reader = await contacts.contact_of_token(
        office.pool, sent.preferences_url.removeprefix(f"{SITE}/p/")
    )
    assert reader is not None
    assert (reader.contact, reader.use) == (marie, None)
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
    token = sent.unsubscribe_url.removeprefix(f"{SITE}/u/")
    holder = await contacts.contact_of_token(office.pool, token)
    assert holder is not None
    assert (holder.contact, holder.use) == (marie, NEWS_BY_MAIL)


class Weighing(RecordingChannel):
    """Says how many bytes of files were in its hands at once."""

    most = held = 0

    async def send(self, message: Outbound) -> Outcome:
        size = sum(len(file.content) for file in message.attachments)
        self.held += size
        self.most = max(self.most, self.held)
        await asyncio.sleep(0.01)
        self.held -= size
        return await super().send(message)


async def test_no_more_files_are_in_hand_at_once_than_memory_bears(
    office: Office, marie: ContactId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "_MOST_BYTES", 10_000)
    sizes = (4_000, 4_001, 4_002, 25_000, 0, 4_003, 4_004, 0)
    files = [Attachment("f.pdf", "application/pdf", b"x" * size) for size in sizes]
    said = [Content("Voici.", "Facture", attachments=(file,)) for file in files]
    messages = [await office.queue(wish(marie, content=content)) for content in said]
    channel = Weighing(Kind.EMAIL)
    handler = delivery.attempt_handler({Kind.EMAIL: [Provider(office.provider, channel)]}, SITE)
    due = [[str(each.message), 1] for each in messages]
    await handler(office.pool, office.workspace, {"due": due})

    # The one that is larger than all that is borne goes alone.
    assert channel.most == 25_000
    assert len(channel.sent) == len(sizes)


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
    assert (await office.jobs())[1:] == [{"due": [[str(queued.message), 2]], "later": True}]
    await office.attempt(queued.message, 2)
    await office.attempt(queued.message, 3)

    assert len(office.mail.sent) == 3
    assert (await office.message(queued.message)).status is Status.ACCEPTED
    attempts = await office.do(lambda db: delivery.list_attempts(db, queued.message))
    assert [attempt.outcome for attempt in attempts] == ["down", "down", "accepted"]


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
