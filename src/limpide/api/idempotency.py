"""Idempotency-Key: the same request twice is done once.

Source: draft-ietf-httpapi-idempotency-key-header-07.

The claim, the work and the kept answer share one transaction: a crash keeps all or nothing, and a
parallel twin waits for the first and gets its answer.
"""

import hashlib
from collections.abc import Awaitable, Callable
from typing import ClassVar

from fastapi import Request, Response
from pydantic import BaseModel

from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError

from . import store
from .model import Caller

_LONGEST_KEY = 255
KEPT_DAYS = 30


class IdempotencyKeyReusedError(LimpideError):
    """The Idempotency-Key was used for another request. Make a new key for a new request."""

    status: ClassVar[int] = 422


class IdempotencyKeyInvalidError(LimpideError):
    """An Idempotency-Key has 1 to 255 visible characters."""


async def once(
    request: Request,
    db: Database,
    caller: Caller,
    work: Callable[[], Awaitable[BaseModel]],
    *,
    status: int = 200,
) -> Response:
    """Do the work once per key and caller; give the kept answer again to whoever repeats."""
    key = request.headers.get("idempotency-key", "").strip().strip('"')
    if "idempotency-key" not in request.headers:
        return _answer((await work()).model_dump_json(), status)
    if not key or len(key) > _LONGEST_KEY or not key.isprintable():
        raise IdempotencyKeyInvalidError
    fingerprint = hashlib.sha256(
        f"{request.method} {request.url.path}\n".encode() + await request.body()
    ).digest()
    first = await store.claim_answer(db, caller.key, key, fingerprint)
    if first is not None:
        if first["fingerprint"] != fingerprint:
            raise IdempotencyKeyReusedError
        return _answer(first["body"], first["status"], replayed=True)
    body = (await work()).model_dump_json()
    await store.keep_answer(db, caller.key, key, status, body)
    return _answer(body, status)


def _answer(body: str, status: int, *, replayed: bool = False) -> Response:
    headers = {"Idempotent-Replayed": "true"} if replayed else None
    return Response(body, status, headers, media_type="application/json")
