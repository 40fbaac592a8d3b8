"""The house under fire: customers write while its processes are killed with -9; then count."""

import asyncio
import contextlib
import os
import random
import re
import signal
import socket
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import httpx

QUESTIONS = (
    "Combien de temps ai-je pour renvoyer un article ?",
    "Quels sont les délais de livraison ?",
    "Puis-je payer en plusieurs fois ?",
    "Combien de temps les points sont-ils valables ?",
)


@dataclass(frozen=True, slots=True)
class Count:
    """What came out.

    `lost`: written and answered 2xx, but not kept; `doubled`: kept twice; `held`: jobs given up,
    that only an operator would bring back.
    """

    conversations: int
    kills: int
    lost: int
    doubled: int
    unanswered: int
    answered_twice: int
    held: int


def free_port() -> int:
    # Not one that the system hands to outgoing connections: one of those would take it while the
    # web process is being started again.
    for port in random.sample(range(30_000, 32_700), 100):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise OSError("no free port")


async def under_fire(folder: Path, *, conversations: int, kills: int, pause: float) -> Count:
    """Start everything, let customers write, kill web, worker and database at random, count."""
    port = free_port()
    environment = {
        **os.environ,
        "LIMPIDE_DATA_DIR": str(folder / "data"),
        "LIMPIDE_PORT": str(port),
        "LIMPIDE_MAIL_PORT": "0",
        "LIMPIDE_DEMO_SHOP_PORT": str(free_port()),
        "LIMPIDE_DEMO_MAIL_PORT": str(free_port()),
        "LIMPIDE_LOG_LEVEL": "ERROR",
    }
    environment.pop("LIMPIDE_DATABASE_URL", None)
    with (folder / "up.log").open("wb") as log:
        house = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "limpide", "up", "--demo", env=environment, stdout=log, stderr=log
        )
    address = f"http://localhost:{port}"
    try:
        await _ready(address)
        customers = [asyncio.create_task(_customer(address, n)) for n in range(conversations)]
        await _fire(house.pid, kills, pause)
        written = await asyncio.gather(*customers)
        await _ready(address)
        return await _count(folder, written, kills)
    finally:
        house.send_signal(signal.SIGINT)
        await house.wait()


async def _customer(address: str, number: int) -> str:
    """Write one message, repeating with the same id until it is taken; keep the cookie."""
    await asyncio.sleep(random.uniform(0, 4))
    id = str(uuid.uuid4())
    visitor = uuid.uuid4().hex + uuid.uuid4().hex
    body = {"text": QUESTIONS[number % len(QUESTIONS)], "id": id, "visitor": visitor}
    async with httpx.AsyncClient(timeout=5, headers={"X-Limpide": "chat"}) as client:
        # Each customer has a place of their own for the limits on one address.
        client.headers["X-Forwarded-For"] = (
            f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        )
        for _ in range(400):
            with contextlib.suppress(httpx.HTTPError):
                answer = await client.post(f"{address}/chat/messages", data=body)
                if answer.is_success:
                    return id
            await asyncio.sleep(0.15)
    return ""


async def _fire(house: int, kills: int, pause: float) -> None:
    for number in range(kills):
        await asyncio.sleep(pause)
        children = _children(house)
        # The database twice at least: once while jobs are in hand, once while it starts.
        bases = [child for child in children if b"postgres" in _command(child)]
        target = random.choice(bases if number in {1, 2} and bases else children)
        with contextlib.suppress(ProcessLookupError):
            os.kill(target, signal.SIGKILL)


def _children(parent: int) -> list[int]:
    """Name the house's own children: database, web, worker."""
    found: list[int] = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):
                stat = (folder / "stat").read_text().rpartition(")")[2].split()
                if int(stat[1]) == parent and stat[0] != "Z":
                    found.append(int(folder.name))
    return found


def _command(process: int) -> bytes:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_bytes()
    return b""


async def _ready(address: str) -> None:
    async with httpx.AsyncClient(timeout=3) as client:
        for _ in range(1500):
            with contextlib.suppress(httpx.HTTPError):
                if (await client.get(f"{address}/readyz")).is_success:
                    return
            await asyncio.sleep(0.1)
    raise TimeoutError("the house did not come back")


async def _count(folder: Path, written: list[str], kills: int) -> Count:
    note = (folder / "data" / "database.json").read_text()
    url = re.search(r'"owner": "([^"]+)"', note)
    assert url is not None
    connection = await asyncpg.connect(url[1])
    try:
        kept = "select split_part(provider_id, ':', 3) as id, count(*) as times"
        waiting = 0
        for _ in range(450):
            waiting = await connection.fetchval(
                """select count(*) from conversations.conversations
                   where kind = 'chat' and waiting_since is not null and holder = 'assistant'"""
            )
            if not waiting:
                break
            await asyncio.sleep(0.2)
        rows = await connection.fetch(
            f"""{kept} from conversations.messages
                where direction = 'in' and kind = 'chat' and split_part(provider_id, ':', 3) <> ''
                group by 1"""
        )
        times = {row["id"]: row["times"] for row in rows}
        twice = await connection.fetchval(
            """select count(*) from (select conversation from conversations.messages
               where direction = 'out' and kind = 'chat' and conversation in (
                 select conversation from conversations.messages
                 where split_part(provider_id, ':', 3) = any($1::text[]))
               group by 1 having count(*) > 1) d""",
            written,
        )
        held = await connection.fetchval(
            "select count(*) from jobs.pgqueuer where status = 'failed'"
        )
    finally:
        await connection.close()
    return Count(
        conversations=len(written),
        kills=kills,
        lost=sum(1 for id in written if id and id not in times) + written.count(""),
        doubled=sum(1 for number in times.values() if number > 1),
        unanswered=waiting,
        answered_twice=twice,
        held=held,
    )
