"""The shop dies, is slow, or is asked twice: nothing happens twice, and customers hear it."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from demo_shop.post import Post
from limpide import flows
from limpide.foundation import workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import open_pool
from limpide.foundation.embedded import EmbeddedPostgres

from .conftest import served
from .shop_road import TOKEN, Road

pytestmark = pytest.mark.browser
ME = Actor.system("test")
AGATHE = "agathe.lormeau@courriel.example"
TOM = "tom.whitfield@post.example"
_CODE = re.compile(r"\b\d{6}\b")
# An action has ten seconds, and is asked about twice more.
_LONG = 60_000


class Mailboxes:
    """The mails of this module's company, as its customers get them."""

    def __init__(self) -> None:
        self._post = Post()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self._listening = self._post.listen(self.port)

    def close(self) -> None:
        """Take no more."""
        self._listening.stop()

    async def code(self, address: str) -> str:
        """Wait for somebody's next mail with a code, and read it."""
        while True:
            for mail in list(self._post.mails):
                if address in mail["to"] and (found := _CODE.search(mail["text"])):
                    self._post.mails.remove(mail)
                    return found[0]
            await asyncio.sleep(0.05)


@pytest.fixture(scope="module")
def post() -> Iterator[Mailboxes]:
    """Customers' mailboxes, behind a real SMTP server."""
    opened = Mailboxes()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
async def shop_site(server: EmbeddedPostgres, post: Mailboxes) -> AsyncIterator[str]:
    """A demo company whose mails arrive and whose shop is on this machine."""
    settings = {
        "LIMPIDE_SMTP_HOST": "127.0.0.1",
        "LIMPIDE_SMTP_PORT": str(post.port),
        "LIMPIDE_SMTP_TLS": "none",
        "LIMPIDE_ACTIONS_PRIVATE_ADDRESSES": "true",
    }
    async with served(server, "browser_shop", settings) as address:
        yield address


@pytest.fixture
async def road(server: EmbeddedPostgres, shop_site: str, tmp_path: Path) -> AsyncIterator[Road]:
    """Lead the company to a shop of this test's own."""
    assert shop_site
    opened = await Road(tmp_path / "books.sqlite").open()
    pool = await open_pool(server.url("browser_shop"))
    (company, *_) = await workspaces.list_all(pool)
    async with pool.transaction(company.id) as db:
        await flows.set_connector(db, "shop", opened.url, f"Bearer {TOKEN}", actor=ME)
    await pool.close()
    yield opened
    await opened.close()


async def say(page: Page, text: str, answer: str) -> None:
    """Write a message and wait for what it leads to."""
    await page.get_by_label(re.compile("Votre message|Your message")).fill(text)
    await page.keyboard.press("Enter")
    await expect(page.locator(".bubble-out", has_text=answer)).to_have_count(1)


def kept(page: Page, word: str) -> Locator:
    """Find a customer's word once the server has it."""
    said = re.compile(f"^{word}$", re.IGNORECASE)
    return page.locator(".bubble-in[data-id] .said", has_text=said)


async def test_a_shop_killed_between_doing_and_answering_has_done_it_once_and_the_customer_knows(
    shop_site: str, open_page: Any, road: Road, post: Mailboxes
) -> None:
    page = await open_page()
    await page.goto(f"{shop_site}/chat?lang=fr")
    await say(page, "je veux annuler ma commande OLV-20419120", "J’y envoie un code")
    await say(page, AGATHE, "code à six chiffres")
    await say(page, await post.code(AGATHE), "J’annule la commande")
    road.kills_before_the_answer = True
    await page.get_by_role("button", name="Oui", exact=True).click()

    told = page.locator(".bubble-out", has_text="c’est peut-être fait, peut-être pas")
    await expect(told).to_have_count(1, timeout=_LONG)
    await expect(page.locator(".bubble-out", has_text="C’est fait")).to_have_count(0)
    road.kills_before_the_answer = False
    await road.start_shop()
    assert road.count("refunds", "OLV-20419120") == 1


async def test_two_conversations_of_one_customer_cancel_one_order_once(
    shop_site: str, open_page: Any, road: Road, post: Mailboxes
) -> None:
    pages = [await open_page(locale="en-GB", width=width) for width in (1280, 360)]
    for page in pages:
        await page.goto(f"{shop_site}/chat?lang=en")
        await say(page, "I want to cancel my order OLV-20419007", "I will send a code to it")
        await say(page, TOM, "six-digit code")
        await say(page, await post.code(TOM), "I will cancel order")
    road.hold()
    for page in pages:
        await page.get_by_role("button", name="Yes", exact=True).click()
        await expect(kept(page, "yes")).to_have_count(1)
    await asyncio.wait_for(road.arrived.wait(), 60)
    road.let_go()

    for page in pages:
        done = page.locator(".bubble-out", has_text=re.compile("is cancelled", re.IGNORECASE))
        await expect(done).to_have_count(1, timeout=_LONG)
    assert road.count("refunds", "OLV-20419007") == 1


async def test_a_slow_shop_and_two_tabs_open_one_claim_told_once(
    shop_site: str, open_page: Any, road: Road, post: Mailboxes
) -> None:
    page = await open_page()
    await page.goto(f"{shop_site}/chat?lang=fr")
    await say(page, "je veux faire jouer la garantie, commande OLV-20417755", "J’y envoie un code")
    await say(page, AGATHE, "code à six chiffres")
    await say(page, await post.code(AGATHE), "Quel article")
    await say(page, "la lampe Brindille", "Que se passe-t-il")
    await say(page, "elle s’éteint toute seule", "Est-ce que je le fais")
    other = await page.context.new_page()
    await other.goto(f"{shop_site}/chat")
    yes = [each.get_by_role("button", name="Oui", exact=True) for each in (page, other)]
    await expect(yes[1]).to_be_visible()
    road.hold()
    await yes[0].click()
    await asyncio.wait_for(road.arrived.wait(), 60)
    await other.get_by_label("Votre message").fill("oui")
    await other.keyboard.press("Enter")
    # Both words are kept on the server, and both tabs show them.
    await expect(kept(other, "oui")).to_have_count(2)
    road.let_go()

    for tab in (page, other):
        told = tab.locator(".bubble-out", has_text="GAR-")
        await expect(told).to_have_count(1, timeout=_LONG)
    assert road.count("claims", "OLV-20417755") == 1
