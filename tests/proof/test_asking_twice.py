"""The same wish twice: at the same moment, or because the caller saw an error and repeats."""

import asyncio
import contextlib

import httpx
from tests.killing import free_port

from limpide import api, journeys
from limpide.api import Scope
from limpide.contacts import Purpose
from limpide.foundation.database import Database
from limpide.journeys import Wording

from .ground import ME, Ground
from .peers import MailServer

_WORDS = Wording("Votre commande", "Votre commande {{ number }} est prête.")


async def _client(ground: Ground, port: int) -> httpx.AsyncClient:
    secret = await ground.do(lambda db: api.create_key(db, "proof", list(Scope), actor=ME))
    return httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{port}",
        headers={"Authorization": f"Bearer {secret}"},
        timeout=5,
    )


async def _template(ground: Ground) -> None:
    async def publish(db: Database) -> None:
        saved = await journeys.save_template(
            db, "ready", Purpose.ORDER, {"fr": _WORDS}, sample={"number": "1"}, actor=ME
        )
        await journeys.publish_template(db, saved.template.id, actor=ME)

    await ground.do(publish)


async def _insist(client: httpx.AsyncClient, key: str, body: dict[str, object]) -> None:
    """Repeat a wish with its key until it is answered, whatever the line does meanwhile."""
    for _ in range(400):
        with contextlib.suppress(httpx.HTTPError):
            answer = await client.post("/v1/notices", json=body, headers={"Idempotency-Key": key})
            if answer.is_success:
                return
            if answer.status_code < 500 and answer.status_code != 409:
                raise AssertionError(answer.text)
        await asyncio.sleep(0.1)
    raise TimeoutError


async def test_saved_but_the_caller_saw_an_error_and_repeats(
    ground: Ground, server_of_mail: MailServer
) -> None:
    people = [f"caller{n}@courriel.example" for n in range(60)]
    ids = [await ground.know(address) for address in people]
    await _template(ground)
    port = free_port()
    ground.environment["LIMPIDE_PORT"] = str(port)
    web = await ground.start("web")
    await ground.start()
    async with await _client(ground, port) as client:
        asking = [
            asyncio.create_task(
                _insist(
                    client,
                    f"order-{n}",
                    {"contact": str(id), "template": "ready", "data": {"number": str(n)}},
                )
            )
            for n, id in enumerate(ids)
        ]
        for few in (5, 30):

            async def some(few: int = few) -> bool:
                return sum((await ground.statuses()).values()) >= few

            await ground.until(some)
            await ground.kill(web)
            web = await ground.start("web")
        await asyncio.gather(*asking)
    await ground.until(ground.is_quiet)
    count = await ground.count("saved, but the caller saw an error", people, server_of_mail.taken)
    assert (count.doubled, count.arrived, count.unsure) == (0, 60, 0)


async def test_two_triggers_in_one_second(ground: Ground, server_of_mail: MailServer) -> None:
    people = [f"twice{n}@courriel.example" for n in range(20)]
    ids = [await ground.know(address) for address in people]
    await _template(ground)
    ports = [free_port(), free_port()]
    for port in ports:
        ground.environment["LIMPIDE_PORT"] = str(port)
        await ground.start("web")
    await ground.start()
    first, second = [await _client(ground, port) for port in ports]
    async with first, second:
        await asyncio.gather(
            *(
                _insist(
                    client,
                    f"order-{n}",
                    {"contact": str(id), "template": "ready", "data": {"number": str(n)}},
                )
                for n, id in enumerate(ids)
                for client in (first, second)
            )
        )
        # And by two keys of delivery itself, past the API.
        late = await ground.know("late@courriel.example")
        twins = await asyncio.gather(*(ground.write(late, key="one") for _ in range(8)))
    await ground.until(ground.is_quiet)
    assert len(set(twins)) == 1
    wanted = [*people, "late@courriel.example"]
    count = await ground.count("two triggers in one second", wanted, server_of_mail.taken)
    assert (count.doubled, count.arrived) == (0, 21)
    sent = await ground.do(lambda db: db.value("select count(*) from delivery.messages"))
    assert sent == 21
