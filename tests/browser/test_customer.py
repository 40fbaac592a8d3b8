"""A customer asks, reads the sources, asks for a person, comes back; by mouse and by keyboard."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import Route, expect

from .conftest import serious_faults

pytestmark = pytest.mark.browser
QUESTION = "Combien de temps ai-je pour renvoyer un article ?"
Elsewhere = Callable[[str], Awaitable[str]]


@pytest.fixture
async def elsewhere() -> AsyncIterator[Elsewhere]:
    """Serve a page of somebody else's, on a site of its own."""
    servers: list[asyncio.Server] = []

    async def serve(html: str) -> str:
        body = html.encode()
        kind = "Content-Type: text/html; charset=utf-8"
        head = f"HTTP/1.1 200 OK\r\n{kind}\r\nContent-Length: {len(body)}"

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(f"{head}\r\nConnection: close\r\n\r\n".encode() + body)
            await writer.drain()
            writer.close()

        servers.append(await asyncio.start_server(answer, "127.0.0.1", 0))
        return f"http://127.0.0.1:{servers[-1].sockets[0].getsockname()[1]}/"

    yield serve
    for server in servers:
        server.close()


async def test_a_question_is_answered_with_sources_and_the_history_stays(
    site: str, open_page: Any
) -> None:
    page = await open_page()
    await page.goto(f"{site}/chat")
    await expect(
        page.get_by_text("Un assistant (une IA) de Olvera SAS répond d’abord")
    ).to_be_visible()
    await page.get_by_label("Votre message").fill(QUESTION)
    await page.keyboard.press("Enter")

    answer = page.locator(".bubble-ai").first
    await expect(answer).to_contain_text("30 jours")
    await expect(answer).to_contain_text("Rédigé par une IA")
    await answer.locator("summary").click()
    source = answer.locator(".sources a").first
    href = await source.get_attribute("href")
    assert href
    assert href.startswith("/help/fr/")

    await page.reload()
    await expect(page.locator(".bubble-ai").first).to_contain_text("30 jours")
    await page.goto(f"{site}{href}")
    await expect(page.locator("h1")).to_contain_text("Délai pour renvoyer un article")


@pytest.mark.parametrize("path", ["/", "/chat", "/ai", "/verify"])
async def test_a_page_speaks_the_language_of_the_browser_until_one_is_chosen(
    site: str, open_page: Any, path: str
) -> None:
    page = await open_page(locale="en-GB")
    await page.goto(f"{site}{path}")
    assert await page.locator("html").get_attribute("lang") == "en"
    await page.goto(f"{site}{path}?lang=fr")
    await page.goto(f"{site}{path}")
    assert await page.locator("html").get_attribute("lang") == "fr"


async def test_what_a_question_back_offers_is_answered_with_one_touch(
    site: str, open_page: Any
) -> None:
    page = await open_page(width=360)
    await page.goto(f"{site}/chat")
    await page.get_by_label("Votre message").fill("Pouvez-vous me conseiller un produit ?")
    await page.keyboard.press("Enter")
    offered = page.get_by_role("group", name="Réponses possibles")
    await expect(offered).to_be_visible()
    assert await serious_faults(page) == []
    first = offered.get_by_role("button").first
    words = await first.inner_text()
    listed = page.locator(".listed").filter(has_text=words)
    await expect(listed).to_be_hidden()
    await first.focus()
    await page.keyboard.press("Enter")

    await expect(page.locator(".bubble-in").last).to_have_text(
        re.compile(re.escape(words), re.IGNORECASE)
    )
    await expect(offered).to_be_hidden()
    await expect(listed).to_be_visible()


async def test_the_passport_of_an_answer_says_who_wrote_it(site: str, open_page: Any) -> None:
    page = await open_page()
    await page.goto(f"{site}/chat")
    await page.get_by_label("Votre message").fill(QUESTION)
    await page.keyboard.press("Enter")
    link = page.locator(".bubble-ai .bubble-meta a").first
    await expect(link).to_be_visible()
    await page.goto(f"{site}{await link.get_attribute('href')}")

    await expect(page.get_by_text("Ce passeport est vrai")).to_be_visible()
    await expect(page.get_by_text("Une IA a écrit ce message pour Olvera SAS")).to_be_visible()
    assert await serious_faults(page) == []


async def test_by_keyboard_alone_a_person_is_asked_for_and_the_advisor_answers_live(
    site: str, open_page: Any
) -> None:
    customer = await open_page(locale="en-GB", width=360)
    await customer.goto(f"{site}/chat?lang=en")
    await customer.get_by_label("Your message").focus()
    await customer.keyboard.type("I want to talk to a human")
    await customer.keyboard.press("Enter")
    await expect(customer.get_by_text("I am telling a person of our team")).to_be_visible()

    advisor = await open_page(locale="fr-FR")
    await advisor.goto(f"{site}/inbox")
    await advisor.get_by_label("Adresse e-mail").fill("claire.dumas@maison-olvera.example")
    await advisor.get_by_label("Mot de passe").fill("claire comme de l'eau")
    await advisor.keyboard.press("Enter")
    await advisor.locator(".line").filter(has_text="I am telling a person").first.click()
    await expect(advisor.get_by_text("Pourquoi vous : demande une personne")).to_be_visible()
    await advisor.keyboard.press("r")
    await advisor.keyboard.type("Hello, Claire here. How can I help?")
    await advisor.keyboard.press("Control+Enter")

    answer = customer.locator(".bubble-out").last
    await expect(answer).to_contain_text("Claire here")
    await expect(answer).to_contain_text("Claire Dumas")


