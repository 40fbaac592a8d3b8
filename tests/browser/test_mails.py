"""Mails as people see them: narrow and wide, light and dark."""

from typing import Any

import pytest
from playwright.async_api import Page

from limpide import journeys
from limpide.channels import Disclosure, Outbound, mail_page

from .conftest import serious_faults

pytestmark = pytest.mark.browser
TEXT = """# Les soldes commencent

Bonjour {{ name }}, voici **ce qui vous attend**.

**[Voir les lampes](https://maison-olvera.example/lampes)**

::: columns
## Lin lavé

Doux et frais.
::: next
## Coton bio

Pour toutes les saisons.
::: end

---

| Article | Prix |
|---|---|
| Lampe Éole | 49,00 € |
| Tapis Brume, laine vierge tissée à la main | 189,00 € |

- expédié en deux jours
- retour sous trente jours
"""
MAIL = Outbound(
    id="m-1",
    address="agathe@courriel.example",
    text="",
    html=journeys.html_of(TEXT, {"name": "Agathe"}),
    language="fr",
    disclosure=Disclosure("template", "Message automatique (sans IA)"),
    passport_url="https://maison-olvera.example/m/abcdefghijklmnopqrstuvwx",
    preferences_url="https://maison-olvera.example/p/abcdefghijklmnopqrstuvwx",
    unsubscribe_url="https://maison-olvera.example/u/abcdefghijklmnopqrstuvwx",
)


async def shown(open_page: Any, width: int, scheme: str) -> Page:
    page: Page = await open_page(width=width, scheme=scheme)
    await page.set_content(mail_page(MAIL))
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 600, 1280])
async def test_a_mail_fits_and_is_read_in_every_light(
    open_page: Any, width: int, scheme: str
) -> None:
    page = await shown(open_page, width, scheme)

    assert await page.evaluate("document.documentElement.scrollWidth") <= width
    # Without a title: mail programs show the subject.
    assert [fault for fault in await serious_faults(page) if "document-title" not in fault] == []


@pytest.mark.parametrize(("width", "beside"), [(360, False), (600, True)])
async def test_columns_stand_side_by_side_where_there_is_room(
    open_page: Any, width: int, beside: bool
) -> None:
    page = await shown(open_page, width, "light")
    boxes = [await each.bounding_box() for each in await page.locator(".lm-col").all()]

    left, right = (box for box in boxes if box is not None)
    assert (left["y"] == right["y"]) is beside
