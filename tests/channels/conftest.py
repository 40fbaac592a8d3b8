"""A mail server that answers as it is told."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope


@dataclass
class Sink:
    """What arrived; `rcpt` and `data` are what it says to them; `refuses`: to RCPT of a domain."""

    port: int = 0
    mails: list[bytes] = field(default_factory=list[bytes])
    senders: list[str] = field(default_factory=list[str])
    recipients: list[str] = field(default_factory=list[str])
    utf8: bool = True
    rcpt: str = "250 OK"
    refuses: dict[str, str] = field(default_factory=dict[str, str])
    data: str = "250 OK"
    drops: bool = False
    seconds: float = 0.0

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: Any
    ) -> str:
        refusal = self.refuses.get(address.rpartition("@")[2])
        if refusal is not None:
            return refusal
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
            self.recipients.append(address)
        return self.rcpt

    async def handle_DATA(self, server: Any, _session: Any, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        await asyncio.sleep(self.seconds)
        self.mails.append(content)
        self.senders.append(envelope.mail_from or "")
        if self.drops:
            server.transport.abort()
        return self.data


@pytest.fixture
async def sink() -> AsyncIterator[Sink]:
    sink = Sink()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(sink, enable_SMTPUTF8=sink.utf8, loop=loop), "127.0.0.1", 0
    )
    sink.port = server.sockets[0].getsockname()[1]
    yield sink
    server.close()
    await server.wait_closed()
