"""Replies reviewed per minute, by keyboard alone, in Chromium, with 10,000 items waiting behind.

A script reads nothing: what is measured is how long the pages hold a reviewer up. Of ten replies
seven are approved as they stand, two are changed first, one is rejected with a reason; then ten
more are approved at once. The reference, in the same run, is opening an item's page alone.
`PYTHONPATH=. .venv/bin/python bench/review.py 100` for another number of replies.
"""

import asyncio
import os
import socket
import statistics
import sys
import time
from dataclasses import asdict
from typing import Any

import httpx
from bench.house import ME, House, built
from playwright.async_api import Page, async_playwright

from limpide import advisors, conversations, review
from limpide.advisors import Role, SignedIn
from limpide.channels import Kind
from limpide.conversations import Citation, Incoming
from limpide.foundation import secrets
from limpide.foundation.database import Database
from limpide.review import ItemKind, Proposal

REPLIES = 60
WAITING = 10_000
PASSWORD = "une lampe et deux chaises"
ANSWER = "Bonjour,\n\nVous avez 30 jours à partir de la livraison pour renvoyer un article."
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]


async def fill(house: House, replies: int) -> str:
    """Make an advisor, replies that wait with the nearest deadlines, and others behind them."""
    async with house.pool.transaction(house.company.id) as db:
        roles = frozenset({Role.ADVISOR})
        _, token = await advisors.invite(
            db, "claire@x.example", "Claire", roles, language="fr", actor=ME
        )
        await advisors.accept(db, token, PASSWORD)
        for number in range(replies):
            await _reply(db, number)
        signed = await advisors.sign_in(db, "claire@x.example", PASSWORD)
    assert isinstance(signed, SignedIn)
    await house.owner.execute(
        """insert into review.items (id, workspace, kind, subject, title, conversation, skill,
             channel, author, needed, text, text_sha256, payload, created_at, deadline)
           select gen_random_uuid(), $1, 'action', gen_random_uuid(), 'Rembourser ' || n, null,
             'refund', 'email', 'assistant', 1, 'Rembourser', sha256('x'),
             '{"arguments": {"amount": 30}, "rule": "small", "titles": {"fr": "Rembourser"}}',
             now(), now() + interval '2 days' + n * interval '1 min'
           from generate_series(1, $2::int) n""",
        house.company.id,
        WAITING,
    )
    await house.owner.execute("vacuum analyze")
    return signed.token


async def _reply(db: Database, number: int) -> None:
    token = await conversations.start_visit(db, "fr")
    visit = await conversations.find_visit(db, token)
    assert visit is not None
    asked = f"Combien de temps ai-je pour renvoyer l’article {number} ?"
    words = Incoming(Kind.CHAT, f"bench-{number}", visit.address, asked, language="fr")
    id = (await conversations.write(db, token, visit, words)).conversation
    source = asdict(Citation("p", "Retours", "Délai", ANSWER, "/help"))
    draft = await review.propose(db, id, ANSWER, [source], engine="bench/1", confidence=1)
    wanted = Proposal(
        ItemKind.REPLY, draft.id, asked, "knowledge", "bench", id, "chat", text=draft.ai_text
    )
    await review.put(db, wanted, actor=ME)


async def serve(house: House) -> tuple[Any, str]:
    """Start a web process on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "LIMPIDE_DATABASE_URL": house.url,
        "LIMPIDE_PORT": str(port),
        "LIMPIDE_DATA_DIR": str(house.folder / "data"),
        "LIMPIDE_SECRET_KEY": secrets.derive("bench").hex(),
        "LIMPIDE_LOG_LEVEL": "ERROR",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "limpide", "web", env=environment
    )
    site = f"http://127.0.0.1:{port}"
    async with httpx.AsyncClient() as client:
        for _ in range(200):
            try:
                if (await client.get(f"{site}/readyz")).is_success:
                    return process, site
            except httpx.HTTPError:
                pass
            await asyncio.sleep(0.1)
    raise TimeoutError("the web process did not answer")


async def decide(page: Page, place: int) -> None:
    """Decide one reply with keys, as a reviewer would, and wait until the next one is there."""
    before = page.url
    match place % 10:
        case 3 | 7:
            await page.keyboard.press("e")
            await page.keyboard.press("Control+End")
            await page.keyboard.type(" Bonne journée !")
            await page.keyboard.press("Control+Enter")
        case 9:
            await page.keyboard.press("r")
            await page.keyboard.type("à côté")
            await page.keyboard.press("Enter")
        case _:
            await page.keyboard.press("a")
    await page.wait_for_url(lambda url: url.split("?")[0] != before.split("?")[0])
    await page.wait_for_selector("[data-review][data-ready]")


async def worked(page: Page, site: str, replies: int) -> tuple[float, float]:
    """Give seconds for the replies one by one, and for ten at once."""
    await page.goto(f"{site}/review")
    await page.keyboard.press("j")
    await page.keyboard.press("Enter")
    await page.wait_for_selector("[data-review][data-ready] [data-text]")
    began = time.perf_counter()
    for place in range(replies - 10):
        await decide(page, place)
    one_by_one = time.perf_counter() - began
    await page.goto(f"{site}/review")
    await page.wait_for_selector("[data-review][data-ready]")
    began = time.perf_counter()
    for _ in range(10):
        await page.keyboard.press("j")
        await page.keyboard.press("x")
    await page.keyboard.press("A")
    await page.wait_for_url("**notice=**")
    return one_by_one, time.perf_counter() - began


async def main() -> None:
    replies = int(sys.argv[1]) if len(sys.argv) > 1 else REPLIES
    async with built() as house, async_playwright() as playwright:
        token = await fill(house, replies)
        process, site = await serve(house)
        browser = await playwright.chromium.launch(
            executable_path=os.environ.get("LIMPIDE_TEST_CHROMIUM", "/usr/bin/chromium"), args=FLAGS
        )
        context = await browser.new_context(locale="fr-FR")
        cookie: Any = {"name": "limpide_session", "value": token, "url": site}
        await context.add_cookies([cookie])
        page = await context.new_page()
        await page.goto(f"{site}/review")
        item = await page.locator(".line").first.get_attribute("href")
        opened: list[float] = []
        for _ in range(20):
            began = time.perf_counter()
            await page.goto(f"{site}{item}")
            await page.wait_for_selector("[data-review][data-ready]")
            opened.append(time.perf_counter() - began)
        one_by_one, at_once = await worked(page, site, replies)
        await browser.close()
        process.terminate()
        await process.wait()
    each = one_by_one / (replies - 10)
    bare = statistics.median(opened)
    print(f"opening one item's page: {bare * 1000:.0f} ms (median), {WAITING} items behind")
    print(
        f"by keyboard, one by one: {60 / each:.0f} replies a minute, {each * 1000:.0f} ms each,"
        f" {each / bare:.1f} x opening the page"
    )
    print(f"ten alike at once: {at_once * 1000:.0f} ms, {600 / at_once:.0f} replies a minute")


if __name__ == "__main__":
    asyncio.run(main())
