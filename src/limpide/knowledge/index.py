"""The index of one language: which passages hold which words, and BM25 over it, all in memory."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csc_matrix

from .lexicon import Lexicon
from .question import Question, Term
from .sentences import sentence_spans
from .words import common_words

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

# BM25 (Robertson and Zaragoza 2009); a word in the heading or title counts as several in the text.
_K1 = 1.2
_B = 0.5
_HEADING_COUNTS = 2.0
_TITLE_COUNTS = 1.0
# A few documents say little about how rare a word is: as many texts of other companies count too.
_ELSEWHERE = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as search sees it. Passages of one `section` are never rivals of each other."""

    id: str
    section: str
    language: str
    title: str
    path: tuple[str, ...]
    keywords: tuple[str, ...]
    text: str
    document: str = ""
    version: int = 1
    url: str = ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """The words of one passage by number, in order; kept while the passage lives."""

    body: Ints
    sentence: Ints
    """For each word of the body, the number of its sentence."""
    heading: Ints
    title: Ints
    """Title and keywords, all together."""
    names: tuple[Ints, ...]
    """The title, and each keyword by itself."""


def analyse(entry: Entry, lexicon: Lexicon) -> Analysis:
    """Number the words of a passage."""
    body: list[int] = []
    sentence: list[int] = []
    for place, (start, end) in enumerate(sentence_spans(entry.text)):
        numbers = lexicon.numbers_in(entry.text[start:end])
        body += numbers
        sentence += [place] * len(numbers)
    heading = lexicon.numbers_in(" . ".join(entry.path))
    names = [lexicon.numbers_in(name) for name in (entry.title, *entry.keywords)]
    title = [number for name in names for number in name]
    return Analysis(
        _ints(body), _ints(sentence), _ints(heading), _ints(title), tuple(map(_ints, names))
    )


class Index:
    """BM25 over the passages of one language. Built once, never changed; the lexicon is its own."""

    def __init__(
        self, entries: Sequence[Entry], analyses: Sequence[Analysis], lexicon: Lexicon
    ) -> None:
        self.entries = tuple(entries)
        self.analyses = tuple(analyses)
        self.lexicon = lexicon
        self._size = len(self.entries)
        self.vectors: Floats | None = None
        """A row for each passage, of length one, or of zeros where there is none yet."""
        self.has_headings = any(entry.path for entry in self.entries)
        counts = _counts(self.analyses, len(lexicon))
        found = np.diff(counts.indptr).astype(np.float32)
        lexicon.leave_out(np.flatnonzero(found == 0).tolist())
        self._common = common_words(lexicon.language)
        usual = np.zeros(len(lexicon), dtype=np.float32)
        for word, share in self._common.items():
            if (number := lexicon.find(word)) is not None:
                usual[number] = share
        self.idf: Floats = _idf(found + _ELSEWHERE * usual, self._size).astype(np.float32)
        self.rarest = float(_idf(np.zeros(1), self._size)[0])
        self._weights = _bm25(counts, self.idf)

    def __len__(self) -> int:
        return self._size

    def weight(self, term: Term) -> float:
        """Say how telling a word of the question is here, from 0 to 1; 1 when never seen."""
        if not term.options:
            return term.factor * self._unseen(term)
        number, strength = term.options[0]
        rarity = float(self.idf[number]) / self.rarest
        # A guess at a mistyped word tells less than the word itself.
        return max(rarity * strength, 0.02) * term.factor

    def own_weight(self, term: Term) -> float:
        """Say how telling the customer's very word is, whatever the documents call it instead."""
        if term.options and term.options[0][1] == 1.0:
            return self.weight(term)
        return max(self._unseen(term), 0.02) * term.factor

    def scores(self, question: Question) -> Floats:
        """Score every passage: per word of the question, the best of its options."""
        total = np.zeros(self._size, dtype=np.float32)
        best = np.zeros(self._size, dtype=np.float32)
        for term in question.terms:
            if not term.options:
                continue
            factor = np.float32(term.factor)
            if len(term.options) == 1:
                places, values = self._column(term.options[0][0])
                total[places] += values * (factor * np.float32(term.options[0][1]))
                continue
            best[:] = 0
            ceiling = float(self.idf[term.options[0][0]]) if term.options[0][1] == 1.0 else 0.0
            for number, strength in term.options:
                places, values = self._column(number)
                # A rare synonym must not outweigh the customer's own word.
                idf = float(self.idf[number])
                share = strength * (min(1.0, ceiling / idf) if ceiling and idf else 1.0)
                best[places] = np.maximum(best[places], values * np.float32(share))
            total += factor * best
        return total

    def self_score(self, question: Question) -> float:
        """Give the score of an ideal passage: every word of the question, as often as counts."""
        ideal = 0.0
        for term in question.terms:
            idf = (
                float(self.idf[term.options[0][0]])
                if term.options
                else self.rarest * self._unseen(term)
            )
            ideal += idf * (_K1 + 1) * term.factor
        return ideal

    def _unseen(self, term: Term) -> float:
        """Say how telling a word is that no document has: less when people often say it."""
        share = self._common.get(term.stem, 0.0)
        return float(_idf(np.full(1, _ELSEWHERE * share), self._size)[0]) / self.rarest

    def _column(self, number: int) -> tuple[Ints, Floats]:
        if number + 1 >= len(self._weights.indptr):
            return _ints([]), np.zeros(0, dtype=np.float32)
        span = slice(self._weights.indptr[number], self._weights.indptr[number + 1])
        return self._weights.indices[span], self._weights.data[span]


