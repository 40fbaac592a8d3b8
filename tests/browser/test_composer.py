"""The composer in a real browser: whose hand wrote what, kept through everything an author does."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from .conftest import serious_faults, sign_in

pytestmark = pytest.mark.browser
QUESTION = "Combien de jours ai-je pour renvoyer un article ?"


async def _drafted(site: str, open_page: Any) -> Page:
    """A customer asked; an advisor has the AI's draft before them."""
    customer = await open_page()
    await customer.goto(f"{site}/chat")
    await customer.locator("textarea").first.fill(QUESTION)
    await customer.keyboard.press("Enter")
    await expect(customer.locator("a[href*='/m/']").first).to_be_visible(timeout=20_000)
    page = await open_page()
    await sign_in(page, site, "yanis.belkacem")
    await page.goto(f"{site}/inbox?view=assistant")
    await page.locator(".line").first.click()
    await page.locator("[data-key='draft']").click()
    await expect(page.locator("[data-shares]")).to_contain_text("IA 100 %")
    return page


def _hand(page: Page, hand: str) -> Any:
    """The line that says how much a hand wrote."""
    return expect(page.locator(f"[data-shares] [data-hand='{hand}']"))


async def _select(page: Page, words: str) -> None:
    await page.locator("[data-reply]").evaluate(
        """(box, words) => {
          const at = box.value.indexOf(words);
          box.focus();
          box.setSelectionRange(at, at + words.length);
        }""",
        words,
    )


async def test_every_hand_is_followed_through_typing_pasting_undo_and_reload(
    site: str, open_page: Any
) -> None:
    page = await _drafted(site, open_page)
    box, shares = page.locator("[data-reply]"), page.locator("[data-shares]")
    drafted = await box.input_value()

    await box.focus()
    await page.keyboard.press("Control+Home")
    await page.keyboard.type("Merci de votre message.\n\n")
    await _select(page, "livraison")
    await page.keyboard.type("réception")
    await _hand(page, "changed").to_be_visible()
    await _hand(page, "person").to_be_visible()

    # Words of the AI that are copied and pasted stay the AI's.
    await _select(page, drafted.split("\n")[-1])
    await page.keyboard.press("Control+c")
    await page.keyboard.press("Control+End")
    await page.keyboard.press("Control+v")
    await _hand(page, "pasted").to_be_hidden()
    written = await box.input_value()

    for _ in range(60):
        await page.keyboard.press("Control+z")
    await expect(box).to_have_value(drafted)
    await expect(shares).to_contain_text("IA 100 %")
    for _ in range(60):
        await page.keyboard.press("Control+Shift+z")
    await expect(box).to_have_value(written)
    await _hand(page, "changed").to_be_visible()

    await expect(page.locator("[data-state]")).to_contain_text("Brouillon enregistré")
    await page.get_by_text("Lire qui a écrit quoi").click()
    await expect(page.locator("[data-runs] li").first).to_contain_text(
        "Vous Merci de votre message"
    )
    assert await serious_faults(page) == []
    await page.reload()
    await expect(box).to_have_value(written)
    await _hand(page, "changed").to_be_visible()

    async with page.expect_navigation():
        await page.get_by_role("button", name="Envoyer", exact=True).click()
    # Within the thread: what was sent to them stands beside it too, once that has loaded.
    link = await page.locator("article.bubble a[href*='/m/']").last.get_attribute("href")
    await page.goto(f"{site}{link}")
    await expect(page.locator(".hand-list")).to_contain_text("changé par une personne")
    assert await serious_faults(page) == []


async def test_two_windows_are_told_of_each_other_and_nothing_is_lost(
    site: str, open_page: Any
) -> None:
    page = await _drafted(site, open_page)
    other = await page.context.new_page()
    await other.goto(page.url)
    for window, words in ((other, " Du bureau."), (page, " Du train.")):
        await window.locator("[data-reply]").focus()
        await window.keyboard.press("Control+End")
        await window.keyboard.type(words)
        if window is other:
            await expect(other.locator("[data-state]")).to_contain_text("Brouillon enregistré")
    await expect(page.locator("[data-conflict]")).to_be_visible()
    assert await serious_faults(page) == []
    await page.get_by_role("button", name="Garder les deux").click()
    await expect(page.locator("[data-state]")).to_contain_text("Brouillon enregistré")
    await page.reload()
    kept = await page.locator("[data-reply]").input_value()
    assert "Du bureau." in kept
    assert "Du train." in kept


async def test_a_hint_shows_the_place_and_writes_nothing(site: str, open_page: Any) -> None:
    page = await _drafted(site, open_page)
    box = page.locator("[data-reply]")
    await box.focus()
    await page.keyboard.press("Control+End")
    await page.keyboard.type(" Voilà.")
    written = await box.input_value()
    await page.locator(".hints > summary").click()
    await page.locator("[data-hint='end']").first.click()
    assert await box.input_value() == written
    assert await box.evaluate("box => box.selectionStart === box.value.trimEnd().length")


async def test_an_input_method_counts_once_it_is_done(site: str, open_page: Any) -> None:
    page = await _drafted(site, open_page)
    box = page.locator("[data-reply]")
    await box.focus()
    await page.keyboard.press("Control+End")
    session = await page.context.new_cdp_session(page)
    for part in ("に", "にほ", "にほん"):
        await session.send(
            "Input.imeSetComposition", {"text": part, "selectionStart": 3, "selectionEnd": 3}
        )
    await session.send("Input.insertText", {"text": "日本"})
    await _hand(page, "person").to_be_visible()
    await page.get_by_text("Lire qui a écrit quoi").click()
    await expect(page.locator("[data-runs] li").last).to_have_text("Vous 日本")
