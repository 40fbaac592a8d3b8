"""How many items of the review queue a person can decide in a minute by keyboard alone.

A scripted Chromium presses «a» on the open item until the queue is empty, and waits each time for
the next item to stand on the screen: what is measured is the product, not a person's reading.
"""

import asyncio
import os
import shutil
import socket
import sys
import time
from typing import Any

import httpx
from bench.house import ME, House, built
from playwright.async_api import Page, async_playwright, expect

from limpide import advisors
from limpide.advisors import Role, SignedIn
from limpide.foundation import secrets

WAITING = 10_000
DECIDED = 40
PASSWORD = "une lampe et deux chaises"
KEY = b"a key for benchmarks only, thirty-two bytes".hex()


async def fill(house: House) -> str:
    """Make 10,000 notices that wait, and sign somebody in."""
    async with house.pool.transaction(house.company.id) as db:
        _, token = await advisors.invite(
            db, "claire@x.example", "Claire", frozenset({Role.ADVISOR}), language="fr", actor=ME
        )
        await advisors.accept(db, token, PASSWORD)
        signed = await advisors.sign_in(db, "claire@x.example", PASSWORD)
    assert isinstance(signed, SignedIn)
    await house.owner.execute(
        """insert into review.items (id, workspace, kind, subject, title, skill, channel, author,
             needed, text, text_sha256, payload, created_at, deadline)
           select gen_random_uuid(), $1, 'notice', gen_random_uuid(), 'Avis ' || n, 'notices',
             'email', 'assistant', 1, 'Votre colis arrive demain.',
             sha256('Votre colis arrive demain.'),
             jsonb_build_object('proposed', encode(sha256('Votre colis arrive demain.'), 'hex')),
             now(), now() + n * interval '1 minute' from generate_series(1, $2::int) n""",
        house.company.id,
        WAITING,
    )
    await house.owner.execute("vacuum analyze")
    return signed.token


async def decide(page: Page, site: str) -> float:
    """Approve items one after the other, and give the seconds it took."""
    await page.goto(f"{site}/review")
    await page.keyboard.press("j")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/review/*")
    began = time.perf_counter()
    for _ in range(DECIDED):
        before = page.url.split("?", maxsplit=1)[0]
        await page.keyboard.press("a")
        await page.wait_for_function("old => location.href.split('?')[0] !== old", arg=before)
        await expect(page.locator("[data-approve]")).to_be_visible()
    return time.perf_counter() - began


async def main() -> None:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "Chromium is missing"
    secrets.configure(bytes.fromhex(KEY))
    async with built() as house:
        token = await fill(house)
        port = _free_port()
        environment: dict[str, Any] = {
            **os.environ,
            "LIMPIDE_DATABASE_URL": house.url,
            "LIMPIDE_PORT": str(port),
            "LIMPIDE_SECRET_KEY": KEY,
            "LIMPIDE_LOG_LEVEL": "ERROR",
        }
        web = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "limpide", "web", env=environment
        )
        site = f"http://localhost:{port}"
        try:
            await _ready(site)
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(
                    executable_path=found, args=["--no-sandbox", "--disable-gpu"]
                )
                context = await browser.new_context(locale="fr-FR")
                await context.add_cookies(
                    [{"name": "limpide_session", "value": token, "url": site}]
                )
                took = await decide(await context.new_page(), site)
                await browser.close()
        finally:
            web.terminate()
            await web.wait()
    print(
        f"{DECIDED} of {WAITING:,} items approved by keyboard in {took:.1f} s:"
        f" {DECIDED / took * 60:.0f} a minute, {took / DECIDED * 1000:.0f} ms each"
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def _ready(site: str) -> None:
    async with httpx.AsyncClient() as client:
        for _ in range(600):
            try:
                if (await client.get(f"{site}/readyz")).is_success:
                    return
            except httpx.HTTPError:
                pass
            await asyncio.sleep(0.2)
    raise SystemExit("the site did not start")


if __name__ == "__main__":
    asyncio.run(main())
