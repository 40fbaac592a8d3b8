"""SMS over SMPP with their receipts, beside a bare loop of aiosmpplib against the same server.

The server is one process of JavaScript that needs time too. The ratio grows with MESSAGES, for
aiosmpplib's own correlator walks all it holds at each message.
"""

import asyncio
import logging
import os
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from aiosmpplib import ESME, PhoneNumber, SubmitSm
from aiosmpplib.hook import AbstractHook
from aiosmpplib.protocol import DeliverSm
from tests.channels.smsc import Smsc, smsc

from limpide.channels import (
    ChannelDownError,
    Disclosure,
    Outbound,
    SmppLogin,
    SmppSms,
    SmsEvent,
    SmsManner,
)
from limpide.channels.sms.fitting import fitted

MESSAGES = int(os.environ.get("MESSAGES", "5000"))
US = SmsManner("+33600000001")
HELLO = Outbound(
    id="m",
    address="+33612345678",
    text="Votre lampe part demain. 12€ réglés.",
    language="fr",
    disclosure=Disclosure("ai", "…"),
    passport_url="https://olvera.example/m/abcdefghijklmnopqrstuvwx",
)


class Counter(AbstractHook):
    """Counts receipts; for aiosmpplib it is the hook, for us the desk."""

    def __init__(self) -> None:
        self.receipts = 0
        self.done = asyncio.Event()

    def count(self, more: int) -> None:
        self.receipts += more
        if self.receipts >= MESSAGES:
            self.done.set()

    async def stores(self, events: Sequence[SmsEvent]) -> None:
        self.count(len(events))

    async def sending(self, message: Any, _pdu: bytes, _client: str) -> None:
        pass

    async def received(self, message: Any, _pdu: bytes, _client: str) -> None:
        if isinstance(message, DeliverSm):
            self.count(1)

    async def send_error(self, _message: Any, error: Exception, _client: str) -> None:
        raise error


async def bare(server: Smsc) -> float:
    """The reference: texts made ready before, put into its queue, receipts counted."""
    counter, cut = Counter(), fitted(HELLO, US)
    assert cut is not None
    esme = ESME("127.0.0.1", server.port, "olvera", "secret", hook=counter, log_level=logging.ERROR)
    running = asyncio.create_task(esme.start())
    await server.wait("bound")
    began = time.perf_counter()
    for number in range(MESSAGES):
        await esme.broker.enqueue(
            SubmitSm(
                short_message=cut.parts[0],
                source=PhoneNumber("33600000001"),
                destination=PhoneNumber("33612345678"),
                log_id=str(number),
            )
        )
    await counter.done.wait()
    spent = time.perf_counter() - began
    await esme.stop()
    await running
    return MESSAGES / spent


async def ours(server: Smsc) -> float:
    """Fitted, sent, answered one by one, receipts read and handed to a desk."""
    counter = Counter()
    login = SmppLogin("127.0.0.1", server.port, "olvera", "secret", window=100)
    channel = SmppSms(login, US)
    listening = asyncio.create_task(channel.listen(counter.stores))
    await server.wait("bound")
    waiting = iter(range(MESSAGES))

    async def some() -> None:
        for number in waiting:
            await channel.send(replace(HELLO, id=str(number)))

    began = time.perf_counter()
    try:
        await asyncio.gather(*(some() for _ in range(50)))
    except ChannelDownError as error:
        raise SystemExit(f"the server went away: {error!r}") from error
    await counter.done.wait()
    spent = time.perf_counter() - began
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)
    await channel.close()
    return MESSAGES / spent


async def main() -> None:
    rates: dict[str, list[float]] = {"aiosmpplib": [], "Limpide": []}
    for _ in range(3):
        for name, run in (("aiosmpplib", bare), ("Limpide", ours)):
            async with smsc() as server:
                await server.switch(quiet=True, receipts=["DELIVRD"])
                rates[name].append(await run(server))
    best = {name: max(found) for name, found in rates.items()}
    for name, rate in best.items():
        print(f"{name:12}{rate:9.0f} messages/s with receipts")
    print(f"ratio       {best['Limpide'] / best['aiosmpplib']:9.2f}")


if __name__ == "__main__":
    asyncio.run(main())
