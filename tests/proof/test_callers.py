"""Callers of the API: two triggers in one second, and a caller who saw an error and repeats."""

import asyncio
import contextlib
from typing import Any

import httpx
import pytest
from tests.killing import free_port

from limpide import api, delivery
from limpide.api import Scope
from limpide.contacts import ContactId

from .ground import ME, Ground
from .killing import addresses
from .peers import MailServer

MESSAGES = 30


class Callers:
    """Programs of the company, and the web processes they call."""

    def __init__(self, ground: Ground, key: str) -> None:
        self.ground = ground
        self._headers = {"Authorization": f"Bearer {key}"}
        self.doors: list[str] = []

    async def open_door(self, port: int | None = None) -> asyncio.subprocess.Process:
        """Start a web process and wait until it answers."""
        port = port or free_port()
        self.ground.environment["LIMPIDE_PORT"] = str(port)
        web = await self.ground.start("web")
        door = f"http://127.0.0.1:{port}"
        if door not in self.doors:
            self.doors.append(door)

        async def answers() -> bool:
            async with httpx.AsyncClient(base_url=door, timeout=5) as client:
                with contextlib.suppress(httpx.HTTPError):
                    return (await client.get("/readyz")).is_success
            return False

        await self.ground.until(answers)
        return web

    async def write(self, contact: ContactId, key: str, door: str, *, patience: float = 30) -> Any:
        """Ask for one message; raises httpx.HTTPError when the answer does not come in time."""
        body = {"contact": str(contact), "purpose": "order", "text": "Elle part demain."}
        headers = {**self._headers, "Idempotency-Key": key}
        async with httpx.AsyncClient(base_url=door, headers=headers, timeout=patience) as client:
            return await client.post("/v1/messages", json=body)


@pytest.fixture
async def callers(ground: Ground) -> Callers:
    """Programs with a key; the job process has said which channels there are."""
    key = await ground.do(lambda db: api.create_key(db, "proof", list(Scope), actor=ME))
    await ground.start()

    async def are_known() -> bool:
        return bool(await ground.do(delivery.list_health))

    await ground.until(are_known)
    return Callers(ground, key)


async def test_two_triggers_in_one_second_by_two_web_processes(
    ground: Ground, callers: Callers, server_of_mail: MailServer
) -> None:
    people = await ground.people(MESSAGES)
    await callers.open_door()
    await callers.open_door()

    answers = await asyncio.gather(
        *(
            callers.write(person, f"order-{n}", door)
            for n, person in enumerate(people)
            for door in callers.doors
        )
    )
    # One of two at the same moment may be asked to come again; whoever was served was served once.
    assert {answer.status_code for answer in answers} <= {202, 409}
    served = {answer.json()["id"] for answer in answers if answer.status_code == 202}
    await ground.until(ground.is_quiet)

    count = await ground.count(
        "two triggers in one second", addresses(MESSAGES), server_of_mail.taken
    )
    assert (len(served), count.arrived) == (MESSAGES, MESSAGES)


async def test_saved_but_the_caller_saw_an_error_and_repeats(
    ground: Ground, callers: Callers, server_of_mail: MailServer
) -> None:
    people = await ground.people(MESSAGES)
    port = free_port()
    web = await callers.open_door(port)
    [door] = callers.doors
    errors = 0

    async def insist(number: int, person: ContactId) -> None:
        nonlocal errors
        patience = 0.03  # most often the message is kept before the answer can be read
        while True:
            try:
                answer = await callers.write(person, f"order-{number}", door, patience=patience)
            except httpx.HTTPError:
                errors += 1
            else:
                if answer.status_code == 202:
                    return
            patience = min(patience * 2, 10)
            await asyncio.sleep(0.05)

    insisting = asyncio.gather(*(insist(n, person) for n, person in enumerate(people)))
    await asyncio.sleep(0.1)
    await ground.kill(web)
    await callers.open_door(port)
    await insisting
    await ground.until(ground.is_quiet)

    count = await ground.count(
        "saved, but the caller saw an error", addresses(MESSAGES), server_of_mail.taken
    )
    assert errors > 0
    assert count.arrived == MESSAGES
