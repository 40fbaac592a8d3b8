"""The inbox in a real browser: keyboard, phone width, nothing that axe calls serious."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect
from tests.browser.conftest import serious_faults, sign_in

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("LIMPIDE_SHOTS", "")


async def shot(page: Any, name: str) -> None:
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        await page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


async def make_macro(page: Any, site: str) -> None:
    await page.goto(f"{site}/settings/macros?lang=fr")
    await page.get_by_label("Nom").fill("Colis perdu")
    await page.get_by_label("Note interne").fill("Vu par {advisor}.")
    await page.get_by_label("Étiquettes").fill("colis")
    await page.get_by_role("button", name="Enregistrer").click()
    await expect(page.get_by_role("status")).to_be_visible()


async def test_a_conversation_is_worked_by_keyboard_and_undone(site: str, open_page: Any) -> None:
    lead = await open_page()
    await sign_in(lead, site, "yanis.belkacem")
    await make_macro(lead, site)
    await lead.goto(f"{site}/inbox")
    await expect(lead.locator(".line").first).to_be_visible()
    assert await serious_faults(lead) == []
    await lead.keyboard.press("?")
    await expect(lead.locator("dialog[open]")).to_contain_text("choisir une macro")
    await shot(lead, "help")
    await lead.keyboard.press("Escape")
    await lead.keyboard.press("j")
    await lead.keyboard.press("Enter")
    await expect(lead.get_by_text("Ce que l’assistant sait")).to_be_visible()
    assert await serious_faults(lead) == []
    await shot(lead, "conversation-fr-wide")

    await lead.keyboard.press("m")
    await lead.locator("[data-macro]").select_option(label="Colis perdu")
    await lead.keyboard.press("Enter")
    await lead.get_by_role("button", name="Aperçu").click()
    await expect(lead.locator("#macro-title")).to_be_focused()
    assert await serious_faults(lead) == []
    await shot(lead, "macro-fr-wide")
    await lead.get_by_role("button", name="Exécuter").click()
    await expect(lead.get_by_role("status").first).to_contain_text("C’est fait")
    await lead.locator("body").click(position={"x": 2, "y": 2})
    await lead.keyboard.press("u")
    await expect(lead.get_by_role("status").first).to_contain_text("comme avant")


async def test_who_looks_is_seen_at_once_by_a_colleague(site: str, open_page: Any) -> None:
    pages = [await open_page(), await open_page()]
    for page, name in zip(pages, ("yanis.belkacem", "claire.dumas"), strict=True):
        await sign_in(page, site, name)
    await pages[0].locator(".line").first.click()
    await pages[0].wait_for_url("**/inbox/*")
    await pages[1].goto(pages[0].url)
    await expect(pages[0].locator("[data-company]")).to_contain_text("Claire Dumas regarde")
