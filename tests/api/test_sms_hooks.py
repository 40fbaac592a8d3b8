"""What providers post: believed only when signed, stored once, answered when stored."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from limpide import contacts, conversations, delivery
from limpide.channels import Accepted, Kind, Provider
from limpide.contacts import Purpose
from limpide.conversations import Filters, Thread
from limpide.delivery import Content, MessageId, Queued, Request, Status
from limpide.foundation import http, workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.foundation.live import Hub
from limpide.foundation.settings import Settings
from limpide.foundation.workspaces import Workspace
from limpide.ledger import Author, AuthorKind, Reason
from limpide.main import create_app
from limpide.testing.channels import RecordingChannel

ME = Actor.system("test")
PHONE = "+33612345678"
SITE = "https://olvera.example"


class Hooks:
    """An installation with one provider, and the provider's pen."""

    def __init__(
        self, pool: Pool, workspace: WorkspaceId, client: httpx.AsyncClient, provider: str
    ) -> None:
        self.pool, self.workspace, self.client = pool, workspace, client
        self.provider = provider

    async def sinch(self, said: Mapping[str, Any], *, key: str = "s3cret") -> int:
        body = json.dumps(said).encode()
        signature = hmac.digest(key.encode(), body + b".n-1.1764000000", hashlib.sha256)
        headers = {
            "x-sinch-webhook-signature": base64.b64encode(signature).decode(),
            "x-sinch-webhook-signature-algorithm": "HmacSHA256",
            "x-sinch-webhook-signature-nonce": "n-1",
            "x-sinch-webhook-signature-timestamp": "1764000000",
        }
        answer = await self.client.post("/hooks/sinch/sms", content=body, headers=headers)
        return answer.status_code

    async def twilio(self, path: str, key: str = "t0ken", **form: str) -> int:
        url = f"{SITE}/hooks/twilio/{path}"
        signed = url + "".join(name + form[name] for name in sorted(form))
        signature = base64.b64encode(hmac.digest(key.encode(), signed.encode(), hashlib.sha1))
        headers = {
            "x-twilio-signature": signature.decode(),
            "content-type": "application/x-www-form-urlencoded",
        }
        answer = await self.client.post(
            f"/hooks/twilio/{path}", content=urlencode(form), headers=headers
        )
        return answer.status_code

    async def threads(self) -> list[Thread]:
        async with self.pool.transaction(self.workspace) as db:
            rows = await conversations.list_inbox(db, new_id(), Filters())
            return [await conversations.thread(db, row.conversation.id) for row in rows]

    async def sent(self, receipt: str, *, before_answer: bool = False) -> MessageId:
        """Send a message that the provider calls `receipt`."""
        async with self.pool.transaction(self.workspace) as db:
            person = await contacts.recognise(db, Kind.SMS, PHONE, actor=ME)
            wish = Request(
                contact=person.id,
                purpose=Purpose.ORDER,
                content=Content("Votre lampe part demain."),
                author=Author(AuthorKind.PERSON, "Claire D."),
                reason=Reason("conversations.reason.answer"),
                kinds=(Kind.SMS,),
            )
            queued = await delivery.request(db, wish, actor=ME)
        assert isinstance(queued, Queued)
        channel = RecordingChannel(Kind.SMS, Accepted(receipt))
        attempt = delivery.attempt_handler({Kind.SMS: [Provider("", channel)]}, SITE)
        if before_answer:
            channel.may_answer.clear()
        job = attempt(self.pool, self.workspace, {"due": [[str(queued.message), 1]]})
        task = asyncio.ensure_future(job)
        if before_answer:
            await channel.started.wait()
            await self.sinch(report(receipt, "Delivered"))
            channel.may_answer.set()
        await task
        return queued.message

    async def status(self, message: MessageId) -> Status:
        async with self.pool.transaction(self.workspace) as db:
            return (await delivery.get_message(db, message)).status


def report(id: str, status: str) -> dict[str, Any]:
    return {
        "type": "recipient_delivery_report_sms",
        "batch_id": id,
        "recipient": PHONE,
        "status": status,
        "code": 0,
    }


def text(body: str, id: str = "in-1") -> dict[str, Any]:
    return {"type": "mo_text", "id": id, "from": PHONE[1:], "to": "33600000001", "body": body}


@pytest.fixture
async def client_of(
    pool: Pool, workspace: WorkspaceId, database_url: str, request: pytest.FixtureRequest
) -> AsyncIterator[Hooks]:
    settings = Settings.model_validate(
        {
            "public_url": SITE,
            "sms_provider": request.param,
            "sms_secret": "t0ken",
            "sms_hook_secret": "s3cret",
        }
    )
    app = create_app(settings, database_url)
    http.put_house(app, http.House(settings, pool, Hub(database_url)))
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://inside:8000") as client:
        yield Hooks(pool, workspace, client, settings.sms_provider or "")


sinch = pytest.mark.parametrize("client_of", ["sinch"], indirect=True)
twilio = pytest.mark.parametrize("client_of", ["twilio"], indirect=True)


