"""Gaps: the questions that the documents could not answer, without who asked them."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from limpide import ledger
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.i18n import known

from . import naming, store_passages
from .model import Gap, GapGroup, GapId, NoSuchGapError
from .words import folded, stem, stop_words, tidied, words_of

_LONGEST = 500
_PREFIX = 300
_MOST_JOINED = 6
# From here on, two questions without their small words ask alike (0 to 100, token set ratio).
_ALIKE = 80
_PERSONAL = re.compile(
    r"\S+@\S+|\+?\d[\d .()/-]{6,}\d|\b(?=\w*\d)(?=\w*[A-Z])[\w-]{6,}\b|https?://\S+"
)


async def record_gap(db: Database, question: str, language: str, reason: str) -> GapId | None:
    """Keep an unanswered question; None when it has no words. Who somebody is, is masked."""
    question = _masked(question)[:_LONGEST].strip()
    key = _key(question, known(language))
    if not key:
        return None
    now = clock.now()
    return await store_passages.count_gap(db, question, key, known(language), reason, now)


async def list_gaps(
    db: Database, *, language: str | None = None, limit: int = 100
) -> Sequence[Gap]:
    """List open questions, the most asked first."""
    return await store_passages.list_gaps(db, language, limit)


def group_gaps(gaps: Sequence[Gap]) -> Sequence[GapGroup]:
    """Put questions that ask alike together, the most asked group first."""
    groups: list[list[Gap]] = []
    keys: list[tuple[str, str]] = []
    for gap in sorted(gaps, key=lambda each: -each.asked):
        key = _key(gap.question, gap.language)
        place = next((p for p, other in enumerate(keys) if _is_alike(gap.language, key, other)), -1)
        if place < 0:
            groups.append([])
            keys.append((gap.language, key))
        groups[place].append(gap)
    found = [GapGroup(tuple(group)) for group in groups]
    return sorted(found, key=lambda group: (-group.asked, group.gaps[0].question))


def _is_alike(language: str, key: str, other: tuple[str, str]) -> bool:
    return language == other[0] and fuzz.token_set_ratio(key, other[1]) >= _ALIKE


async def take_gaps(db: Database, ids: Sequence[GapId], *, actor: Actor) -> None:
    """Take questions on, so that no colleague does the same. Raises NoSuchGapError."""
    if not await store_passages.take_gaps(db, ids, actor.name, clock.now()):
        raise NoSuchGapError
    for id in ids:
        await ledger.record(db, "knowledge.gap_taken", about=id, why="", actor=actor)


async def release_gaps(db: Database, ids: Sequence[GapId], *, actor: Actor) -> None:
    """Give questions back: somebody else may take them on. Raises NoSuchGapError."""
    if not await store_passages.take_gaps(db, ids, None, clock.now()):
        raise NoSuchGapError
    for id in ids:
        await ledger.record(db, "knowledge.gap_released", about=id, why="", actor=actor)


async def close_gap(db: Database, id: GapId) -> None:
    """Close a question that a document now answers. Raises NoSuchGapError."""
    if not await store_passages.close_gap(db, id, clock.now()):
        raise NoSuchGapError


async def reopen_gaps(db: Database, ids: Sequence[GapId]) -> None:
    """Undo closing."""
    await store_passages.reopen_gaps(db, ids)


async def forget_questions(db: Database, threads: Sequence[Sequence[str]]) -> int:
    """Remove the open and closed questions that somebody asked in these words, and count them.

    `threads`: what the person wrote, in order; a question may join a few words in a row.
    """
    asked = {
        " ".join(mask(" ".join(words[begin:end])).split())[:_PREFIX]
        for words in threads
        for begin in range(len(words))
        for end in range(begin + 1, min(begin + _MOST_JOINED, len(words)) + 1)
        # Questions that were kept before names were masked, too.
        for mask in (_masked, without_personal_data)
    }
    return await store_passages.remove_gaps(db, sorted(asked - {""}), _PREFIX)


def without_personal_data(question: str) -> str:
    """Mask mail addresses, links, long numbers and codes."""
    return _PERSONAL.sub("…", question)


async def without_names(db: Database, text: str, about: str = "") -> str:
    """Take out whom a text names. Words of the documents and of `about` are no names."""
    wanted = sorted(naming.capitalised(text))
    used = await store_passages.words_used(db, wanted) if wanted else ()
    return naming.without_names(text, {*used, *(about[w.start : w.end] for w in words_of(about))})


def _masked(question: str) -> str:
    """Mask names told by form, too. A place or a brand stays: it may be what is asked about."""
    return naming.without_names(without_personal_data(" ".join(question.split())))


def _key(question: str, language: str) -> str:
    """Bring the same question in other words order and spelling to one text."""
    words = {
        stem(w.text, language)
        for w in words_of(tidied(question))
        if w.text not in stop_words(language)
    }
    return " ".join(sorted(folded(word) for word in words))[:400]
