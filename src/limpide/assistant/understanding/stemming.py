"""Stems of words, and texts without capitals and accents."""

import re
import threading
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

import snowballstemmer

WORD: Final = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
_SNOWBALL: Final = {"fr": "french", "en": "english"}
_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "’": "'"})
_LONGEST: Final = 2000


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


def words(text: str) -> list[str]:
    """Give the words and figures of a text in lower case."""
    return WORD.findall(lower(text))


def lower(text: str) -> str:
    """Lower case, each letter in one form."""
    return unicodedata.normalize("NFKC", text[:_LONGEST]).lower()


def stems(text: str, language: str) -> list[str]:
    """Reduce a text to stems; a figure becomes its length, so that «12» and «47» are alike."""
    return [stem(word, language) for word in words(text)]


@lru_cache(200_000)
def stem(word: str, language: str) -> str:
    """Reduce one word in lower case to its stem."""
    if word[0].isdigit():
        return "0" * min(len(word), 5)
    stemmer = _stemmers.of.get(language)
    return plain(word if stemmer is None else stemmer.stemWord(word))


@cache
def plain_stems() -> frozenset[str]:
    """List the little words, which every question has in common."""
    little = (Path(__file__).parent / "plain_words.txt").read_text().split()
    return frozenset(stem(word, language) for word in little for language in _SNOWBALL)
