"""Proofs: that a passport or an entry stands in the tree a checkpoint speaks of; and erasure."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

from . import entries, store, store_tree, subtrees
from .model import Checkpoint, EntryId, LeafKind, Passport, PassportId
from .passports import passport_document
from .tree import consistency_path, inclusion_path

FORMAT: Final = "limpide-proof-1"


@dataclass(frozen=True, slots=True)
class Proof:
    """The leaf's content and index, the hashes beside its way up, and the checkpoint above."""

    digest: bytes
    index: int
    path: Sequence[bytes]
    checkpoint: Checkpoint


async def last_checkpoint(db: Database) -> Checkpoint | None:
    """Find the newest checkpoint."""
    return await store_tree.find_last_checkpoint(db)


async def prove_passport(db: Database, id: PassportId) -> Proof | None:
    """Prove that a passport is in the ledger; None until the next checkpoint covers it."""
    return await _prove(db, LeafKind.PASSPORT, id)


async def prove_entry(db: Database, id: EntryId) -> Proof | None:
    """Prove that an entry, erased or not, is in the ledger; None until a checkpoint covers it."""
    return await _prove(db, LeafKind.ENTRY, id)


async def prove_consistency(db: Database, old: int, new: int) -> Sequence[bytes]:
    """Prove that the ledger of `new` leaves began as that of `old` (RFC 9162, 2.1.4)."""
    return await subtrees.hashes_of(db, consistency_path(old, new))


def proof_document(passport: Passport, proof: Proof) -> dict[str, Any]:
    """Give what is published at `/m/<token>/proof.json` (docs/reference/ledger.md)."""
    return {
        "format": FORMAT,
        **passport_document(passport),
        "index": proof.index,
        "path": [base64.b64encode(hash).decode() for hash in proof.path],
        "checkpoint": proof.checkpoint.note,
    }


async def erase_entries(
    db: Database, ids: Sequence[EntryId], *, why: str, actor: Actor
) -> Sequence[EntryId]:
    """Erase for good what entries tell, and give those that told something; proofs stay valid.

    What stays is the id, the moment and the digest, which without its salt tells nothing.
    """
    erased = [EntryId(id) for id in await store_tree.erase_entries(db, ids)]
    if erased:
        data = {"entries": [str(id) for id in erased]}
        await entries.record(
            db, "ledger.erased", about=db.workspace, why=why, actor=actor, data=data
        )
    return erased


async def erase_about(
    db: Database, abouts: Sequence[UUID], *, contacts: Sequence[UUID], why: str, actor: Actor
) -> Sequence[EntryId]:
    """Erase what entries tell about some things, and all that some contacts did themselves."""
    ids = await store.ids_about(db, abouts, [str(contact) for contact in contacts])
    return await erase_entries(db, ids, why=why, actor=actor)


async def _prove(db: Database, kind: LeafKind, id: UUID) -> Proof | None:
    leaf = await store_tree.find_leaf(db, kind, id)
    checkpoint = await store_tree.find_last_checkpoint(db)
    if leaf is None or checkpoint is None or checkpoint.size <= leaf.place:
        return None
    path = await subtrees.hashes_of(db, inclusion_path(leaf.place, checkpoint.size))
    return Proof(leaf.digest, leaf.place, path, checkpoint)
