"""Choosing: which of several options a customer's words name."""

from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz

from limpide.flows import Reads, Slot

from .words import fold

_SAME_WORDS: Final = 85
_OWN_WORD: Final = 4
_Options = Sequence[tuple[str, str]]


def reader(language: str) -> Reads:
    """Give what reads, in words that began a flow, a choice that was not known then."""

    def reads(slot: Slot, options: _Options, words: str) -> str | None:
        return named(words, slot, language) if slot.options else _only(words, options)

    return reads


def _only(text: str, options: _Options) -> str | None:
    """Find the one option that is named at all; beside another, none of them surely is."""
    found = [value for value, label in options if shown(text, [(value, label)]) is not None]
    return found[0] if len(found) == 1 else None


def named(text: str, slot: Slot, language: str) -> str | None:
    """Find the option whose words were said; None when there are several or none."""
    said = f" {fold(text)} "
    found = [
        option.value
        for option in slot.options
        if any(f" {fold(word)} " in said for word in option.words.get(language, ()))
    ]
    return found[0] if len(found) == 1 else None


def shown(text: str, options: _Options) -> str | None:
    """Find the one shown option that was named, in whole or by a word of its own."""
    said = [word for word in fold(text).split() if len(word) >= _OWN_WORD]
    scored = [
        (sum(_is_in(word, fold(label).split()) for word in said), value) for value, label in options
    ]
    best = max((score for score, _ in scored), default=0)
    found = [value for score, value in scored if score == best]
    return found[0] if best and len(found) == 1 else None


def _is_in(word: str, label: Sequence[str]) -> bool:
    return any(fuzz.ratio(word, each) >= _SAME_WORDS for each in label)
