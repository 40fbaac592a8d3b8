"""A house with web, worker and demo content, and a real browser."""

import asyncio
import contextlib
import os
import shutil
import socket
import sys
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from limpide.cli import demo
from limpide.foundation import secrets
from limpide.foundation.database import open_pool
from limpide.foundation.embedded import EmbeddedPostgres
from limpide.foundation.settings import Settings

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "claire comme de l'eau"
_SESSIONS: dict[tuple[str, str], list[Any]] = {}
AXE = Path("frontend/node_modules/axe-core/axe.min.js")
# Database, worker, pages and browser share two cores with the other half of the tests.
expect.set_options(timeout=15_000)


def chromium() -> str | None:
    """Find the browser."""
    for name in (os.environ.get("LIMPIDE_TEST_CHROMIUM", ""), "chromium", "chromium-browser"):
        if name and (found := shutil.which(name)):
            return found
    return None


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Headless Chromium. In CI its absence is a failure."""
    found = chromium()
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is missing, and CI needs it")
        pytest.skip("Chromium was not found")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
async def site(server: EmbeddedPostgres) -> AsyncIterator[str]:
    """The demo company, served by real processes on a free port."""
    async with served(server, "browser", {}) as address:
        yield address


@contextlib.asynccontextmanager
async def served(
    server: EmbeddedPostgres, database: str, settings: Mapping[str, str]
) -> AsyncGenerator[str]:
    """Serve the demo company from a database of its own, with some settings more."""
    import asyncpg  # noqa: PLC0415

    connection: Any = await asyncpg.connect(server.url("postgres", owner=True))
    await connection.execute(f"create database {database} template limpide_template")
    await connection.close()
    pool = await open_pool(server.url(database))
    await demo.fill(pool, Settings())  # pyright: ignore[reportCallIssue]
    await pool.close()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "LIMPIDE_DATABASE_URL": server.url(database),
        "LIMPIDE_PORT": str(port),
        "LIMPIDE_SECRET_KEY": KEY.hex(),
        "LIMPIDE_LOG_LEVEL": "ERROR",
        **settings,
    }
    children = [
        await asyncio.create_subprocess_exec(sys.executable, "-m", "limpide", name, env=environment)
        for name in ("web", "worker")
    ]
    address = f"http://localhost:{port}"
    await _ready(address)
    await _answered(server.url(database, owner=True))
    yield address
    for child in children:
        child.terminate()
    await asyncio.gather(*(child.wait() for child in children))


# The processes must read what the tests' own process sealed.
KEY = b"a key for tests only, thirty-two bytes long"


async def _ready(address: str) -> None:
    secrets.configure(KEY)
    async with httpx.AsyncClient() as client:
        for _ in range(600):
            try:
                if (await client.get(f"{address}/readyz")).is_success:
                    return
            except httpx.HTTPError:
                pass
            await asyncio.sleep(0.1)
    pytest.fail("the site did not start")


# What is tried again later waits for a mail server that tests do not have.
_DUE = "select count(*) from jobs.pgqueuer where execute_after <= now()"


async def _answered(database: str) -> None:
    """Wait until the demo's mails are answered: none turns up in the middle of a test."""
    import asyncpg  # noqa: PLC0415

    connection: Any = await asyncpg.connect(database)
    for _ in range(300):
        if not await connection.fetchval(_DUE):
            break
        await asyncio.sleep(0.1)
    await connection.close()


@pytest.fixture
async def open_page(browser: Browser) -> AsyncIterator[Any]:
    """Open pages as someone: language, width, light or dark."""
    contexts: list[BrowserContext] = []

    async def open_it(*, locale: str = "fr-FR", width: int = 1280, scheme: Any = "light") -> Page:
        context = await browser.new_context(
            locale=locale, viewport={"width": width, "height": 900}, color_scheme=scheme
        )
        contexts.append(context)
        return await context.new_page()

    yield open_it
    for context in contexts:
        # Now and then this Chromium never says that it has closed a context. It goes with the rest.
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(context.close(), timeout=10)


async def sign_in(page: Page, site: str, who: str) -> None:
    """Sign somebody in, with the form the first time: attempts are limited by account."""
    if known := _SESSIONS.get((site, who)):
        await page.context.add_cookies(known)
        await page.goto(f"{site}/inbox")
        return
    await page.goto(f"{site}/sign-in?lang=fr")
    await page.get_by_label("Adresse e-mail").fill(f"{who}@maison-olvera.example")
    await page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    await page.keyboard.press("Enter")
    await page.wait_for_url(f"{site}/inbox")
    _SESSIONS[site, who] = cast("list[Any]", await page.context.cookies(site))


async def serious_faults(page: Page) -> list[str]:
    """Ask axe-core what is seriously wrong with a page (WCAG 2.2 AA)."""
    # Evaluated through the debugger: the page's own policy lets no foreign script in.
    await page.evaluate(AXE.read_text())
    result: Any = await page.evaluate(
        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
    )
    return [
        f"{fault['id']}: {fault['nodes'][0]['html'][:120]}"
        for fault in result["violations"]
        if fault["impact"] in {"serious", "critical"}
    ]
