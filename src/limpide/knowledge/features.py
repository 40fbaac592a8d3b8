"""What can be seen of a passage beside a question: figures from 0 to 1 that a model weighs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from .headings import Asking
from .index import Analysis, Index, Ints
from .question import Question
from .sentences import sentence_spans
from .wanted import Kind, fits, is_figure, kind_of
from .words import people_words, stem, tidied, words_of

_NEAR_WORDS = 4
_BEFORE = 3
_SHORT_TEXT = 200
_FEWEST_WORDS = 2
_HELPERS: Final = {
    "fr": "ai as a avons avez ont suis es est sommes êtes sont "
    "serai seras sera serons serez seront",
    "en": "do does did am is are be been have has had will would get",
}


@dataclass(frozen=True, slots=True)
class Features:
    """How a passage matches a question. Each is better when larger."""

    covered: float
    """Share of the question's weight found in the passage, its heading or its title."""
    covered_exactly: float
    """The same, counting only the customer's own words."""
    in_sentences: float
    """The same, within the best two neighbouring sentences and the heading."""
    in_heading: float
    in_title: float
    heading_used: float
    """Share of the heading's weight that the question asks for."""
    title_used: float
    """The same of the title or the best keyword."""
    named: float
    """How near the question and the best of heading, title and keywords are to saying the same."""
    echoes: float
    """How near the whole question and the heading or title are, with their asking words."""
    keyword_score: float
    """BM25, as a share of what an ideal passage would score."""
    relative_score: float
    """BM25, as a share of the best passage's."""
    together: float
    """Share of the question's neighbouring words that stand near each other in the passage."""
    kind_fits: float
    """1 when the kind of answer wanted is there, 0 when it is not, a half when there is no kind."""
    kind_here: float
    """The same within the best sentences; of things counted, a figure beside them."""
    heading_asks: float
    """1 when the heading asks the same kind of question, 0 when another kind, else a half."""
    has_heading: float
    """0 for what stands before a document's first heading: it introduces, others answer."""
    meant: float
    """Share of the question's weight found, a word known by another name only weighing in full."""
    meant_here: float
    """The same within the best sentences and the heading."""
    focus_here: float
    """How well what the question is about is found there, a half when that cannot be told."""
    rarest_found: float
    """1 unless the most telling word of the question is missing."""


NAMES = tuple(field.name for field in fields(Features))


@dataclass(frozen=True, slots=True)
class Match:
    """One candidate passage: its place in the index, its figures, its best sentences."""

    place: int
    features: Features
    first_sentence: int
    last_sentence: int
    missing: tuple[int, ...]
    """The question's terms (by position) that the passage lacks."""
    is_asked_by_heading: bool = False
    """Whether its heading or title asks the same: whoever speaks of whom, in whatever words."""


