"""Signing keys: one Ed25519 key at a time per workspace, sealed at rest, old ones kept to check."""

import base64
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Final

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from limpide.foundation import clock, secrets
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.ids import WorkspaceId

from . import entries, store
from .model import PublicKey

_PURPOSE: Final = "ledger.signing_key"
_MOST_REMEMBERED: Final = 64


_remembered: dict[WorkspaceId, tuple[str, Ed25519PrivateKey]] = {}


async def likely_key(db: Database) -> tuple[str, Ed25519PrivateKey]:
    """Give the key that this process used last: mostly the current one, without a question.

    Whoever signs with it lets the database say whether it still is the one in use.
    """
    return _remembered.get(db.workspace) or await signing_key(db)


async def signing_key(db: Database) -> tuple[str, Ed25519PrivateKey]:
    """Give the workspace's current key with its id, making it at first use."""
    found = await store.find_current_key(db)
    if found is None:
        await _make_key(db)
        found = await store.find_current_key(db)
    if found is None:
        raise LookupError("the workspace's signing key vanished while it was being made")
    id, sealed = found
    if len(_remembered) >= _MOST_REMEMBERED:
        _remembered.clear()
    _remembered[db.workspace] = id, _unsealed(sealed)
    return _remembered[db.workspace]


async def rotate_key(db: Database, *, actor: Actor) -> PublicKey:
    """Retire the current key and make the next. Passports signed before stay checkable."""
    await store.retire_keys(db, clock.now())
    await _make_key(db)
    id, _ = await signing_key(db)
    made = next(key for key in await list_public_keys(db) if key.id == id)
    await entries.record(
        db,
        "signing_key.rotated",
        about=db.workspace,
        why="operator's request",
        actor=actor,
        data={"key": id},
    )
    return made


async def list_public_keys(db: Database) -> Sequence[PublicKey]:
    """List all keys of the workspace that ever signed, newest first."""
    return await store.list_public_keys(db)


def jwk_set(keys: Sequence[PublicKey]) -> dict[str, list[dict[str, str]]]:
    """Write public keys as a JWK set (RFC 7517, RFC 8037)."""
    return {
        "keys": [{**_jwk(key.raw), "kid": key.id, "use": "sig", "alg": "EdDSA"} for key in keys]
    }


def key_id(raw: bytes) -> str:
    """Name a key by its thumbprint (RFC 7638)."""
    return b64url(sha256(rfc8785.dumps(dict(_jwk(raw)))).digest())


def b64url(plain: bytes) -> str:
    """Write bytes in URL-safe base64 without padding (RFC 4648, section 5)."""
    return base64.urlsafe_b64encode(plain).rstrip(b"=").decode()


def _jwk(raw: bytes) -> dict[str, str]:
    return {"crv": "Ed25519", "kty": "OKP", "x": b64url(raw)}


async def _make_key(db: Database) -> None:
    private = Ed25519PrivateKey.generate()
    raw = private.public_key().public_bytes_raw()
    sealed = secrets.seal(private.private_bytes_raw(), purpose=_PURPOSE)
    # Two transactions may both be first: the second waits, then finds the first one's key.
    await store.add_key(db, key_id(raw), raw, sealed, clock.now())


@lru_cache(maxsize=64)
def _unsealed(sealed: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(secrets.unseal(sealed, purpose=_PURPOSE))
