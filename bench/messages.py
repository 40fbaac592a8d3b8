"""`POST /v1/messages` beside the bare framework: one loader, one database, one process each."""

import asyncio
import os
import socket
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from limpide import api, contacts
from limpide.api import Scope
from limpide.channels import Kind
from limpide.cli import demo
from limpide.foundation import migrations, secrets, workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import open_pool
from limpide.foundation.embedded import EmbeddedPostgres
from limpide.foundation.settings import Settings
from limpide.main import create_app

SECONDS = 6.0
CONNECTIONS = 16
ME = Actor.system("bench")


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


async def serve(app: Any) -> tuple[uvicorn.Server, asyncio.Task[None], int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    config = uvicorn.Config(app, port=port, log_level="error", access_log=False)
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.02)
    return server, task, port


async def load(port: int, path: str, body: Any, key: str) -> tuple[float, float]:
    """Send for some seconds over some connections; give requests per second and p99 in ms."""
    times: list[float] = []
    end = time.perf_counter() + SECONDS

    async def one(client: httpx.AsyncClient) -> None:
        while time.perf_counter() < end:
            began = time.perf_counter()
            answer = await client.post(path, json=body)
            assert answer.status_code == 202, answer.text
            times.append(time.perf_counter() - began)

    headers = {"Authorization": f"Bearer {key}"}
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=30
    ) as client:
        began = time.perf_counter()
        await asyncio.gather(*(one(client) for _ in range(CONNECTIONS)))
        spent = time.perf_counter() - began
    return len(times) / spent, sorted(times)[int(len(times) * 0.99)] * 1000


async def load_apart(
    port: int, path: str, kind: str, contact: str, key: str
) -> tuple[float, float]:
    """Load from a process of its own, so that the loader does not share the server's loop."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        __file__,
        "load",
        str(port),
        path,
        kind,
        contact,
        key,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": "."},
    )
    output, _ = await child.communicate()
    rate, p99 = output.decode().split()
    return float(rate), float(p99)


def body_of(kind: str, contact: str) -> Any:
    one = {
        "contact": contact,
        "purpose": "order",
        "text": "Votre commande part demain.",
        "subject": "Commande",
    }
    return {"messages": [one] * 500} if kind == "batch" else one


async def main() -> None:
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
        contact = str(person.id)
        for name, app, runs in (
            ("bare framework", bare(reference), ("single",)),
            ("Limpide", create_app(settings, server.url()), ("single", "batch")),
        ):
            running, task, port = await serve(app)
            for kind in runs:
                path = "/v1/messages/batch" if kind == "batch" else "/v1/messages"
                rate, p99 = await load_apart(port, path, kind, contact, key)
                count = rate * (500 if kind == "batch" else 1)
                print(f"{name:16}{kind:8}{count:9.0f} messages/s   p99 {p99:7.1f} ms", flush=True)
            running.should_exit = True
            await task
        await owner.close()
        await reference.close()
        await pool.close()
        await server.stop()


if __name__ == "__main__":
    if sys.argv[1:2] == ["load"]:
        _, _, port, path, kind, contact, key = sys.argv
        print(*asyncio.run(load(int(port), path, body_of(kind, contact), key)))
    else:
        asyncio.run(main())
