"""Sending by SMTP over kept-alive connections, with an honest outcome for every way it can end."""

import asyncio
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final, Literal, cast

import aiosmtplib

from limpide.channels.protocol import (
    Accepted,
    Capabilities,
    ChannelDownError,
    DeferredError,
    Kind,
    Outbound,
    Outcome,
    Rejected,
    Unsure,
)

from .dkim import DkimKeys, signed
from .message import mail
from .mime import HeaderInjectionError, InvalidDomainError, wire_address
from .session import Answer, Session, SessionLostError
from .statuses import is_address_at_fault, status_in

_SECONDS: Final = 30.0
# A line that was quiet for longer may be dead without a word: routers forget.
_IDLE_SECONDS: Final = 60.0
_FIRST_PERMANENT: Final = 500
_MAILBOX_BUSY: Final = 450
_CLOSING: Final = 421
# Subjects (RFC 3463, 3): what the side that receives says, rather than a machine's trouble.
_MAILBOX: Final = "2"
_POLICY: Final = "7"
_TOO_FAST: Final = re.compile(
    r"\b(?:rate|too (?:many|fast|much)|throttl|unusual|limit|quota of (?:mails|messages)|"
    r"temporarily deferred|slow down)",
    re.IGNORECASE,
)
_UNSAFE: Final = re.compile(r"[\x00-\x20\x7f<>]")
# Signing leaves Python's lock: threads sign while the loop sends.
_SIGNERS: Final = 2
_SIGNED_TOGETHER: Final = 16
# Lines that only what is urgent may use: a campaign keeps all others busy.
_RESERVED: Final = 2


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where mail is handed to, and how."""

    host: str
    port: int
    user: str | None = None
    password: str | None = None
    tls: Literal["none", "starttls", "tls"] = "starttls"


@dataclass(frozen=True, slots=True)
class _Letter:
    """A mail as it travels."""

    sender: str
    recipient: str
    raw: bytes


class SmtpMail:
    """The e-mail channel."""

    def __init__(self, server: SmtpServer, keys: DkimKeys | None, *, connections: int = 8) -> None:
        self._server = server
        self._keys = keys
        self._idle: list[tuple[Session, float]] = []
        self._slots = asyncio.Semaphore(max(1, connections - _RESERVED))
        self._reserved = asyncio.Semaphore(_RESERVED)
        self._signers = ThreadPoolExecutor(_SIGNERS, "limpide-sign")
        self._urgent_signer = ThreadPoolExecutor(1, "limpide-sign-urgent")
        self._unsigned: list[tuple[Outbound, asyncio.Future[_Letter | Rejected]]] = []

    @property
    def can(self) -> Capabilities:
        """Carry text, HTML and files."""
        return Capabilities(kind=Kind.EMAIL, html=True, attachments=True)

    async def send(self, message: Outbound) -> Outcome:
        """Hand one mail to the server. Raises ChannelDownError when it was surely not taken."""
        letter = await self._drawn(message)
        if isinstance(letter, Rejected):
            return letter
        async with self._slot(message):
            session, was_used = await self._session()
            try:
                return await self._hand_over(session, letter)
            except SessionLostError as error:
                if error.may_have_it:
                    return Unsure(f"the line broke after DATA: {error}")
                if not was_used:
                    raise ChannelDownError from error
            # An old line that was closed meanwhile says nothing about the server: a new one does.
            try:
                return await self._hand_over(await self.connect(), letter)
            except SessionLostError as error:
                if error.may_have_it:
                    return Unsure(f"the line broke after DATA: {error}")
                raise ChannelDownError from error

    def _slot(self, message: Outbound) -> asyncio.Semaphore:
        is_free = message.is_urgent and not self._reserved.locked()
        return self._reserved if is_free else self._slots

    async def _hand_over(self, session: Session, letter: _Letter) -> Outcome:
        utf8 = not letter.recipient.isascii()
        if utf8 and not session.takes_utf8:
            self._keep(session)
            return Rejected("the server takes no address like this (SMTPUTF8)", permanent=False)
        answer = await session.hand_over(
            letter.sender, letter.recipient, letter.raw, utf8=utf8, seconds=_SECONDS
        )
        self._keep(session)
        return Accepted(receipt=answer.text[:200]) if answer else _refused(answer)

    def _drawn(self, message: Outbound) -> "asyncio.Future[_Letter | Rejected]":
        """Draw and sign in a thread; what is asked for at the same moment shares one trip there."""
        loop = asyncio.get_running_loop()
        drawn: asyncio.Future[_Letter | Rejected] = loop.create_future()
        if not self._unsigned:
            loop.call_soon(self._draw_waiting, loop)
        self._unsigned.append((message, drawn))
        return drawn

    def _draw_waiting(self, loop: asyncio.AbstractEventLoop) -> None:
        waiting, self._unsigned = self._unsigned, []
        for is_urgent, signers in ((True, self._urgent_signer), (False, self._signers)):
            those = [each for each in waiting if each[0].is_urgent is is_urgent]
            for place in range(0, len(those), _SIGNED_TOGETHER):
                signers.submit(self._draw, loop, those[place : place + _SIGNED_TOGETHER])

    def _draw(
        self,
        loop: asyncio.AbstractEventLoop,
        part: Sequence[tuple[Outbound, "asyncio.Future[_Letter | Rejected]"]],
    ) -> None:
        letters: list[_Letter | Rejected | Exception] = []
        for message, _ in part:
            try:
                letters.append(self._letter(message))
            except Exception as error:  # noqa: BLE001 (it is raised where it is awaited)
                letters.append(error)
        # The loop is woken once for all of them, not once for each.
        loop.call_soon_threadsafe(_settle_all, [drawn for _, drawn in part], letters)

    def _letter(self, message: Outbound) -> _Letter | Rejected:
        try:
            raw = mail(message)
            recipient, domain = wire_address(message.address), _domain(message.sender)
        except HeaderInjectionError as error:
            return Rejected(f"unsafe header: {error}", permanent=False)
        except InvalidDomainError:
            return Rejected("the domain of the address cannot exist", permanent=True)
        sender = f"b+{message.return_token}@{domain}" if message.return_token else message.sender
        if _UNSAFE.search(recipient) or _UNSAFE.search(sender):
            return Rejected("unsafe address", permanent=False)
        if self._keys is not None:
            raw = signed(raw, self._keys, domain)
        return _Letter(sender, recipient, raw)

    async def _session(self) -> tuple[Session, bool]:
        """Give a line that is up, and whether it has carried mail before."""
        now = asyncio.get_running_loop().time()
        while self._idle:
            session, since = self._idle.pop()
            if session.is_open and now - since < _IDLE_SECONDS:
                return session, True
            session.close()
        return await self.connect(), False

    async def connect(self) -> Session:
        """Open a line of one's own. Raises ChannelDownError."""
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
            if client.is_ehlo_or_helo_needed:
                await client.ehlo()
        except (aiosmtplib.SMTPException, OSError) as error:
            client.close()
            raise ChannelDownError from error
        if client.transport is None:
            raise ChannelDownError
        return Session(
            cast("asyncio.Transport", client.transport),
            pipelines=client.supports_extension("pipelining"),
            utf8=client.supports_extension("smtputf8"),
        )

    def _keep(self, session: Session) -> None:
        if session.is_open:
            self._idle.append((session, asyncio.get_running_loop().time()))

    async def close(self) -> None:
        """Say goodbye on all idle connections."""
        while self._idle:
            self._idle.pop()[0].close()
        self._signers.shutdown(wait=False)
        self._urgent_signer.shutdown(wait=False)


