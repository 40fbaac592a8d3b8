"""Statements of an AI that its sources do not support."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

import snowballstemmer

from .model import Context, Finding, Severity
from .rules import read
from .words import sentences, words

_ENOUGH = 5
_OVERLAP = 0.5
_STEMMED = {"fr": "french", "en": "english"}


def support(text: str, context: Context) -> Iterator[Finding]:
    """Find sentences of an AI's text few of whose words (stemmed) stand in any one source."""
    if not (context.by_ai and context.sources):
        return
    sources = [_stems(source, context.language) for source in context.sources]
    whole = frozenset[str]().union(*sources)
    for sentence in sentences(text):
        stems = _stems(sentence[0], context.language)
        if len(stems) >= _ENOUGH and len(stems & whole) < _OVERLAP * len(stems):
            yield Finding("support", Severity.AMBER, *sentence.span())


def _stems(text: str, language: str) -> frozenset[str]:
    small = _small(language)
    said = [word.lower() for word in words(text)]
    return frozenset(_stem(word, language) for word in said if word not in small and len(word) > 2)


@cache
def _small(language: str) -> frozenset[str]:
    return frozenset(read("language")["small_words"].get(language, ()))


@cache
def _stemmer(language: str) -> Any:
    return snowballstemmer.stemmer(_STEMMED.get(language, "english"))


@lru_cache(50_000)
def _stem(word: str, language: str) -> str:
    return str(_stemmer(language).stemWord(word))
