"""Listening for mail: SMTP and LMTP. «250» is said only after the mail is stored."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope

from limpide.foundation.log import log

_TIMEOUT: Final = 120
_MOST_RECIPIENTS: Final = 50

Accepts = Callable[[str], Awaitable[bool]]
Stores = Callable[[bytes, str, tuple[str, ...]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Desk:
    """Who takes mail in: `accepts` knows our addresses, `stores` keeps a mail or raises."""

    accepts: Accepts
    stores: Stores
    max_bytes: int = 25_000_000


class _Handler:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def handle_RCPT(  # noqa: N802 (the library's name)
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if len(envelope.rcpt_tos) >= _MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        if not await self._desk.accepts(address):
            return "550 5.1.1 No such mailbox here"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802 (the library's name)
        self, _server: Any, _session: Any, envelope: Envelope
    ) -> str:
        content = envelope.content
        raw = content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content
        try:
            await self._desk.stores(
                raw or b"", envelope.mail_from or "", tuple(map(str, envelope.rcpt_tos))
            )
        except Exception as error:  # noqa: BLE001 (whatever it is, the sender must keep the mail)
            log.error("mail.not_stored", error=type(error).__name__, exc_info=True)
            return "451 4.3.0 Not stored, try again later"
        return "250 2.0.0 Stored"


async def listen(host: str, port: int, desk: Desk, *, lmtp: bool = False) -> asyncio.Server:
    """Start listening. Larger mails are refused with 552 before they fill the memory."""
    loop = asyncio.get_running_loop()

    def protocol() -> asyncio.Protocol:
        kind = LMTP if lmtp else SMTP
        return kind(
            _Handler(desk),
            data_size_limit=desk.max_bytes,
            enable_SMTPUTF8=True,
            timeout=_TIMEOUT,
            ident="Limpide",
            loop=loop,
        )

    return await loop.create_server(protocol, host, port)
