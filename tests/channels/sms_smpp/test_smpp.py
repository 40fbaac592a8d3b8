"""SMPP against an SMSC that is not ours: every end of a message is told apart."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from tests.channels.smsc import Smsc, smsc

from limpide.channels import (
    Accepted,
    ChannelDownError,
    Disclosure,
    Outbound,
    Rejected,
    SmppLogin,
    SmppSms,
    SmsManner,
    Unsure,
    joined_sms,
)
from limpide.channels.sms.coming import Became, InboundSms, SmsEvent, SmsPart, SmsReport
from limpide.testing.contract import Fate, check

US = "+33600000001"
HELLO = Outbound(
    id="m-1",
    address="+33612345678",
    text="Votre lampe part demain. 12€ réglés.",
    language="fr",
    disclosure=Disclosure("ai", "…"),
    passport_url="https://olvera.example/m/abc",
)
LONG = replace(HELLO, text="Prix : 5€. " * 40)
SENT = "Votre lampe part demain. 12€ réglés.\n- Écrit par une IA https://olvera.example/m/abc"


@pytest.fixture
async def server() -> AsyncIterator[Smsc]:
    async with smsc() as server:
        yield server


def login(server: Smsc, **changes: object) -> SmppLogin:
    known = SmppLogin("127.0.0.1", server.port, "olvera", "secret", alive_seconds=60)
    return replace(known, **changes)  # pyright: ignore[reportArgumentType]


@pytest.fixture
async def channel(server: Smsc) -> AsyncIterator[SmppSms]:
    channel = SmppSms(login(server), SmsManner(US))
    yield channel
    await channel.close()


class Peer:
    """The server as the contract of channels wants it."""

    def __init__(self, server: Smsc) -> None:
        self.server = server

    async def will(self, fate: Fate) -> None:
        status = {
            Fate.KNOWS_NO_SUCH_ADDRESS: 0x0B,
            Fate.REFUSES_THE_TEXT: 0x0A,
            Fate.IS_BUSY: 0x58,
            Fate.IS_AWAY: 0x08,
        }.get(fate, 0)
        drop = 1 if fate is Fate.BREAKS_OFF_AFTER_READING else 0
        await self.server.switch(status=status, dropFrom=drop)

    async def arrived(self) -> list[str]:
        return [each["text"] for each in self.server.all("submit") if not each["status"]]


class Desk:
    """Keeps what arrives; it can be told to fail so many times."""

    def __init__(self) -> None:
        self.events: list[SmsEvent] = []
        self.failing = 0
        self.news = asyncio.Event()

    async def stores(self, events: Sequence[SmsEvent]) -> None:
        if self.failing:
            self.failing -= 1
            raise RuntimeError
        self.events += events
        self.news.set()

    async def wait(self, count: int) -> list[SmsEvent]:
        async with asyncio.timeout(15):
            while len(self.events) < count:
                self.news.clear()
                await self.news.wait()
        return self.events


@asynccontextmanager
async def listening(channel: SmppSms, server: Smsc, desk: Desk) -> AsyncGenerator[None]:
    task = asyncio.create_task(channel.listen(desk.stores))
    try:
        await server.wait("bound")
        while not isinstance(await _sent(channel), Accepted):
            await asyncio.sleep(0.05)
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _sent(channel: SmppSms) -> object:
    try:
        return await channel.send(HELLO)
    except ChannelDownError as error:
        return error


async def test_it_keeps_the_contract_of_channels(server: Smsc, channel: SmppSms) -> None:
    await check(channel, Peer(server), HELLO.address)


async def test_a_message_arrives_as_it_was_written(server: Smsc, channel: SmppSms) -> None:
    assert await channel.send(HELLO) == Accepted("id-1")

    (seen,) = await server.wait("submit")
    assert (seen["to"], seen["from"], seen["ton"]) == ("33612345678", "33600000001", 1)
    assert (seen["text"], seen["coding"], seen["receipt"]) == (SENT, 0, 1)
    assert server.all("bound") == ["bind_transmitter"]


async def test_other_alphabets_arrive_too(server: Smsc, channel: SmppSms) -> None:
    await channel.send(replace(HELLO, text="Fête 😀"))

    (seen,) = await server.wait("submit")
    assert seen["coding"] == 8
    assert seen["text"].startswith("Fête 😀\n")


async def test_a_long_message_goes_in_parts_that_belong_together(
    server: Smsc, channel: SmppSms
) -> None:
    assert await channel.send(LONG) == Accepted("id-4")

    seen = await server.wait("submit", 4)
    references = {tuple(each["udh"][:1] + each["udh"][1:2]) for each in seen}
    assert [each["udh"][-1] for each in seen] == [1, 2, 3, 4]
    assert {each["udh"][-2] for each in seen} == {4}
    assert len({each["udh"][-3] for each in seen}) == len(references) == 1
    assert "".join(each["text"] for each in seen).startswith(LONG.text.strip())
    assert [each["receipt"] for each in seen] == [2, 2, 2, 1]


@pytest.mark.parametrize("status", [0x58, 0x14, 0x08])
async def test_a_server_that_is_busy_is_asked_later(
    server: Smsc, channel: SmppSms, status: int
) -> None:
    await server.switch(status=status)
    with pytest.raises(ChannelDownError):
        await channel.send(HELLO)


async def test_later_parts_wait_for_a_busy_server(server: Smsc, channel: SmppSms) -> None:
    sending = asyncio.create_task(channel.send(LONG))
    await server.wait("submit")
    await server.switch(throttled=1)

    assert isinstance(await sending, Accepted)


async def test_a_number_that_does_not_exist_is_refused_for_good(
    server: Smsc, channel: SmppSms
) -> None:
    await server.switch(status=0x0B)
    assert await channel.send(HELLO) == Rejected("refused: 0x0B", permanent=True)
    await server.switch(status=0x0A)
    assert await channel.send(HELLO) == Rejected("refused: 0x0A", permanent=False)


async def test_a_status_nobody_knows_ends_the_message_and_not_the_connection(
    server: Smsc, channel: SmppSms
) -> None:
    await server.switch(status=0x4FF)
    assert isinstance(await channel.send(HELLO), Rejected)
    await server.switch(status=0)
    assert isinstance(await channel.send(HELLO), Accepted)
    assert len(server.all("bound")) == 1


@pytest.mark.parametrize("part", [1, 2])
async def test_a_line_that_breaks_after_submit_leaves_it_unsure(
    server: Smsc, channel: SmppSms, part: int
) -> None:
    await server.switch(dropFrom=part)
    assert isinstance(await channel.send(LONG), Unsure)
    await server.switch(dropFrom=0)
    assert isinstance(await channel.send(HELLO), Accepted)
    assert len(server.all("bound")) == 2


async def test_a_server_that_falls_silent_leaves_it_unsure(server: Smsc) -> None:
    async def deaf(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        header = await reader.readexactly(16)
        writer.write(header[:4].replace(header[:4], b"\0\0\0\x11") + b"\x80\0\0\x02" + b"\0" * 4)
        writer.write(header[12:] + b"\0")
        await reader.read()
        writer.close()

    deaf_server = await asyncio.start_server(deaf, "127.0.0.1", 0)
    port = deaf_server.sockets[0].getsockname()[1]
    channel = SmppSms(login(server, port=port, answer_seconds=0.2), SmsManner(US))
    assert isinstance(await channel.send(HELLO), Unsure)
    await channel.close()
    deaf_server.close()
    await deaf_server.wait_closed()


async def test_no_server_or_a_wrong_password_means_surely_not_sent(server: Smsc) -> None:
    for wrong in (login(server, port=1), login(server, password="guess")):
        channel = SmppSms(wrong, SmsManner(US))
        for _ in range(2):
            with pytest.raises(ChannelDownError):
                await channel.send(HELLO)
        await channel.close()
    assert server.all("submit") == []


async def test_the_line_is_kept_alive(server: Smsc) -> None:
    channel = SmppSms(login(server, alive_seconds=0.1), SmsManner(US))
    await channel.send(HELLO)
    await server.wait("alive", 2)
    await channel.close()


async def test_many_at_once_stay_within_the_window(server: Smsc) -> None:
    channel = SmppSms(login(server, window=5), SmsManner(US))
    outcomes = await asyncio.gather(*(channel.send(HELLO) for _ in range(200)))
    assert len({each.receipt for each in outcomes if isinstance(each, Accepted)}) == 200
    assert len(server.all("bound")) == 1
    await channel.close()


async def test_receipts_late_doubled_and_out_of_order_are_all_told(
    server: Smsc, channel: SmppSms
) -> None:
    desk = Desk()
    async with listening(channel, server, desk):
        told = [["id-1", stat] for stat in ("DELIVRD", "ACCEPTD", "DELIVRD", "UNKNOWN", "UNDELIV")]
        await server.switch(told=told)
        events = await desk.wait(4)
        await server.wait("receipt", 5)
    assert events == [
        SmsReport("id-1", Became.DELIVERED, "000"),
        SmsReport("id-1", Became.SENT, "000"),
        SmsReport("id-1", Became.DELIVERED, "000"),
        SmsReport("id-1", Became.BOUNCED, "001"),
    ]
    assert server.all("answered") == [0] * 5
    assert "bind_transceiver" in server.all("bound")


async def test_one_lost_part_is_a_lost_message(server: Smsc, channel: SmppSms) -> None:
    desk = Desk()
    async with listening(channel, server, desk):
        accepted = await channel.send(LONG)
        assert isinstance(accepted, Accepted)
        first = f"id-{int(accepted.receipt.removeprefix('id-')) - 3}"
        await server.switch(told=[[first, "EXPIRED"], [accepted.receipt, "DELIVRD"]])
        await server.wait("receipt", 2)
    assert desk.events == [SmsReport(accepted.receipt, Became.EXPIRED, "000")]


async def test_ids_in_two_notations_are_one(server: Smsc) -> None:
    channel, desk = SmppSms(login(server, hex_ids=True), SmsManner(US)), Desk()
    await server.switch(hex=True, receipts=["DELIVRD"])
    async with listening(channel, server, desk):
        (event,) = (await desk.wait(1))[:1]
    await channel.close()
    assert event == SmsReport(str(0xABC001), Became.DELIVERED, "000")


async def test_parts_are_told_as_they_come_and_make_a_text_with_what_is_there(
    server: Smsc, channel: SmppSms
) -> None:
    desk = Desk()
    header = [5, 0, 3, 7, 2]
    async with listening(channel, server, desk):
        await server.switch(
            deliver=[
                {"from": "33612345678", "text": " dimanche ?", "udh": [*header, 2]},
                {"from": "33699999999", "text": "Bonjour à vous"},
                {"from": "33612345678", "text": "Ouvert le", "udh": [*header, 1]},
            ]
        )
        events = await desk.wait(3)
        await server.wait("delivered", 3)
    (text,) = [(e.sender, e.text) for e in events if isinstance(e, InboundSms)]
    assert text == ("+33699999999", "Bonjour à vous")
    parts = sorted(
        (e for e in events if isinstance(e, SmsPart)), key=lambda part: (part.reference, part.place)
    )
    assert [(part.total, part.place) for part in parts] == [(2, 1), (2, 2)]
    assert joined_sms("id", parts).text == "Ouvert le dimanche ?"
    assert joined_sms("id", parts[1:]).text == "… dimanche ?"
    assert joined_sms("id", parts[:1]).text == "Ouvert le…"


async def test_what_could_not_be_stored_is_left_with_the_server(
    server: Smsc, channel: SmppSms
) -> None:
    desk = Desk()
    async with listening(channel, server, desk):
        desk.failing = 2
        await server.switch(deliver=[{"from": "33612345678", "text": "STOP"}])
        await server.wait("delivered", 1)
        await server.switch(deliver=[{"from": "33612345678", "text": "STOP"}])
        await server.wait("delivered", 2)
    assert server.all("answered") == [0x64, 0]
    assert len(desk.events) == 1


async def test_a_broken_line_is_bound_again_and_goes_on_receiving(
    server: Smsc, channel: SmppSms
) -> None:
    desk = Desk()
    async with listening(channel, server, desk):
        bound = len(server.all("bound"))
        await server.switch(drop=True)
        await server.wait("bound", bound + 1)
        await asyncio.sleep(0.2)
        await server.switch(deliver=[{"from": "33612345678", "text": "Encore là"}])
        events = await desk.wait(1)
    assert isinstance(events[0], InboundSms)


async def test_a_code_does_not_wait_for_the_window_of_a_campaign(server: Smsc) -> None:
    channel = SmppSms(login(server, window=4), SmsManner(US))
    assert isinstance(await channel.send(HELLO), Accepted)
    await server.switch(slow=150)
    campaign = [
        asyncio.create_task(channel.send(replace(HELLO, id=f"c-{number}"))) for number in range(40)
    ]
    await server.wait("submit", 4)

    clock = asyncio.get_running_loop().time
    began = clock()
    code = await channel.send(replace(HELLO, id="code", address="+33699999999", is_urgent=True))
    took = clock() - began

    assert isinstance(code, Accepted)
    # One answer of the server, not the ten that the campaign still waits for.
    assert took < 0.45
    seen = server.all("submit")
    assert [each["priority"] for each in seen if each["to"] == "33699999999"] == [1]
    assert len(seen) < 20
    await asyncio.gather(*campaign)
    assert len(server.all("submit")) == 42
    await channel.close()


async def test_a_company_writes_with_a_number_of_its_own(server: Smsc, channel: SmppSms) -> None:
    await channel.send(replace(HELLO, sender="OLVERA"))

    (seen,) = await server.wait("submit")
    assert (seen["from"], seen["ton"]) == ("OLVERA", 5)
