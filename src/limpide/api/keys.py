"""Keys with scopes: who calls, and what they may do."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Annotated, ClassVar

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from limpide import ledger
from limpide.foundation import http, secrets
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError

from . import store
from .model import Caller, KeyId, Scope

_PREFIX = "lim_"
_bearer = HTTPBearer(auto_error=False, description="A key made with `limpide key create`.")


class NotAuthenticatedError(LimpideError):
    """The key is missing, unknown or revoked. Send it as «Authorization: Bearer lim_…»."""

    status: ClassVar[int] = 401


class ScopeMissingError(LimpideError):
    """The key does not have the scope for this request."""

    status: ClassVar[int] = 403


async def create_key(db: Database, name: str, scopes: list[Scope], *, actor: Actor) -> str:
    """Make a key and give its secret: the only time it is seen."""
    secret = _PREFIX + secrets.new_token(32)
    key = await store.add_key(db, name, secrets.digest(secret), scopes)
    await ledger.record(
        db, "api.key_created", about=key, why=f"scopes {' '.join(scopes)}", actor=actor
    )
    return secret


async def revoke_key(db: Database, key: KeyId, *, actor: Actor) -> bool:
    """Take a key back; calls in progress finish."""
    done = await store.revoke_key(db, key)
    if done:
        await ledger.record(db, "api.key_revoked", about=key, why="asked", actor=actor)
    return done


async def caller(
    house: http.CurrentHouse,
    given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> Caller:
    """Find who calls. Raises NotAuthenticatedError."""
    if given is not None and given.credentials.startswith(_PREFIX):
        found = await store.find_caller(house.pool, secrets.digest(given.credentials))
        if found is not None:
            return found
    raise NotAuthenticatedError


def may(scope: Scope) -> Callable[..., Awaitable[Caller]]:
    """Make a dependency that asks for a scope. It raises ScopeMissingError."""

    async def check(found: Annotated[Caller, Depends(caller)]) -> Caller:
        if scope not in found.scopes:
            raise ScopeMissingError(f"The key lacks the scope «{scope}».")
        return found

    return check


async def transaction(
    request: Request, found: Annotated[Caller, Depends(caller)]
) -> AsyncGenerator[Database, None]:
    """Open the request's transaction in the company of the key."""
    async with http.house(request).pool.transaction(found.workspace) as db:
        if found.was_idle:
            await store.touch_key(db, found.key)
        yield db


Transaction = Annotated[Database, Depends(transaction, scope="function")]


def actor_of(found: Caller) -> Actor:
    """Name the key as an actor."""
    return Actor(ActorKind.API, str(found.key), found.name)
