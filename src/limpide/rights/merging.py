"""Merging: two contacts that are one person become one, in every room, and can be parted again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NewType
from uuid import UUID

from limpide import contacts, conversations, delivery, flows, journeys, ledger
from limpide.contacts import ContactId, NotMergeableError
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import new_id

from . import store, store_merges
from .model import State

MergeId = NewType("MergeId", UUID)


class NoSuchMergeError(LimpideError):
    """There is no such merge, or it was undone."""

    status = 404


@dataclass(frozen=True, slots=True)
class Merge:
    """Who was merged into whom, by whom and when. `moved`: what to give back, by room."""

    id: MergeId
    kept: ContactId
    gone: ContactId
    moved: Mapping[str, Any]
    actor_name: str
    at: datetime
    undone_at: datetime | None = None


async def merge(db: Database, kept: ContactId, gone: ContactId, *, actor: Actor) -> Merge:
    """Make one contact of two: addresses, choices, threads, messages follow to `kept`.

    Stricter wishes win. Raises NotMergeableError.
    """
    for contact in (kept, gone):
        asked = await store.requests_of(db, contact)
        if any(each.state is State.WAITING for each in asked):
            raise NotMergeableError
    moved: dict[str, Any] = {
        "contacts": await contacts.merge_contact(db, kept, gone),
        "conversations": await conversations.hand_over_person(db, gone, kept),
        "delivery": await delivery.hand_over_person(db, gone, kept),
        "flows": await flows.hand_over_person(db, gone, kept),
        "journeys": await journeys.hand_over_person(db, gone, kept),
    }
    done = Merge(MergeId(new_id()), kept, gone, moved, actor.name, clock.now())
    await store_merges.add(db, done.id, (kept, gone), moved, actor.name, done.at)
    await _record(db, "contact.merged", done, actor)
    # A refusal known from one record binds what is queued under the other.
    await delivery.withdraw_queued(db, kept)
    return done


async def part(db: Database, id: MergeId, *, actor: Actor) -> Merge:
    """Undo a merge: everyone gets back what was theirs. Raises NoSuchMergeError."""
    found = await _open(db, id)
    kept, gone, moved = found.kept, found.gone, found.moved
    await contacts.part_contact(db, kept, gone, moved["contacts"])
    await conversations.hand_over_person(db, kept, gone, only=moved["conversations"])
    await delivery.hand_over_person(db, kept, gone, only=moved["delivery"])
    await flows.hand_over_person(db, kept, gone, only=moved["flows"])
    await journeys.hand_over_person(db, kept, gone, only=moved["journeys"])
    await store_merges.end(db, id, clock.now())
    await _record(db, "contact.parted", found, actor)
    return found


async def merges_of(db: Database, kept: ContactId) -> Sequence[Merge]:
    """List who was merged into a contact and is not parted again, newest first."""
    return [_merge(row) for row in await store_merges.list_of(db, kept)]


async def _open(db: Database, id: MergeId) -> Merge:
    row = await store_merges.lock(db, id)
    if row is None:
        raise NoSuchMergeError
    return _merge(row)


def _merge(row: store_merges.Kept) -> Merge:
    id, kept, gone, moved, name, at = row
    return Merge(MergeId(id), ContactId(kept), ContactId(gone), moved, name, at)


async def _record(db: Database, what: str, done: Merge, actor: Actor) -> None:
    data = {"merge": str(done.id), "kept": str(done.kept), "gone": str(done.gone)}
    for about in (done.kept, done.gone):
        await ledger.record(db, what, about=about, why="one person", actor=actor, data=data)
