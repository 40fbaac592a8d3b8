"""In the playground, drafts and what is published answer side by side, by keyboard, on a phone."""

from typing import Any

import pytest
from playwright.async_api import expect

from .conftest import serious_faults, sign_in

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_two_answers_are_compared_by_keyboard_and_fit(
    site: str, open_page: Any, width: int, scheme: str
) -> None:
    page = await open_page(width=width, scheme=scheme)
    await sign_in(page, site, "maud.perrin")
    await page.goto(f"{site}/playground")
    await page.get_by_label("En tant que client").fill("Bonjour")
    await page.keyboard.press("Enter")
    await expect(page.locator("#last")).to_be_visible()
    await page.get_by_role("button", name="Comparer avec ce qui est publié").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("navigation", name="Différences")).to_be_visible()

    await page.get_by_label("En tant que client").fill("Combien coûte un retour ?")
    await page.keyboard.press("Enter")
    await expect(page.locator("#turn-2")).to_contain_text("Combien coûte un retour ?")
    assert await serious_faults(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    await page.get_by_role("button", name="Ne plus comparer").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator(".versus")).to_have_count(0)
    await expect(page.get_by_text("Combien coûte un retour ?", exact=True)).not_to_have_count(0)