def _idf(found: NDArray[Any], size: int) -> NDArray[Any]:
    # Never below zero, so that a word found everywhere adds nothing instead of taking away.
    return np.log1p((size + _ELSEWHERE - found + 0.5) / (found + 0.5))


def top(scores: Floats, count: int) -> Ints:
    """Give the places of the highest scores above zero, highest first, first come among equals."""
    count = min(count, len(scores))
    if count == 0:
        return _ints([])
    chosen = np.argpartition(-scores, count - 1)[:count]
    order = np.lexsort((chosen, -scores[chosen]))
    ranked = chosen[order]
    return ranked[scores[ranked] > 0].astype(np.int32)


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int32)


def _counts(analyses: Sequence[Analysis], width: int) -> "csc_matrix[Any]":
    fields = (("body", 1.0), ("heading", _HEADING_COUNTS), ("title", _TITLE_COUNTS))
    rows: list[Ints] = []
    columns: list[Ints] = []
    values: list[Floats] = []
    for field, weight in fields:
        arrays: list[Ints] = [getattr(analysis, field) for analysis in analyses]
        lengths = np.array([len(array) for array in arrays], dtype=np.int32)
        rows.append(np.repeat(np.arange(len(arrays), dtype=np.int32), lengths))
        columns.append(np.concatenate(arrays) if arrays else _ints([]))
        values.append(np.full(int(lengths.sum()), weight, dtype=np.float32))
    shape = (len(analyses), width)
    return coo_matrix(
        (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))), shape=shape
    ).tocsc()


def _bm25(counts: "csc_matrix[Any]", idf: Floats) -> "csc_matrix[Any]":
    lengths = np.asarray(counts.sum(axis=1)).ravel().astype(np.float32)
    mean = float(lengths.mean()) if len(lengths) else 1.0
    norm = _K1 * (1 - _B + _B * lengths / max(mean, 1e-6))
    weights = counts.copy().astype(np.float32)
    columns = np.repeat(np.arange(weights.shape[1]), np.diff(weights.indptr))
    tf = weights.data
    weights.data = (idf[columns] * tf * (_K1 + 1) / (tf + norm[weights.indices])).astype(np.float32)
    return weights
