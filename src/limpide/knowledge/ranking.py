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


def rank(
    text: str, language: str, index: Index, model: Calibration, *, history: Sequence[str] = ()
) -> Ranking:
    """Find the passages of an index that may answer a question."""
    question = understand(text, language, index.lexicon, history=history)
    scores = index.scores(question)
    places = top(scores, _CANDIDATES)
    matcher = Matcher(question, index)
    found: list[Candidate] = []
    for place in places.tolist():
        match = matcher.match(place, float(scores[place]), float(scores[places[0]]))
        score = rank_score(match.features, model)
        found.append(Candidate(index.entries[place], match, score))
    found.sort(key=lambda candidate: -candidate.score)
    best_of_section: dict[str, Candidate] = {}
    for candidate in found:
        best_of_section.setdefault(candidate.entry.section, candidate)
    best = tuple(best_of_section.values())[:_ENOUGH]
    return Ranking(question, tuple(matcher.weights), best, len(index))
