"""Tokens, and what only this installation can read or sign."""

import hashlib
import hmac
import os
import secrets as system_secrets
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE_BYTES = 12
_key: bytes | None = None


def configure(key: bytes) -> None:
    """Give the process the installation's key (32 bytes or more)."""
    global _key  # noqa: PLW0603 (one key per process, set once at the start)
    if len(key) < 32:
        raise ValueError("the installation key needs at least 32 bytes")
    _key = key
    derive.cache_clear()
    _cipher.cache_clear()


def load_or_create_key(file: Path) -> bytes:
    """Read the installation's key from a file only its owner may read, making it if missing."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as stream:
            stream.write(system_secrets.token_hex(32))
        try:
            # Two processes may start at once: the first link wins, both read the same key.
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return bytes.fromhex(file.read_text().strip())


def new_token(nbytes: int = 24) -> str:
    """Make an unguessable URL-safe token of `nbytes` random bytes."""
    return system_secrets.token_urlsafe(nbytes)


def digest(token: str) -> bytes:
    """Give what may be stored of a token: its SHA-256."""
    return hashlib.sha256(token.encode()).digest()


@cache
def derive(purpose: str) -> bytes:
    """Derive a 32-byte key for one purpose from the installation's key (RFC 5869)."""
    if _key is None:
        raise RuntimeError("secrets.configure was not called")
    return HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(_key)


@cache
def _cipher(purpose: str) -> AESGCM:
    return AESGCM(derive(purpose))


def seal(plain: bytes, *, purpose: str) -> bytes:
    """Encrypt bytes so that only this installation, for this purpose, reads them."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + _cipher(purpose).encrypt(nonce, plain, purpose.encode())


def unseal(sealed: bytes, *, purpose: str) -> bytes:
    """Decrypt what `seal` made. Raises cryptography's InvalidTag when it was altered."""
    nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    return _cipher(purpose).decrypt(nonce, body, purpose.encode())


def sign(message: bytes, *, purpose: str) -> bytes:
    """Give the HMAC-SHA-256 of a message under the key of a purpose."""
    return hmac.digest(derive(purpose), message, "sha256")


def is_signed(message: bytes, signature: bytes, *, purpose: str) -> bool:
    """Check what `sign` made, in constant time."""
    return hmac.compare_digest(sign(message, purpose=purpose), signature)
