"""A delay is told before it is asked for, by the rules of every message, and once."""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import httpx
import pytest
import uvicorn

from demo_shop import Shop, create_app
from demo_shop.telling import teller
from limpide import api, contacts, delivery, ledger
from limpide.api import Scope
from limpide.channels import Kind
from limpide.cli import packs
from limpide.contacts import Act, Choice, Proof, Purpose, Use
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.settings import Settings
from limpide.main import create_app as create_limpide

ME = Actor.system("test")
TOM = "tom.whitfield@post.example"
ORDER = "OLV-20419007"


@dataclass
class Late:
    """A shop that tells, and what its customers got."""

    pool: Pool
    workspace: WorkspaceId
    shop: httpx.Client
    books: Shop

    def delay(self, days: int, order: str = ORDER) -> httpx.Response:
        due = (self.books.today + timedelta(days=days)).isoformat()
        return self.shop.post(f"/orders/{order}/delay", json={"due_on": due})

    async def told(self, address: str = TOM) -> list[delivery.Message]:
        async with self.pool.transaction(self.workspace) as db:
            person = await contacts.find_by_address(db, Kind.EMAIL, address)
            return [] if person is None else list(await delivery.list_messages(db, person.id))


def serving(app: object) -> Iterator[str]:
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))  # pyright: ignore[reportArgumentType]
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
async def key(pool: Pool, workspace: WorkspaceId) -> str:
    async with pool.transaction(workspace) as db:
        await packs.install(db, packs.pack("retail"), base_url="http://x", token=None, actor=ME)
        await contacts.recognise(db, Kind.EMAIL, TOM, language="en", actor=ME)
        scopes = [Scope.CONTACTS_READ, Scope.CONTACTS_WRITE, Scope.MESSAGES_WRITE]
        return await api.create_key(db, "shop", scopes, actor=ME)


@pytest.fixture
def limpide(key: str, database_url: str) -> Iterator[str]:
    settings = Settings()  # pyright: ignore[reportCallIssue]
    yield from serving(create_limpide(settings, database_url))


@pytest.fixture
def late(pool: Pool, workspace: WorkspaceId, key: str, limpide: str) -> Iterator[Late]:
    books = Shop()
    for url in serving(create_app(books, "t", teller(limpide, key))):
        with httpx.Client(base_url=url, headers={"Authorization": "Bearer t"}, timeout=30) as shop:
            yield Late(pool, workspace, shop, books)


async def test_the_customer_is_told_in_their_language_with_a_passport_and_once(late: Late) -> None:
    assert late.delay(6).status_code == 200
    assert late.delay(6).status_code in {200, 409}

    [message] = await late.told()

    assert "is late: we now expect it on" in message.text
    assert message.subject == f"Your order {ORDER} will be late"
    async with late.pool.transaction(late.workspace) as db:
        passports = await db.value("select count(*) from ledger.passports")
        assert await ledger.entries_about(db, message.id)
    assert passports == 1


async def test_a_later_day_is_told_anew(late: Late) -> None:
    late.delay(6)
    late.delay(9)

    assert len(await late.told()) == 2


async def test_who_wants_no_message_about_orders_gets_none(late: Late) -> None:
    async with late.pool.transaction(late.workspace) as db:
        person = await contacts.find_by_address(db, Kind.EMAIL, TOM)
        assert person is not None
        use = Use(Kind.EMAIL, Purpose.ORDER)
        await contacts.record_choice(
            db, person.id, Choice.WITHDRAWN, use, proof=Proof(Act.CHECKBOX, "form"), actor=ME
        )

    late.delay(6)

    assert await late.told() == []


async def test_a_customer_we_did_not_know_is_told_too(late: Late) -> None:
    late.delay(20, "OLV-20418999")

    assert len(await late.told("priya.n@post.example")) == 1


def test_what_is_delivered_or_comes_sooner_is_not_late() -> None:
    from demo_shop.books import RefusedError  # noqa: PLC0415

    books = Shop()
    for order, days in (("OLV-20417755", 30), (ORDER, 1)):
        with pytest.raises(RefusedError):
            books.delay(order, (books.today + timedelta(days=days)).isoformat())
