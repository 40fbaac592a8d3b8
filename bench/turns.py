"""How long a whole turn takes without any model: read, understand, look up, decide, say, keep.

Over 20,000 sections; questions beside steps of a flow that asks the demo shop over HTTP. The
reference is the search alone, in the same process.
"""

import asyncio
import os
import socket
import statistics
import sys
import time
from pathlib import Path
from uuid import UUID

from bench.ask import grown
from bench.house import ME, House, built, peak_megabytes
from evals.knowledge import demo

from limpide import assistant, conversations, knowledge
from limpide.channels import Kind
from limpide.cli import packs
from limpide.conversations import Incoming
from limpide.foundation.ids import new_id
from limpide.knowledge.evaluation import Row

SECTIONS = 20_000
TURNS = 300
_PER_FILE = 40


def write_documents(rows: list[Row], folder: Path) -> None:
    """Write sections as Markdown files, forty to each."""
    for language in ("fr", "en"):
        own = [row for row in rows if row.language == language]
        for start in range(0, len(own), _PER_FILE):
            part = own[start : start + _PER_FILE]
            head = f"---\ntitle: {part[0].title}\nlanguage: {language}\napproved: true\n---\n"
            body = "\n\n".join(f"## {row.heading or row.title}\n\n{row.text}" for row in part)
            (folder / f"{language}-{start}.md").write_text(f"{head}\n{body}\n")


async def ask(house: House, text: str, language: str) -> float:
    """Let somebody new write, take the turn, give its milliseconds."""
    async with house.pool.transaction(house.company.id) as db:
        token = await conversations.start_visit(db, language)
        visit = await conversations.find_visit(db, token)
        assert visit is not None
        incoming = Incoming(Kind.CHAT, f"bench-{new_id()}", visit.address, text)
        received = await conversations.write(db, token, visit, incoming)
    began = time.perf_counter()
    payload = {"conversation": str(UUID(str(received.conversation)))}
    await assistant.take_turn(house.pool, house.company.id, payload, allow_private=True)
    return (time.perf_counter() - began) * 1000


def figures(times: list[float]) -> str:
    ordered = sorted(times)
    p95 = ordered[int(len(ordered) * 0.95)]
    return f"p50 {statistics.median(ordered):6.1f} ms   p95 {p95:6.1f} ms"


async def main() -> None:
    rows = grown(demo.rows(), SECTIONS)
    queries = (demo.queries("work") + demo.queries("held"))[:TURNS]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    shop = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "demo_shop", "--port", str(port),
        env={**os.environ, "DEMO_SHOP_TOKEN": "bench"},
    )  # fmt: skip
    try:
        async with built() as house:
            write_documents(rows, house.folder)
            await knowledge.add(house.pool, house.company.id, str(house.folder), actor=ME)
            async with house.pool.transaction(house.company.id) as db:
                url = f"http://127.0.0.1:{port}"
                await packs.install(db, packs.pack("retail"), base_url=url, token="bench", actor=ME)
            began = time.perf_counter()
            await ask(house, "Bonjour", "fr")
            print(f"first turn (learns, indexes)   {time.perf_counter() - began:6.1f} s")
            alone: list[float] = []
            for query in queries:
                began = time.perf_counter()
                async with house.pool.transaction(house.company.id) as db:
                    await knowledge.answer(db, query.question, language=query.language or "fr")
                alone.append((time.perf_counter() - began) * 1000)
            turns = [await ask(house, q.question, q.language or "fr") for q in queries]
            steps = [
                await ask(house, f"Où est ma commande OLV-2041{8801 + n % 2 * 541} ?", "fr")
                for n in range(TURNS)
            ]
            began = time.perf_counter()
            for start in range(0, TURNS, 10):
                part = queries[start : start + 10]
                await asyncio.gather(*(ask(house, q.question, q.language or "fr") for q in part))
            rate = TURNS / (time.perf_counter() - began)
    finally:
        shop.terminate()
        await shop.wait()
    print(f"{len(rows)} sections, {len(queries)} questions")
    print(f"search alone       {figures(alone)}")
    print(f"whole turn         {figures(turns)}")
    print(f"step of a flow     {figures(steps)}  (with one request to the shop)")
    ratio = statistics.median(turns) / statistics.median(alone)
    print(f"ratio p50 turn / search {ratio:.1f}   ten at once {rate:.0f} turns/s in one process")
    print(f"memory of the process {peak_megabytes():.0f} MB")


if __name__ == "__main__":
    asyncio.run(main())
