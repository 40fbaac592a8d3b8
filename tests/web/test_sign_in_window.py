"""Signing in from a frame of another site: by a window the frame opened, and by no other."""

import re
from collections.abc import AsyncIterator, Iterator
from uuid import uuid4

import httpx
import pytest
from tests.oidc import serve_issuer

from limpide import conversations, flows
from limpide.channels import Kind
from limpide.flows import IdentityPolicy, SignInProvider, identity
from limpide.foundation import http
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.live import Hub
from limpide.foundation.settings import Settings
from limpide.main import create_app

ME = Actor.system("test")
OURS = {"x-limpide": "chat"}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    yield from serve_issuer()


@pytest.fixture
async def framed(
    pool: Pool, workspace: WorkspaceId, database_url: str, issuer: str
) -> AsyncIterator[httpx.AsyncClient]:
    """A visitor who has written in the chat of a frame; the provider is on our own machine."""
    policy = IdentityPolicy(provider=SignInProvider(issuer, "limpide", "a shared secret"))
    async with pool.transaction(workspace) as db:
        await flows.set_identity_policy(db, policy, actor=ME, allow_http=True)
    settings = Settings(actions_private_addresses=True)  # pyright: ignore[reportCallIssue]
    app = create_app(settings, database_url)
    http.put_house(app, http.House(settings, pool, Hub(database_url)))
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        form = {"text": "Bonjour", "id": str(uuid4())}
        await client.post("/chat/messages", data=form, headers=OURS)
        yield client


async def window(framed: httpx.AsyncClient) -> tuple[str, str]:
    """Open a window, and give its key and its secret, which no script can read."""
    shown = await framed.get("/chat/sign-in/window")
    cookie = shown.headers["set-cookie"]
    assert "HttpOnly" in cookie
    [key] = re.findall(r'data-key="([0-9a-f]{64})"', shown.text)
    return key, cookie.split("=", 1)[1].split(";")[0]


async def test_the_frame_begins_it_for_the_window_it_opened(framed: httpx.AsyncClient) -> None:
    key, secret = await window(framed)
    assert secret not in key

    begun = await framed.post("/chat/sign-in/begin", data={"key": key}, headers=OURS)

    assert begun.json()["url"].startswith("http")


async def test_no_other_site_begins_it(framed: httpx.AsyncClient) -> None:
    key, _ = await window(framed)
    foreign = {"key": key}

    assert (await framed.post("/chat/sign-in/begin", data=foreign)).status_code == 403
    odd = await framed.post("/chat/sign-in/begin", data={"key": "../"}, headers=OURS)
    assert odd.status_code == 422


async def test_what_comes_back_to_another_window_knows_nobody(
    framed: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId
) -> None:
    key, _secret = await window(framed)
    begun = await framed.post("/chat/sign-in/begin", data={"key": key}, headers=OURS)
    async with httpx.AsyncClient() as browser:
        answer = await browser.get(f"{begun.json()['url']}&user=agathe")
    query = answer.headers["location"].partition("?")[2]
    await window(framed)

    ended = await framed.get(f"/chat/signed-in?{query}")

    assert "signed_in=stale" in ended.headers["location"]
    async with pool.transaction(workspace) as db:
        visit = await conversations.find_visit(db, framed.cookies["limpide_visitor"])
        assert visit is not None
        assert visit.conversation is not None
        assert visit.address
        known = await identity.known_addresses(db, visit.conversation, Kind.CHAT, visit.address)
    assert not known


async def test_the_window_that_signed_in_says_so_and_may_be_closed(
    framed: httpx.AsyncClient,
) -> None:
    key, _ = await window(framed)
    begun = await framed.post("/chat/sign-in/begin", data={"key": key}, headers=OURS)
    async with httpx.AsyncClient() as browser:
        answer = await browser.get(f"{begun.json()['url']}&user=agathe")
    query = answer.headers["location"].partition("?")[2]

    ended = await framed.get(f"/chat/signed-in?{query}")

    assert ended.status_code == 200
    assert "data-done" in ended.text
