"""The outside world of the proofs: a mail server that counts, and behaves badly when told."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

# What the server does at a step: words to say, or None to hang up without a word.
Step = Callable[[str], str | None]


def _takes(_recipient: str) -> str | None:
    return "250 2.0.0 ok"


@dataclass
class MailServer:
    """An SMTP server. It has *taken* a mail when it has read its end, whatever it says then.

    `kept`: an empty list where the mails themselves are looked at.
    """

    seconds: float = 0.0
    rcpt: Step = _takes
    data: Step = _takes
    port: int = 0
    taken: list[str] = field(default_factory=list[str])
    kept: list[bytes] | None = None
    first_at: dict[str, float] = field(default_factory=dict[str, float])

    @property
    def times(self) -> Counter[str]:
        """How many times each recipient was written to."""
        return Counter(self.taken)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._talk(reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 proof ESMTP\r\n")
        recipient, is_refused = "", False
        while line := await reader.readline():
            verb = line[:4].upper()
            if verb == b"RCPT":
                recipient = line.decode().partition("<")[2].partition(">")[0]
                said = self.rcpt(recipient)
                is_refused = said is not None and not said.startswith("2")
            elif verb == b"DATA" and is_refused:
                said = "554 5.5.1 no valid recipients"
            elif verb == b"DATA":
                writer.write(b"354 go\r\n")
                mail = await reader.readuntil(b"\r\n.\r\n")
                said = await self._taken(recipient, mail)
            else:
                said = _GREETING if verb == b"EHLO" else "250 ok"
            if said is None:
                return
            writer.write(said.encode() + b"\r\n")

    async def _taken(self, recipient: str, mail: bytes) -> str | None:
        said = self.data(recipient)
        if said is None or said.startswith("2"):
            self.taken.append(recipient)
            self.first_at.setdefault(recipient, asyncio.get_running_loop().time())
            if self.kept is not None:
                self.kept.append(mail.removesuffix(b".\r\n"))
        if self.seconds:
            await asyncio.sleep(self.seconds)
        return said


_GREETING: Final = "250-proof\r\n250-PIPELINING\r\n250-SMTPUTF8\r\n250 8BITMIME"


@asynccontextmanager
async def mail_server(*, seconds: float = 0.0) -> AsyncGenerator[MailServer]:
    """Run a mail server for the time of the block; `seconds`: what one mail costs it."""
    it = MailServer(seconds)
    server = await asyncio.start_server(it.serve, "127.0.0.1", 0, limit=2**22)
    it.port = server.sockets[0].getsockname()[1]
    try:
        yield it
    finally:
        server.close()
