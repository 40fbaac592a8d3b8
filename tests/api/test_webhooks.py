"""Webhooks are signed, retried, replayable, and keep away from private networks."""

import base64
import json

import httpx
import pytest

from limpide import api, wiring
from limpide.conversations import HandedOver
from limpide.conversations.model import Cause
from limpide.foundation import jobs, outgoing
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId, new_id

ENDPOINT = "https://hooks.example/limpide"


class Receiver:
    """An endpoint that answers as it is told."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return httpx.Response(self.statuses.pop(0) if self.statuses else 204)


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Receiver:
    receiver = Receiver()

    def client(**_: object) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.MockTransport(receiver))

    monkeypatch.setattr(outgoing, "client", client)
    return receiver


TELLER = api.Webhooks(wiring.EVENTS, allow_private=False)


async def _tell(pool: Pool, workspace: WorkspaceId) -> api.Webhook:
    async with pool.transaction(workspace) as db:
        webhook = await TELLER.subscribe(db, ENDPOINT, ["conversation.handed_over"])
        await TELLER.on_fact(db, HandedOver(new_id(), Cause.ASKED))
    return webhook


async def _message(pool: Pool, workspace: WorkspaceId) -> dict[str, str]:
    async with pool.transaction(workspace) as db:
        id = await db.value("select id from api.webhook_messages")
    return {"message": str(id)}


def test_a_signature_is_that_of_the_specification() -> None:
    secret = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    signed = api.signature(
        secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, '{"test": 2432232314}'
    )
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


async def test_an_endpoint_is_told_with_a_signature_it_can_check(
    pool: Pool, workspace: WorkspaceId, receiver: Receiver
) -> None:
    webhook = await _tell(pool, workspace)
    await jobs.Worker(pool, {api.TELL: TELLER.tell}).drain()

    request = receiver.requests[0]
    body = request.content.decode()
    expected = api.signature(
        webhook.secret,
        request.headers["webhook-id"],
        int(request.headers["webhook-timestamp"]),
        body,
    )
    assert request.headers["webhook-signature"] == expected
    assert json.loads(body)["type"] == "conversation.handed_over"


async def test_a_failure_is_tried_again_with_the_same_id(
    pool: Pool, workspace: WorkspaceId, receiver: Receiver
) -> None:
    receiver.statuses = [500]
    await _tell(pool, workspace)
    payload = await _message(pool, workspace)
    with pytest.raises(jobs.RetryLater) as later:
        await TELLER.tell(pool, workspace, payload)
    await TELLER.tell(pool, workspace, payload)
    await TELLER.tell(pool, workspace, payload)

    assert later.value.seconds == 5
    assert len({request.headers["webhook-id"] for request in receiver.requests}) == 1
    assert len(receiver.requests) == 2


async def test_an_endpoint_that_is_gone_is_told_no_more(
    pool: Pool, workspace: WorkspaceId, receiver: Receiver
) -> None:
    receiver.statuses = [410]
    await _tell(pool, workspace)
    await TELLER.tell(pool, workspace, await _message(pool, workspace))
    async with pool.transaction(workspace) as db:
        await TELLER.on_fact(db, HandedOver(new_id(), Cause.ASKED))
        assert await db.value("select count(*) from api.webhook_messages") == 1


async def test_an_unknown_event_and_plain_http_are_refused(
    pool: Pool, workspace: WorkspaceId
) -> None:
    from limpide.api.webhooks import InsecureUrlError, UnknownEventError  # noqa: PLC0415

    async with pool.transaction(workspace) as db:
        with pytest.raises(UnknownEventError):
            await TELLER.subscribe(db, ENDPOINT, ["moon.full"])
        with pytest.raises(InsecureUrlError):
            await TELLER.subscribe(db, "http://hooks.example/", ["message.received"])
