"""A company's own words, in the form search wants them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .words import is_plain, stem, tidied, words_of


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A company's groups, ready for search, in stems. Phrases are several words in a row."""

    words: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    phrases: Mapping[tuple[str, ...], tuple[str, ...]] = field(
        default_factory=dict[tuple[str, ...], tuple[str, ...]]
    )


def own_words(groups: Iterable[tuple[str, ...]], language: str) -> OwnWords:
    """Prepare groups for search: each word or phrase finds the others of its group."""
    words: dict[str, set[str]] = {}
    phrases: dict[tuple[str, ...], set[str]] = {}
    for group in groups:
        stems = [_stems(word, language) for word in group]
        for at, own in enumerate(stems):
            others = {
                one for place, other in enumerate(stems) if place != at for one in _said(other)
            }
            if len(own) == 1:
                words.setdefault(own[0][0], set()).update(others - {own[0][0]})
            elif own:
                phrases.setdefault(tuple(s for s, _ in own), set()).update(others)
    return OwnWords(
        {word: frozenset(others) for word, others in words.items()},
        {phrase: tuple(sorted(others)) for phrase, others in phrases.items()},
    )


def _stems(text: str, language: str) -> list[tuple[str, bool]]:
    """Give the stems of a word or phrase, and whether each is a plain word."""
    found = [word.text for word in words_of(tidied(text))]
    return [(stem(word, language), is_plain(word, language)) for word in found]


def _said(stems: list[tuple[str, bool]]) -> list[str]:
    return [one for one, is_small in stems if not is_small]
