"""Sinch: what is posted fits its contract, and every answer is understood."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.channels.provider import Answer, Provider, Seen, provider

from limpide.channels import (
    Accepted,
    ChannelDownError,
    ForgedError,
    InboundSms,
    Outbound,
    Rejected,
    SinchAccount,
    SinchSms,
    SmsManner,
    SmsReport,
    UnreadableError,
    Unsure,
    sinch,
)
from limpide.channels.sms import calling
from limpide.channels.sms.coming import Became
from limpide.testing.contract import Fate, check

FIXTURES = Path(__file__).parent / "fixtures"
ACCOUNT = {"plan": "plan-1", "token": "token-1"}
HELLO = Outbound(id="m-1", address="+33612345678", text="Votre lampe part demain.")
# Which fields a text message may have, and of which kind (Sinch, POST …/batches, mt_text).
FIELDS: dict[str, type] = {
    "type": str,
    "from": str,
    "to": list,
    "body": str,
    "delivery_report": str,
    "client_reference": str,
    "max_number_of_message_parts": int,
    "callback_url": str,
}


def taken(seen: Seen) -> Answer:
    """Answer as Sinch does, after looking at everything its contract asks for."""
    assert (seen.method, seen.path) == ("POST", "/xms/v1/plan-1/batches")
    assert seen.headers["content-type"] == "application/json"
    if seen.headers["authorization"] != "Bearer token-1":
        return 401, {}
    sent: dict[str, Any] = json.loads(seen.body)
    assert all(isinstance(value, FIELDS[name]) for name, value in sent.items())
    assert sent["type"] == "mt_text"
    assert sent["delivery_report"] in {"none", "summary", "full", "per_recipient"}
    assert len(sent["body"]) <= 2000
    return 201, {**sent, "id": f"batch-{time.monotonic_ns()}", "canceled": False}


class Peer:
    """Sinch as the contract of channels wants it."""

    def __init__(self, server: Provider) -> None:
        self.server, self.fate = server, Fate.TAKES
        self.texts: list[str] = []
        self.away: str | None = None
        server.answer = self.answer

    async def will(self, fate: Fate) -> None:
        self.fate = fate

    async def arrived(self) -> Sequence[str]:
        return self.texts

    def answer(self, seen: Seen) -> Answer:
        bad = "'+33612345678' is not a valid recipient"
        answers: dict[Fate, Answer] = {
            Fate.KNOWS_NO_SUCH_ADDRESS: (400, {"code": "syntax_invalid_parameter", "text": bad}),
            Fate.REFUSES_THE_TEXT: (403, {"code": "content_rejected", "text": "not allowed"}),
            Fate.IS_BUSY: (429, {}),
            Fate.IS_AWAY: (503, {}),
            Fate.BREAKS_OFF_AFTER_READING: None,
        }
        if self.fate in answers:
            return answers[self.fate]
        self.texts.append(json.loads(seen.body)["body"])
        return taken(seen)


@pytest.fixture
async def server() -> AsyncIterator[Provider]:
    async with provider(taken) as server:
        yield server


@pytest.fixture
async def channel(server: Provider) -> AsyncIterator[SinchSms]:
    account = SinchAccount(**ACCOUNT, hook_url="https://x.example/hooks/sinch/sms", host=server.url)
    channel = SinchSms(account, SmsManner("+33600000001"), calling.client(timeout=1))
    yield channel
    await channel.close()


async def test_it_keeps_the_contract_of_channels(server: Provider, channel: SinchSms) -> None:
    await check(channel, Peer(server), HELLO.address)


async def test_a_message_is_a_batch_of_one_that_reports_to_us(
    server: Provider, channel: SinchSms
) -> None:
    assert isinstance(await channel.send(HELLO), Accepted)
    assert json.loads(server.seen[0].body) == {
        "type": "mt_text",
        "from": "+33600000001",
        "to": ["+33612345678"],
        "body": "Votre lampe part demain.",
        "delivery_report": "per_recipient",
        "client_reference": "m-1",
        "max_number_of_message_parts": 1,
        "callback_url": "https://x.example/hooks/sinch/sms",
    }


@pytest.mark.parametrize("status", [500, 502, 504])
async def test_a_fault_of_theirs_after_reading_is_unsure(
    server: Provider, channel: SinchSms, status: int
) -> None:
    server.answer = lambda _: (status, {})
    assert isinstance(await channel.send(HELLO), Unsure)


async def test_no_answer_in_time_is_unsure_and_no_server_is_surely_not_sent(
    server: Provider, channel: SinchSms
) -> None:
    async def mute(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    silent = await asyncio.start_server(mute, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{silent.sockets[0].getsockname()[1]}"
    manner, http = SmsManner("+33600000001"), calling.client(timeout=0.3)
    assert isinstance(
        await SinchSms(SinchAccount(**ACCOUNT, host=url), manner, http).send(HELLO), Unsure
    )
    nobody = SinchAccount(**ACCOUNT, host="http://127.0.0.1:1")
    with pytest.raises(ChannelDownError):
        await SinchSms(nobody, manner, http).send(HELLO)
    await http.aclose()
    silent.close()


async def test_a_wrong_token_loses_no_message(server: Provider) -> None:
    account = SinchAccount("plan-1", "stolen", host=server.url)
    channel = SinchSms(account, SmsManner("OLVERA"))
    with pytest.raises(ChannelDownError):
        await channel.send(HELLO)
    await channel.close()


async def test_a_text_that_is_too_long_never_leaves(server: Provider, channel: SinchSms) -> None:
    long = Outbound(id="m-2", address=HELLO.address, text="a" * 1300)
    assert await channel.send(long) == Rejected("too long for an SMS", permanent=False)
    assert server.seen == []


def fixture(name: str) -> bytes:
    return (FIXTURES / f"{name}.json").read_bytes()


def test_a_text_is_read_with_its_sender_in_one_form() -> None:
    (text,) = sinch.read(fixture("inbound"), "FR")
    assert text == InboundSms(
        "01HTEXT0000000000000000001",
        "+33612345678",
        "Où est ma lampe ?",
        recipient="+33600000001",
    )


@pytest.mark.parametrize(
    ("status", "became"),
    [
        ("Queued", None),
        ("Dispatched", Became.SENT),
        ("Delivered", Became.DELIVERED),
        ("Expired", Became.EXPIRED),
        ("Failed", Became.FAILED),
        ("Rejected", Became.FAILED),
        ("Unknown", None),
        ("NewWord", None),
    ],
)
def test_a_report_is_read(status: str, became: Became | None) -> None:
    body = {**json.loads(fixture("report")), "status": status}
    wanted = [] if became is None else [SmsReport("01HBATCH000000000000000001", became, "401")]
    assert sinch.read(json.dumps(body).encode(), "FR") == wanted


def test_a_summary_is_read_and_what_is_neither_is_left() -> None:
    assert sinch.read(fixture("summary"), "FR") == [
        SmsReport("01HBATCH000000000000000001", Became.DELIVERED)
    ]
    assert sinch.read(b'{"type": "mo_binary"}', "FR") == []
    assert sinch.read(fixture("media"), "FR") == [
        InboundSms(
            "01HTEXT0000000000000000002",
            "+33612345678",
            "Elle est cassée",
            recipient="+33600000001",
        )
    ]
    for nonsense in (b"", b"[]", b"{}", b'{"type": "mo_text"}'):
        with pytest.raises(UnreadableError):
            sinch.read(nonsense, "FR")


# Published with Sinch's own SDK for Java (Apache-2.0), SinchEventsServiceTest.
SECRET = "SMSWebhooksSecret"
SIGNED = {
    "x-sinch-webhook-signature": "ZoHei66PPN/kZjw7hFVfGhJOnml3iGNCMWoyQVcE5o0=",
    "x-sinch-webhook-signature-algorithm": "HmacSHA256",
    "x-sinch-webhook-signature-nonce": "01JHFFHWYY7HSS4FWTMDTQEK8V",
    "x-sinch-webhook-signature-timestamp": "1736760161",
}


def test_a_signature_of_theirs_is_right_and_any_change_is_seen() -> None:
    body = fixture("signed").strip()
    sinch.check(body, SIGNED, SECRET)
    for name in SIGNED:
        with pytest.raises(ForgedError):
            sinch.check(body, {**SIGNED, name: "x"}, SECRET)
    for changed in (body + b" ", body.replace(b"Delivered", b"Failed   ")):
        with pytest.raises(ForgedError):
            sinch.check(changed, SIGNED, SECRET)
    with pytest.raises(ForgedError):
        sinch.check(body, {}, SECRET)
