"""Twilio: what is posted fits its contract, and every answer is understood."""

import base64
import json
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest
from tests.channels.provider import Answer, Provider, Seen, provider

from limpide.channels import (
    Accepted,
    ChannelDownError,
    ForgedError,
    InboundSms,
    Outbound,
    Rejected,
    SmsManner,
    SmsReport,
    TwilioAccount,
    TwilioSms,
    UnreadableError,
    Unsure,
    twilio,
)
from limpide.channels.sms import calling
from limpide.channels.sms.coming import Became
from limpide.testing.contract import Fate, check

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "fixtures/signatures.json").read_text()
)
HELLO = Outbound(id="m-1", address="+33612345678", text="Votre lampe part demain.")
FIELDS = {"To", "From", "MessagingServiceSid", "Body", "StatusCallback"}


def taken(seen: Seen) -> Answer:
    """Answer as Twilio does, after looking at everything its contract asks for."""
    assert (seen.method, seen.path) == ("POST", "/2010-04-01/Accounts/AC1/Messages.json")
    assert seen.headers["content-type"] == "application/x-www-form-urlencoded"
    if seen.headers["authorization"] != f"Basic {base64.b64encode(b'AC1:token-1').decode()}":
        return 401, {"code": 20003}
    form = parse_qs(seen.body.decode(), strict_parsing=True)
    assert set(form) <= FIELDS
    assert "To" in form
    assert "Body" in form
    assert ("From" in form) != ("MessagingServiceSid" in form)
    return 201, {"sid": f"SM{time.monotonic_ns():032x}", "status": "queued", "error_code": None}


class Peer:
    """Twilio as the contract of channels wants it."""

    def __init__(self, server: Provider) -> None:
        self.fate = Fate.TAKES
        self.texts: list[str] = []
        server.answer = self.answer

    async def will(self, fate: Fate) -> None:
        self.fate = fate

    async def arrived(self) -> Sequence[str]:
        return self.texts

    def answer(self, seen: Seen) -> Answer:
        answers: dict[Fate, Answer] = {
            Fate.KNOWS_NO_SUCH_ADDRESS: (400, {"code": 21211, "message": "Invalid 'To'"}),
            Fate.REFUSES_THE_TEXT: (400, {"code": 30007, "message": "filtered"}),
            Fate.IS_BUSY: (429, {"code": 20429}),
            Fate.IS_AWAY: (503, {}),
            Fate.BREAKS_OFF_AFTER_READING: None,
        }
        if self.fate in answers:
            return answers[self.fate]
        self.texts.append(parse_qs(seen.body.decode())["Body"][0])
        return taken(seen)


@pytest.fixture
async def server() -> AsyncIterator[Provider]:
    async with provider(taken) as server:
        yield server


def channel_to(server: Provider, sender: str = "+33600000001", token: str = "token-1") -> TwilioSms:
    account = TwilioAccount("AC1", token, "https://x.example/hooks/twilio/status", server.url)
    return TwilioSms(account, SmsManner(sender), calling.client(timeout=1))


@pytest.fixture
async def channel(server: Provider) -> AsyncIterator[TwilioSms]:
    channel = channel_to(server)
    yield channel
    await channel.close()


async def test_it_keeps_the_contract_of_channels(server: Provider, channel: TwilioSms) -> None:
    await check(channel, Peer(server), HELLO.address)


async def test_a_message_is_a_form_that_reports_to_us(server: Provider, channel: TwilioSms) -> None:
    assert isinstance(await channel.send(HELLO), Accepted)
    assert parse_qs(server.seen[0].body.decode()) == {
        "To": ["+33612345678"],
        "From": ["+33600000001"],
        "Body": ["Votre lampe part demain."],
        "StatusCallback": ["https://x.example/hooks/twilio/status"],
    }


async def test_a_messaging_service_chooses_the_number(server: Provider) -> None:
    channel = channel_to(server, "MG0123")
    assert isinstance(await channel.send(HELLO), Accepted)
    assert parse_qs(server.seen[0].body.decode())["MessagingServiceSid"] == ["MG0123"]
    await channel.close()


@pytest.mark.parametrize("code", [21610, 21211, 21614])
async def test_a_number_that_will_never_do_is_rejected_for_good(
    server: Provider, channel: TwilioSms, code: int
) -> None:
    server.answer = lambda _: (400, {"code": code, "message": "no"})
    assert await channel.send(HELLO) == Rejected(f"400 {code} no", permanent=True)


async def test_other_refusals_are_not_the_numbers_fault(
    server: Provider, channel: TwilioSms
) -> None:
    server.answer = lambda _: (400, {"code": 21617, "message": "no"})
    assert await channel.send(HELLO) == Rejected("400 21617 no", permanent=False)


@pytest.mark.parametrize(("status", "code"), [(429, 20429), (400, 20429), (401, 20003)])
async def test_too_many_requests_or_a_wrong_token_lose_no_message(
    server: Provider, channel: TwilioSms, status: int, code: int
) -> None:
    server.answer = lambda _: (status, {"code": code})
    with pytest.raises(ChannelDownError):
        await channel.send(HELLO)


async def test_a_fault_of_theirs_or_an_answer_without_id_is_unsure(
    server: Provider, channel: TwilioSms
) -> None:
    for status in (500, 201):
        server.answer = lambda _, status=status: (status, {})
        assert isinstance(await channel.send(HELLO), Unsure)


def form(**fields: str) -> bytes:
    return urlencode(fields).encode()


def test_a_text_is_read_with_whether_twilio_itself_confirmed_a_stop() -> None:
    body = form(MessageSid="SM1", From="+33612345678", To="+33600000001", Body="Où ?")
    assert twilio.read_text(body, "FR") == [
        InboundSms("SM1", "+33612345678", "Où ?", recipient="+33600000001")
    ]
    stop = form(MessageSid="SM2", From="+33612345678", Body="STOP", OptOutType="STOP")
    assert twilio.read_text(stop, "FR") == [
        InboundSms("SM2", "+33612345678", "STOP", is_confirmed=True)
    ]


@pytest.mark.parametrize(
    ("status", "code", "became"),
    [
        ("queued", "", None),
        ("sent", "", Became.SENT),
        ("delivered", "", Became.DELIVERED),
        ("read", "", Became.READ),
        ("undelivered", "30003", Became.FAILED),
        ("undelivered", "30007", Became.FAILED),
        ("undelivered", "30005", Became.BOUNCED),
        ("failed", "30006", Became.BOUNCED),
    ],
)
def test_a_status_is_read(status: str, code: str, became: Became | None) -> None:
    body = form(MessageSid="SM1", MessageStatus=status, ErrorCode=code)
    wanted = [] if became is None else [SmsReport("SM1", became, code)]
    assert twilio.read_status(body) == wanted


def test_what_is_no_callback_is_unreadable() -> None:
    for read in (lambda: twilio.read_text(b"", "FR"), lambda: twilio.read_status(b"a=b")):
        with pytest.raises(UnreadableError):
            read()


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v["id"])
def test_signatures_of_theirs_are_right_and_any_change_is_seen(vector: dict[str, Any]) -> None:
    body = urlencode([tuple(pair) for pair in vector["form"]]).encode()
    url, signature, token = vector["url"], vector["signature"], vector["secret"]

    twilio.check(url, body, signature, token)
    for wrong in (
        (url + "1", body, signature, token),
        (url, body + b"&x=1", signature, token),
        (url, body, signature[:-2] + "A=", token),
        (url, body, "", token),
        (url, body, signature, "54321"),
    ):
        with pytest.raises(ForgedError):
            twilio.check(*wrong)
