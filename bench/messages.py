"""`POST /v1/messages` beside the bare framework: one loader, one database, one process each."""

import asyncio
import os
import socket
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import uvicorn
import uvloop
from bench.campaign import database_seconds
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from limpide import api, contacts, journeys
from limpide.api import Scope
from limpide.channels import Kind
from limpide.cli import demo
from limpide.contacts import Purpose
from limpide.foundation import memory, migrations, secrets, workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import open_pool
from limpide.foundation.embedded import EmbeddedPostgres
from limpide.foundation.settings import Settings
from limpide.journeys import Wording
from limpide.main import create_app

SECONDS = 6.0
CONNECTIONS = 16
BATCH = 500
ME = Actor.system("bench")
WORDS = Wording("Votre commande {{ data.number }}", "Bonjour, elle part {{ data.day }}.")


@dataclass(frozen=True)
class Doors:
    """Two applications on one database: the bare framework's and ours, with what a caller needs."""

    bare: Starlette
    ours: Any
    owner: Any
    key: str
    contact: str


def bare(pool: Any) -> Starlette:
    """The reference: eight fields, one insert through a pool, 202."""

    async def accept(request: Request) -> JSONResponse:
        body = await request.json()
        await pool.execute(
            "insert into public.bare (contact, purpose, body) values ($1, $2, $3)",
            body["contact"],
            body["purpose"],
            body["text"],
        )
        return JSONResponse({"status": "queued"}, 202)

    return Starlette(routes=[Route("/v1/messages", accept, methods=["POST"])])


@asynccontextmanager
async def serving(app: Any) -> AsyncGenerator[int]:
    """Serve for the time of the block, on the port that it gives."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    config = uvicorn.Config(app, port=port, log_level="error", access_log=False)
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.02)
    yield port
    server.should_exit = True
    await task


async def load(port: int, path: str, kind: str, body: Any, key: str) -> tuple[float, float]:
    """Send for some seconds over some connections; give requests per second and p99 in ms."""
    times: list[float] = []
    end = time.perf_counter() + SECONDS
    sent: dict[str, Any] = {"content": body} if kind == "ndjson" else {"json": body}

    async def one(client: httpx.AsyncClient) -> None:
        while time.perf_counter() < end:
            began = time.perf_counter()
            answer = await client.post(path, **sent)
            assert answer.status_code == 202, answer.text
            times.append(time.perf_counter() - began)

    headers = {"Authorization": f"Bearer {key}"}
    if kind == "ndjson":
        headers["Content-Type"] = "application/x-ndjson"
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=30
    ) as client:
        began = time.perf_counter()
        await asyncio.gather(*(one(client) for _ in range(CONNECTIONS)))
        spent = time.perf_counter() - began
    return len(times) / spent, sorted(times)[int(len(times) * 0.99)] * 1000


async def load_apart(port: int, path: str, kind: str, doors: Doors) -> tuple[float, float]:
    """Load from a process of its own, so that the loader does not share the server's loop."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        __file__,
        "load",
        str(port),
        path,
        kind,
        doors.contact,
        doors.key,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.environ.get("PYTHONPATH", ".")},
    )
    output, _ = await child.communicate()
    rate, p99 = output.decode().split()
    return float(rate), float(p99)


def body_of(kind: str, contact: str) -> Any:
    message = {
        "contact": contact,
        "purpose": "order",
        "text": "Votre commande part demain.",
        "subject": "Commande",
    }
    data = {"number": "R-77", "day": "demain"}
    notice = {"contact": contact, "template": "bench", "data": data}
    match kind:
        case "batch":
            return {"messages": [message] * BATCH}
        case "notice":
            return notice
        case "notices":
            return {"notices": [notice] * BATCH}
        case "ndjson":
            line = httpx.Request("POST", "http://x.example", json=notice).content.decode()
            return f"{line}\n" * BATCH
        case _:
            return message


async def told(name: str, app: Any, runs: Sequence[tuple[str, str]], doors: Doors) -> None:
    """Load an application, kind of body after kind, and print what it takes a second."""
    async with serving(app) as port:
        for kind, path in runs:
            await _settled()
            used, database = time.process_time(), await database_seconds(doors.owner)
            rate, p99 = await load_apart(port, path, kind, doors)
            count = rate * SECONDS * (BATCH if kind in {"batch", "notices", "ndjson"} else 1)
            each = (time.process_time() - used) / count * 1000
            database = (await database_seconds(doors.owner) - database) / count * 1000
            print(
                f"{name:16}{kind:8}{count / SECONDS:9.0f} a second   p99 {p99:7.1f} ms"
                f"   {each:6.3f} ms of its processor each, {database:.3f} in PostgreSQL",
                flush=True,
            )


async def _settled() -> None:
    """Wait until what an application does at its start is done: until it computes no more."""
    before = -1.0
    while (now := time.process_time()) - before > 0.05:
        before = now
        await asyncio.sleep(1)


@asynccontextmanager
async def built() -> AsyncGenerator[Doors]:
    """Build both applications for the time of the block."""
    secrets.configure(b"a key for benchmarks only, thirty-two bytes")
    with tempfile.TemporaryDirectory(prefix="limpide-bench-", ignore_cleanup_errors=True) as place:
        Path(place).chmod(0o755)
        server = EmbeddedPostgres(Path(place) / "pg")
        await server.start()
        await migrations.migrate(server.url(owner=True))
        owner: Any = await asyncpg.connect(server.url(owner=True))
        await owner.execute(
            """create table public.bare
               (id bigserial primary key, contact text, purpose text, body text)"""
        )
        reference = await asyncpg.create_pool(server.url(owner=True), max_size=10)
        pool = await open_pool(server.url())
        settings = Settings()
        await demo.fill(pool, settings)
        company = (await workspaces.list_all(pool))[0]
        async with pool.transaction(company.id) as db:
            key = await api.create_key(db, "bench", list(Scope), actor=ME)
            person = await contacts.recognise(db, Kind.EMAIL, "bench@x.example", actor=ME)
            data = {"data": {"number": "R-1", "day": "lundi"}}
            saved = await journeys.save_template(
                db, "bench", Purpose.ORDER, {"fr": WORDS}, sample=data, actor=ME
            )
            await journeys.publish_template(db, saved.template.id, actor=ME)
        memory.settle()
        ours = create_app(settings, server.url())
        yield Doors(bare(reference), ours, owner, key, str(person.id))
        await owner.close()
        await reference.close()
        await pool.close()
        await server.stop()


async def main() -> None:
    async with built() as doors:
        await told("bare framework", doors.bare, [("single", "/v1/messages")], doors)
        runs = [("single", "/v1/messages"), ("batch", "/v1/messages/batch")]
        await told("Limpide", doors.ours, runs, doors)


if __name__ == "__main__":
    if sys.argv[1:2] == ["load"]:
        _, _, port, path, kind, contact, key = sys.argv
        print(*asyncio.run(load(int(port), path, kind, body_of(kind, contact), key)))
    else:
        # The loop of the web process, for the reference too.
        uvloop.run(main())
