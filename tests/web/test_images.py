"""The page of images, and the editor's upload: nothing hostile kept, nothing typed lost."""

import re

from tests.journeys.pictures import drawn, photo

from limpide.advisors import Role

from .conftest import Colleague, SignIn

WORDS = {"alt_fr": "Notre boutique", "alt_en": "Our shop", "name": ""}
SCRIPT = {"X-Fragment": "1"}
TEXT = {
    "id": "",
    "name": "horaires",
    "purpose": "order",
    "importance": "routine",
    "fr_subject": "Bonjour",
    "fr_text": "Bonjour\n\n![Notre boutique](image:la-boutique)",
    "sample": "{}",
}


async def _added(lead: Colleague, name: str = "La boutique.jpg") -> str:
    done = await lead.post("/templates/images", WORDS, files={"file": (name, photo())})
    assert "notice=image_added" in done.headers["location"]
    page = (await lead.get("/templates/images")).text
    return re.findall(r'src="(/templates/images/[0-9a-f-]{36})"', page)[0]


async def test_an_image_is_added_shown_described_and_removed(lead: Colleague) -> None:
    where = await _added(lead)
    page = (await lead.get("/templates/images")).text
    shown = await lead.get(where)

    assert "![Notre boutique](image:la-boutique)" in page
    assert shown.headers["content-type"] == "image/jpeg"
    assert "sandbox" in shown.headers["content-security-policy"]
    assert b"Secret" not in shown.content
    await lead.post(f"{where}/describe", {"alt_fr": "La façade", "alt_en": "The front"})
    assert "![La façade](image:la-boutique)" in (await lead.get("/templates/images")).text
    blank = await lead.post(f"{where}/describe", {"alt_fr": "", "alt_en": "The front"})
    assert "notice=image_no_alt" in blank.headers["location"]
    gone = await lead.post(f"{where}/remove")
    assert "notice=image_removed" in gone.headers["location"]
    assert (await lead.get(where)).status_code == 404


async def test_a_refusal_says_what_to_do_beside_its_field_and_keeps_what_was_typed(
    lead: Colleague,
) -> None:
    svg = {"file": ("logo.png", b"<svg onload='alert(1)'></svg>")}
    page = await lead.post("/templates/images", {**WORDS, "name": "mon-logo"}, files=svg)
    by_script = await lead.post("/templates/images", WORDS, files=svg, headers=SCRIPT)

    assert page.status_code == 422
    assert "PNG, JPEG, GIF ou WebP, quel que soit son nom" in page.text
    assert 'value="mon-logo"' in page.text
    assert 'value="Notre boutique"' in page.text
    assert by_script.status_code == 422
    assert by_script.json()["field"] == "file"


async def test_what_is_published_keeps_its_image_and_the_page_says_which(lead: Colleague) -> None:
    where = await _added(lead)
    saved = (await lead.post("/templates", TEXT)).headers["location"].partition("?")[0]
    published = await lead.post(f"{saved}/publish", {"anyway": "1"})
    page = (await lead.get("/templates/images")).text
    refused = await lead.post(f"{where}/remove")

    assert "notice=published" in published.headers["location"]
    assert "Montrée par : horaires".replace(" :", "\u202f:") in page
    assert "notice=image_in_use" in refused.headers["location"]


async def test_the_preview_shows_the_image_in_the_mail_and_on_paper(lead: Colleague) -> None:
    await _added(lead)
    saved = (await lead.post("/templates", TEXT)).headers["location"].partition("?")[0]
    mail = await lead.get(f"{saved}/mail.html")
    letter = await lead.get(f"{saved}/letter.pdf")
    sms = (await lead.get(f"{saved}/preview")).text

    assert 'src="data:image/jpeg;base64,' in mail.text
    assert "cid:" not in mail.text
    assert letter.status_code == 200, letter.text
    assert b"/Image" in letter.content
    assert sms.index('class="phone said"') < len(sms)


async def test_the_editor_lists_images_to_choose_from(lead: Colleague) -> None:
    await _added(lead)
    assert 'data-name="la-boutique"' in (await lead.get("/templates/images/picker")).text
    editor = (await lead.get("/templates/new")).text
    assert editor.count('data-image="fr"') == 2


async def test_who_may_not_write_campaigns_sees_and_adds_no_image(
    sign_in: SignIn, lead: Colleague
) -> None:
    where = await _added(lead)
    auditor = await sign_in(Role.AUDITOR, name="Odile")
    added = await auditor.post("/templates/images", WORDS, files={"file": ("x.png", drawn())})
    from_elsewhere = await lead.bare_post("/templates/images", WORDS)

    assert (await auditor.get(where)).status_code == 403
    assert added.status_code == 403
    assert from_elsewhere.status_code == 403
