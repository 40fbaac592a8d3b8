"""Disagreement: two documents that give different figures for the same thing."""

import re
from collections.abc import Iterator

from .index import Index
from .ranking import Candidate, Ranking
from .sentences import sentence_spans
from .wanted import Kind
from .words import is_plain, stem, words_of

# One unit, in both languages: figures are compared within a unit only.
_UNITS = {
    "day": r"jours?|days?",
    "week": r"semaines?|weeks?",
    "month": r"mois|months?",
    "year": r"ans?|années?|years?",
    "hour": r"h|heures?|hours?",
    "minute": r"min|minutes?",
    "money": r"€|eur|euros?|\$|£|pounds?|dollars?|chf",
    "percent": r"%",
    "weight": r"kg|kilos?|kilograms?",
}
_QUANTITY = re.compile(
    r"(?P<before>[€$£])?\s*(?P<figure>\d+(?:[ \u202f\u00a0]\d{3})*(?:[.,]\d+)?)\s*"
    r"(?:(?:working|ouvrés?)\s+)?(?P<unit>" + "|".join(_UNITS.values()) + r")?(?!\w)",
    re.IGNORECASE,
)
_COMPARED = {
    Kind.WHEN,
    Kind.HOW_LONG,
    Kind.CLOCK,
    Kind.HOW_MUCH,
    Kind.HOW_MANY,
    Kind.AGE,
    Kind.SIZE,
}
# Both must speak to the question as much as this, and of the same: share of the shorter's words.
_SPEAKS_TOO = 0.95
_SAME_WORDS = 0.6
_LOOKED_AT = 4


def contradicted_by(ranking: Ranking, index: Index) -> Candidate | None:
    """Find a passage of another document that answers the same question with other figures.

    Strict on purpose: «standard» and «express» delivery have different prices and no quarrel.
    """
    if ranking.question.kind not in _COMPARED or len(ranking.candidates) < 2:
        return None
    best = ranking.candidates[0]
    said, words = _said(best, index.lexicon.language)
    if not said:
        return None
    for other in ranking.candidates[1:_LOOKED_AT]:
        features, ours = other.match.features, best.match.features
        if (
            other.entry.document == best.entry.document
            or features.in_sentences < _SPEAKS_TOO * ours.in_sentences
            or other.match.missing != best.match.missing
        ):
            continue
        theirs, their_words = _said(other, index.lexicon.language)
        if _differ(said, theirs) and _same_subject(words, their_words):
            return other
    return None


def _said(candidate: Candidate, language: str) -> tuple[dict[str, set[str]], set[str]]:
    """Give the figures of the best sentences by unit, and the words around them."""
    text = candidate.entry.text
    spans = sentence_spans(text)
    if not spans:
        return {}, set()
    last = len(spans) - 1
    first, end = min(candidate.match.first_sentence, last), min(candidate.match.last_sentence, last)
    sentence = text[spans[first][0] : spans[end][1]]
    figures: dict[str, set[str]] = {}
    for unit, figure in _quantities(sentence):
        figures.setdefault(unit, set()).add(figure)
    heading = " ".join(candidate.entry.path[-1:])
    return figures, _stems(f"{heading} {sentence}", language)


def _quantities(sentence: str) -> Iterator[tuple[str, str]]:
    for found in _QUANTITY.finditer(sentence):
        written = (found["unit"] or found["before"] or "").lower()
        for unit, pattern in _UNITS.items():
            if written and re.fullmatch(pattern, written):
                figure = re.sub(r"[ \u202f\u00a0]", "", found["figure"]).replace(",", ".")
                yield unit, figure.rstrip("0").rstrip(".") if "." in figure else figure


def _stems(text: str, language: str) -> set[str]:
    return {
        stem(word.text, language)
        for word in words_of(text)
        if not is_plain(word.text, language) and not word.text[0].isdigit()
    }


def _differ(ours: dict[str, set[str]], theirs: dict[str, set[str]]) -> bool:
    shared = ours.keys() & theirs.keys()
    return any(not ours[unit] & theirs[unit] for unit in shared)


def _same_subject(ours: set[str], theirs: set[str]) -> bool:
    return len(ours & theirs) >= _SAME_WORDS * min(len(ours), len(theirs))