def _settle_all(
    awaited: Sequence["asyncio.Future[_Letter | Rejected]"],
    results: Sequence[_Letter | Rejected | Exception],
) -> None:
    for drawn, result in zip(awaited, results, strict=True):
        if drawn.done():
            continue
        if isinstance(result, Exception):
            drawn.set_exception(result)
        else:
            drawn.set_result(result)


def _domain(address: str) -> str:
    return wire_address(address).rpartition("@")[2]


def _later(code: int, text: str) -> ChannelDownError:
    """Tell a server that has trouble from a mailbox, or its provider, that wants it later."""
    status = status_in(text)
    subject = status.split(".")[1] if status else ""
    is_theirs = subject == _POLICY or (not subject and code != _CLOSING)
    slows = is_theirs and _TOO_FAST.search(text) is not None
    # Their words may hold the reader's address, and all companies see how a provider is.
    said = f"the server answered {code} {status}".rstrip()
    if slows or subject == _MAILBOX or (is_theirs and code == _MAILBOX_BUSY):
        return DeferredError(said, slows=slows)
    return ChannelDownError(said)


def _refused(answer: Answer) -> Rejected:
    text = f"{answer.code} {answer.text}"[:300]
    if answer.code < _FIRST_PERMANENT:
        raise _later(answer.code, text)
    return Rejected(text, permanent=is_address_at_fault(status_in(text), text))
