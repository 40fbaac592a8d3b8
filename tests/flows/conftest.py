"""A shop on loopback, and a company that has the retail pack."""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import uvicorn

from demo_shop import Shop, create_app
from limpide.cli import packs
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId

TOKEN = "a token for tests"
ME = Actor.system("test")


@dataclass(frozen=True, slots=True)
class ShopServer:
    """A running shop: where it is, and its books."""

    url: str
    shop: Shop
    server: uvicorn.Server


@pytest.fixture
def shop() -> Iterator[ShopServer]:
    """Serve a fresh shop until the test ends."""
    books = Shop()
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(books, TOKEN), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield ShopServer(f"http://127.0.0.1:{port}", books, server)
    server.should_exit = True
    thread.join(5)


@pytest.fixture
async def retail(pool: Pool, workspace: WorkspaceId, shop: ShopServer) -> WorkspaceId:
    """The company of `pool`, with the retail pack in use."""
    async with pool.transaction(workspace) as db:
        await packs.install(db, packs.pack("retail"), base_url=shop.url, token=TOKEN, actor=ME)
    return workspace
