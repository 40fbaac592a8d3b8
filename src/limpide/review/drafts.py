"""Drafts: what an AI proposed waits for a person, and both texts are kept."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from limpide import ledger
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import new_id

from . import queue, store
from .authorship import authorship
from .model import Authorship, Draft, DraftId, State
from .provenance import Runs


class NoSuchDraftError(LimpideError):
    """There is no such draft."""

    status = 404


async def propose(
    db: Database,
    subject: UUID,
    text: str,
    citations: Sequence[dict[str, Any]],
    *,
    engine: str,
    confidence: float,
) -> Draft:
    """Keep a text that an AI wrote about a subject, to be approved or changed by a person."""
    draft = Draft(
        id=DraftId(new_id()),
        subject=subject,
        ai_text=text,
        citations=tuple(citations),
        engine=engine,
        confidence=confidence,
        state=State.WAITING,
        final_text=None,
        advisor=None,
        ai_share=None,
        created_at=clock.now(),
    )
    await store.add_draft(db, draft)
    return draft


async def get_draft(db: Database, id: DraftId) -> Draft:
    """Get a draft. Raises NoSuchDraftError."""
    found = await store.find_draft(db, id)
    if found is None:
        raise NoSuchDraftError
    return found


async def find_waiting(db: Database, subject: UUID) -> Draft | None:
    """Find the latest draft about a subject that nobody has used or put away."""
    return await store.find_waiting(db, subject)


async def finish(
    db: Database,
    id: DraftId,
    final_text: str,
    advisor: UUID,
    *,
    actor: Actor,
    runs: Runs | None = None,
    proposed: Sequence[str] = (),
) -> Authorship:
    """Keep what a person sent in the end, and say whose text it is. Raises NoSuchDraftError.

    `runs`: whose hand wrote each character; `proposed`: other texts of an AI that went into it.
    """
    draft = await get_draft(db, id)
    shares = authorship((draft.ai_text, *proposed), final_text, runs)
    done = replace(
        draft, state=State.USED, final_text=final_text, advisor=advisor, ai_share=shares.ai
    )
    if await store.finish_draft(db, done):
        data = {"ai_percent": round(shares.ai * 100)}
        await ledger.record(
            db, "draft.used", about=draft.subject, why=shares.kind.value, actor=actor, data=data
        )
    return shares


async def set_aside(db: Database, subject: UUID, *, actor: Actor) -> None:
    """Discard the drafts that wait about a subject: another answer was sent."""
    for draft in await store.discard_waiting(db, subject):
        data = {"draft": str(draft)}
        await ledger.record(
            db, "draft.discarded", about=subject, why="answered", actor=actor, data=data
        )
    await queue.close_replies(db, subject, actor=actor)


async def discard(db: Database, id: DraftId, advisor: UUID, *, actor: Actor) -> None:
    """Put a draft away. Raises NoSuchDraftError."""
    draft = await get_draft(db, id)
    if await store.finish_draft(db, replace(draft, state=State.DISCARDED, advisor=advisor)):
        await ledger.record(
            db, "draft.discarded", about=draft.subject, why="not needed", actor=actor
        )
