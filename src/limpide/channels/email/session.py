"""One SMTP session that is open: a mail in two round trips where the server pipelines (RFC 2920).

aiosmtplib greets, starts TLS and logs in; then its transport is ours (docs/decisions/0140).
"""

import asyncio
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

_LONGEST_ANSWER: Final = 32_768
_CODE_DIGITS: Final = 3
_GO: Final = 354
# Lines «250-…», then one without the hyphen (RFC 5321, 4.2.1).
_ANSWER: Final = re.compile(rb"(?:[^\n]{3}-[^\n]*\n)*(?![^\n]{3}-)[^\n]*\n")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server says: a code of three digits, and words."""

    code: int
    text: str

    def __bool__(self) -> bool:
        return self.code // 100 in {2, 3}


class SessionLostError(Exception):
    """The line broke, timed out or answered nonsense. `may_have_it`: the text was on its way."""

    def __init__(self, why: str, *, may_have_it: bool) -> None:
        super().__init__(why)
        self.may_have_it = may_have_it


class Session(asyncio.Protocol):
    """Takes over a transport on which MAIL may be said."""

    def __init__(self, transport: asyncio.Transport, *, pipelines: bool, utf8: bool) -> None:
        self.takes_utf8 = utf8
        self._transport = transport
        self._pipelines = pipelines
        self._buffer = b""
        self._awaited: deque[asyncio.Future[Answer]] = deque()
        self._open = not transport.is_closing()
        transport.set_protocol(self)

    @property
    def is_open(self) -> bool:
        """Say whether the line is up, as far as the loop has heard."""
        return self._open and not self._transport.is_closing()

    async def hand_over(
        self, sender: str, recipient: str, raw: bytes, *, utf8: bool, seconds: float
    ) -> Answer:
        """Send one mail and give the last answer: to the text, or the first refusal.

        Raises SessionLostError; the session is closed then.
        """
        commands = [
            f"MAIL FROM:<{sender}>{' SMTPUTF8' if utf8 else ''}\r\n".encode(),
            f"RCPT TO:<{recipient}>\r\n".encode(),
            b"DATA\r\n",
        ]
        is_on_its_way = False

        def leaving() -> None:
            nonlocal is_on_its_way
            is_on_its_way = True

        try:
            async with asyncio.timeout(seconds):
                refused = await self._envelope(commands)
                if refused is None:
                    return await self._text(raw, leaving)
                return refused
        except (OSError, ValueError) as error:
            # A timeout is an OSError too.
            self.close()
            raise SessionLostError(type(error).__name__, may_have_it=is_on_its_way) from error
        except asyncio.CancelledError:
            self.close()
            raise

    async def _envelope(self, commands: list[bytes]) -> Answer | None:
        """Say from whom and to whom; give the first refusal, with the session ready again."""
        if self._pipelines:
            answers = [await each for each in self._ask(*commands)]
        else:
            answers = []
            for command in commands:
                answers.append(await self._ask(command)[0])
                if not answers[-1]:
                    break
        refused = next((answer for answer in answers if not answer), None)
        if refused is None:
            return None
        if answers[-1].code == _GO:
            # It wants a text although nobody may get it: an empty one, which it must refuse.
            await self._ask(b".\r\n")[0]
        await self._ask(b"RSET\r\n")[0]
        return refused

    async def _text(self, raw: bytes, leaving: Callable[[], None]) -> Answer:
        stuffed = raw.replace(b"\r\n.", b"\r\n..") if b"\r\n." in raw else raw
        end = b".\r\n" if stuffed.endswith(b"\r\n") else b"\r\n.\r\n"
        self._check()
        leaving()
        return await self._ask(stuffed, end, answers=1)[0]

    def _ask(self, *parts: bytes, answers: int | None = None) -> list[asyncio.Future[Answer]]:
        self._check()
        loop = asyncio.get_running_loop()
        wanted = [loop.create_future() for _ in range(len(parts) if answers is None else answers)]
        self._awaited.extend(wanted)
        self._transport.write(b"".join(parts))
        return wanted

    def _check(self) -> None:
        if not self.is_open:
            raise ConnectionResetError("the line is closed")

    def data_received(self, data: bytes) -> None:
        """Hand each whole answer to the one who waits first."""
        self._buffer += data
        while self._open and (found := _ANSWER.match(self._buffer)):
            self._buffer = self._buffer[found.end() :]
            self._take(found[0].splitlines())
        if len(self._buffer) > _LONGEST_ANSWER:
            self._fail(ValueError("the answer is too long"))

    def _take(self, lines: list[bytes]) -> None:
        if not self._awaited:
            # Unasked, such as «421 closing»: the line is not to be used again.
            self.close()
            return
        code = lines[-1][:_CODE_DIGITS]
        if not code.isdigit():
            self._fail(ValueError("this is no answer"))
            return
        words = "\n".join(line[4:].decode("utf-8", "replace").strip() for line in lines)
        waiting = self._awaited.popleft()
        if not waiting.done():
            waiting.set_result(Answer(int(code), words))

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell everyone who waits."""
        self._fail(exc if isinstance(exc, OSError) else ConnectionResetError("closed"))

    def _fail(self, error: Exception) -> None:
        self._open = False
        while self._awaited:
            waiting = self._awaited.popleft()
            if not waiting.done():
                waiting.set_exception(error)
                waiting.exception()  # seen, even if nobody comes for it
        self._transport.close()

    def close(self) -> None:
        """Hang up."""
        self._fail(ConnectionResetError("closed"))