class Matcher:
    """Compares one question with passages of one index."""

    def __init__(self, question: Question, index: Index) -> None:
        self._question = question
        self._index = index
        self.weights = [index.weight(term) for term in question.terms]
        self._total = sum(self.weights) or 1.0
        self._own = [index.own_weight(term) for term in question.terms]
        self._self_score = index.self_score(question) or 1.0
        self._spoken = _spoken(question.asked, question.language)
        self._asking = Asking(question, index.lexicon)
        self._options: dict[int, list[tuple[int, float]]] = {}
        for at, term in enumerate(question.terms):
            for number, strength in term.options:
                self._options.setdefault(number, []).append((at, strength))

    def match(self, place: int, score: float, best_score: float) -> Match:
        """Compare the question with one passage."""
        analysis = self._index.analyses[place]
        heading = self._strengths(analysis.heading)
        title = self._strengths(analysis.title)
        by_sentence = self._by_sentence(analysis)
        body = _strongest(by_sentence.values())
        everywhere = _strongest([heading, title, body])
        first, last, in_sentences = self._best_window(by_sentence, _strongest([heading, title]))
        entry = self._index.entries[place]
        here = _strongest(
            [heading, title, *(by_sentence.get(at, {}) for at in range(first, last + 1))]
        )
        rarest = max(range(len(self.weights)), key=self.weights.__getitem__, default=None)
        features = Features(
            covered=self._share(everywhere),
            covered_exactly=self._share({k: v for k, v in everywhere.items() if v == 1.0}),
            in_sentences=in_sentences,
            in_heading=self._share(heading),
            in_title=self._share(title),
            heading_used=self._used(analysis.heading),
            title_used=max(map(self._used, analysis.names), default=0.0),
            named=max(map(self._named, (analysis.heading, *analysis.names)), default=0.0),
            echoes=self._echoes(entry.path[-1:], entry.title),
            keyword_score=min(score / self._self_score, 1.0),
            relative_score=score / best_score if best_score else 0.0,
            together=self._together(analysis),
            kind_fits=fits(self._question.kind, entry.text),
            kind_here=self._fits_here(analysis, entry.text, first, last),
            heading_asks=_heading_asks(self._question.kind, entry.path[-1] if entry.path else ""),
            has_heading=1.0 if entry.path or not self._index.has_headings else 0.0,
            meant=self._meant(everywhere),
            meant_here=self._meant(here),
            focus_here=self._focus(here),
            rarest_found=1.0 if rarest is None else everywhere.get(rarest, 0.0),
        )
        missing = tuple(at for at in range(len(self.weights)) if at not in everywhere)
        asked = self._is_asked_by((*entry.path[-1:], entry.title)) or any(
            map(self._asking.is_asked_by, entry.path[-1:])
        )
        return Match(place, features, first, last, missing, asked)

    def _strengths(self, numbers: Ints) -> dict[int, float]:
        found: dict[int, float] = {}
        for number in numbers.tolist():
            for at, strength in self._options.get(number, ()):
                found[at] = max(found.get(at, 0.0), strength)
        return found

    def _by_sentence(self, analysis: Analysis) -> dict[int, dict[int, float]]:
        found: dict[int, dict[int, float]] = {}
        for number, sentence in zip(
            analysis.body.tolist(), analysis.sentence.tolist(), strict=True
        ):
            for at, strength in self._options.get(number, ()):
                terms = found.setdefault(sentence, {})
                terms[at] = max(terms.get(at, 0.0), strength)
        return found

    def _best_window(
        self, by_sentence: Mapping[int, Mapping[int, float]], given: Mapping[int, float]
    ) -> tuple[int, int, float]:
        best = (0, 0, self._share(given))
        for sentence, terms in by_sentence.items():
            alone = self._share(_strongest([given, terms]))
            if alone > best[2] + 1e-9:
                best = (sentence, sentence, alone)
            following = by_sentence.get(sentence + 1)
            if following is not None:
                both = self._share(_strongest([given, terms, following]))
                if both > best[2] + 1e-9:
                    best = (sentence, sentence + 1, both)
        return best

    def _share(self, found: Mapping[int, float]) -> float:
        return sum(self.weights[at] * strength for at, strength in found.items()) / self._total

    def _meant(self, found: Mapping[int, float]) -> float:
        whole = sum(self._own) or 1.0
        return sum(self._own[at] * strength for at, strength in found.items()) / whole

    def _focus(self, found: Mapping[int, float]) -> float:
        focus = self._question.focus
        return 0.5 if focus is None else found.get(focus, 0.0)

    def _used(self, numbers: Ints) -> float:
        """Say how much of a heading the question speaks of."""
        idf = self._index.idf
        distinct = set(numbers.tolist())
        whole = sum(float(idf[number]) for number in distinct)
        used = sum(
            float(idf[number]) * max(strength for _at, strength in self._options[number])
            for number in distinct
            if number in self._options
        )
        return used / whole if whole else 0.0

    def _named(self, numbers: Ints) -> float:
        """Say how much a name and the question overlap, seen from both (harmonic mean)."""
        asked, used = self._share(self._strengths(numbers)), self._used(numbers)
        return 2 * asked * used / (asked + used) if asked and used else 0.0

    def _fits_here(self, analysis: Analysis, text: str, first: int, last: int) -> float:
        kind = self._question.kind
        if kind is Kind.OTHER:
            return 0.5
        if kind is Kind.HOW_MANY and (counted := self._question.counted) is not None:
            return self._is_counted(analysis, counted)
        spans = sentence_spans(text)
        if not spans:
            return 0.0
        return fits(
            kind, text[spans[min(first, len(spans) - 1)][0] : spans[min(last, len(spans) - 1)][1]]
        )

    def _is_counted(self, analysis: Analysis, counted: int) -> float:
        """Say whether a figure stands before the thing that is counted."""
        lexicon = self._index.lexicon
        meant = {number for number, _strength in self._question.terms[counted].options}
        body = analysis.body.tolist()
        for spot, number in enumerate(body):
            if number in meant and any(
                is_figure(lexicon.stem_of(other)) for other in body[max(0, spot - _BEFORE) : spot]
            ):
                return 1.0
        return 0.25

    def _echoes(self, heading: Sequence[str], title: str) -> float:
        names = (_spoken(name, self._question.language) for name in (*heading, title))
        return max(
            (
                2 * len(self._spoken & name) / (len(self._spoken) + len(name))
                for name in names
                if name
            ),
            default=0.0,
        )

    def _is_asked_by(self, names: Sequence[str]) -> bool:
        told = self._spoken - _helpers(self._question.language)
        return len(told) >= _FEWEST_WORDS and any(
            told == _spoken(name, self._question.language) - _helpers(self._question.language)
            for name in names
        )

    def _together(self, analysis: Analysis) -> float:
        pairs = list(pairwise(range(len(self.weights))))
        if not pairs:
            return 0.5
        places: dict[int, list[int]] = {}
        sequence = [*analysis.heading.tolist(), *[-1] * _NEAR_WORDS, *analysis.body.tolist()]
        for spot, number in enumerate(sequence):
            for at, _strength in self._options.get(number, ()):
                places.setdefault(at, []).append(spot)
        near = [pair for pair in pairs if _are_near(places.get(pair[0]), places.get(pair[1]))]
        weigh = [min(self.weights[a], self.weights[b]) for a, b in pairs]
        found = sum(min(self.weights[a], self.weights[b]) for a, b in near)
        return found / (sum(weigh) or 1.0)


