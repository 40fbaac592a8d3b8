"""From a customer's key to the answer on their screen, and from an advisor's to the customer's.

Real processes and a real browser on one machine; the same with open chats that only listen.
"""

import asyncio
import contextlib
import os
import signal
import statistics
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

import httpx
from playwright.async_api import async_playwright
from tests.browser.conftest import FLAGS, chromium
from tests.killing import QUESTIONS, free_port

ROUNDS = 30
LISTENERS = 500
PASSWORD = "claire comme de l'eau"
WAIT = """(count) => new Promise((done) => {
  const log = document.querySelector("[data-log]");
  const look = () =>
    log.querySelectorAll(".bubble-out").length > count && (done(Date.now()), true);
  if (look()) return;
  const watch = new MutationObserver(() => look() && watch.disconnect());
  watch.observe(log, {childList: true});
})"""


# When the browser itself saw the form leave: a driver's click waits for frames before it clicks.
SENT = """addEventListener("submit",
  () => { sessionStorage.sent ??= String(Date.now()); }, true)"""
TAKE = "() => { const at = Number(sessionStorage.sent); delete sessionStorage.sent; return at; }"


def show(name: str, times: list[float]) -> None:
    ordered = sorted(times)
    p95 = ordered[int(len(ordered) * 0.95)]
    print(f"{name:46} p50 {statistics.median(ordered):6.0f} ms   p95 {p95:6.0f} ms", flush=True)


async def ask_rounds(browser: Any, address: str) -> list[float]:
    times: list[float] = []
    for number in range(ROUNDS):
        context = await browser.new_context(locale="fr-FR")
        page = await context.new_page()
        await page.add_init_script(SENT)
        await page.goto(f"{address}/chat")
        await page.fill("textarea", QUESTIONS[number % len(QUESTIONS)])
        waiting = asyncio.create_task(page.evaluate(WAIT, 0))
        await asyncio.sleep(0.05)
        await page.keyboard.press("Enter")
        seen = await asyncio.wait_for(waiting, 20)
        times.append(seen - await page.evaluate(TAKE))
        await context.close()
    return times


async def reply_rounds(browser: Any, address: str) -> list[float]:
    customer = await (await browser.new_context(locale="fr-FR")).new_page()
    await customer.goto(f"{address}/chat?person=1")
    await customer.fill("textarea", "Bonjour, une personne svp")
    await customer.keyboard.press("Enter")
    await customer.wait_for_selector(".bubble-out")
    advisor = await (await browser.new_context(locale="fr-FR")).new_page()
    await advisor.add_init_script(SENT)
    await advisor.goto(f"{address}/inbox")
    await advisor.fill("[name=email]", "claire.dumas@maison-olvera.example")
    await advisor.fill("[name=password]", PASSWORD)
    await advisor.keyboard.press("Enter")
    await advisor.click(".line >> nth=0")
    times: list[float] = []
    for number in range(ROUNDS):
        count = await customer.locator(".bubble-out").count()
        waiting = asyncio.create_task(customer.evaluate(f"({WAIT})({count})"))
        await advisor.fill("[data-reply]", f"Réponse {number}")
        await asyncio.sleep(0.05)
        async with advisor.expect_navigation():
            await advisor.click("form.reply button:not([type]) >> nth=0")
        seen = await asyncio.wait_for(waiting, 20)
        times.append(seen - await advisor.evaluate(TAKE))
    return times


async def listeners(address: str) -> list[asyncio.Task[None]]:
    """Open chats that listen for events, each with a conversation that was answered."""
    open_now = asyncio.Semaphore(10)
    answered: list[int] = []

    async def one(number: int) -> None:
        headers = {"X-Limpide": "chat", "X-Forwarded-For": f"10.9.{number >> 8}.{number & 255}"}
        async with httpx.AsyncClient(timeout=None, headers=headers) as client:
            body = {"text": "un conseiller svp", "id": str(uuid.uuid4())}
            async with open_now:
                await client.post(f"{address}/chat/messages", data=body)
                while "bubble-out" not in (await client.get(f"{address}/chat/thread")).text:
                    await asyncio.sleep(0.2)
            with contextlib.suppress(httpx.HTTPError):
                async with client.stream("GET", f"{address}/chat/events") as stream:
                    answered.append(number)
                    async for _ in stream.aiter_lines():
                        pass

    tasks = [asyncio.create_task(one(number)) for number in range(LISTENERS)]
    while len(answered) < LISTENERS:
        await asyncio.sleep(1)
    return tasks


async def main() -> None:
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="limpide-bench-", ignore_cleanup_errors=True) as place:
        Path(place).chmod(0o755)
        environment = {
            **os.environ,
            "LIMPIDE_DATA_DIR": f"{place}/data",
            "LIMPIDE_PORT": str(port),
            "LIMPIDE_MAIL_PORT": "0",
            "LIMPIDE_DEMO_SHOP_PORT": str(free_port()),
            "LIMPIDE_DEMO_MAIL_PORT": str(free_port()),
            "LIMPIDE_LOG_LEVEL": "ERROR",
        }
        address = f"http://localhost:{port}"
        began = time.monotonic()
        quiet = asyncio.subprocess.DEVNULL
        house = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "limpide", "up", "--demo"),
            env=environment,
            stdout=quiet,
            stderr=quiet,
        )
        try:
            await ready(address)
            print(f"first start with demo content {time.monotonic() - began:5.1f} s")
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
                await measure(browser, address)
                await browser.close()
        finally:
            house.send_signal(signal.SIGINT)
            await house.wait()


async def ready(address: str) -> None:
    async with httpx.AsyncClient() as client:
        while True:
            with contextlib.suppress(httpx.HTTPError):
                if (await client.get(f"{address}/readyz")).is_success:
                    return
            await asyncio.sleep(0.05)


async def measure(browser: Any, address: str) -> None:
    show("question to answer on screen", await ask_rounds(browser, address))
    show("advisor's reply on the customer's screen", await reply_rounds(browser, address))
    tasks = await listeners(address)
    show(f"question, {LISTENERS} open chats", await ask_rounds(browser, address))
    show(f"reply, {LISTENERS} open chats", await reply_rounds(browser, address))
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


if __name__ == "__main__":
    asyncio.run(main())