async def test_the_widget_lives_on_a_page_that_is_not_ours(site: str, open_page: Any) -> None:
    page = await open_page()
    await page.goto(f"{site}/demo/shop")
    await page.get_by_role("button", name="Ouvrir la discussion").click()
    frame = page.frame_locator("iframe[title=Discussion]")
    await frame.get_by_label("Votre message").fill(QUESTION)
    await frame.get_by_label("Votre message").press("Enter")

    await expect(frame.locator(".bubble-ai").first).to_contain_text("30 jours")
    await page.get_by_role("button", name="Fermer la discussion").click()
    await expect(page.get_by_role("button", name="Ouvrir la discussion")).to_be_focused()


async def test_a_person_is_asked_for_before_the_first_word(site: str, open_page: Any) -> None:
    page = await open_page(width=360)
    await page.goto(f"{site}/chat")
    await page.locator(".chat-head").get_by_role("button", name="Parler à une personne").click()

    await expect(page.locator(".bubble-in")).to_have_text(re.compile("Parler à une personne"))
    await expect(page.get_by_text("Je préviens une personne de notre équipe")).to_be_visible()
    await page.reload()
    await expect(page.locator(".bubble-in")).to_have_count(1)


async def test_files_go_along_can_be_left_out_and_what_is_wrong_with_them_is_said(
    site: str, open_page: Any
) -> None:
    page = await open_page(width=360)
    await page.goto(f"{site}/chat")
    field = page.locator("[data-files]")
    wrong = {"name": "virus.exe", "mimeType": "application/octet-stream", "buffer": b"MZ"}
    await field.set_input_files([wrong])
    await page.get_by_label("Votre message").fill("Voici ma lampe cassée, aidez-moi")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("n’est pas accepté")
    await expect(page.get_by_label("Votre message")).to_have_value(
        "Voici ma lampe cassée, aidez-moi"
    )
    await expect(page.locator(".bubble-in")).to_have_count(0)

    photo = {"name": "lampe.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n"}
    await field.set_input_files([photo])
    await expect(page.get_by_role("alert")).to_be_hidden()
    await page.get_by_role("button", name="Retirer").click()
    await expect(page.locator("[data-chosen]")).to_be_hidden()
    await field.set_input_files([photo])
    await expect(page.locator("[data-chosen]")).to_contain_text("lampe.png")
    assert await serious_faults(page) == []
    await page.get_by_label("Votre message").press("Enter")
    link = page.locator(".bubble-in").get_by_role("link", name="lampe.png")
    await expect(link).to_be_visible()
    await expect(page.locator("[data-chosen]")).to_be_hidden()


async def test_one_judgement_counts_the_last(site: str, open_page: Any) -> None:
    page = await open_page()

    # What is contested costs the assistant its freedom, and other tests their answers.
    async def heard(route: Route) -> None:
        await route.fulfill(status=204)

    await page.route("**/chat/feedback", heard)
    await page.goto(f"{site}/chat")
    await page.get_by_label("Votre message").fill(QUESTION)
    await page.keyboard.press("Enter")
    answer = page.locator(".bubble-ai").filter(has_text="30 jours")
    helpful = answer.get_by_role("button", name="Utile")
    wrong = answer.get_by_role("button", name="Faux")
    await helpful.click()
    await wrong.click()
    await expect(wrong).to_have_attribute("aria-pressed", "true")
    await expect(helpful).to_have_attribute("aria-pressed", "false")


async def test_the_page_on_ai_stands_in_another_page_as_high_as_it_needs(
    site: str, open_page: Any, elsewhere: Elsewhere
) -> None:
    page = await open_page(width=360)
    tag = f'<script src="{site}/widget.js" data-show="ai" data-language="fr"></script>'
    html = f"<!doctype html><html lang=fr><title>x</title><h1>Notre IA</h1>{tag}<p>Et après</p>"
    await page.goto(await elsewhere(html))

    frame = page.frame_locator("iframe[title='Comment nous utilisons l’IA']")
    await expect(frame.get_by_role("heading", level=1)).to_be_visible()
    await expect(frame.locator("header.top")).to_be_hidden()
    # No bar to scroll inside, nothing empty below: as high as what it shows.
    await page.wait_for_function(
        """() => { const frame = document.querySelector("iframe");
        return frame.style.height !== "60rem" && frame.nextElementSibling.tagName === "P"; }"""
    )
    assert await frame.locator("html").evaluate(
        """page => page.scrollHeight <= innerHeight + 1
        && innerHeight - document.body.offsetHeight < 2"""
    )
