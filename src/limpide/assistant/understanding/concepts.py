"""Concepts: words of everyday business that mean nearly the same, in French and English.

A company teaches few examples of each intent. That «égaré» is «perdu», and both are «lost», is
known beforehand: the groups are data, one a line in `concepts.txt`, and match by stem.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from .stemming import stems

_LONGEST: Final = 3
_MOST: Final = 30
MARK: Final = "~"


def concepts(found: Sequence[str], language: str) -> list[tuple[str, str]]:
    """Give the concepts that stems speak of, each with the stems that do, in their order."""
    known = _groups().get(language, {})
    seen: dict[str, str] = {}
    for words in _runs(found):
        for concept in known.get(words, ()):
            seen.setdefault(concept, words)
    return list(seen.items())[:_MOST]


def concept_features(found: Sequence[str], language: str) -> list[str]:
    """Give the concepts of a text, each by its name."""
    return [concept for concept, _ in concepts(found, language)]


@cache
def concept_words(language: str) -> frozenset[str]:
    """List the words of the groups as they are written."""
    lines = _lines()[0 if language == "fr" else 1]
    return frozenset(
        each for line in lines for word in line for each in word.replace("-", "_").split("_")
    )


def _runs(found: Sequence[str]) -> Iterator[str]:
    for length in range(1, _LONGEST + 1):
        for start in range(len(found) - length + 1):
            yield " ".join(found[start : start + length])


@cache
def _groups() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    known: dict[str, dict[str, tuple[str, ...]]] = {}
    for language, lines in zip(("fr", "en"), _lines(), strict=True):
        groups = known.setdefault(language, {})
        for number, words in enumerate(lines):
            for word in words:
                stem = " ".join(stems(word.replace("_", " "), language))
                groups[stem] = (*groups.get(stem, ()), f"{MARK}{number}")
    return known


@cache
def _lines() -> tuple[list[list[str]], list[list[str]]]:
    text = (Path(__file__).parent / "concepts.txt").read_text().lower().splitlines()
    halves = [line.split("|") for line in text if "|" in line]
    return [french.split() for french, _ in halves], [english.split() for _, english in halves]
