"""Images in the template editor: by mouse, keyboard and paste; what goes wrong loses nothing."""

import base64
from typing import Any

import pytest
from playwright.async_api import Page, expect
from tests.journeys.pictures import photo

from .conftest import serious_faults, sign_in

pytestmark = pytest.mark.browser
TEXT = "Bonjour {{ name }},\n\nvoici notre façade.\n\n"
# A file as the clipboard or a drag brings it.
BRING = """([id, kind, name, type, data]) => {
  const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  const brought = new DataTransfer();
  brought.items.add(new File([bytes], name, { type }));
  const how = { bubbles: true, cancelable: true };
  document.getElementById(id).dispatchEvent(kind === "paste"
    ? new ClipboardEvent("paste", { ...how, clipboardData: brought })
    : new DragEvent("drop", { ...how, dataTransfer: brought }));
}"""


async def _editor(site: str, open_page: Any, name: str) -> Page:
    page = await open_page()
    await sign_in(page, site, "yanis.belkacem")
    await page.goto(f"{site}/templates/new")
    await page.locator("#f-name").fill(name)
    await page.locator("#f-fr_subject").fill("Notre façade")
    await page.locator("#f-fr_text").fill(TEXT)
    await page.locator("#f-sample").fill('{"name": "Agathe"}')
    return page


async def _bring(page: Page, kind: str, name: str, content: bytes, type: str) -> None:
    data = base64.b64encode(content).decode()
    await page.evaluate(BRING, ["f-fr_text", kind, name, type, data])


async def test_a_pasted_image_is_described_sent_shown_and_a_wrong_file_says_what_to_do(
    site: str, open_page: Any
) -> None:
    page = await _editor(site, open_page, "facade-collee")
    dialog = page.locator("dialog[data-picker]")
    await _bring(page, "paste", "façade.png", b"<svg onload='alert(1)'/>", "image/png")
    await expect(dialog).to_be_visible()
    await expect(page.locator("#u-name")).to_have_value("facade")
    await page.locator("#u-alt-fr").fill("La façade verte")
    await page.locator("#u-alt-en").fill("The green front")
    assert await serious_faults(page) == []
    await dialog.get_by_role("button", name="Ajouter l’image").click()
    await expect(page.locator("#u-file-error")).to_contain_text("Ce n’est pas une image PNG")
    await expect(page.locator("#u-file")).to_be_focused()
    await expect(page.locator("#u-alt-fr")).to_have_value("La façade verte")

    right = {"name": "façade.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    await page.locator("#u-file").set_input_files(right)  # pyright: ignore[reportArgumentType]
    await page.locator("#u-alt-fr").press("Enter")
    await expect(dialog).to_be_hidden()
    text = page.locator("#f-fr_text")
    await expect(text).to_have_value(f"{TEXT}![La façade verte](image:facade)\n\n")
    await expect(text).to_be_focused()
    await page.get_by_role("button", name="Enregistrer le brouillon").click()
    await page.get_by_role("link", name="Aperçu").click()
    shown = page.frame_locator("iframe.preview").get_by_alt_text("La façade verte")
    await expect(shown).to_be_visible()
    assert await shown.evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 300


async def test_an_image_is_dropped_and_another_time_chosen_by_keyboard_alone(
    site: str, open_page: Any
) -> None:
    page = await _editor(site, open_page, "facade-deposee")
    dialog = page.locator("dialog[data-picker]")
    await _bring(page, "drop", "Vitrine.jpg", photo(), "image/jpeg")
    await page.locator("#u-alt-fr").fill("La vitrine")
    await page.locator("#u-alt-en").fill("The window")
    await dialog.get_by_role("button", name="Ajouter l’image").click()
    await expect(page.locator("#f-fr_text")).to_have_value(
        f"{TEXT}![La vitrine](image:vitrine)\n\n"
    )

    insert = page.locator("a[data-into='f-en_text']")
    await insert.focus()
    await insert.press("Enter")
    choice = dialog.locator("[data-name='vitrine']")
    await expect(choice).to_be_visible()
    await choice.focus()
    await choice.press("Enter")
    await expect(dialog).to_be_hidden()
    await expect(page.locator("#f-en_text")).to_have_value("![The window](image:vitrine)\n\n")
    await insert.press("Enter")
    await page.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    await expect(page.locator("#f-en_text")).to_have_value("![The window](image:vitrine)\n\n")


async def test_pasted_words_stay_words(site: str, open_page: Any) -> None:
    page = await _editor(site, open_page, "mots")
    # The browser may go on with the paste: nobody took it.
    assert await page.evaluate(
        """() => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", "un tableau");
          clipboardData.items.add(new File(["x"], "image.png", { type: "image/png" }));
          const paste = new ClipboardEvent("paste", { cancelable: true, clipboardData });
          return document.getElementById("f-fr_text").dispatchEvent(paste);
        }"""
    )
    await expect(page.locator("dialog[data-picker]")).to_be_hidden()
