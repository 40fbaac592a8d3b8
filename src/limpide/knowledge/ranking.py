"""Ranking: from a question to the passages that may answer it, best first."""

from collections.abc import Sequence
from dataclasses import dataclass

from .estimate import Calibration, rank_score
from .features import Match, Matcher
from .index import Entry, Index, top
from .question import Question, understand

_CANDIDATES = 40
_ENOUGH = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may answer, with its rank score (comparable within one question only)."""

    entry: Entry
    match: Match
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """Candidates of one index, best first, one per section."""

    question: Question
    weights: tuple[float, ...]
    candidates: tuple[Candidate, ...]
    size: int
    is_headed: bool


def rank(
    text: str, language: str, index: Index, model: Calibration, *, history: Sequence[str] = ()
) -> Ranking:
    """Find the passages of an index that may answer a question."""
    return ordered(look_up(text, language, index, history=history), model)


@dataclass(frozen=True, slots=True)
class Found:
    """Passages that share words with a question, as seen beside it, not yet weighed."""

    question: Question
    weights: tuple[float, ...]
    matches: tuple[tuple[Entry, Match], ...]
    size: int
    is_headed: bool


def look_up(text: str, language: str, index: Index, *, history: Sequence[str] = ()) -> Found:
    """Find candidates by BM25, and compare each with the question."""
    question = understand(text, language, index.lexicon, history=history)
    scores = index.scores(question)
    places = top(scores, _CANDIDATES)
    matcher = Matcher(question, index)
    matches = tuple(
        (
            index.entries[place],
            matcher.match(place, float(scores[place]), float(scores[places[0]])),
        )
        for place in places.tolist()
    )
    return Found(question, tuple(matcher.weights), matches, len(index), index.has_headings)


def ordered(found: Found, model: Calibration) -> Ranking:
    """Put candidates in order, one per section."""
    weighed = [
        Candidate(entry, match, rank_score(match.features, model)) for entry, match in found.matches
    ]
    weighed.sort(key=lambda candidate: -candidate.score)
    best_of_section: dict[str, Candidate] = {}
    for candidate in weighed:
        best_of_section.setdefault(candidate.entry.section, candidate)
    best = tuple(best_of_section.values())[:_ENOUGH]
    return Ranking(found.question, found.weights, best, found.size, found.is_headed)
