"""A colleague who is signed in."""

from collections.abc import Awaitable, Callable

import httpx
import pytest
from tests.api.conftest import anonymous

from limpide import advisors
from limpide.advisors import Role
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId

__all__ = ["anonymous"]
PASSWORD = "une phrase bien longue et rare"
SignIn = Callable[..., Awaitable[str]]


@pytest.fixture
def sign_in(anonymous: httpx.AsyncClient, pool: Pool, workspace: WorkspaceId) -> SignIn:
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
