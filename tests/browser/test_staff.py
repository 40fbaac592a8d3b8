"""Colleagues' pages: a lead's first campaign, two advisors in one conversation."""

from typing import Any

import pytest
from playwright.async_api import expect

from .conftest import serious_faults, sign_in

pytestmark = pytest.mark.browser


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
