"""Mail in becomes a conversation; the answer goes out threaded and signed; the thread goes on."""

import asyncio
import smtplib
from collections.abc import AsyncIterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from limpide import assistant, contacts, conversations, delivery, knowledge, ledger
from limpide.channels import (
    Kind,
    MailDesk,
    Provider,
    SmtpMail,
    SmtpServer,
    listen_for_mail,
    load_or_create_keys,
)
from limpide.conversations import Filters, Holder, Received, Status
from limpide.foundation import facts, jobs
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.mail import desk_of

from .channels.conftest import Sink, sink

__all__ = ["sink"]
US = "bonjour@maison-olvera.example"
ME = Actor.system("test")
RETURNS = "# Retours\n\n## Délai de retour\n\nVous avez trente jours pour renvoyer un article.\n"


def question(id: str = "<q1@x>", more: str = "", text: str = "") -> bytes:
    body = text or "Combien de jours ai-je pour renvoyer un article ?"
    return (
        f"From: Agathe <agathe@courriel.example>\r\nTo: {US}\r\nSubject: Retour\r\n"
        f"Message-ID: {id}\r\n{more}Content-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n"
    ).encode()


class House:
    """The mail desk, the assistant and a worker."""

    def __init__(self, pool: Pool, workspace: WorkspaceId, channel: SmtpMail) -> None:
        self.pool, self.workspace = pool, workspace
        listeners = facts.Listeners(
            {conversations.MessageReceived: [assistant.on_message_received]}
        )
        attempt = delivery.attempt_handler({Kind.EMAIL: [Provider("smtp", channel)]}, "http://test")
        self.handlers: dict[str, jobs.Handler] = {
            facts.DELIVER: listeners.deliver,
            assistant.TURN: assistant.take_turn,
            delivery.ATTEMPT: attempt,
            delivery.ATTEMPT_NOW: attempt,
        }

    async def takes(
        self, raw: bytes, sender: str = "agathe@courriel.example", to: str = US
    ) -> None:
        await desk_of(self.pool, max_bytes=25_000_000).stores(raw, sender, (to,))
        await jobs.Worker(self.pool, self.handlers).drain()

    async def threads(self) -> list[conversations.Thread]:
        async with self.pool.transaction(self.workspace) as db:
            rows = await conversations.list_inbox(db, new_id(), Filters())
            return [await conversations.thread(db, row.conversation.id) for row in rows]


@pytest.fixture
async def house(
    pool: Pool, workspace: WorkspaceId, sink: Sink, tmp_path: Path
) -> AsyncIterator[House]:
    (tmp_path / "retours.md").write_text(RETURNS)
    await knowledge.add(pool, workspace, str(tmp_path / "retours.md"), actor=ME)
    keys = load_or_create_keys(tmp_path / "dkim", "limpide")
    channel = SmtpMail(SmtpServer("127.0.0.1", sink.port, tls="none"), keys)
    yield House(pool, workspace, channel)
    await channel.close()


async def test_a_question_by_mail_is_answered_in_its_thread(house: House, sink: Sink) -> None:
    await house.takes(question())

    answer: Any = message_from_bytes(sink.mails[0], policy=policy.default)
    body = answer.get_body(("plain",)).get_content()
    assert answer["In-Reply-To"] == "<q1@x>"
    assert answer["Subject"] == "Re: Retour"
    assert answer["AI-Disclosure"].strip().startswith("mode=machine-generated")
    assert len(answer.get_all("DKIM-Signature")) == 2
    assert "trente jours" in body
    assert "/m/" in body


async def test_the_next_mail_joins_the_conversation_and_asks_for_a_person(
    house: House, sink: Sink
) -> None:
    await house.takes(question())
    ours: Any = message_from_bytes(sink.mails[0], policy=policy.default)
    more = f"In-Reply-To: {ours['Message-ID']}\r\n"
    await house.takes(question("<q2@x>", more, "un vrai conseiller svp"))

    (thread,) = await house.threads()
    assert thread.conversation.holder is Holder.NOBODY
    assert len([m for m in thread.messages if m.direction == "in"]) == 2


