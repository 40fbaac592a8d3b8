"""Ranking: from a question to the passages that may answer it, best first."""

from collections.abc import Sequence
from dataclasses import dataclass

from .estimate import Calibration, rank_score
from .features import Match, Matcher
from .index import Entry, Floats, Index, top
from .question import Question, understand

_CANDIDATES = 40
_ENOUGH = 12
# Candidates by meaning, where an embedding endpoint is configured; and how gently two orders are
# joined (reciprocal rank fusion, Cormack et al., SIGIR 2009; a small constant for short lists).
_MEANT = 20
_FUSION = 10


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
    text: str,
    language: str,
    index: Index,
    model: Calibration,
    *,
    history: Sequence[str] = (),
    meaning: Floats | None = None,
) -> Ranking:
    """Find the passages of an index that may answer a question."""
    return ordered(look_up(text, language, index, history=history, meaning=meaning), model)


@dataclass(frozen=True, slots=True)
class Found:
    """Passages near a question, as seen beside it, not yet weighed."""

    question: Question
    weights: tuple[float, ...]
    matches: tuple[tuple[Entry, Match], ...]
    size: int
    is_headed: bool
    nearness: tuple[float, ...] = ()
    """How near each match is in meaning (cosine); empty without vectors."""


def look_up(
    text: str,
    language: str,
    index: Index,
    *,
    history: Sequence[str] = (),
    meaning: Floats | None = None,
) -> Found:
    """Find candidates by BM25, and by meaning where it is known; compare each with the question."""
    question = understand(text, language, index.lexicon, history=history)
    scores = index.scores(question)
    places = top(scores, _CANDIDATES).tolist()
    best = float(scores[places[0]]) if places else 0.0
    near = _nearness(index, meaning)
    if near is not None:
        known = set(places)
        places += [place for place in top(near, _MEANT).tolist() if place not in known]
    matcher = Matcher(question, index)
    matches = tuple(
        (index.entries[place], matcher.match(place, float(scores[place]), best)) for place in places
    )
    nearness = () if near is None else tuple(float(near[place]) for place in places)
    weights = tuple(matcher.weights)
    return Found(question, weights, matches, len(index), index.has_headings, nearness)


def _nearness(index: Index, meaning: Floats | None) -> Floats | None:
    if meaning is None or index.vectors is None or index.vectors.shape[1] != len(meaning):
        return None
    return index.vectors @ meaning


def ordered(found: Found, model: Calibration) -> Ranking:
    """Put candidates in order, one per section."""
    weighed = [
        Candidate(entry, match, rank_score(match.features, model)) for entry, match in found.matches
    ]
    order = sorted(range(len(weighed)), key=lambda at: -weighed[at].score)
    if found.nearness:
        order = _fused(order, found.nearness)
    # Whose heading asks the same goes first; the rest stays as it is.
    order.sort(key=lambda at: not weighed[at].match.is_asked_by_heading)
    best_of_section: dict[str, Candidate] = {}
    for at in order:
        best_of_section.setdefault(weighed[at].entry.section, weighed[at])
    best = tuple(best_of_section.values())[:_ENOUGH]
    return Ranking(found.question, found.weights, best, found.size, found.is_headed)


def _fused(by_words: Sequence[int], nearness: Sequence[float]) -> list[int]:
    by_meaning = sorted(by_words, key=lambda at: -nearness[at])
    points = dict.fromkeys(by_words, 0.0)
    for order in (by_words, by_meaning):
        for rank, at in enumerate(order):
            points[at] += 1 / (_FUSION + rank)
    return sorted(by_words, key=lambda at: -points[at])
