"""The indexes of a workspace, kept in memory and made again when what may be quoted changes."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import numpy as np

from limpide.foundation import clock
from limpide.foundation.database import Database
from limpide.foundation.i18n import LANGUAGES
from limpide.foundation.ids import WorkspaceId

from . import embedding, store, store_passages, store_vectors
from .index import Analysis, Entry, Index, analyse
from .lexicon import Lexicon
from .own_words import OwnWords, own_words
from .store_passages import Quotable
from .synonyms import list_synonyms

_MAX_WORKSPACES = 64


@dataclass(slots=True)
class _Shelf:
    """What a process remembers of a workspace. Passages never change: analyses outlive an index."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    mark: tuple[UUID | None, date] | None = None
    indexes: Mapping[str, Index] = field(default_factory=dict[str, Index])
    lexicons: dict[str, Lexicon] = field(
        default_factory=lambda: {language: Lexicon(language) for language in LANGUAGES}
    )
    known: dict[Quotable, tuple[Entry, Analysis]] = field(
        default_factory=dict[Quotable, tuple[Entry, Analysis]]
    )


_shelves: "OrderedDict[tuple[WorkspaceId, bool], _Shelf]" = OrderedDict()


async def indexes_of(db: Database) -> Mapping[str, Index]:
    """Get the workspace's indexes by language, up to date with this transaction."""
    shelf = _shelf(db.workspace, is_rehearsal=db.rehearsed is not None)
    mark = (await store.revision(db), clock.now().date())
    if shelf.mark != mark:
        async with shelf.lock:
            if shelf.mark != mark:
                await _refill(db, shelf, mark[1])
                shelf.mark = mark
    return shelf.indexes


def forget(workspace: WorkspaceId) -> None:
    """Drop what is remembered of a workspace."""
    for is_rehearsal in (False, True):
        _shelves.pop((workspace, is_rehearsal), None)


def _shelf(workspace: WorkspaceId, *, is_rehearsal: bool) -> _Shelf:
    # What is tried out stands on a shelf of its own: no customer may ever be answered from it.
    key = (workspace, is_rehearsal)
    shelf = _shelves.setdefault(key, _Shelf())
    _shelves.move_to_end(key)
    while len(_shelves) > _MAX_WORKSPACES:
        _shelves.popitem(last=False)
    return shelf


async def _refill(db: Database, shelf: _Shelf, today: date) -> None:
    quotable = await store_passages.list_quotable(db, today)
    unknown = [one for one in quotable if one not in shelf.known]
    entries = await store_passages.fetch_entries(db, unknown)
    own = {
        language: own_words(groups, language)
        for language, groups in (await list_synonyms(db)).items()
    }
    # In a thread: seconds of work for a large company must not hold up everyone's chats.
    await asyncio.to_thread(_build, shelf, quotable, unknown, entries, own)
    await _add_vectors(db, shelf.indexes)


async def _add_vectors(db: Database, indexes: Mapping[str, Index]) -> None:
    """Put the vectors there are beside the passages, where an endpoint is configured."""
    embedder = embedding.in_use()
    if embedder is None:
        return
    for index in indexes.values():
        ids = [UUID(entry.id) for entry in index.entries]
        found = dict(await store_vectors.fetch_vectors(db, embedder.model, ids))
        rows = {id: np.frombuffer(values, dtype=np.float32) for id, values in found.items()}
        width = max((len(row) for row in rows.values()), default=0)
        if width:
            nothing = np.zeros(width, dtype=np.float32)
            kept = [rows.get(id, nothing) for id in ids]
            index.vectors = np.stack([row if len(row) == width else nothing for row in kept])


def _build(
    shelf: _Shelf,
    quotable: Sequence[Quotable],
    unknown: Sequence[Quotable],
    entries: Sequence[Entry],
    own: Mapping[str, OwnWords],
) -> None:
    by_id = {entry.id: entry for entry in entries}
    # Questions go on being asked of the lexicons of the indexes in use: copies grow.
    lexicons = {language: lexicon.copy() for language, lexicon in shelf.lexicons.items()}
    for language, lexicon in lexicons.items():
        lexicon.own = own[language]
    for one in unknown:
        entry = by_id.get(str(one.id))
        if entry is not None:
            shelf.known[one] = (entry, analyse(entry, lexicons[entry.language]))
    live = set(quotable)
    shelf.known = {one: kept for one, kept in shelf.known.items() if one in live}
    kept = [shelf.known[one] for one in quotable if one in shelf.known]
    shelf.lexicons = lexicons
    shelf.indexes = {
        language: Index([e for e, _ in mine], [a for _, a in mine], lexicon)
        for language, lexicon in lexicons.items()
        if (mine := [pair for pair in kept if pair[0].language == language])
    }
