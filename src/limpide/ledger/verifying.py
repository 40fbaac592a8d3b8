"""Verification: everything is read and hashed again, and compared with what was signed."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from limpide.foundation import secrets
from limpide.foundation.database import Database, Row

from . import checkpoints, contents, keys, passports, store_tree, subtrees
from .model import Checkpoint, Leaf, LeafKind, PassportId, PublicKey
from .tree import Grower, Node, leaf_hash

_PAGE: Final = 5_000
_MOST_FAULTS: Final = 1_000


class FaultKind(StrEnum):
    """What is wrong with the ledger."""

    ALTERED = "altered"
    MISSING = "missing"
    INSERTED = "inserted"
    OUT_OF_PLACE = "out_of_place"
    TRUNCATED = "truncated"
    WRONG_ROOT = "wrong_root"
    NOT_SIGNED = "not_signed"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: the place in the tree or its size, and the row if there is one."""

    kind: FaultKind
    place: int
    what: str
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a verification found. At most a thousand faults are named; `count` counts all."""

    size: int
    root: bytes
    signed_size: int
    checkpoints: int
    erased: int
    count: int
    faults: Sequence[Fault]

    def __bool__(self) -> bool:
        return self.count == 0


Tell = Callable[[int, int], None]


async def verify(
    db: Database, *, tell: Tell | None = None, with_signatures: bool = False
) -> Report:
    """Check the whole ledger of the workspace against its signed checkpoints.

    `tell` hears how many leaves are done, of how many. `with_signatures` also checks the signature
    of each passport, which the tree already covers from the next checkpoint on: ten times slower.
    """
    last = await store_tree.find_last_leaf(db)
    size = 0 if last is None else last.place + 1
    check = _Check(db, await keys.list_public_keys(db), with_signatures=with_signatures)
    for first in range(0, size, _PAGE):
        if not await check.page(first, min(first + _PAGE, size)):
            break
        if tell is not None:
            tell(min(first + _PAGE, size), size)
    await check.end(last)
    return check.report()


class _Check:
    """One verification: the tree as it grows again, and what was found so far."""

    def __init__(self, db: Database, known: Sequence[PublicKey], *, with_signatures: bool) -> None:
        self._db = db
        self._known = [key for key in known if keys.key_id(key.raw) == key.id]
        self._by_id = {key.id: Ed25519PublicKey.from_public_bytes(key.raw) for key in self._known}
        self._with_signatures = with_signatures
        self._grower = Grower()
        self._before = (-1, -1, UUID(int=0))
        self._faults: list[Fault] = []
        self._count = self._erased = self._checkpoints = self._signed_size = 0

    def report(self) -> Report:
        return Report(
            self._grower.size,
            self._grower.root(),
            self._signed_size,
            self._checkpoints,
            self._erased,
            self._count,
            self._faults,
        )

    async def page(self, first: int, end: int) -> bool:
        """Check the leaves of a page, the nodes they complete, its checkpoints; say if any."""
        rows = [
            *await store_tree.list_entry_leaves(self._db, first, end),
            *await store_tree.list_passport_leaves(self._db, first, end),
        ]
        rows.sort(key=_place)
        notes = await store_tree.list_checkpoints(self._db, first, end)
        waiting = {note.size: note for note in notes}
        nodes: list[Node] = []
        expected = first
        for row in rows:
            if row["place"] != expected:
                self._add(FaultKind.MISSING, expected, "leaf")
            expected = row["place"] + 1
            self._row(row)
            nodes += self._grower.add(leaf_hash(row["digest"]))
            note = waiting.get(expected)
            if note is not None:
                self._checkpoint(note, self._grower.root())
        if expected != end:
            self._add(FaultKind.MISSING, expected, "leaf")
        await self._nodes([node for node in nodes if node.level >= subtrees.LOWEST_KEPT])
        return bool(rows)

    async def end(self, last: Leaf | None) -> None:
        """Look for what has no leaf, and for checkpoints of a larger tree."""
        size = 0 if last is None else last.place + 1
        for note in await store_tree.list_checkpoints(self._db, size, 2**62):
            if note.size > await self._size_now():
                self._add(FaultKind.TRUNCATED, note.size, "checkpoint")
        if last is not None:
            for row in await store_tree.list_forgotten(self._db, last):
                self._add(FaultKind.INSERTED, size, row["kind"], row["id"])

    async def _size_now(self) -> int:
        # The ledger may have grown, and been signed, while it was being read.
        last = await store_tree.find_last_leaf(self._db)
        return 0 if last is None else last.place + 1

    def _row(self, row: Row) -> None:
        place = (row["life"], row["tx"], row["id"])
        if place <= self._before:
            self._add(FaultKind.OUT_OF_PLACE, row["place"], row["kind"], row["id"])
        self._before = place
        if row["row_tx"] is None:
            self._add(FaultKind.MISSING, row["place"], row["kind"], row["id"])
            return
        is_entry = row["kind"] == LeafKind.ENTRY.value
        is_same = self._is_entry_as_written(row) if is_entry else self._is_passport_as_signed(row)
        if not is_same or row["row_tx"] != row["tx"]:
            self._add(FaultKind.ALTERED, row["place"], row["kind"], row["id"])

    def _is_entry_as_written(self, row: Row) -> bool:
        if row["sha256"] != row["digest"]:
            return False
        if row["salt"] is None:
            self._erased += 1
            return row["erased_at"] is not None
        return contents.entry_text(row) is not None

    def _is_passport_as_signed(self, row: Row) -> bool:
        if sha256(row["body"].encode() + row["signature"]).digest() != row["digest"]:
            return False
        if self._with_signatures and not self._is_signed(row):
            self._add(FaultKind.NOT_SIGNED, row["place"], row["kind"], row["id"])
        # What stands beside the body must be what the body says.
        token = secrets.digest(passports.passport_token(PassportId(row["id"])))
        try:
            body = json.loads(row["body"])
            named = (body["id"], body["message"])
        except (ValueError, LookupError, TypeError):
            return False
        return row["token_sha256"] == token and named == (str(row["id"]), str(row["message"]))

    def _is_signed(self, row: Row) -> bool:
        key = self._by_id.get(row["key"])
        if key is None:
            return False
        try:
            key.verify(row["signature"], row["body"].encode())
        except InvalidSignature:
            return False
        return True

    def _checkpoint(self, note: Checkpoint, root: bytes) -> None:
        self._checkpoints += 1
        origin = checkpoints.origin_of(self._db.workspace)
        said = checkpoints.open_note(note.note, origin, self._known)
        if said is None or said.size != note.size:
            self._add(FaultKind.NOT_SIGNED, note.size, "checkpoint")
        elif said.root != root:
            self._add(FaultKind.WRONG_ROOT, note.size, "checkpoint")
        else:
            self._signed_size = note.size

    async def _nodes(self, made: Sequence[Node]) -> None:
        kept = await store_tree.list_nodes(self._db, [(node.level, node.place) for node in made])
        for node in made:
            if kept.get((node.level, node.place)) != node.hash:
                first = node.place << node.level
                self._add(FaultKind.WRONG_ROOT, first, f"subtree of {1 << node.level} leaves")

    def _add(self, kind: FaultKind, place: int, what: str, id: UUID | None = None) -> None:
        self._count += 1
        if len(self._faults) < _MOST_FAULTS:
            self._faults.append(Fault(kind, place, what, id))


def _place(row: Row) -> int:
    place: int = row["place"]
    return place
