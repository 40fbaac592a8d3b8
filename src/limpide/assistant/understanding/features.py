"""Features of short texts: stems of words, pairs of them, and groups of letters (for typos)."""

import re
import threading
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
import scipy.sparse as sp
import snowballstemmer
from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne
from sklearn.feature_extraction.text import TfidfVectorizer

from .model import Example

_WORD: Final = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
_SNOWBALL: Final = {"fr": "french", "en": "english"}
_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "’": "'"})
_LONGEST: Final = 2000
# Groups of letters weigh more than words: short texts share few whole words.
_LETTERS: Final = 1.4
_MISSPELT_FROM: Final = 4
_LONG: Final = 8
_NEARLY: Final = 0.5


class _Stemmers(threading.local):
    """Snowball's stemmers keep state while they work: one set per thread."""

    def __init__(self) -> None:
        self.of: dict[str, Any] = {
            language: snowballstemmer.stemmer(name) for language, name in _SNOWBALL.items()
        }


_stemmers = _Stemmers()


def plain(text: str) -> str:
    """Lower case without accents."""
    spread = unicodedata.normalize("NFKD", text[:_LONGEST].lower().translate(_LIGATURES))
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def stems(text: str, language: str) -> list[str]:
    """Reduce a text to stems; a figure becomes its length, so that «12» and «47» are alike."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text[:_LONGEST]).lower())
    return [_stem(word, language) for word in words]


@lru_cache(200_000)
def _stem(word: str, language: str) -> str:
    if word[0].isdigit():
        return "0" * min(len(word), 5)
    stemmer = _stemmers.of.get(language)
    return plain(word if stemmer is None else stemmer.stemWord(word))


@cache
def plain_stems() -> frozenset[str]:
    """List the little words, which every question has in common."""
    words = (Path(__file__).parent / "plain_words.txt").read_text().split()
    return frozenset(_stem(word, language) for word in words for language in _SNOWBALL)


def _word_features(example: Example) -> list[str]:
    found = stems(example.text, example.language)
    fenced = ["^", *found, "$"]
    return found + [f"{one} {other}" for one, other in pairwise(fenced)]


def _plain_text(example: Example) -> str:
    return plain(example.text)


class Features:
    """The vocabulary of a training set, and texts as rows over it."""

    def __init__(self, examples: Sequence[Example]) -> None:
        short: Any = np.float32
        words: Any = _word_features
        self._words = TfidfVectorizer(analyzer=words, sublinear_tf=True, dtype=short).fit(examples)
        self._letters = TfidfVectorizer(
            preprocessor=_plain_text,
            analyzer="char_wb",
            ngram_range=(2, 5),
            sublinear_tf=True,
            dtype=short,
        ).fit(examples)
        self.words: list[str] = list(self._words.get_feature_names_out())
        self._weights = dict(zip(self.words, map(float, self._words.idf_), strict=True))
        self._column = {word: place for place, word in enumerate(self.words)}
        self._single = [word for word in self.words if " " not in word and len(word) > 2]
        self._unknown = max(self._weights.values(), default=1.0)

    def rows(self, examples: Sequence[Example]) -> Any:
        """Give a sparse row of length 1 per text; the first columns are `words`."""
        words: Any = self._words.transform(examples)
        letters: Any = self._letters.transform(examples)
        both = sp.hstack([words, letters * _LETTERS], format="csr")
        # Left in double length, every weight would be copied for every text.
        return (both / np.hypot(1, _LETTERS)).astype(np.float32)

    def coverage(self, examples: Sequence[Example], known: Any = None) -> Any:
        """Give the share of each text's words, by weight, that the training set holds.

        `known`: which of `words` count as held; None for all.
        """
        return np.array([self._share(each, known) for each in examples])

    def weight(self, word: str) -> float:
        """Say how rare a stem is."""
        return self._weights.get(word, self._unknown)

    def _share(self, example: Example, known: Any) -> float:
        total = held = 0.0
        found = stems(example.text, example.language)
        for word in [each for each in found if each not in plain_stems()] or found:
            weight = self.weight(word)
            total += weight
            held += weight * self._held(word, known)
        return held / total if total else 0.0

    def _held(self, word: str, known: Any) -> float:
        """Give 1 for a word that was taught, half for one nearly like it (a slip), else 0."""
        column = self._column.get(word)
        if column is not None:
            return float(known is None or known[column])
        near = None if len(word) < _MISSPELT_FROM else self._near(word)
        return 0.0 if near is None or not (known is None or known[near]) else _NEARLY

    def _near(self, word: str) -> int | None:
        found = extractOne(
            word, self._single, scorer=OSA.distance, score_cutoff=1 + (len(word) >= _LONG)
        )
        return None if found is None else self._column[found[0]]
