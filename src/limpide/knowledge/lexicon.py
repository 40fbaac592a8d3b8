"""The words a company's documents use, in one language: numbers for stems, and near spellings."""

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .own_words import OwnWords
from .words import compounds_of, folded, is_plain, stem, words_of

PLAIN = -1
_FAMILY_PREFIX = 4
_FAMILY_SHARE = 0.75
_MAX_NEAR = 3
_SHORTEST_TYPO = 4


class Lexicon:
    """Grows as documents are read; a stem keeps its number for good, also in copies."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._stems: dict[str, int] = {}
        self._order: list[str] = []
        self._written: dict[str, int] = {}
        self._spelt_by_length: defaultdict[int, dict[str, int]] = defaultdict(dict)
        self._families: defaultdict[str, list[str]] = defaultdict(list)
        self._unused: frozenset[int] = frozenset()
        self.own = OwnWords()

    def copy(self) -> "Lexicon":
        """Copy, so that one can grow while questions are still asked of the other."""
        other = Lexicon(self.language)
        other._stems = dict(self._stems)
        other._order = list(self._order)
        other._written = dict(self._written)
        for length, spelt in self._spelt_by_length.items():
            other._spelt_by_length[length] = dict(spelt)
        for prefix, family in self._families.items():
            other._families[prefix] = list(family)
        other.own = self.own
        return other

    def leave_out(self, numbers: Iterable[int]) -> None:
        """Look over these stems: no document in use has them any more."""
        self._unused = frozenset(numbers)

    def __len__(self) -> int:
        return len(self._stems)

    def number(self, word: str) -> int:
        """Give the number of a word's stem, a new one if need be; PLAIN for words left out."""
        number = self._written.get(word)
        if number is None:
            number = PLAIN if is_plain(word, self.language) else self._new(word)
            self._written[word] = number
        return number

    def find(self, stemmed: str) -> int | None:
        """Find the number of a stem that some document uses."""
        number = self._stems.get(stemmed)
        return None if number in self._unused else number

    def stem_of(self, number: int) -> str:
        """Give the stem behind a number."""
        return self._order[number]

    def numbers_in(self, text: str) -> list[int]:
        """Number the words of a short text, leaving out the plain ones."""
        found = [self.number(word.text) for word in words_of(text)]
        found += [self.number(word) for word in compounds_of(text)]
        return [number for number in found if number != PLAIN]

    def near_spellings(self, word: str) -> list[tuple[int, float]]:
        """Find stems a mistyped word may mean, with how near each is (1 is the same)."""
        word = folded(word)
        if len(word) < _SHORTEST_TYPO or word[0].isdigit():
            return []
        allowed = 1 if len(word) < 8 else 2
        near: dict[int, float] = {}
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            spelt = self._spelt_by_length.get(length, {})
            for name, distance, _at in process.extract(
                word, spelt.keys(), scorer=OSA.distance, score_cutoff=allowed, limit=_MAX_NEAR
            ):
                # A wrong first letter is rare; more often it is another word.
                nearness = 1 - distance / len(word) - (0.0 if name[0] == word[0] else 0.15)
                if spelt[name] not in self._unused:
                    near[spelt[name]] = max(near.get(spelt[name], 0.0), nearness)
        best = sorted(near.items(), key=lambda pair: -pair[1])[:_MAX_NEAR]
        return [pair for pair in best if pair[1] >= best[0][1] - 0.1]

    def family(self, stemmed: str) -> list[int]:
        """Find stems that share most of their beginning: «install» and «installateur»."""
        if len(stemmed) < _FAMILY_PREFIX:
            return []
        found = [
            self._stems[other]
            for other in self._families.get(stemmed[:_FAMILY_PREFIX], ())
            if other != stemmed and _shared(stemmed, other) >= _FAMILY_SHARE
        ]
        return [number for number in found if number not in self._unused]

    def _new(self, word: str) -> int:
        stemmed = stem(word, self.language)
        number = self._stems.get(stemmed)
        if number is None:
            number = self._stems[stemmed] = len(self._order)
            self._order.append(stemmed)
            if len(stemmed) >= _FAMILY_PREFIX:
                self._families[stemmed[:_FAMILY_PREFIX]].append(stemmed)
        if not word[0].isdigit():
            plain = folded(word)
            self._spelt_by_length[len(plain)].setdefault(plain, number)
        return number


def _shared(one: str, other: str) -> float:
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        same += 1
    return same / max(len(one), len(other))
