"""The review queue in a real browser, by keyboard alone."""

from typing import Any

import pytest
from playwright.async_api import expect
from tests.browser.conftest import serious_faults, sign_in

pytestmark = pytest.mark.browser
QUESTION = "Combien de temps ai-je pour renvoyer un article ?"


async def ask(page: Any, site: str) -> None:
    await page.goto(f"{site}/chat?lang=fr")
    await page.get_by_label("Votre message").fill(QUESTION)
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("relit ma réponse")).to_be_visible(timeout=20_000)


async def set_level(page: Any, site: str, level: str) -> None:
    await page.goto(f"{site}/review/autonomy")
    await page.get_by_label("Niveau").first.select_option(level)
    await page.get_by_role("button", name="Accorder").first.click()
    await page.wait_for_load_state()


async def put_away_all(page: Any, site: str) -> None:
    """Reject what other tests left waiting."""
    await page.goto(f"{site}/review")
    while await page.locator(".line").count():
        await page.locator(".line").first.click()
        await page.locator("[data-reason]").fill("test")
        await page.keyboard.press("Enter")
        await page.wait_for_url("**notice=rejected")


async def test_the_queue_is_worked_by_keyboard_alone(site: str, open_page: Any) -> None:
    lead = await open_page()
    await sign_in(lead, site, "yanis.belkacem")
    # First the level: what is rejected of a skill that speaks alone would cost it one.
    await set_level(lead, site, "draft")
    await put_away_all(lead, site)
    customers = [await open_page(width=360) for _ in range(3)]
    for customer in customers:
        await ask(customer, site)

    await lead.goto(f"{site}/review")
    await expect(lead.locator(".line")).to_have_count(3)
    assert await serious_faults(lead) == []
    await lead.keyboard.press("j")
    await lead.keyboard.press("Enter")
    await expect(lead.locator("[data-text]")).to_contain_text("30 jours")
    await lead.keyboard.press("m")
    await expect(lead.get_by_role("status")).to_contain_text("Vous vous en chargez")
    assert await serious_faults(lead) == []
    await lead.keyboard.press("a")
    await expect(lead.get_by_role("status")).to_contain_text("Approuvé")

    await lead.keyboard.press("e")
    await lead.keyboard.press("Control+End")
    await lead.keyboard.type(" Bonne journée !")
    await expect(lead.locator("[data-preview]")).to_contain_text("Bonne journée")
    await lead.keyboard.press("Control+Enter")
    await expect(lead.get_by_role("status")).to_contain_text("Modifié et approuvé")

    await lead.keyboard.press("r")
    await lead.keyboard.type("à côté de la question")
    await lead.keyboard.press("Enter")
    await expect(lead.get_by_text("Rien à valider").first).to_be_visible()

    await expect(customers[0].locator(".bubble-out").last).to_contain_text("30 jours")
    await expect(customers[1].locator(".bubble-out").last).to_contain_text("Bonne journée")
    await set_level(lead, site, "alone")


async def test_a_colleague_sees_at_once_who_is_on_an_item(site: str, open_page: Any) -> None:
    lead, colleague = await open_page(), await open_page(width=360)
    await sign_in(lead, site, "yanis.belkacem")
    await set_level(lead, site, "draft")
    await put_away_all(lead, site)
    await ask(await open_page(width=360), site)
    await sign_in(colleague, site, "claire.dumas")
    for page in (lead, colleague):
        await page.goto(f"{site}/review")
        await page.locator(".line").click()
        await expect(page.locator("[data-text]")).to_contain_text("30 jours")

    await lead.keyboard.press("m")
    await expect(lead.get_by_role("status")).to_contain_text("Vous vous en chargez")
    notice = colleague.locator("[data-taken]")
    await expect(notice).to_contain_text("Yanis Belkacem s’en charge")
    await expect(colleague.get_by_role("button", name="Approuver (a)")).to_be_disabled()
    assert await serious_faults(colleague) == []
    await colleague.keyboard.press("m")
    await expect(colleague.get_by_role("status")).to_contain_text("Vous vous en chargez")
    await expect(lead.locator("[data-taken]")).to_contain_text("Claire")
    await colleague.keyboard.press("u")
    await expect(colleague.get_by_role("status")).to_contain_text("de nouveau à tous")
    await put_away_all(lead, site)
    await set_level(lead, site, "alone")
