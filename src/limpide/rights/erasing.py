"""Erasing: one person, in every room, from the top of the house to its ground."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from limpide import (
    assistant,
    contacts,
    conversations,
    delivery,
    flows,
    journeys,
    knowledge,
    ledger,
    review,
)
from limpide.contacts import ContactId
from limpide.foundation import clock, facts, jobs
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId

from . import store, store_merges
from .facts import PersonErased
from .model import NoSuchRequestError, Request, RequestEndedError, RequestId, State

ERASE: Final = "rights.erase"
_RIGHTS: Final = Actor.system("rights")


class _PreviewError(Exception):
    """Undoes what a preview did."""


async def preview_erasure(db: Database, contact: ContactId) -> Mapping[str, int]:
    """Count what an erasure would remove, by room and table: it is done, and undone."""
    await contacts.get_contact(db, contact)
    counts: Mapping[str, int] = {}
    with suppress(_PreviewError):
        async with db.savepoint():
            counts = await _erase_everywhere(db, contact, "preview")
            raise _PreviewError
    return counts


async def erase(db: Database, id: RequestId, *, actor: Actor) -> Mapping[str, int]:
    """Erase a person for good now, without waiting for the end of the grace, and end the request.

    Raises NoSuchRequestError, RequestEndedError.
    """
    request = await store.lock_request(db, id)
    if request is None:
        raise NoSuchRequestError
    if request.state is not State.WAITING:
        raise RequestEndedError
    return await _erase(db, request, actor)


async def _erase(db: Database, request: Request, actor: Actor) -> Mapping[str, int]:
    counts = await _erase_everywhere(db, request.contact, f"request {request.id}")
    await store.blank_notes(db, request.contact)
    ended = replace(
        request, state=State.DONE, note="", ended_at=clock.now(), why="erased", counts=counts
    )
    await store.save_request(db, ended)
    await ledger.record(
        db, "person.erased", about=request.id, why="article 17", actor=actor, data=dict(counts)
    )
    await facts.announce(db, PersonErased(request.contact, request.id))
    return counts


async def on_grace_over(pool: Pool, workspace: WorkspaceId, payload: Mapping[str, Any]) -> None:
    """Erase whoever asked for it and did not change their mind. Safe to repeat."""
    async with pool.transaction(workspace) as db:
        request = await store.lock_request(db, RequestId(UUID(payload["request"])))
        if request is None or request.state is not State.WAITING or request.erase_at is None:
            return
        left = (request.erase_at - clock.now()).total_seconds()
        if left > 0:
            raise jobs.RetryLater(left)
        await _erase(db, request, _RIGHTS)


async def _erase_everywhere(db: Database, contact: ContactId, why: str) -> Mapping[str, int]:
    everyone = [*await contacts.list_merged(db, contact), contact]
    threads = await conversations.list_conversations(db, contact)
    gaps = await knowledge.forget_questions(db, await conversations.words_of(db, threads))
    # From the top down: each room lets go before the one it stands on.
    gone: dict[str, Mapping[str, Sequence[UUID]]] = {
        "assistant": await assistant.erase_turns(db, threads),
        "journeys": await journeys.erase_person(db, contact),
        "flows": await flows.erase_person(db, contact, conversations=threads),
        "review": await review.erase_drafts(db, threads),
        "conversations": await conversations.erase_person(db, contact),
        "delivery": await delivery.erase_person(db, contact),
        "contacts": await _erase_contacts(db, everyone),
    }
    abouts = {id for tables in gone.values() for ids in tables.values() for id in ids} | {*everyone}
    abouts -= set(gone["journeys"]["recipients"])  # campaigns are not theirs
    entries = await ledger.audit.erase_about(
        db, sorted(abouts), contacts=everyone, why=why, actor=_RIGHTS
    )
    counts = {
        f"{room}.{table}": len(ids)
        for room, tables in gone.items()
        for table, ids in tables.items()
    }
    merges = await store_merges.forget(db, everyone)
    more = {"knowledge.questions": gaps, "ledger.entries": len(entries), "rights.merges": merges}
    return {**counts, **more}


async def _erase_contacts(
    db: Database, everyone: Sequence[ContactId]
) -> Mapping[str, Sequence[UUID]]:
    gone: dict[str, list[UUID]] = {}
    for contact in everyone:
        for table, ids in (await contacts.erase_person(db, contact)).items():
            gone.setdefault(table, []).extend(ids)
    return gone