@cache
def _helpers(language: str) -> frozenset[str]:
    """Give the stems of verbs that change with who speaks and say nothing by themselves."""
    return frozenset(stem(word, language) for word in _HELPERS[language].split())


@lru_cache(maxsize=50_000)
def _spoken(text: str, language: str) -> frozenset[str]:
    """Give all words of a short text in stems, but who is speaking of whom («my», «vous»)."""
    if len(text) > _SHORT_TEXT:
        return frozenset()
    people = people_words(language)
    return frozenset(
        stem(word.text, language) for word in words_of(tidied(text)) if word.text not in people
    )


def _strongest(many: Iterable[Mapping[int, float]]) -> dict[int, float]:
    found: dict[int, float] = {}
    for one in many:
        for at, strength in one.items():
            found[at] = max(found.get(at, 0.0), strength)
    return found


def _are_near(one: Sequence[int] | None, other: Sequence[int] | None) -> bool:
    if not one or not other:
        return False
    return any(0 < abs(a - b) <= _NEAR_WORDS for a in one for b in other)


def _heading_asks(kind: Kind, heading: str) -> float:
    asked = kind_of(heading) if kind is not Kind.OTHER and heading else Kind.OTHER
    if asked is Kind.OTHER:
        return 0.5
    return 1.0 if asked is kind else 0.0
