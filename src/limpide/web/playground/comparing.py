"""Comparing: what the drafts would say beside what customers get today, and what differs."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, Final

from .playing import Shot, Shown

_WORDS: Final = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an answer. `is_own`: the other answer does not have it here."""

    text: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One of two answers to the same words; None for `shown` where a fault came before it."""

    shown: Shown | None
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Pair:
    """The same words, answered by the drafts and by what is published. `differs`: in what."""

    number: int
    act: Mapping[str, Any]
    draft: Side
    published: Side
    differs: Sequence[str]


def compare(acts: Sequence[Mapping[str, Any]], draft: Shot, published: Shot) -> Sequence[Pair]:
    """Set two plays of one scene side by side, turn by turn."""
    pairs = zip_longest(acts, draft.turns, published.turns)
    return [_pair(number, *each) for number, each in enumerate(pairs, start=1)]


def _pair(
    number: int, act: Mapping[str, Any], draft: Shown | None, published: Shown | None
) -> Pair:
    new, old = _words(draft), _words(published)
    ours: list[Piece] = []
    theirs: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        is_own = kind != "equal"
        if a < b:
            theirs.append(Piece("".join(old[a:b]), is_own))
        if c < d:
            ours.append(Piece("".join(new[c:d]), is_own))
    told, known = _told(draft), _told(published)
    differs = [name for name, value in told.items() if value != known[name]]
    return Pair(number, act, Side(draft, ours), Side(published, theirs), differs)


def _words(shown: Shown | None) -> Sequence[str]:
    return _WORDS.findall(shown.answer) if shown else ()


def _told(shown: Shown | None) -> Mapping[str, Any]:
    """Give what may differ, by its name: the text, the decision, its reason, and what led to it."""
    words = shown.words if shown else None
    return {
        "text": shown.answer if shown else None,
        "decided": words.decided if words else None,
        "because": (words.because, words.rule) if words else None,
        # Which step it is does not count: a step more before it changes every number after it.
        "flow": (words.flow.title, words.flow.state, shown.seen["asks"])
        if shown and words and words.flow
        else None,
        "calls": tuple(words.flow.calls) if words and words.flow else (),
        "sources": [(one.title, one.version) for one in words.considered if one.is_quoted]
        if words
        else [],
    }
