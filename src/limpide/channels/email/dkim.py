"""DKIM: RSA and Ed25519 signatures (RFC 6376, RFC 8463), relaxed, important fields twice."""

import base64
import hashlib
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa

_SIGNED: Final = (
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "reply-to",
    "in-reply-to",
    "references",
    "mime-version",
    "content-type",
    "list-id",
    "feedback-id",
    "list-unsubscribe",
    "list-unsubscribe-post",
    "auto-submitted",
    "ai-disclosure",
    "passport",
)
# Named once more than present, so that nobody can add a second one unnoticed (RFC 6376, 8.15).
_SEALED: Final = ("from", "to", "subject", "date")
_RSA_BITS: Final = 2048
# hashlib works without the lock from 2,048 bytes on; beyond a long text that is worth its price.
_PIECE: Final = 2_047
_LONG: Final = 65_536
_SPACE: Final = re.compile(rb"[ \t]+")
_FOLD: Final = re.compile(rb"\r\n(?=[ \t])")
# After a space, what the relaxed form of a body does not have (RFC 6376, 3.4.4).
_UNRELAXED: Final = frozenset({b" ", b"\r", b""})


@dataclass(frozen=True, slots=True)
class DkimKeys:
    """The keys of a domain. Public halves go into the DNS: `dns_records`."""

    selector: str
    rsa_key: rsa.RSAPrivateKey
    ed25519_key: ed25519.Ed25519PrivateKey

    def dns_records(self, domain: str) -> dict[str, str]:
        """Give the TXT records to publish, by name."""
        spki = self.rsa_key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        raw = self.ed25519_key.public_key().public_bytes_raw()
        return {
            f"{self.selector}._domainkey.{domain}": f"v=DKIM1; k=rsa; p={_b64(spki)}",
            f"{self.selector}-ed._domainkey.{domain}": f"v=DKIM1; k=ed25519; p={_b64(raw)}",
        }


def load_or_create_keys(folder: Path, selector: str) -> DkimKeys:
    """Read the keys of an installation, made at the first start; only its owner reads them."""
    file = folder / f"{selector}.pem"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        pems = [
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            for key in (
                rsa.generate_private_key(65537, _RSA_BITS),
                ed25519.Ed25519PrivateKey.generate(),
            )
        ]
        draft = file.with_suffix(f".{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(b"\n".join(pems))
        draft.replace(file)
    first, second = re.findall(rb"-----BEGIN.+?-----END[^\n]+", file.read_bytes(), re.DOTALL)
    rsa_key = serialization.load_pem_private_key(first, None)
    ed_key = serialization.load_pem_private_key(second, None)
    if not isinstance(rsa_key, rsa.RSAPrivateKey) or not isinstance(
        ed_key, ed25519.Ed25519PrivateKey
    ):
        raise TypeError("the DKIM key file holds other keys than it should")
    return DkimKeys(selector, rsa_key, ed_key)


def signed(raw: bytes, keys: DkimKeys, domain: str) -> bytes:
    """Put both signatures before a mail (lines end in CRLF)."""
    head, _, body = raw.partition(b"\r\n\r\n")
    fields = _fields(head)
    names = tuple(name for name in _SIGNED if name in fields)
    hashed = b"".join(fields[name] + b"\r\n" for name in names)
    digest = base64.b64encode(_digest(_relaxed_body(body))).decode()

    def by_rsa(data: bytes) -> bytes:
        return keys.rsa_key.sign(data, padding.PKCS1v15(), hashes.SHA256())

    def by_ed25519(data: bytes) -> bytes:
        return keys.ed25519_key.sign(hashlib.sha256(data).digest())

    first = _head("rsa", domain, keys.selector, names)
    second = _head("ed25519", domain, f"{keys.selector}-ed", names)
    proofs = [
        _signature(hashed, first, digest, by_rsa),
        _signature(hashed, second, digest, by_ed25519),
    ]
    return b"".join([*proofs, raw])


def _digest(body: bytes) -> bytes:
    """Hash a body, in pieces for which the library does not let go of Python's lock.

    To have it back takes a signing thread longer than hashing the text of a mail.
    """
    if len(body) > _LONG:
        return hashlib.sha256(body).digest()
    hashed = hashlib.sha256()
    for place in range(0, len(body), _PIECE):
        hashed.update(body[place : place + _PIECE])
    return hashed.digest()


@lru_cache(maxsize=256)
def _head(algorithm: str, domain: str, selector: str, names: tuple[str, ...]) -> str:
    """Write what is the same for all mails with these fields."""
    return (
        f"v=1; a={algorithm}-sha256; c=relaxed/relaxed; d={domain}; "
        f"s={selector}; h={':'.join([*names, *_SEALED])}; bh="
    )


def _signature(hashed: bytes, head: str, digest: str, sign: Callable[[bytes], bytes]) -> bytes:
    value = f"{head}{digest}; b="
    proof = _b64(sign(hashed + f"dkim-signature:{value}".encode()))
    return _folded(f"DKIM-Signature: {value}", proof)


def _fields(head: bytes) -> dict[str, bytes]:
    """Take the header apart: names in lower case, each field in its relaxed form."""
    found: dict[str, bytes] = {}
    for line in _FOLD.sub(b"", head).split(b"\r\n"):
        name, _, value = line.partition(b":")
        key = name.strip().lower()
        if b"  " in value or b"\t" in value:
            value = _SPACE.sub(b" ", value)
        found[key.decode("ascii", "replace")] = key + b":" + value.strip()
    return found


def _relaxed_body(body: bytes) -> bytes:
    if not _is_relaxed(body):
        body = _SPACE.sub(b" ", body).replace(b" \r\n", b"\r\n").rstrip(b" ")
    while body.endswith(b"\r\n\r\n"):
        body = body[:-2]
    if body in (b"", b"\r\n"):
        return b""
    return body if body.endswith(b"\r\n") else body + b"\r\n"


def _is_relaxed(body: bytes) -> bool:
    # Base64 has no space: from one to the next is quicker than a look for each pair of characters.
    if b"\t" in body:
        return False
    place = body.find(b" ")
    while place >= 0:
        if body[place + 1 : place + 2] in _UNRELAXED:
            return False
        place = body.find(b" ", place + 1)
    return True


def _folded(head: str, proof: str) -> bytes:
    """Fold between tags, where a space stands anyway, and in `b=`, where none counts."""
    tags = head.replace("; ", ";\r\n ")
    chunks = [proof[i : i + 72] for i in range(0, len(proof), 72)]
    return (tags + "\r\n ".join(chunks) + "\r\n").encode()


def _b64(plain: bytes) -> str:
    return base64.b64encode(plain).decode()
