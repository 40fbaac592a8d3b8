"""Listening for what is not left to chance: a sensitive matter, a customer giving up, small talk.

The words are data in `rules/*.yaml`; each hit names its rule. Beside the rules for sensitive
matters and for giving up stands what was learnt from sentences (`noticing`); it names its words.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any, Final

from rapidfuzz import fuzz

from . import rulebook
from .noticing import notice_giving_up
from .words import fold

_LONGEST: Final = 4000
_SHORT: Final = 4
_SHOUTED_LETTERS: Final = 12
_SHOUTED_SHARE: Final = 0.8
_SAME_QUESTION: Final = 82
_ORDER_NUMBER: Final = re.compile(r"\b[A-Z]{2,4}-?\d{4,12}\b", re.IGNORECASE)


class Social(StrEnum):
    """Small talk."""

    GREETING = "greeting"
    THANKS = "thanks"
    BYE = "bye"
    WHO = "who"


def sensitive_matter(text: str) -> str | None:
    """Name the sensitive matter a message touches; None when it does not."""
    words = fold(text[:_LONGEST])
    for matter, patterns in _patterns("sensitive").items():
        if any(pattern.search(words) for pattern in patterns):
            return matter
    return None


def frustration(text: str, earlier: Sequence[str] = ()) -> tuple[str, ...]:
    """List the signs that a customer gives up, or nothing when they do not add up.

    `earlier`: what the same person wrote before in this conversation, oldest first.
    """
    known = rulebook.load("frustration")
    signs: Mapping[str, Any] = known["signs"]
    found = _signs_of(text, signs)
    if any(is_same_question(text, before) for before in earlier):
        found.append("repeated_question")
    weight = sum(float(signs[sign]["weight"]) for sign in found)
    # Who only says that the answer missed is answered better first; who asks whether this is a
    # robot wants to know, and is told.
    is_plain = says_unhelped(text) is None and small_talk(text) is None
    noticed = notice_giving_up(text) if is_plain else None
    if noticed is not None:
        sign = "noticed" if noticed.is_sure else "suspected"
        found.append(f"{sign}: {', '.join(noticed.because)}")
        weight += float(signs[sign]["weight"])
    return tuple(found) if weight >= float(known["enough"]) else ()


def small_talk(text: str) -> Social | None:
    """Name the small talk a message consists of; None when it says anything else."""
    words = fold(text[:_LONGEST])
    for kind in Social:
        if words in _social()[kind]:
            return kind
    return None


def says_unhelped(text: str) -> str | None:
    """Name the rule by which a message says that the answer missed the question."""
    words = fold(text[:_LONGEST])
    for number, pattern in enumerate(_patterns("unhelped")["whole"]):
        if pattern.fullmatch(words):
            return f"unhelped.{number}"
    return None


def asks_in_general(text: str) -> bool:
    """Say whether a message asks how things are, rather than for something of its writer's.

    «How long do I have to return an item?» is for the documents, «I want to return an item» is a
    wish. An order number is always somebody's own.
    """
    rules = _patterns("asking")
    words = fold(text[:_LONGEST])
    if any(pattern.search(words) for pattern in rules["own"]) or _ORDER_NUMBER.search(text):
        return False
    return any(pattern.search(words) for pattern in rules["general"])


def is_same_question(text: str, before: str) -> bool:
    """Say whether a message asks again what was asked before, in nearly the same words."""
    one, other = fold(text), fold(before)
    if len(one.split()) < _SHORT or len(other.split()) < _SHORT:
        return False
    return fuzz.token_set_ratio(one, other) >= _SAME_QUESTION


def _signs_of(text: str, signs: Mapping[str, Any]) -> list[str]:
    words = fold(text[:_LONGEST])
    found: list[str] = []
    for sign, rule in signs.items():
        patterns = rulebook.compiled(tuple(rule.get("patterns", ())))
        if any(pattern.search(words) for pattern in patterns):
            found.append(sign)
    letters = [letter for letter in text if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    if len(letters) >= _SHOUTED_LETTERS and capitals >= _SHOUTED_SHARE * len(letters):
        found.append("shouting")
    if "!!!" in text or "???" in text or "?!?" in text:
        found.append("exclamations")
    return found


@cache
def _social() -> Mapping[Social, frozenset[str]]:
    known = rulebook.load("social")
    return {kind: frozenset(rulebook.alternatives(known[kind]).split("|")) for kind in Social}


@cache
def _patterns(name: str) -> Mapping[str, tuple[re.Pattern[str], ...]]:
    return {key: rulebook.compiled(tuple(texts)) for key, texts in rulebook.load(name).items()}
