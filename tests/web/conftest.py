"""The pages over HTTP: a client without session, and clients who are signed in with roles."""

import re
from collections.abc import Awaitable, Callable, Mapping
from html import unescape
from typing import Any

import httpx
import pytest
from tests.api.conftest import anonymous

from limpide import advisors
from limpide.advisors import AdvisorId, Role, SignedIn
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId

__all__ = ["anonymous"]
ME = Actor.system("test")
PASSWORD = "une lampe et deux chaises"
CSRF = re.compile(r'name="csrf" value="([^"]+)"')


class Colleague:
    """Somebody who is signed in, and whose forms repeat the token of the page."""

    def __init__(self, http: httpx.AsyncClient, id: AdvisorId, email: str, token: str) -> None:
        self._http, self.id, self.email, self.token = http, id, email, token
        self._csrf = ""

    async def get(self, path: str) -> httpx.Response:
        return await self._http.get(path, headers=self._headers())

    async def get_part(self, path: str) -> httpx.Response:
        """Ask as a script of ours does, for a part of a page."""
        return await self._http.get(path, headers={**self._headers(), "x-fragment": "1"})

    async def post(
        self,
        path: str,
        data: Mapping[str, Any] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> httpx.Response:
        if not self._csrf:
            page = await self.get("/account")
            self._csrf = unescape(CSRF.findall(page.text)[0])
        body = {"csrf": self._csrf, **(data or {})}
        sent = {**self._headers(), **(headers or {})}
        return await self._http.post(path, data=body, headers=sent, **more)

    async def bare_post(self, path: str, data: Mapping[str, Any]) -> httpx.Response:
        """Send a form without the token, as another site would."""
        return await self._http.post(path, data=dict(data), headers=self._headers())

    def _headers(self) -> dict[str, str]:
        return {"cookie": f"limpide_session={self.token}", "accept-language": "fr"}


SignIn = Callable[..., Awaitable[Colleague]]


@pytest.fixture
async def sign_in(anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId) -> SignIn:
    """Sign somebody in with roles."""

    async def come(*roles: Role, name: str = "Yanis") -> Colleague:
        email = f"{name.lower()}@maison-olvera.example"
        async with pool.transaction(workspace) as db:
            id, token = await advisors.invite(
                db, email, name, frozenset(roles), language="fr", actor=ME
            )
            await advisors.accept(db, token, PASSWORD)
            done = await advisors.sign_in(db, email, PASSWORD, agent="Firefox/150 Linux")
        assert isinstance(done, SignedIn)
        return Colleague(anonymous, id, email, done.token)

    return come


@pytest.fixture
async def lead(sign_in: SignIn) -> Colleague:
    return await sign_in(Role.ADVISOR, Role.LEAD)


@pytest.fixture
async def admin(sign_in: SignIn) -> Colleague:
    return await sign_in(Role.ADMIN, name="Paul")


@pytest.fixture
async def advisor(sign_in: SignIn) -> Colleague:
    return await sign_in(Role.ADVISOR, name="Claire")


SessionOf = Callable[..., Awaitable[str]]


@pytest.fixture
def session_of(anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId) -> SessionOf:
    """Sign in as someone with roles; give the token that forms repeat."""

    async def done(*roles: Role, language: str = "fr") -> str:
        me = Actor.system("test")
        email = f"{'-'.join(roles)}@maison-olvera.example"
        async with pool.transaction(workspace) as db:
            _id, token = await advisors.invite(
                db, email, "Maud Perrin", frozenset(roles), language=language, actor=me
            )
            await advisors.accept(db, token, PASSWORD)
            signed = await advisors.sign_in(db, email, PASSWORD)
            assert isinstance(signed, advisors.SignedIn)
            session = await advisors.find_session(db, signed.token)
        assert session is not None
        anonymous.cookies.set("limpide_session", signed.token)
        return session.csrf

    return done
