"""Checkpoints: signed notes about the tree (C2SP tlog-checkpoint and signed-note)."""

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from limpide.foundation import clock
from limpide.foundation.database import Database
from limpide.foundation.ids import WorkspaceId

from . import keys, store_tree, subtrees
from .model import Checkpoint, PublicKey

_ED25519: Final = b"\x01"
_KEY_ID_BYTES: Final = 4


@dataclass(frozen=True, slots=True)
class Statement:
    """What a checkpoint says."""

    origin: str
    size: int
    root: bytes


def origin_of(workspace: WorkspaceId) -> str:
    """Name a workspace's log; its keys bear the same name."""
    return f"limpide/ledger/{workspace}"


async def sign_checkpoint(db: Database) -> Checkpoint | None:
    """Sign the tree as it is and give its newest checkpoint; None while the tree is empty.

    Raises BrokenTreeError when the tree does not begin as the last checkpoint says: what was
    tampered with is never signed over.
    """
    leaf = await store_tree.find_last_leaf(db)
    size = 0 if leaf is None else leaf.place + 1
    last = await store_tree.find_last_checkpoint(db)
    if last is not None:
        await _must_still_hold(db, last, size)
    if size == 0 or (last is not None and last.size == size):
        return last
    made = Checkpoint(size, await _note(db, size), clock.now())
    await store_tree.add_checkpoint(db, made)
    return made


async def _must_still_hold(db: Database, last: Checkpoint, size: int) -> None:
    known = await keys.list_public_keys(db)
    said = open_note(last.note, origin_of(db.workspace), known)
    if said is None or last.size > size or said.root != await subtrees.root(db, last.size):
        raise subtrees.BrokenTreeError


async def _note(db: Database, size: int) -> str:
    origin = origin_of(db.workspace)
    _, private = await keys.signing_key(db)
    root = base64.b64encode(await subtrees.root(db, size)).decode()
    text = f"{origin}\n{size}\n{root}\n"
    public = private.public_key().public_bytes_raw()
    signature = base64.b64encode(_key_id(origin, public) + private.sign(text.encode())).decode()
    return f"{text}\n— {origin} {signature}\n"


def open_note(note: str, origin: str, trusted: Iterable[PublicKey]) -> Statement | None:
    """Read a checkpoint that a trusted key signed under the log's name; None for any other."""
    text, _, signatures = note.partition("\n\n")
    text += "\n"
    if not any(
        _is_signed_by(key.raw, origin, text.encode(), line)
        for line in signatures.splitlines()
        for key in trusted
    ):
        return None
    try:
        named, size, root = text.splitlines()[:3]
        statement = Statement(named, int(size), base64.b64decode(root, validate=True))
    except (ValueError, binascii.Error):
        return None
    return statement if statement.origin == origin else None


def _is_signed_by(raw: bytes, name: str, text: bytes, line: str) -> bool:
    mark, _, rest = line.partition(" ")
    signer, _, encoded = rest.partition(" ")
    if (mark, signer) != ("—", name):
        return False
    try:
        blob = base64.b64decode(encoded, validate=True)
        if blob[:_KEY_ID_BYTES] != _key_id(name, raw):
            return False
        Ed25519PublicKey.from_public_bytes(raw).verify(blob[_KEY_ID_BYTES:], text)
    except (InvalidSignature, binascii.Error):
        return False
    return True


def _key_id(name: str, raw: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + _ED25519 + raw).digest()[:_KEY_ID_BYTES]
