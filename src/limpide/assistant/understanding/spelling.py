"""Slips of the keyboard, mended against the words that were taught: «virment» is «virement»."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from .concepts import concept_words
from .stemming import WORD, lower, plain, plain_stems, stem, words

_MISSPELT_FROM: Final = 4
_LONG: Final = 8


class Spelling:
    """The words of a company's examples, in one language, and what is nearly one of them."""

    def __init__(self, texts: Iterable[str], language: str) -> None:
        taught = {word for text in texts for word in words(text)}
        known = taught | concept_words(language)
        self._language = language
        self._plain = {plain(word) for word in known}
        self._stems = {stem(word, language) for word in taught if word} | plain_stems()
        self._choices: dict[str, list[str]] = {}
        for word in sorted(self._plain):
            if len(word) >= _MISSPELT_FROM:
                self._choices.setdefault(word[0], []).append(word)
        self._mend = lru_cache(50_000)(self._nearest)

    def mend(self, text: str) -> tuple[str, frozenset[str]]:
        """Give a text in lower case with its words mended, and which of them were."""
        changed: set[str] = set()

        def mended(match: re.Match[str]) -> str:
            word = self._mend(match[0])
            if word != match[0]:
                changed.add(word)
            return word

        return WORD.sub(mended, lower(text)), frozenset(changed)

    def _nearest(self, word: str) -> str:
        """Give the known word of which this is a slip; names and rare words stay as they are."""
        bare = plain(word)
        if len(bare) < _MISSPELT_FROM or not bare.isalpha() or bare in self._plain:
            return word
        if stem(word, self._language) in self._stems:
            return word
        allowed = 1 + (len(bare) >= _LONG)
        # A first letter is seldom missed; another one makes another word.
        alike = self._choices.get(bare[0], ())
        found = extractOne(bare, alike, scorer=OSA.distance, score_cutoff=allowed)
        return word if found is None else found[0]