@sinch
async def test_a_text_through_sinch_becomes_a_conversation_once(client_of: Hooks) -> None:
    for _ in range(2):
        assert await client_of.sinch(text("Où est ma lampe ?")) == 204

    (thread,) = await client_of.threads()
    assert [m.body for m in thread.messages] == ["Où est ma lampe ?"]
    assert thread.conversation.kind is Kind.SMS


@twilio
async def test_a_text_through_twilio_becomes_a_conversation_once(client_of: Hooks) -> None:
    for _ in range(2):
        form = {"MessageSid": "SM1", "From": PHONE, "Body": "Où est ma lampe ?"}
        assert await client_of.twilio("sms", **form) == 204

    (thread,) = await client_of.threads()
    assert [m.body for m in thread.messages] == ["Où est ma lampe ?"]


@sinch
async def test_what_is_forged_through_sinch_is_refused_and_not_stored(client_of: Hooks) -> None:
    assert await client_of.sinch(text("STOP"), key="guess") == 403
    assert (await client_of.client.post("/hooks/sinch/sms", json=text("STOP"))).status_code == 403
    assert await client_of.threads() == []


@twilio
async def test_what_is_forged_through_twilio_is_refused_and_not_stored(client_of: Hooks) -> None:
    for path in ("sms", "status"):
        form = {"MessageSid": "SM1", "From": PHONE, "Body": "STOP", "MessageStatus": "delivered"}
        assert await client_of.twilio(path, "guess", **form) == 403
    assert await client_of.threads() == []


@sinch
async def test_a_provider_that_is_not_ours_finds_nothing(client_of: Hooks) -> None:
    assert await client_of.twilio("sms", MessageSid="SM1", From=PHONE, Body="STOP") == 404


@sinch
async def test_what_is_signed_but_senseless_or_endless_is_refused(client_of: Hooks) -> None:
    assert await client_of.sinch({"hello": 1}) == 400
    assert await client_of.sinch({"type": "mo_text", "body": "x" * 300_000}) == 400


@sinch
async def test_a_key_that_is_not_set_opens_nothing(pool: Pool, client_of: Hooks) -> None:
    app: Any = vars(client_of.client)["_transport"]
    house = app.app.state.house
    settings = house.settings.model_copy(update={"sms_hook_secret": None})
    http.put_house(app.app, http.House(settings, pool, house.hub))
    assert await client_of.sinch(text("STOP"), key="") == 403


@sinch
async def test_reports_move_the_message_in_any_order_and_once(client_of: Hooks) -> None:
    message = await client_of.sent("batch-1")
    for status in ("Delivered", "Dispatched", "Delivered", "Queued"):
        assert await client_of.sinch(report("batch-1", status)) == 204
    assert await client_of.status(message) is Status.DELIVERED


@sinch
async def test_a_report_that_overtakes_our_own_commit_is_not_lost(client_of: Hooks) -> None:
    message = await client_of.sent("batch-2", before_answer=True)
    assert await client_of.status(message) is Status.DELIVERED


@twilio
async def test_a_number_that_does_not_exist_is_not_written_to_again(client_of: Hooks) -> None:
    message = await client_of.sent("SM1")
    form = {"MessageSid": "SM1", "MessageStatus": "undelivered", "ErrorCode": "30005"}
    assert await client_of.twilio("status", **form) == 204
    assert await client_of.status(message) is Status.BOUNCED
    async with client_of.pool.transaction(client_of.workspace) as db:
        person = await contacts.find_by_address(db, Kind.SMS, PHONE)
        assert person is not None
        use = contacts.Use(Kind.SMS, Purpose.ORDER)
        assert not await contacts.may_contact(db, person.id, use)


@sinch
async def test_a_stop_by_callback_withdraws(client_of: Hooks) -> None:
    await client_of.sinch(text("Bonjour"))
    await client_of.sinch(text("STOP", "in-2"))
    async with client_of.pool.transaction(client_of.workspace) as db:
        person = await contacts.find_by_address(db, Kind.SMS, PHONE)
        assert person is not None
        use = contacts.Use(Kind.SMS, Purpose.ORDER)
        assert not await contacts.may_contact(db, person.id, use)


@sinch
async def test_a_text_goes_to_the_company_whose_number_it_names(client_of: Hooks) -> None:
    other = Workspace(
        id=WorkspaceId(new_id()),
        slug=f"second-{new_id().hex}",
        name="Seconde",
        legal_name="Seconde SAS",
        language="fr",
        time_zone="Europe/Paris",
        country="FR",
        mail_address="bonjour@seconde.example",
        hosts=(),
        is_demo=False,
    )
    await workspaces.create(client_of.pool, other)
    number = f"+336{new_id().int % 10**8:08}"
    async with client_of.pool.transaction(other.id) as db:
        await workspaces.update(
            db,
            name=other.name,
            legal_name=other.legal_name,
            language="fr",
            time_zone=other.time_zone,
            mail_address=other.mail_address,
            sms_sender=number,
        )

    assert await client_of.sinch(text("Bonjour", "in-9") | {"to": number[1:]}) == 204

    assert await client_of.threads() == []
    async with client_of.pool.transaction(other.id) as db:
        (row,) = await conversations.list_inbox(db, new_id(), Filters())
    assert row.conversation.kind is Kind.SMS
