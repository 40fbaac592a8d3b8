"""A real shop in a process of its own, on a road that can hold what passes, or lose the shop."""

import asyncio
import os
import re
import signal
import socket
import sqlite3
import sys
from pathlib import Path
from typing import Self

TOKEN = "a token for tests"
_LENGTH = re.compile(rb"^content-length: *(\d+)", re.IGNORECASE | re.MULTILINE)


class Road:
    """Leads to the shop. What changes something may be held here, then passes or is lost."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._shop: asyncio.subprocess.Process | None = None
        self._port = _free_port()
        self._server: asyncio.Server | None = None
        self._free = asyncio.Event()
        self._free.set()
        self.arrived = asyncio.Event()
        self.kills_before_the_answer = False
        self.loses = False

    @property
    def url(self) -> str:
        """Where Limpide is told that the shop is."""
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def open(self) -> Self:
        """Start the shop, and the road to it."""
        self._server = await asyncio.start_server(self._pass_on, "127.0.0.1", 0)
        await self.start_shop()
        return self

    async def close(self) -> None:
        """End both."""
        self._free.set()
        if self._server is not None:
            self._server.close()
        await self.kill_shop()

    async def start_shop(self) -> None:
        """Start the shop with the books it has, and wait until it answers."""
        command = [sys.executable, "-m", "demo_shop", "--port", str(self._port)]
        self._shop = await asyncio.create_subprocess_exec(
            *command, "--data", str(self._data), env={**os.environ, "DEMO_SHOP_TOKEN": TOKEN}
        )
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", self._port)
            except OSError:
                assert self._shop.returncode is None, "the shop did not start"
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return

    async def kill_shop(self) -> None:
        """Kill the shop as a power cut would."""
        if self._shop is not None and self._shop.returncode is None:
            self._shop.send_signal(signal.SIGKILL)
            await self._shop.wait()

    def hold(self) -> None:
        """Let nothing that changes something reach the shop for now."""
        self._free.clear()

    def lose(self) -> None:
        """Let what is held never reach the shop."""
        self.loses = True
        self._free.set()

    def let_go(self) -> None:
        """Let what was held pass."""
        self._free.set()

    def count(self, table: str, number: str) -> int:
        """Count in the shop's own books what was done to an order."""
        asked = {
            "refunds": "select count(*) from payments where kind = 'refund' and number = ?",
            "claims": "select count(*) from claims where number = ?",
        }
        with sqlite3.connect(self._data) as books:
            return int(books.execute(asked[table], [number]).fetchone()[0])

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            found = _LENGTH.search(head)
            body = await reader.readexactly(int(found[1])) if found else b""
            changes = not head.startswith(b"GET ")
            if changes:
                self.arrived.set()
                await self._free.wait()
                if self.loses:
                    return
            answer = await self._ask(head, body)
            if changes and self.kills_before_the_answer:
                await self.kill_shop()
            else:
                writer.write(answer)
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            # The shop is dead: whoever asked sees the line break.
            pass
        finally:
            writer.close()

    async def _ask(self, head: bytes, body: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        lines = [each for each in head.split(b"\r\n") if not each.lower().startswith(b"connection")]
        lines.insert(1, b"Connection: close")
        writer.write(b"\r\n".join(lines) + body)
        answer = await reader.read(-1)
        writer.close()
        return answer


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
