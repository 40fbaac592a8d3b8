"""A bound connection: requests in a window, answers matched, the line kept alive."""

import asyncio
import contextlib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Final

from limpide.foundation.log import log

from .pdu import Command, Pdu, State, WireError, bind, read_pdu, written

_CONNECT_SECONDS: Final = 10.0
_MOST_SEQUENCES: Final = 0x7FFFFFFF


class NotBoundError(Exception):
    """There is no connection, or it refused us: nothing was sent."""


class LostError(Exception):
    """The line was lost, or fell silent, after something was sent: it may have arrived."""


@dataclass(frozen=True, slots=True)
class Login:
    """A server and how we show up there. `window`: how many requests may wait for an answer.

    `hex_ids`: it names messages in hexadecimal when it takes them, in decimal when it reports.
    """

    host: str
    port: int
    user: str
    password: str
    system_type: str = ""
    tls: bool = False
    window: int = 20
    hex_ids: bool = False
    alive_seconds: float = 30.0
    answer_seconds: float = 30.0


class Link:
    """One connection from bind to unbind. Broken once, it stays broken: make another."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        login: Login,
        arrived: Callable[["Link", Pdu], None],
    ) -> None:
        self._reader, self._writer = reader, writer
        self._login, self._arrived = login, arrived
        self._sequences = count(1)
        self._waiting: dict[int, asyncio.Future[Pdu]] = {}
        self._window = asyncio.Semaphore(login.window)
        # What is planned never fills the window: a code finds a place free at once.
        self._share = asyncio.Semaphore(max(1, login.window - _kept_free(login.window)))
        self._tasks: list[asyncio.Task[None]] = []
        self.closed = asyncio.Event()

    async def submit(self, body: bytes, *, is_urgent: bool = False) -> Pdu:
        """Hand over a submit_sm; give the answer. Raises NotBoundError, LostError."""
        if is_urgent:
            return await self._submit(body)
        async with self._share:
            return await self._submit(body)

    async def _submit(self, body: bytes) -> Pdu:
        async with self._window:
            return await self._ask(Command.SUBMIT_SM, body)

    def answer(self, pdu: Pdu, status: int = State.OK) -> None:
        """Answer what the server sent; a lost line needs none."""
        if not self.closed.is_set():
            self._writer.write(pdu.response(status))

    async def unbind(self) -> None:
        """Say goodbye and hang up."""
        with contextlib.suppress(NotBoundError, LostError):
            await self._ask(Command.UNBIND, b"", seconds=2.0)
        self._break("unbound")
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with contextlib.suppress(OSError):
            await self._writer.wait_closed()

    async def start(self, mode: Command) -> None:
        """Bind. Raises NotBoundError."""
        login = self._login
        self._tasks.append(asyncio.create_task(self._listen()))
        body = bind(login.user, login.password, login.system_type)
        try:
            answer = await self._ask(mode, body, seconds=_CONNECT_SECONDS)
        except LostError as error:
            await self.unbind()
            raise NotBoundError("no answer to the bind") from error
        if answer.status != State.OK:
            await self.unbind()
            raise NotBoundError(f"the bind was refused: 0x{answer.status:02X}")
        self._tasks.append(asyncio.create_task(self._keep_alive()))

    async def _ask(self, command: Command, body: bytes, seconds: float | None = None) -> Pdu:
        if self.closed.is_set():
            raise NotBoundError
        sequence = next(self._sequences) % _MOST_SEQUENCES or next(self._sequences)
        answer: asyncio.Future[Pdu] = asyncio.get_running_loop().create_future()
        self._waiting[sequence] = answer
        try:
            self._writer.write(written(command, sequence, body))
            await self._writer.drain()
            return await asyncio.wait_for(answer, seconds or self._login.answer_seconds)
        except (OSError, TimeoutError) as error:
            raise LostError(type(error).__name__) from error
        finally:
            self._waiting.pop(sequence, None)
            # Broken while nobody looked any more: the exception is known.
            if answer.done() and not answer.cancelled():
                answer.exception()

    async def _listen(self) -> None:
        try:
            while True:
                self._read(await read_pdu(self._reader))
        except (OSError, EOFError, WireError) as error:
            self._break(type(error).__name__)

    def _read(self, pdu: Pdu) -> None:
        if pdu.is_response:
            waiting = self._waiting.get(pdu.sequence)
            if waiting is not None and not waiting.done():
                waiting.set_result(pdu)
        elif pdu.command == Command.DELIVER_SM:
            self._arrived(self, pdu)
        elif pdu.command in {Command.ENQUIRE_LINK, Command.UNBIND}:
            self.answer(pdu)
            if pdu.command == Command.UNBIND:
                self._break("the server unbound us")
        else:
            nack = written(Command.GENERIC_NACK, pdu.sequence, b"", State.INVALID_COMMAND)
            self._writer.write(nack)

    async def _keep_alive(self) -> None:
        while not self.closed.is_set():
            await asyncio.sleep(self._login.alive_seconds)
            try:
                await self._ask(Command.ENQUIRE_LINK, b"")
            except (LostError, NotBoundError):
                self._break("no sign of life")

    def _break(self, why: str) -> None:
        if self.closed.is_set():
            return
        self.closed.set()
        log.info("smpp.closed", why=why)
        self._writer.close()
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(LostError(why))
        for task in self._tasks:
            if task is not asyncio.current_task():
                task.cancel()


def _kept_free(window: int) -> int:
    """Say how many places of a window only urgent messages take: a fifth, at least one."""
    return max(1, window // 5)


async def connect(login: Login, arrived: Callable[[Link, Pdu], None], *, receives: bool) -> Link:
    """Connect and bind: as transceiver when we receive, else to send only. Raises NotBoundError."""
    secure = ssl.create_default_context() if login.tls else None
    opening = asyncio.open_connection(login.host, login.port, ssl=secure)
    try:
        reader, writer = await asyncio.wait_for(opening, _CONNECT_SECONDS)
    except (OSError, TimeoutError) as error:
        raise NotBoundError(type(error).__name__) from error
    link = Link(reader, writer, login, arrived)
    await link.start(Command.BIND_TRANSCEIVER if receives else Command.BIND_TRANSMITTER)
    return link
