"""The application over HTTP, with a key that may do everything."""

from collections.abc import AsyncIterator

import httpx
import pytest

from limpide import api
from limpide.api import Scope
from limpide.foundation import http
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.live import Hub
from limpide.foundation.settings import Settings
from limpide.main import create_app

ME = Actor.system("test")


@pytest.fixture
async def anonymous(
    pool: Pool, workspace: WorkspaceId, database_url: str
) -> AsyncIterator[httpx.AsyncClient]:
    """A client without a key. The lifespan is replaced by the test's own pool."""
    del workspace
    settings = Settings(webhooks_private_addresses=True)  # pyright: ignore[reportCallIssue]
    app = create_app(settings, database_url)
    http.put_house(app, http.House(settings, pool, Hub(database_url)))
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


@pytest.fixture
async def client(
    anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> httpx.AsyncClient:
    """A client whose key has all scopes."""
    async with pool.transaction(workspace) as db:
        secret = await api.create_key(db, "tests", list(Scope), actor=ME)
    anonymous.headers["Authorization"] = f"Bearer {secret}"
    return anonymous
