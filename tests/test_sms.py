"""SMS from end to end over a real line: sent, reported, answered, stopped."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from limpide import contacts, conversations, delivery, wiring
from limpide.channels import Kind, Providers, SinchSms, SmppSms, TwilioSms
from limpide.cli.doctor import Verdict, examine
from limpide.contacts import ContactId, Purpose
from limpide.conversations import Filters
from limpide.delivery import Content, MessageId, Queued, Request, Status
from limpide.foundation import jobs
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.foundation.settings import Settings
from limpide.ledger import Author, AuthorKind, Engine, Reason

from .channels.smsc import Smsc, smsc

ME = Actor.system("test")
PHONE = "+33612345678"
TWILIO = {
    "sms_provider": "twilio",
    "sms_account": "AC1",
    "sms_secret": "t0ken",
    "sms_sender": "+33600000001",
}


class Line:
    """An installation on SMPP, with a worker that runs when asked."""

    def __init__(self, pool: Pool, workspace: WorkspaceId, server: Smsc) -> None:
        self.pool, self.workspace, self.server = pool, workspace, server
        self.settings = Settings.model_validate(
            {
                "sms_provider": "smpp",
                "sms_account": "olvera",
                "sms_secret": "secret",
                "sms_sender": "+33600000001",
                "sms_host": "127.0.0.1",
                "sms_port": server.port,
            }
        )
        self.ways: Providers = wiring.providers(self.settings)

    async def work(self) -> None:
        await jobs.Worker(self.pool, wiring.handlers(self.settings, self.ways)).drain()

    async def attempt(self, message: MessageId, number: int) -> None:
        handler = delivery.attempt_handler(self.ways, "http://test")
        await handler(self.pool, self.workspace, {"due": [[str(message), number]]})

    async def person(self) -> ContactId:
        async with self.pool.transaction(self.workspace) as db:
            found = await contacts.recognise(db, Kind.SMS, PHONE, language="fr", actor=ME)
            return found.id

    async def queue(self) -> MessageId:
        contact = await self.person()
        wish = Request(
            contact=contact,
            purpose=Purpose.ORDER,
            content=Content("Votre lampe part demain."),
            author=Author(AuthorKind.AI, engine=Engine("extractive", "1"), ai_share=1.0),
            reason=Reason("conversations.reason.answer"),
            kinds=(Kind.SMS,),
        )
        async with self.pool.transaction(self.workspace) as db:
            queued = await delivery.request(db, wish, actor=ME)
        assert isinstance(queued, Queued)
        return queued.message

    async def becomes(self, message: MessageId, status: Status) -> bool:
        async with asyncio.timeout(10):
            while True:
                async with self.pool.transaction(self.workspace) as db:
                    if (await delivery.get_message(db, message)).status is status:
                        return True
                await asyncio.sleep(0.02)


@pytest.fixture
async def line(pool: Pool, workspace: WorkspaceId) -> AsyncIterator[Line]:
    async with smsc() as server:
        line = Line(pool, workspace, server)
        receiving = asyncio.create_task(wiring.receive(line.settings, pool, line.ways))
        await server.wait("bound")
        yield line
        receiving.cancel()
        await asyncio.gather(receiving, return_exceptions=True)


async def test_a_message_says_that_an_ai_wrote_it_and_its_receipt_arrives(line: Line) -> None:
    await line.server.switch(receipts=["ACCEPTD", "DELIVRD", "DELIVRD"])
    message = await line.queue()
    await line.work()

    assert await line.becomes(message, Status.DELIVERED)
    (seen,) = line.server.all("submit")
    assert seen["text"].startswith("Votre lampe part demain.\n- Écrit par une IA http://")
    assert "/m/" in seen["text"]


async def test_a_busy_server_gets_it_later(line: Line) -> None:
    await line.server.switch(throttled=1)
    message = await line.queue()
    await line.attempt(message, 1)
    assert await line.becomes(message, Status.QUEUED)
    await line.attempt(message, 2)
    assert await line.becomes(message, Status.ACCEPTED)


async def test_a_line_that_breaks_after_submit_is_never_used_for_it_again(line: Line) -> None:
    await line.server.switch(dropFrom=1)
    message = await line.queue()
    await line.work()
    assert await line.becomes(message, Status.UNSURE)
    await line.work()
    assert len(line.server.all("submit")) == 1


async def test_a_stop_over_the_line_stops_what_waits_and_is_confirmed(line: Line) -> None:
    waiting = await line.queue()
    await line.server.switch(deliver=[{"from": PHONE[1:], "text": "Stop"}])
    await line.server.wait("delivered")
    assert await line.becomes(waiting, Status.STOPPED)
    await line.work()

    (seen,) = await line.server.wait("submit")
    assert "plus de SMS de Maison Olvera" in seen["text"]
    assert "- Automatique, sans IA" in seen["text"]


async def test_a_question_over_the_line_becomes_a_conversation_that_is_answered(
    line: Line,
) -> None:
    await line.server.switch(deliver=[{"from": PHONE[1:], "text": "Je veux un conseiller"}])
    await line.server.wait("delivered")
    await line.work()

    async with line.pool.transaction(line.workspace) as db:
        (row,) = await conversations.list_inbox(db, new_id(), Filters())
    assert row.conversation.contact == await line.person()
    assert (await line.server.wait("submit"))[0]["to"] == PHONE[1:]


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({}, TwilioSms),
        ({"sms_provider": "sinch"}, SinchSms),
        ({"sms_provider": "smpp", "sms_host": "smsc.example"}, SmppSms),
    ],
)
def test_the_settings_choose_the_channel(changes: dict[str, Any], kind: type) -> None:
    settings = Settings.model_validate(TWILIO | changes)
    assert wiring.missing_for_sms(settings) == []
    assert isinstance(wiring.providers(settings)[Kind.SMS][0].channel, kind)


@pytest.mark.parametrize(
    ("changes", "verdict", "words"),
    [
        ({"sms_provider": None}, Verdict.CHOICE, "LIMPIDE_SMS_PROVIDER"),
        ({"sms_sender": None}, Verdict.FAULT, "LIMPIDE_SMS_SENDER"),
        ({"sms_provider": "smpp"}, Verdict.FAULT, "LIMPIDE_SMS_HOST"),
        ({"sms_provider": "sinch"}, Verdict.FAULT, "LIMPIDE_SMS_HOOK_SECRET"),
        ({}, Verdict.CHOICE, "LIMPIDE_PUBLIC_URL"),
        ({"public_url": "https://olvera.example"}, Verdict.GOOD, ""),
    ],
)
async def test_the_doctor_says_what_is_missing(
    database_url: str, changes: dict[str, Any], verdict: Verdict, words: str
) -> None:
    settings = Settings.model_validate(TWILIO | {"database_url": database_url} | changes)
    found = [each for each in await examine(settings) if each.what.startswith("SMS")]
    assert (found[-1].verdict, words in found[-1].advice) == (verdict, True)
