"""The preference centre: by keyboard, with and without script, on every screen."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import expect

from limpide import contacts
from limpide.channels import Kind
from limpide.foundation import workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import open_pool
from limpide.foundation.embedded import EmbeddedPostgres
from limpide.foundation.ids import new_id

pytestmark = pytest.mark.browser
ME = Actor.system("test")


@pytest.fixture
async def link(site: str, server: EmbeddedPostgres) -> AsyncIterator[str]:
    pool = await open_pool(server.url("browser"))
    company = (await workspaces.list_all(pool))[0]
    async with pool.transaction(company.id) as db:
        person = await contacts.recognise(db, Kind.EMAIL, f"{new_id()}@courriel.example", actor=ME)
        token = contacts.preference_token(db, person.id)
    yield f"{site}/p/{token}"
    await pool.close()


async def test_by_keyboard_a_channel_moves_up_and_the_save_can_be_undone(
    link: str, open_page: Any
) -> None:
    page = await open_page(locale="en-GB")
    await page.goto(f"{link}?lang=en")
    group = page.locator("#of-order")
    first = await group.locator("li").nth(1).get_attribute("data-kind")
    await group.locator("li").nth(1).locator("[data-move=up]").focus()
    await page.keyboard.press("Enter")
    assert await group.locator("li").first.get_attribute("data-kind") == first
    await page.get_by_label("No AI").check()
    await page.keyboard.press("Enter")

    await expect(page.get_by_text("Saved. Your choices apply from now on.")).to_be_visible()
    assert await group.locator("li").first.get_attribute("data-kind") == first
    await page.get_by_role("button", name="Undo").click()
    await expect(page.get_by_text("everything is as before")).to_be_visible()
    assert await group.locator("li").first.get_attribute("data-kind") != first


async def test_without_script_the_same_buttons_work(link: str, browser: Any) -> None:
    context = await browser.new_context(java_script_enabled=False, locale="fr-FR")
    page = await context.new_page()
    await page.goto(link)
    kind = await page.locator("#of-order li").nth(1).get_attribute("data-kind")
    await page.locator("#of-order li").nth(1).locator("[data-move=up]").click()
    await expect(page.get_by_text("L’ordre a changé sur cette page")).to_be_visible()
    assert await page.locator("#of-order li").first.get_attribute("data-kind") == kind
    await page.locator(".save-bar button").click()
    await expect(page.get_by_text("C’est enregistré")).to_be_visible()
    await context.close()
