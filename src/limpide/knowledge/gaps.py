"""Gaps: the questions that the documents could not answer, without who asked them."""

import re
from collections.abc import Sequence

from limpide.foundation import clock
from limpide.foundation.database import Database
from limpide.foundation.i18n import known

from . import store_passages
from .model import Gap, GapId, NoSuchGapError
from .words import folded, stem, stop_words, tidied, words_of

_LONGEST = 500
_PREFIX = 300
_MOST_JOINED = 6
_PERSONAL = re.compile(
    r"\S+@\S+|\+?\d[\d .()/-]{6,}\d|\b(?=\w*\d)(?=\w*[A-Z])[\w-]{6,}\b|https?://\S+"
)


async def record_gap(db: Database, question: str, language: str, reason: str) -> GapId | None:
    """Keep an unanswered question; None when it has no words. Addresses and numbers are masked."""
    question = without_personal_data(question)[:_LONGEST].strip()
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


async def close_gap(db: Database, id: GapId) -> None:
    """Close a question that a document now answers. Raises NoSuchGapError."""
    if not await store_passages.close_gap(db, id, clock.now()):
        raise NoSuchGapError


async def forget_questions(db: Database, threads: Sequence[Sequence[str]]) -> int:
    """Remove the open and closed questions that somebody asked in these words, and count them.

    `threads`: what the person wrote, in order; a question may join a few words in a row.
    """
    asked = {
        " ".join(without_personal_data(" ".join(words[begin:end])).split())[:_PREFIX]
        for words in threads
        for begin in range(len(words))
        for end in range(begin + 1, min(begin + _MOST_JOINED, len(words)) + 1)
    }
    return await store_passages.remove_gaps(db, sorted(asked - {""}), _PREFIX)


def without_personal_data(question: str) -> str:
    """Mask mail addresses, links, long numbers and codes."""
    return _PERSONAL.sub("…", question)


def _key(question: str, language: str) -> str:
    """Bring the same question in other words order and spelling to one text."""
    words = {
        stem(w.text, language)
        for w in words_of(tidied(question))
        if w.text not in stop_words(language)
    }
    return " ".join(sorted(folded(word) for word in words))[:400]
