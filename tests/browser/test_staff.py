"""Colleagues' pages: a lead's first campaign, and every page in both languages, light and dark."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from .conftest import serious_faults, sign_in

pytestmark = pytest.mark.browser
PAGES = [
    "/account",
    "/account/second-factor",
    "/settings/company",
    "/settings/hours",
    "/settings/replies",
    "/settings/policies",
    "/settings/team",
    "/settings/programs",
    "/campaigns",
    "/campaigns/new",
    "/templates",
    "/templates/new",
    "/segments",
    "/segments/new",
    "/inbox",
]


async def test_a_lead_writes_a_first_campaign_and_sees_it_through_before_it_leaves(
    site: str, open_page: Any
) -> None:
    page = await open_page()
    await sign_in(page, site, "yanis.belkacem")

    await page.goto(f"{site}/segments/new")
    await page.get_by_label("Nom", exact=True).fill("Francophones")
    await page.locator("select[name='what']").select_option("language.fr")
    await expect(page.locator("[data-counted]")).to_contain_text("personne")
    await page.get_by_role("button", name="Enregistrer").last.click()
    await expect(page.get_by_text("C’est enregistré.")).to_be_visible()

    await page.goto(f"{site}/templates/new")
    await page.get_by_label("Nom", exact=True).fill("horaires-hiver")
    await page.get_by_label("Objet").first.fill("Nos horaires d’hiver")
    await page.get_by_label("Texte", exact=True).first.fill(
        "Bonjour **{{ name }}**, nous ouvrons à 10 h."
    )
    await page.get_by_label("Exemple de données (JSON)").fill('{"name": "Agathe"}')
    await page.get_by_role("button", name="Enregistrer le brouillon").click()
    await page.get_by_role("button", name="Publier").click()
    await expect(page.get_by_text("Publié : c’est ce texte qui part")).to_be_visible()
    await page.get_by_role("link", name="Aperçu").click()
    await expect(page.locator(".phone")).to_contain_text("Bonjour Agathe, nous ouvrons à 10 h.")
    frame = page.frame_locator("iframe.preview")
    await expect(frame.locator("strong")).to_have_text("Agathe")
    assert await serious_faults(page) == []

    await page.goto(f"{site}/campaigns/new")
    await page.get_by_label("Nom", exact=True).fill("Horaires d’hiver")
    circle = page.locator("#f-segment option", has_text="Cercle laiton")
    await page.get_by_label("À qui").select_option(await circle.get_attribute("value"))
    await page.get_by_label("horaires-hiver").check()
    await page.get_by_role("button", name="Préparer la campagne").click()
    await expect(page.get_by_text("personnes visées")).to_be_visible()
    assert await serious_faults(page) == []
    # The demo's ways out are the chat and the print spool: whoever gave no postal address is left
    # out, and the forecast says why.
    await expect(page.get_by_text("aucun canal possible")).to_be_visible()
    await expect(page.get_by_role("button", name="Envoyer à")).to_be_visible()


async def test_two_advisors_see_each_other_write(site: str, open_page: Any) -> None:
    claire, yanis = await open_page(), await open_page()
    await sign_in(claire, site, "claire.dumas")
    await sign_in(yanis, site, "yanis.belkacem")
    await claire.locator(".line").first.click()
    await expect(claire.locator("[data-reply]")).to_be_visible()
    await yanis.goto(claire.url)

    await claire.locator("[data-reply]").fill("Bonjour, je regarde.")

    await expect(yanis.get_by_text("Claire Dumas écrit en ce moment")).to_be_visible()
    # Who writes is not told of herself, only of who looks on.
    await expect(claire.get_by_text("écrit en ce moment")).to_have_count(0)
    assert await serious_faults(yanis) == []


@pytest.mark.parametrize(
    ("width", "scheme", "language"),
    [(360, "dark", "fr"), (1280, "light", "en"), (360, "light", "en"), (1280, "dark", "fr")],
)
async def test_staff_pages_have_no_serious_fault_and_fit_the_screen(
    site: str, open_page: Any, width: int, scheme: str, language: str
) -> None:
    page = await open_page(width=width, scheme=scheme)
    await sign_in(page, site, "paul.tessier")
    shots = os.environ.get("LIMPIDE_TEST_SHOTS", "")
    for path in PAGES:
        await page.goto(f"{site}{path}?lang={language}")
        assert await serious_faults(page) == [], path
        over = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, f"{path} is {over} px too wide"
        if shots:
            name = f"{path.strip('/').replace('/', '-')}-{language}-{scheme}-{width}.png"
            await page.screenshot(path=Path(shots) / name, full_page=True)
