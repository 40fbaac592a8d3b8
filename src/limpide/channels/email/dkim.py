"""DKIM: RSA and Ed25519 signatures (RFC 6376, RFC 8463), relaxed, important fields twice."""

import base64
import hashlib
import os
import re
from dataclasses import dataclass
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
_SPACE: Final = re.compile(rb"[ \t]+")
_EMPTY_END: Final = re.compile(rb"(\r\n)+\Z")


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
    digest = base64.b64encode(hashlib.sha256(_relaxed_body(body)).digest()).decode()
    signatures = [
        _signature(fields, digest, domain, keys.selector, keys.rsa_key),
        _signature(fields, digest, domain, f"{keys.selector}-ed", keys.ed25519_key),
    ]
    return b"".join(signatures) + raw


def _signature(
    fields: list[tuple[str, bytes]],
    body_digest: str,
    domain: str,
    selector: str,
    key: rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey,
) -> bytes:
    is_rsa = isinstance(key, rsa.RSAPrivateKey)
    present = [name for name, _ in fields]
    names = [name for name in _SIGNED if name in present] + list(_SEALED)
    value = (
        f"v=1; a={'rsa' if is_rsa else 'ed25519'}-sha256; c=relaxed/relaxed; d={domain}; "
        f"s={selector}; h={':'.join(names)}; bh={body_digest}; b="
    )
    by_name = dict(fields)
    lines = [by_name[name] for name in _SIGNED if name in by_name]
    own = b"dkim-signature:" + _SPACE.sub(b" ", value.encode()).strip()
    hashed = b"\r\n".join([*lines, own])
    if isinstance(key, rsa.RSAPrivateKey):
        proof = key.sign(hashed, padding.PKCS1v15(), hashes.SHA256())
    else:
        proof = key.sign(hashlib.sha256(hashed).digest())
    return _folded(f"DKIM-Signature: {value}", _b64(proof))


def _fields(head: bytes) -> list[tuple[str, bytes]]:
    """Take the header apart: names in lower case, each field in its relaxed form."""
    unfolded = re.sub(rb"\r\n(?=[ \t])", b"", head)
    found: list[tuple[str, bytes]] = []
    for line in unfolded.split(b"\r\n"):
        name, _, value = line.partition(b":")
        key = name.strip().lower()
        found.append((key.decode("ascii", "replace"), key + b":" + _SPACE.sub(b" ", value).strip()))
    return found


def _relaxed_body(body: bytes) -> bytes:
    single = _SPACE.sub(b" ", body).replace(b" \r\n", b"\r\n").rstrip(b" ")
    bare = _EMPTY_END.sub(b"", single)
    return bare + b"\r\n" if bare else b""


def _folded(head: str, proof: str) -> bytes:
    """Fold between tags, where a space stands anyway, and in `b=`, where none counts."""
    tags = head.replace("; ", ";\r\n ")
    chunks = [proof[i : i + 72] for i in range(0, len(proof), 72)]
    return (tags + "\r\n ".join(chunks) + "\r\n").encode()


def _b64(plain: bytes) -> str:
    return base64.b64encode(plain).decode()
