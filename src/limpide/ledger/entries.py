"""Entries: what was done, why, and by whom. Written once, never changed."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any
from uuid import UUID

from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id

from . import canonical, store
from .model import Deed, Entry, EntryId

_SALT_BYTES = 16


async def record(
    db: Database,
    what: str,
    *,
    about: UUID,
    why: str,
    actor: Actor,
    data: Mapping[str, Any] | None = None,
) -> EntryId:
    """Write an entry in the caller's transaction. `what` reads `consent.granted`; `data` is JSON.

    What must be remembered is returned by the caller, never raised: an exception undoes the entry.
    """
    return (await record_many(db, [Deed(what, about, why, data or {})], actor=actor))[0]


async def record_many(db: Database, deeds: Sequence[Deed], *, actor: Actor) -> Sequence[EntryId]:
    """Write the entries of one actor in one statement, in their order."""
    at = clock.now()
    salts = [os.urandom(_SALT_BYTES) for _ in deeds]
    entries = [
        _sealed(Entry(EntryId(new_id()), d.what, d.about, d.why, actor, d.data, at, b""), salt)
        for d, salt in zip(deeds, salts, strict=True)
    ]
    await store.add_entries(db, entries, salts)
    return [entry.id for entry in entries]


def _sealed(entry: Entry, salt: bytes) -> Entry:
    return replace(entry, sha256=commitment(salt, canonical_bytes(entry)))


async def entries_about(db: Database, about: UUID, *, limit: int = 200) -> Sequence[Entry]:
    """List the newest `limit` entries about a thing, oldest first."""
    return await store.entries_about(db, about, limit)


async def list_entries(
    db: Database, *, before: EntryId | None = None, limit: int = 100
) -> Sequence[Entry]:
    """List the entries of the workspace, newest first, from a cursor on."""
    return await store.list_entries(db, before, limit)


def canonical_bytes(entry: Entry) -> bytes:
    """Give the one byte string that stands for an entry (RFC 8785)."""
    name = f',"name":{canonical.text(entry.actor.name)}'
    return _content(entry, name)


def canonical_bytes_once(entry: Entry) -> bytes:
    """Give the byte string of entries written before the actor's name was part of it."""
    return _content(entry, "")


def _content(entry: Entry, name: str) -> bytes:
    """Write the fields in the order of their names; only `data` has a shape of its own."""
    text, actor = canonical.text, entry.actor
    head = (
        f'{{"about":"{entry.about}","actor":{{"id":{text(actor.id)},"kind":"{actor.kind.value}"'
        f'{name}}},"at":"{entry.at.isoformat(timespec="microseconds")}","data":'
    )
    tail = f',"id":"{entry.id}","what":{text(entry.what)},"why":{text(entry.why)}}}'
    return b"".join((head.encode(), canonical.dumps(dict(entry.data)), tail.encode()))


def commitment(salt: bytes, canonical: bytes) -> bytes:
    """Hash an entry so that erasing salt and entry leaves a hash that tells nothing."""
    return sha256(salt + canonical).digest()