async def test_an_automatic_mail_is_kept_and_never_answered(house: House, sink: Sink) -> None:
    await house.takes(question(more="Auto-Submitted: auto-replied\r\n"))

    (thread,) = await house.threads()
    assert thread.messages[0].automatic == "auto-submitted"
    assert sink.mails == []


async def test_two_houses_that_write_to_each_other_fall_silent(house: House, sink: Sink) -> None:
    await house.takes(question())
    await house.takes(sink.mails[0], sender=US)

    assert len(sink.mails) == 1


async def test_a_bounce_finds_the_message_that_bounced(house: House, sink: Sink) -> None:
    await house.takes(question())
    path = sink.senders[0]
    report = (
        b"From: mailer-daemon@mx.example\r\nSubject: Undelivered Mail Returned\r\n\r\n"
        b"550 5.1.1 user unknown"
    )
    await house.takes(report, sender="", to=path)

    async with house.pool.transaction(house.workspace) as db:
        thread = (await house.threads())[0]
        message = await delivery.get_message(
            db, delivery.MessageId(thread.messages[-1].delivery or new_id())
        )
    assert message.status is delivery.Status.BOUNCED


async def test_a_customer_who_answers_about_a_refusal_is_heard_and_stays_reachable(
    house: House, sink: Sink
) -> None:
    await house.takes(question())
    sent = message_from_bytes(sink.mails[0], policy=policy.default)["Message-ID"]
    await house.takes(
        question(id="<q2@x>", more=f"In-Reply-To: {sent}\r\n", text="Mon compte n'existe pas ?")
        .replace(b"Subject: Retour", b"Subject: Undelivered, payment rejected")
    )  # fmt: skip

    (thread,) = await house.threads()
    assert "Mon compte n'existe pas ?" in [message.body for message in thread.messages]
    async with house.pool.transaction(house.workspace) as db:
        person = await contacts.get_standing(db, thread.conversation.contact)
    assert not person.suppressed


async def test_word_of_a_delay_is_no_mail_of_a_customer(house: House, sink: Sink) -> None:
    await house.takes(question())
    report = (
        b'From: mailer-daemon@mx.example\r\nContent-Type: multipart/report; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n"
        b"Final-Recipient: rfc822; a@x.example\r\nAction: delayed\r\nStatus: 4.4.1\r\n--b--\r\n"
    )
    await house.takes(report, sender="", to=sink.senders[0])

    (thread,) = await house.threads()
    async with house.pool.transaction(house.workspace) as db:
        id = delivery.MessageId(thread.messages[-1].delivery or new_id())
        assert (await delivery.get_message(db, id)).status is delivery.Status.ACCEPTED


async def test_a_company_of_an_international_domain_gets_its_mail(house: House, sink: Sink) -> None:
    async with house.pool.transaction(house.workspace) as db:
        await db.run("update foundation.workspaces set mail_address = 'bonjour@éloïse.example'")
    for to in ("bonjour@éloïse.example", "bonjour@xn--lose-9oa2b.example"):
        assert await desk_of(house.pool, max_bytes=1000).accepts(to)


async def test_a_complaint_silences_the_address_and_nothing_is_answered(
    house: House, sink: Sink
) -> None:
    await house.takes(question())
    report = (
        b"From: fbl@provider.example\r\nSubject: Abuse\r\nMessage-ID: <arf@p>\r\n"
        b'Content-Type: multipart/report; report-type=feedback-report; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/plain\r\n\r\nspam\r\n"
        b"--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\n\r\n"
        b"--b\r\nContent-Type: message/rfc822\r\n\r\n" + sink.mails[0] + b"\r\n--b--\r\n"
    )
    for _ in range(2):
        await house.takes(report, sender="fbl@provider.example", to="abuse@maison-olvera.example")

    (thread,) = await house.threads()
    async with house.pool.transaction(house.workspace) as db:
        id = delivery.MessageId(thread.messages[-1].delivery or new_id())
        message = await delivery.get_message(db, id)
        person = await contacts.get_standing(db, message.contact)
        entries = await ledger.entries_about(db, message.id)
    assert message.status is delivery.Status.COMPLAINED
    news = contacts.Use(Kind.EMAIL, contacts.Purpose.ORDER)
    assert contacts.may_write(person, news).refusal is contacts.Refusal.SUPPRESSED
    assert [each.what for each in entries].count("message.complained") == 1
    assert len(sink.mails) == 1


