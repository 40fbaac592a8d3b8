"""Entries: what was done, why, and by whom. Written once, never changed."""

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id

from . import canonical, store
from .model import Deed, Entered, Entry, EntryId, SealedDeed

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
    written = sealed(deeds, actor, at)
    await store.add_entries(db, Entered(written, actor), at)
    return [each.id for each in written]


def sealed(deeds: Sequence[Deed], actor: Actor, at: datetime) -> Sequence[SealedDeed]:
    """Make deeds of one actor ready to be kept."""
    return [_sealed(EntryId(new_id()), deed, actor, at) for deed in deeds]


def _sealed(id: EntryId, deed: Deed, actor: Actor, at: datetime) -> SealedDeed:
    # What is kept and what is committed to are the same characters: they are written once.
    salt, data = os.urandom(_SALT_BYTES), canonical.dumps(dict(deed.data))
    text = _content(id, deed, actor, at, data, _name(actor))
    return SealedDeed(id, deed, data.decode(), salt, commitment(salt, text))


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
    return _canonical(entry, _name(entry.actor))


def canonical_bytes_once(entry: Entry) -> bytes:
    """Give the byte string of entries written before the actor's name was part of it."""
    return _canonical(entry, "")


def _canonical(entry: Entry, name: str) -> bytes:
    deed = Deed(entry.what, entry.about, entry.why, entry.data)
    data = canonical.dumps(dict(entry.data))
    return _content(entry.id, deed, entry.actor, entry.at, data, name)


def _name(actor: Actor) -> str:
    return f',"name":{canonical.text(actor.name)}'


def _content(id: EntryId, deed: Deed, actor: Actor, at: datetime, data: bytes, name: str) -> bytes:
    """Write the fields in the order of their names; only `data` has a shape of its own."""
    text = canonical.text
    head = (
        f'{{"about":"{deed.about}","actor":{{"id":{text(actor.id)},"kind":"{actor.kind.value}"'
        f'{name}}},"at":"{at.isoformat(timespec="microseconds")}","data":'
    )
    tail = f',"id":"{id}","what":{text(deed.what)},"why":{text(deed.why)}}}'
    return b"".join((head.encode(), data, tail.encode()))


def commitment(salt: bytes, canonical: bytes) -> bytes:
    """Hash an entry so that erasing salt and entry leaves a hash that tells nothing."""
    return sha256(salt + canonical).digest()
