"""Features of short texts: stems, groups of letters, concepts; and pairs of the first and last."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
import scipy.sparse as sp

from .concepts import concept_features, concepts
from .model import Example
from .spelling import Spelling
from .stemming import plain, plain_stems, stem, stems

_LANGUAGES: Final = ("fr", "en")
# Short texts share few whole words; letters and concepts see what those do not.
_WEIGHTS: Final = {"words": 1.0, "letters": 1.2, "concepts": 1.4}
# Beyond so many examples, groups of letters that stand in one text only are noise.
_MANY: Final = 4000
_NEARLY: Final = 0.5


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it is compared: slips mended, its stems, which of these were slips."""

    text: str
    stems: tuple[str, ...]
    language: str
    mended: frozenset[str]


def _words(reading: Reading) -> list[str]:
    fenced = ["^", *reading.stems, "$"]
    return [*reading.stems, *(f"{one} {other}" for one, other in pairwise(fenced))]


def _letters(reading: Reading) -> str:
    return plain(reading.text)


def _concepts(reading: Reading) -> list[str]:
    return concept_features(reading.stems, reading.language)


class Features:
    """The vocabulary of a training set, and texts as rows over it."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self._spelling = {
            language: Spelling((each.text for each in examples), language)
            for language in _LANGUAGES
        }
        readings = self.read(examples)
        self._blocks = {
            "words": _vectors(_words).fit(readings),
            "letters": _vectors(
                "char_wb",
                preprocessor=_letters,
                ngram_range=(2, 5),
                min_df=2 if len(examples) > _MANY else 1,
            ).fit(readings),
            "concepts": _fitted(_vectors(_concepts), readings),
        }
        terms: Any = self._blocks["words"]
        self.words: list[str] = list(terms.get_feature_names_out())
        self._weights = dict(zip(self.words, map(float, terms.idf_), strict=True))
        self._column = {word: place for place, word in enumerate(self.words)}
        self._unknown = max(self._weights.values(), default=1.0)
        self._concept = self._concept_columns()

    def read(self, examples: Sequence[Example]) -> list[Reading]:
        """Read texts: words, slips mended, stems."""
        return [self._read(each) for each in examples]

    def rows(self, readings: Sequence[Reading]) -> Any:
        """Give a sparse row of length 1 per text; the first columns are `words`."""
        blocks = [
            _unit(block.transform(readings)) * np.float32(_WEIGHTS[name])
            for name, block in self._blocks.items()
            if block is not None
        ]
        # Left in double length, every weight would be copied for every text.
        return _unit(sp.hstack(blocks, format="csr").astype(np.float32))

    def coverage(self, readings: Sequence[Reading], known: Any = None) -> Any:
        """Give the share of each text's words, by weight, that the training set holds.

        `known`: which columns count as held; None for all.
        """
        return np.array([self._share(each, known) for each in readings])

    def weight(self, word: str) -> float:
        """Say how rare a stem is."""
        return self._weights.get(word, self._unknown)

    def columns_of(self, reading: Reading) -> list[tuple[str, int]]:
        """Give the stems of a text with the columns they fill, by themselves or by a concept."""
        single = [(each, self._column[each]) for each in reading.stems if each in self._column]
        return [
            *dict.fromkeys(single),
            *(
                (words, self._concept[concept])
                for concept, words in concepts(reading.stems, reading.language)
                if concept in self._concept
            ),
        ]

    def spoke_most(self, reading: Reading, row: Any, weights: Any) -> tuple[str, ...]:
        """Name the words that spoke for a plane, by themselves or by what they mean, best first."""
        values = dict(zip(row.indices.tolist(), row.data.tolist(), strict=True))
        spoke: dict[str, float] = {}
        for words, column in self.columns_of(reading):
            spoke[words] = spoke.get(words, 0.0) + values.get(column, 0.0) * weights[column]
        ordered = sorted(spoke.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(words for words, weight in ordered if weight > 0)

    def _read(self, example: Example) -> Reading:
        spelling = self._spelling.get(example.language, self._spelling["en"])
        text, mended = spelling.mend(example.text)
        slips = frozenset(stem(word, example.language) for word in mended)
        return Reading(text, tuple(stems(text, example.language)), example.language, slips)

    def _concept_columns(self) -> dict[str, int]:
        block = self._blocks["concepts"]
        if block is None:
            return {}
        letters: Any = self._blocks["letters"]
        offset = len(self.words) + len(letters.vocabulary_)
        return {name: offset + int(place) for name, place in block.vocabulary_.items()}

    def _share(self, reading: Reading, known: Any) -> float:
        total = held = 0.0
        meant = {
            word
            for concept, words in concepts(reading.stems, reading.language)
            if _is_held(self._concept.get(concept), known)
            for word in words.split()
        }
        telling = [each for each in reading.stems if each not in plain_stems()]
        for word in telling or reading.stems:
            weight = self.weight(word)
            total += weight
            if _is_held(self._column.get(word), known):
                held += weight * (_NEARLY if word in reading.mended else 1.0)
            elif word in meant:
                held += weight * _NEARLY
        return held / total if total else 0.0


def _is_held(column: int | None, known: Any) -> bool:
    return column is not None and bool(known is None or known[column])


def _vectors(analyzer: Any, **options: Any) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 (a second to import; only who learns needs it)

    short: Any = np.float32
    nothing: Any = None
    return TfidfVectorizer(
        analyzer=analyzer, sublinear_tf=True, norm=nothing, dtype=short, **options
    )


def _unit(rows: Any) -> Any:
    """Bring each row to length 1; for one text the library's own way takes ten times as long."""
    counts = np.diff(rows.indptr)
    places = np.repeat(np.arange(len(counts)), counts)
    lengths = np.sqrt(np.bincount(places, weights=rows.data**2, minlength=len(counts)))
    rows.data /= np.maximum(lengths, 1e-9).astype(np.float32)[places]
    return rows


def _fitted(block: Any, readings: Sequence[Reading]) -> Any:
    """Fit a block that may find nothing to hold: texts without any concept."""
    return block.fit(readings) if any(map(_concepts, readings)) else None
