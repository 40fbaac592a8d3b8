"""Cold and warm start of `limpide up --demo`, and what it holds when nobody asks it anything.

The reference is the database alone: making a cluster and starting it; starting it again.
"""

import asyncio
import os
import signal
import sys
import tempfile
import time
from pathlib import Path

import httpx
from tests.killing import free_port

from limpide.foundation.embedded import EmbeddedPostgres

IDLE_SECONDS = 10


async def started(folder: Path) -> tuple[asyncio.subprocess.Process, float]:
    """Start everything; give the process and the seconds until it is ready."""
    port = free_port()
    environment = {
        **os.environ,
        "LIMPIDE_DATA_DIR": str(folder),
        "LIMPIDE_PORT": str(port),
        "LIMPIDE_MAIL_PORT": str(free_port()),
        "LIMPIDE_DEMO_SHOP_PORT": str(free_port()),
        "LIMPIDE_DEMO_MAIL_PORT": str(free_port()),
        "LIMPIDE_LOG_LEVEL": "ERROR",
    }
    environment.pop("LIMPIDE_DATABASE_URL", None)
    began = time.perf_counter()
    quiet = asyncio.subprocess.DEVNULL
    house = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "limpide", "up", "--demo", env=environment, stdout=quiet, stderr=quiet
    )
    async with httpx.AsyncClient(timeout=3) as client:
        while time.perf_counter() - began < 120:
            try:
                if (await client.get(f"http://127.0.0.1:{port}/readyz")).is_success:
                    return house, time.perf_counter() - began
            except httpx.HTTPError:
                await asyncio.sleep(0.05)
    raise TimeoutError("not ready after two minutes")


def family(parent: int) -> list[int]:
    """Name a process and all below it."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [parent, *(each for child in children for each in family(int(child)))]


def proportional_megabytes(pid: int) -> float:
    """What the process holds, memory that it shares divided among those who share it."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return next(int(line.split()[1]) for line in rollup.splitlines() if line[:4] == "Pss:") / 1024


def processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def stopped(house: asyncio.subprocess.Process) -> None:
    house.send_signal(signal.SIGINT)
    await house.wait()


async def database_alone(folder: Path) -> float:
    server = EmbeddedPostgres(folder)
    began = time.perf_counter()
    await server.start()
    spent = time.perf_counter() - began
    await server.stop()
    return spent


async def main() -> None:
    with tempfile.TemporaryDirectory(prefix="limpide-bench-", ignore_cleanup_errors=True) as place:
        Path(place).chmod(0o755)
        bare = [await database_alone(Path(place) / "alone") for _ in range(2)]
        house, cold = await started(Path(place) / "data")
        await stopped(house)
        house, warm = await started(Path(place) / "data")
        try:
            await asyncio.sleep(IDLE_SECONDS)
            all_of_it = family(house.pid)
            before = sum(map(processor_seconds, all_of_it))
            await asyncio.sleep(IDLE_SECONDS)
            busy = (sum(map(processor_seconds, all_of_it)) - before) / IDLE_SECONDS
            memory = sum(map(proportional_megabytes, all_of_it))
        finally:
            await stopped(house)
    print(f"cold start, demo filled  {cold:5.1f} s   database alone {bare[0]:.1f} s")
    print(f"warm start               {warm:5.1f} s   database alone {bare[1]:.1f} s")
    print(f"idle: {memory:.0f} MB in {len(all_of_it)} processes, {busy:.1%} of a core")


if __name__ == "__main__":
    asyncio.run(main())
