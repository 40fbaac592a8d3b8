"""`limpide up`: everything in one go, watched, and ended together."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import httpx

from limpide import wiring
from limpide.foundation import migrations, place, workspaces
from limpide.foundation.database import Pool
from limpide.foundation.embedded import DatabaseStartError, EmbeddedPostgres
from limpide.foundation.place import Urls
from limpide.foundation.processes import Child
from limpide.foundation.settings import Settings

from . import demo
from .running import console, fail

_READY_SECONDS = 60.0
_AGAIN_SECONDS = 0.5


async def up(settings: Settings, *, with_demo: bool) -> None:
    """Start database, web, worker and inbound mail; return when told to stop."""
    started = time.monotonic()
    _check_ports(settings)
    wiring.unlock(settings)
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stopped.set)
    console.print("Starting the database …")
    async with _database(settings) as urls:
        for step in await migrations.migrate(urls.owner):
            console.print(f"  migration {step}")
        async with wiring.opened(urls.run, size=4) as pool:
            await _first_company(pool, settings, with_demo=with_demo)
            is_demo = any(company.is_demo for company in await workspaces.list_all(pool))
        async with _children(settings, urls, is_demo=is_demo) as running:
            if await _ready(settings, stopped):
                _say_where(settings, is_demo=is_demo, seconds=time.monotonic() - started)
            await stopped.wait()
            console.print("\nStopping …")
            del running


@asynccontextmanager
async def _database(settings: Settings) -> AsyncGenerator[Urls, None]:
    given = place.given_urls(settings)
    if given is not None:
        yield given
        return
    async with place.embedded(settings.data_dir) as server:
        guard = asyncio.create_task(_keep_alive(server))
        try:
            yield Urls(server.url(), server.url(owner=True))
        finally:
            guard.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await guard


async def _keep_alive(server: EmbeddedPostgres) -> None:
    """Start the database again, on the same port, when it was killed."""
    while True:
        await server.process.wait()
        console.print("[yellow]The database ended; starting it again.[/yellow]")
        while True:
            try:
                await server.start()
            except DatabaseStartError:
                # Its old children still hold the shared memory: they end in a moment.
                await asyncio.sleep(_AGAIN_SECONDS)
            else:
                break


@asynccontextmanager
async def _children(
    settings: Settings, urls: Urls, *, is_demo: bool
) -> AsyncGenerator[list[Child], None]:
    environment = {"LIMPIDE_DATABASE_URL": urls.run, "LIMPIDE_DATABASE_ADMIN_URL": urls.owner}
    names = ["web", *["worker"] * settings.workers]
    if settings.mail_port or settings.lmtp_port:
        names.append("mail")
    if is_demo:
        # The demo's shop is on this machine, and so is its post where no server is given.
        environment["LIMPIDE_ACTIONS_PRIVATE_ADDRESSES"] = "true"
        if settings.smtp_host is None:
            environment |= _demo_post(settings)
    children = [Child(name, [sys.executable, "-m", "limpide", name], environment) for name in names]
    if is_demo:
        children.append(_shop(settings))
    tasks = [asyncio.create_task(child.run()) for child in children]
    note = settings.data_dir / "processes"
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    note.write_text(f"{os.getpid()}\n")
    try:
        yield children
    finally:
        await asyncio.gather(*(child.stop() for child in children))
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        note.unlink(missing_ok=True)


def _demo_post(settings: Settings) -> dict[str, str]:
    return {
        "LIMPIDE_SMTP_HOST": "127.0.0.1",
        "LIMPIDE_SMTP_PORT": str(settings.demo_mail_port),
        "LIMPIDE_SMTP_TLS": "none",
    }


def _shop(settings: Settings) -> Child:
    data = settings.data_dir / "shop.sqlite"
    port = str(settings.demo_shop_port)
    command = [sys.executable, "-m", "demo_shop", "--port", port, "--data", str(data)]
    if settings.smtp_host is None:
        command += ["--mail-port", str(settings.demo_mail_port)]
    shown = {"DEMO_SHOP_TOKEN": demo.shop_token(), **demo.told_by_shop(settings)}
    return Child("shop", command, shown)


async def _ready(settings: Settings, stopped: asyncio.Event) -> bool:
    """Wait until the web process says that it is ready. False when stopped before."""
    deadline = time.monotonic() + _READY_SECONDS
    async with httpx.AsyncClient(timeout=2) as client:
        while time.monotonic() < deadline and not stopped.is_set():
            with contextlib.suppress(httpx.HTTPError):
                answer = await client.get(f"http://{settings.host}:{settings.port}/readyz")
                if answer.is_success:
                    return True
            await asyncio.sleep(0.1)
    if not stopped.is_set():
        console.print("[red]The web process is not ready yet; its messages are above.[/red]")
    return False


async def _first_company(pool: Pool, settings: Settings, *, with_demo: bool) -> None:
    if await workspaces.list_all(pool):
        return
    if with_demo:
        await demo.fill(pool, settings)
        await demo.let_shop_tell(pool, settings)
        await demo.live_past(pool, settings)
    else:
        fail("No company yet. Run `limpide company create`, or `limpide up --demo` to look around.")


def _check_ports(settings: Settings) -> None:
    for host, port, name in (
        (settings.host, settings.port, "LIMPIDE_PORT"),
        (settings.mail_host, settings.mail_port, "LIMPIDE_MAIL_PORT"),
        (settings.mail_host, settings.lmtp_port, "LIMPIDE_LMTP_PORT"),
    ):
        if not port:
            continue
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                fail(f"Port {port} is taken by another program. Choose another: {name}=…")


def _say_where(settings: Settings, *, is_demo: bool, seconds: float) -> None:
    console.print(f"\n[bold]Limpide is ready[/bold] ({seconds:.1f} s)")
    console.print(f"  Start here   {settings.base_url}/")
    console.print(f"  Customers    {settings.base_url}/chat   {settings.base_url}/help")
    console.print(f"  Advisors     {settings.base_url}/inbox")
    if settings.mail_port:
        console.print(f"  Inbound mail {settings.mail_host}:{settings.mail_port} (SMTP)")
    if is_demo:
        shop = f"http://127.0.0.1:{settings.demo_shop_port}"
        console.print(f"  The shop     {shop}/docs   its mail: {shop}/mail")
        console.print("\n  Demo logins (password for all: [bold]" + demo.PASSWORD + "[/bold])")
        for role, address in demo.logins():
            console.print(f"    {role:<18}{address}")
    console.print("\n  Ctrl-C stops everything.")