async def test_who_asks_by_mail_for_no_more_news_gets_none_at_once_and_is_told(
    house: House, sink: Sink
) -> None:
    news = contacts.Use(Kind.EMAIL, contacts.Purpose.NEWS)
    order = contacts.Use(Kind.EMAIL, contacts.Purpose.ORDER)
    plea = question("<w1@x>", text="Bonjour, je ne veux plus recevoir vos newsletters. Merci.")
    for _ in range(2):
        await house.takes(plea)

    async with house.pool.transaction(house.workspace) as db:
        person = await contacts.find_by_address(db, Kind.EMAIL, "agathe@courriel.example")
        assert person is not None
        known = await contacts.preferences(db, person.id)
        assert await contacts.may_contact(db, person.id, order)
    assert known.choices[news] is contacts.Choice.WITHDRAWN
    (answer,) = [message_from_bytes(raw, policy=policy.default) for raw in sink.mails]
    assert answer["In-Reply-To"] == "<w1@x>"
    assert answer["Subject"] == "C’est noté"


async def test_a_question_beside_a_withdrawal_is_answered_too(house: House, sink: Sink) -> None:
    words = "Désabonnez-moi. Et combien de jours ai-je pour renvoyer un article ?"
    await house.takes(question("<w2@x>", text=words))

    bodies = [
        str(message_from_bytes(raw, policy=policy.default).get_body(("plain",)))
        for raw in sink.mails
    ]
    assert len(bodies) == 2


async def _speak(port: int, raw: bytes, *, lmtp: bool, to: str = US) -> Any:
    def speak() -> Any:
        kind = smtplib.LMTP if lmtp else smtplib.SMTP
        with kind("127.0.0.1", port, timeout=20) as client:
            return client.sendmail("agathe@courriel.example", [to], raw)

    return await asyncio.to_thread(speak)


@pytest.mark.parametrize("lmtp", [False, True])
async def test_a_real_client_delivers_and_the_same_mail_twice_is_one(
    pool: Pool, workspace: WorkspaceId, lmtp: bool
) -> None:
    server = await listen_for_mail("127.0.0.1", 0, desk_of(pool, max_bytes=1_000_000), lmtp=lmtp)
    port = server.sockets[0].getsockname()[1]
    for _ in range(2):
        await _speak(port, question(), lmtp=lmtp)
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        await _speak(port, question(), lmtp=lmtp, to="nobody@elsewhere.example")
    server.close()

    async with pool.transaction(workspace) as db:
        rows = await conversations.list_inbox(db, new_id(), Filters())
    assert [row.conversation.status for row in rows] == [Status.OPEN]


async def test_a_mail_that_is_too_large_is_refused_and_one_not_stored_is_tried_later(
    pool: Pool, workspace: WorkspaceId
) -> None:
    del workspace

    async def yes(_address: str) -> bool:
        return True

    async def fails(_raw: bytes, _sender: str, _to: tuple[str, ...]) -> Received:
        raise RuntimeError

    desk = MailDesk(yes, fails, 100_000)  # pyright: ignore[reportArgumentType]
    server = await listen_for_mail("127.0.0.1", 0, desk)
    port = server.sockets[0].getsockname()[1]
    with pytest.raises(smtplib.SMTPSenderRefused) as large:
        await _speak(port, question(text="x" * 200_000), lmtp=False)
    with pytest.raises(smtplib.SMTPDataError) as later:
        await _speak(port, question(), lmtp=False)
    server.close()

    assert large.value.smtp_code == 552
    assert later.value.smtp_code == 451
    del pool
