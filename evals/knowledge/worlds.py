"""The same questions in changed worlds, so that what is learnt holds for other companies too.

All documents; without headings; without titles; half of the documents or a few; and with the answer
taken away, when what remains must not answer.
"""

import dataclasses
import random
from collections.abc import Callable, Iterable, Iterator, Sequence

from limpide.knowledge.evaluation import Corpus, Query, Row
from limpide.knowledge.ranking import Found, look_up

from . import demo
from .trades import trades

RETAIL = "retail"


@dataclasses.dataclass(frozen=True)
class Case:
    """One question asked in one world, with what was found before anything is weighed."""

    trade: str
    query: Query
    found: Found
    weight: float
    is_plain: bool
    """In the world as it is."""


@dataclasses.dataclass(frozen=True)
class _World:
    rows: Sequence[Row]
    queries: Sequence[Query]
    weight: float
    is_plain: bool = False


def all_cases() -> list[Case]:
    """Ask every question of the «work» splits in every world."""
    sets = [(RETAIL, demo.rows(), demo.queries("work")), *trades("work")]
    return [
        case
        for trade, rows, queries in sets
        for world in _worlds(rows, queries)
        for case in _asked(trade, world)
    ]


def _asked(trade: str, world: _World) -> Iterator[Case]:
    corpus = Corpus(world.rows)
    for query in world.queries:
        language = query.language or "en"
        index = corpus.indexes.get(language)
        if index is not None:
            found = look_up(query.question, language, index)
            yield Case(trade, query, found, world.weight, world.is_plain)


def _worlds(rows: Sequence[Row], queries: Sequence[Query]) -> Iterator[_World]:
    yield _World(rows, queries, 1.0, is_plain=True)
    yield _changed(rows, queries, 0.5, lambda r: dataclasses.replace(r, heading=""))
    yield _changed(rows, queries, 0.3, lambda r: dataclasses.replace(r, title="", keywords=()))
    yield _changed(rows, queries, 0.3, _bare)
    dice = random.Random(7)
    documents = sorted({_document(row) for row in rows})
    for share in (0.5, 0.5, 0.15, 0.15, 0.15):
        kept = set(dice.sample(documents, round(len(documents) * share)))
        world = _without(rows, queries, lambda r, kept=kept: _document(r) in kept)
        yes = [query for query in world.queries if query.relevant]
        no = [query for query in world.queries if not query.relevant]
        few = tuple(yes + dice.sample(no, min(len(no), len(yes) // 2)))
        yield dataclasses.replace(world, queries=few)
    # The answers taken away, a fifth of the questions at a time so that the world stays whole.
    answerable = [query for query in queries if query.relevant]
    for part in range(5):
        hidden = answerable[part::5]
        gone = {id for query in hidden for id in query.relevant}
        world = _without(rows, hidden, lambda r, gone=gone: r.id not in gone)
        yield dataclasses.replace(world, weight=0.35)


def _bare(row: Row) -> Row:
    return dataclasses.replace(row, title="", heading="", keywords=())


def _document(row: Row) -> str:
    return row.id.rpartition("#")[0] or row.id


def _changed(
    rows: Sequence[Row], queries: Sequence[Query], weight: float, change: Callable[[Row], Row]
) -> _World:
    return _World([change(row) for row in rows], tuple(queries), weight)


def _without(rows: Sequence[Row], queries: Iterable[Query], keep: Callable[[Row], bool]) -> _World:
    kept = [row for row in rows if keep(row)]
    ids = {row.id for row in kept}
    remaining = tuple(
        dataclasses.replace(q, relevant=tuple(id for id in q.relevant if id in ids))
        for q in queries
    )
    return _World(kept, remaining, 0.4)
