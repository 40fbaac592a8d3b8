"""Every page there is: in both languages, light and dark, on a phone and on a desk."""

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.async_api import Page, expect
from tests.browser.conftest import serious_faults, sign_in
from tests.browser.places import Places, furnish

from limpide.foundation.database import open_pool
from limpide.foundation.embedded import EmbeddedPostgres

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
SHOTS = os.environ.get("LIMPIDE_SHOTS", "")
WIDE, NARROW = 1280, 360
TABS = 3
# What the demo company has nothing of: its pages say so.
MISSING = ("/chat/sign", "/chat/files/", "/inbox/files/")


@pytest.fixture
async def places(site: str, server: EmbeddedPostgres) -> AsyncIterator[Places]:
    pool = await open_pool(server.url("browser"))
    yield await furnish(pool, server.url("browser", owner=True))
    await pool.close()


async def test_no_page_has_a_serious_fault_and_all_fit_a_phone(
    site: str, places: Places, open_page: Any
) -> None:
    page: Page = await open_page()
    await sign_in(page, site, "paul.tessier")
    cookie = {"name": "limpide_visitor", "value": places.visitor, "url": site}
    await page.context.add_cookies([cookie])  # pyright: ignore[reportArgumentType]

    found = [each for each in places.addresses() if await _is_page(page, site, each)]
    assert len(found) > 45
    tabs = [page, *[await page.context.new_page() for _ in range(TABS - 1)]]
    shares = [_walk(tab, site, found[at::TABS]) for at, tab in enumerate(tabs)]
    faults = [fault for share in await asyncio.gather(*shares) for fault in share]

    assert not faults, "\n".join(faults)


async def _walk(page: Page, site: str, addresses: Sequence[str]) -> list[str]:
    return [fault for each in addresses for fault in await _faults(page, site, each)]


async def _is_page(page: Page, site: str, address: str) -> bool:
    """Say whether a whole page stands there: not a fragment, a file, a stream. It must answer."""
    jar: list[Any] = [*await page.context.cookies(site)]
    cookies = {each["name"]: each["value"] for each in jar}
    async with (
        httpx.AsyncClient(cookies=cookies, follow_redirects=True) as client,
        client.stream("GET", f"{site}{address}") as answer,
    ):
        if "html" not in answer.headers.get("content-type", ""):
            return False
        if "sandbox" in answer.headers.get("content-security-policy", ""):
            return False  # a mail as it would look: drawn in a frame in which no script runs
        async for start in answer.aiter_text():
            return start.lstrip().lower().startswith("<!doctype")
    return False


async def _faults(page: Page, site: str, address: str) -> list[str]:
    """List what is wrong with a page: what axe calls serious, sideways scrolling, texts missing."""
    faults: list[str] = []
    for language, first, second in (("fr", NARROW, WIDE), ("en", WIDE, NARROW)):
        await page.set_viewport_size({"width": first, "height": 900})
        mark = "&" if "?" in address else "?"
        answer = await page.goto(f"{site}{address}{mark}lang={language}")
        assert answer is not None
        if answer.status >= 400 and not address.startswith(MISSING):
            faults.append(f"{address} answers {answer.status}")
        # The whole of axe where the page is most itself, its contrasts in the other light.
        dark = language == "fr"
        await page.emulate_media(color_scheme="dark" if dark else "light")
        faults += [f"{address} {language} {first}: {each}" for each in await serious_faults(page)]
        faults += await _overflow(page, address, first)
        await _shoot(page, address, f"{language}-{'dark' if dark else 'light'}-{first}")
        await page.set_viewport_size({"width": second, "height": 900})
        await page.emulate_media(color_scheme="light" if dark else "dark")
        faults += await _overflow(page, address, second)
        await _shoot(page, address, f"{language}-{'light' if dark else 'dark'}-{second}")
    return faults


async def _overflow(page: Page, address: str, width: int) -> list[str]:
    over = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"{address} is {over} px wider than {width}"] if over > 0 else []


async def _shoot(page: Page, address: str, how: str) -> None:
    if SHOTS:
        parts = [part[:12] for part in address.split("?", maxsplit=1)[0].strip("/").split("/")]
        name = "-".join(parts) or "home"
        await page.screenshot(path=Path(SHOTS) / f"{name}-{how}.png", full_page=True)


async def test_on_a_phone_the_menu_opens_by_keyboard_and_gives_the_focus_back(
    site: str, open_page: Any
) -> None:
    page: Page = await open_page(width=NARROW)
    await sign_in(page, site, "paul.tessier")
    header = await page.locator("header.top").bounding_box()
    assert header is not None
    assert header["height"] < 80
    await page.goto(f"{site}/people")
    button = page.get_by_role("button", name="Menu")
    await expect(page.get_by_role("link", name="Documents")).to_be_hidden()

    await button.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("link", name="Documents")).to_be_visible()
    assert await serious_faults(page) == []
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("link", name="Documents")).to_be_hidden()
    await expect(button).to_be_focused()

    await page.set_viewport_size({"width": WIDE, "height": 900})
    await expect(button).to_be_hidden()
    await expect(page.get_by_role("link", name="Documents")).to_be_visible()
    await page.set_viewport_size({"width": NARROW, "height": 900})

    # Rows of a table are cards here, and each value says what it is.
    cell = page.locator("table.cards").last.locator("td").nth(1)
    said = await cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert said == '"Adresses"'
