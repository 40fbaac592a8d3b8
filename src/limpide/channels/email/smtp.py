"""Sending by SMTP over kept-alive connections, with an honest outcome for every way it can end."""

import asyncio
from dataclasses import dataclass
from typing import Final, Literal

import aiosmtplib

from limpide.channels.protocol import (
    Accepted,
    Capabilities,
    ChannelDownError,
    Kind,
    Outbound,
    Outcome,
    Rejected,
    Unsure,
)

from .dkim import DkimKeys, signed
from .message import mail
from .mime import HeaderInjectionError, InvalidDomainError, wire_address

_SECONDS: Final = 30.0
_FIRST_PERMANENT: Final = 500
# The address itself is at fault (RFC 3463, X.1.x); policy and size are not the reader's fault.
_BAD_MAILBOX: Final = ("5.1.1", "5.1.2", "5.1.3", "5.1.10", "user unknown", "no such user")


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where mail is handed to, and how."""

    host: str
    port: int
    user: str | None = None
    password: str | None = None
    tls: Literal["none", "starttls", "tls"] = "starttls"


class SmtpMail:
    """The e-mail channel."""

    def __init__(self, server: SmtpServer, keys: DkimKeys | None, *, connections: int = 4) -> None:
        self._server = server
        self._keys = keys
        self._idle: list[aiosmtplib.SMTP] = []
        self._slots = asyncio.Semaphore(connections)

    @property
    def can(self) -> Capabilities:
        """Carry text, HTML and files."""
        return Capabilities(kind=Kind.EMAIL, html=True, attachments=True)

    async def send(self, message: Outbound) -> Outcome:
        """Hand one mail to the server. Raises ChannelDownError when it was surely not taken."""
        try:
            raw = mail(message)
            recipient, domain = wire_address(message.address), _domain(message.sender)
        except HeaderInjectionError as error:
            return Rejected(f"unsafe header: {error}", permanent=False)
        except InvalidDomainError:
            return Rejected("the domain of the address cannot exist", permanent=True)
        if self._keys is not None:
            raw = signed(raw, self._keys, domain)
        sender = f"b+{message.return_token}@{domain}" if message.return_token else message.sender
        async with self._slots:
            client = await self._connection()
            return await self._hand_over(client, sender, recipient, raw)

    async def _hand_over(
        self, client: aiosmtplib.SMTP, sender: str, recipient: str, raw: bytes
    ) -> Outcome:
        utf8 = not recipient.isascii()
        try:
            if utf8 and not await _takes_utf8(client):
                self._idle.append(client)
                return Rejected("the server takes no address like this (SMTPUTF8)", permanent=False)
            await client.mail(sender, options=["SMTPUTF8"] if utf8 else None)
            await client.rcpt(recipient, encoding="utf-8" if utf8 else "ascii")
        except aiosmtplib.SMTPResponseException as error:
            await self._keep(client)
            return _refused(error)
        except (aiosmtplib.SMTPException, OSError) as error:
            client.close()
            raise ChannelDownError from error
        try:
            answer = await client.data(raw)
        except aiosmtplib.SMTPResponseException as error:
            await self._keep(client)
            return _refused(error)
        except (aiosmtplib.SMTPException, OSError) as error:
            # The text was on its way: the server may have taken it.
            client.close()
            return Unsure(f"the line broke after DATA: {type(error).__name__}")
        self._idle.append(client)
        return Accepted(receipt=answer.message[:200])

    async def _connection(self) -> aiosmtplib.SMTP:
        while self._idle:
            client = self._idle.pop()
            try:
                await client.rset()
            except (aiosmtplib.SMTPException, OSError):
                client.close()
                continue
            return client
        server = self._server
        client = aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            username=server.user,
            password=server.password,
            use_tls=server.tls == "tls",
            start_tls=server.tls == "starttls",
            timeout=_SECONDS,
        )
        try:
            await client.connect()
        except (aiosmtplib.SMTPException, OSError) as error:
            raise ChannelDownError from error
        return client

    async def _keep(self, client: aiosmtplib.SMTP) -> None:
        try:
            await client.rset()
        except (aiosmtplib.SMTPException, OSError):
            client.close()
        else:
            self._idle.append(client)

    async def close(self) -> None:
        """Say goodbye on all idle connections."""
        while self._idle:
            self._idle.pop().close()


async def _takes_utf8(client: aiosmtplib.SMTP) -> bool:
    if client.is_ehlo_or_helo_needed:
        await client.ehlo()
    return client.supports_extension("smtputf8")


def _domain(address: str) -> str:
    return wire_address(address).rpartition("@")[2]


def _refused(error: aiosmtplib.SMTPResponseException) -> Rejected:
    if error.code < _FIRST_PERMANENT:
        raise ChannelDownError from error
    text = f"{error.code} {error.message}"[:300]
    is_bad_mailbox = any(sign in text.lower() for sign in _BAD_MAILBOX)
    return Rejected(text, permanent=is_bad_mailbox)
