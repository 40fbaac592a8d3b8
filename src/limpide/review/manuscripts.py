"""Manuscripts: what people are writing is kept on the server, and nobody overwrites anybody.

Each advisor has their own. A browser sends the steps it made since a version; whoever writes from
an older version (another window, another device) is told, and chooses.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID
from zlib import crc32

from limpide.foundation import clock
from limpide.foundation.database import Database

from . import provenance, store, store_manuscripts
from .authorship import authorship, written
from .model import Authorship, DraftId, Manuscript
from .provenance import Edit, Hand, InvalidEditError, Run, Runs

# Where more steps than this are kept, they are folded into a new base.
MOST_STEPS: Final = 5_000
LONGEST: Final = 50_000
_VERSIONS: Final = 1_000_000_000
_BETWEEN: Final = (Run("\n\n", Hand.PERSON),)


@dataclass(frozen=True, slots=True)
class Outdated:
    """The steps were made on an older text, and are not kept. `current`: what there is now."""

    current: Manuscript


def beginning(
    subject: UUID, advisor: UUID, runs: Runs = (), drafts: Sequence[DraftId] = ()
) -> Manuscript:
    """Give a manuscript that begins with runs, and is not kept yet.

    Its version comes of its text, so that steps made on another beginning are outdated.
    """
    version = crc32(provenance.text_of(runs).encode()) % _VERSIONS
    return Manuscript(subject, advisor, tuple(drafts), runs, (), runs, version, clock.now())


async def find(db: Database, subject: UUID, advisor: UUID) -> Manuscript | None:
    """Find what somebody is writing about a subject."""
    return await store_manuscripts.find(db, subject, advisor)


async def list_writers(
    db: Database, subject: UUID, since: datetime
) -> Sequence[tuple[UUID, datetime]]:
    """List who is writing about a subject, and when they last did, the latest first."""
    return await store_manuscripts.list_writers(db, subject, since)


async def write(
    db: Database,
    subject: UUID,
    advisor: UUID,
    version: int,
    edits: Sequence[Edit],
    *,
    ready: Sequence[str] = (),
    start: Manuscript | None = None,
) -> Manuscript | Outdated:
    """Keep steps made since a version. Steps that were kept already are not done twice.

    `ready`: the ready answers that may have been put in. `start`: what a first step is made on.
    Raises InvalidEditError.
    """
    kept = await store_manuscripts.hold(db, start or beginning(subject, advisor))
    known_of = version - (kept.version - len(kept.edits))
    again = kept.edits[known_of:] if known_of >= 0 else ()
    if known_of < 0 or version > kept.version or tuple(edits[: len(again)]) != again:
        return Outdated(kept)
    fresh = edits[len(again) :]
    if not fresh:
        return kept
    runs = _after(kept, fresh, await _known(db, kept.drafts, ready))
    written_now = replace(
        kept,
        edits=(*kept.edits, *fresh),
        runs=runs,
        version=kept.version + len(fresh),
        saved_at=clock.now(),
        taken_by=None,
    )
    if len(written_now.text) > LONGEST:
        raise InvalidEditError("the text is too long")
    if len(written_now.edits) > MOST_STEPS:
        written_now = replace(written_now, base=runs, edits=())
    await store_manuscripts.save(db, written_now)
    return written_now


async def put(
    db: Database, subject: UUID, advisor: UUID, runs: Runs, drafts: Sequence[DraftId] = ()
) -> Manuscript:
    """Begin anew with runs that the server vouches for. What was there is replaced."""
    kept = await store_manuscripts.hold(db, beginning(subject, advisor))
    anew = replace(
        kept,
        drafts=tuple(dict.fromkeys((*kept.drafts, *drafts))),
        base=runs,
        edits=(),
        runs=runs,
        version=kept.version + 1,
        saved_at=clock.now(),
        taken_by=None,
    )
    await store_manuscripts.save(db, anew)
    return anew


async def add(
    db: Database, subject: UUID, advisor: UUID, runs: Runs, drafts: Sequence[DraftId] = ()
) -> Manuscript:
    """Put runs below what somebody has written already."""
    kept = await find(db, subject, advisor)
    before = kept.runs if kept else ()
    both = (*before, *_BETWEEN, *runs) if kept and kept.text.strip() else runs
    return await put(db, subject, advisor, both, drafts)


async def take_over(db: Database, subject: UUID, source: UUID, advisor: UUID) -> Manuscript | None:
    """Go on with what a colleague began, below what one has written oneself.

    The colleague's own stays as it is, and says who goes on with it. None: they have begun nothing.
    """
    theirs = await find(db, subject, source)
    if theirs is None or not theirs.text.strip() or source == advisor:
        return None
    await store_manuscripts.mark_taken(db, subject, source, advisor)
    return await add(db, subject, advisor, theirs.runs, theirs.drafts)


async def settle(db: Database, subject: UUID, advisor: UUID, text: str) -> Runs | None:
    """Say whose hand wrote a text, if it is what was kept, else by comparing with it.

    None where nothing was kept. What was not kept was written by a person.
    """
    kept = await find(db, subject, advisor)
    if kept is None:
        return None
    return written(await ai_texts(db, kept), text, kept.runs)


async def shares_of(db: Database, manuscript: Manuscript) -> Authorship:
    """Say whose text a manuscript is so far."""
    return authorship(await ai_texts(db, manuscript), manuscript.text, manuscript.runs)


async def ai_texts(db: Database, manuscript: Manuscript) -> Sequence[str]:
    """Give the texts of an AI that went into a manuscript."""
    return (await _known(db, manuscript.drafts, ()))[Hand.AI]


async def clear(db: Database, subject: UUID, advisor: UUID) -> None:
    """Forget what somebody was writing: it was sent."""
    await store_manuscripts.remove(db, subject, advisor)


def _after(kept: Manuscript, fresh: Sequence[Edit], known: provenance.Known) -> Runs:
    """Do fresh edits. Only one that goes back needs all that was there before."""
    if all(edit.to is None for edit in fresh):
        return provenance.replay(kept.runs, fresh, known)[-1]
    return provenance.replay(kept.base, [*kept.edits, *fresh], known)[-1]


async def _known(
    db: Database, drafts: Sequence[DraftId], ready: Sequence[str]
) -> dict[Hand, Sequence[str]]:
    return {Hand.AI: await store.list_ai_texts(db, drafts), Hand.READY: ready}
