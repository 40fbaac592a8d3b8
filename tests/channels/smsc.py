"""Driving the SMSC of `smpp_peer.mjs` from tests and benchmarks."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

PEER = Path(__file__).parent / "smpp_peer.mjs"


class Smsc:
    """A running server: `port` to connect to, `told` what it has seen."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._news = asyncio.Condition()
        self.told: list[dict[str, Any]] = []
        self.port = 0

    async def read(self) -> None:
        """Hear what the server tells, until it ends."""
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            async with self._news:
                self.told.append(json.loads(line))
                self._news.notify_all()

    async def wait(self, key: str, count: int = 1) -> list[Any]:
        """Wait until something was told so many times; give all of it."""
        # Long, for a process of the program may have to start first, on a busy machine.
        async with asyncio.timeout(120), self._news:
            await self._news.wait_for(lambda: len(self.all(key)) >= count)
            return self.all(key)

    def all(self, key: str) -> list[Any]:
        """Give what was told so far."""
        return [told[key] for told in self.told if key in told]

    async def switch(self, **switches: Any) -> None:
        """Change how the server behaves, and wait until it does."""
        assert self._process.stdin is not None
        before = len(self.all("switched"))
        self._process.stdin.write(json.dumps(switches).encode() + b"\n")
        await self._process.stdin.drain()
        await self.wait("switched", before + 1)


@asynccontextmanager
async def smsc() -> AsyncGenerator[Smsc]:
    """Run a server for the time of the block."""
    process = await asyncio.create_subprocess_exec(
        "node", PEER, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    server = Smsc(process)
    reading = asyncio.create_task(server.read())
    try:
        (server.port,) = await server.wait("port")
        yield server
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()
        await reading
