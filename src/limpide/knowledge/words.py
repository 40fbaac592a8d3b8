"""Words as search sees them: lower case, without accents, reduced to stems."""

import re
import threading
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import snowballstemmer

from .data import lines, load

# Figures keep their decimals; «10kg» is two words, «E27» is one.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_][^\W_]*")
_COMPOUND = re.compile(r"(?<![\w-])[^\W\d_]+-[^\W\d_]+(?![\w-])")
_EMAIL_WORD = re.compile(r"\be[-\u2010\u2011 ](?=mail)", re.IGNORECASE)
_SNOWBALL = {"fr": "french", "en": "english"}
_FOLD_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"})
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: as written in lower case, and where it stands."""

    text: str
    start: int
    end: int


def words_of(text: str) -> Iterator[Word]:
    """Find the words and figures of a text."""
    for match in _WORD.finditer(text):
        yield Word(match[0].lower()[:_LONGEST], match.start(), match.end())


def compounds_of(text: str) -> Iterator[str]:
    """Find hyphenated words and give them closed up: «wi-fi» is «wifi»."""
    for match in _COMPOUND.finditer(text):
        yield match[0].lower().replace("-", "")


def tidied(text: str) -> str:
    """Bring a question to one spelling of apostrophes, e-mail and width. Lengths may change."""
    text = unicodedata.normalize("NFKC", text).replace("’", "'")
    return _EMAIL_WORD.sub("e", text)


def written_out(text: str, language: str) -> str:
    """Write out what customers shorten («cb de tps», «ur»); the rest stays as it is."""
    pattern, meant = _shorthand(language)
    return pattern.sub(lambda found: meant[found[0].lower()], text)


@cache
def _shorthand(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    meant: dict[str, str] = load("shorthand")[language]
    longest_first = "|".join(re.escape(each) for each in sorted(meant, key=len, reverse=True))
    return re.compile(rf"(?<![\w'’@.-])(?:{longest_first})(?![\w'’@.-])", re.IGNORECASE), meant


@cache
def folded(word: str) -> str:
    """Take the accents off a word."""
    return without_accents(word)


def without_accents(text: str) -> str:
    """Take the accents off a text in lower case."""
    spread = unicodedata.normalize("NFKD", text.translate(_FOLD_LETTERS))
    return "".join(c for c in spread if not unicodedata.combining(c))


class _Stemmers(threading.local):
    """Snowball's stemmers keep state while they work: one set per thread."""

    def __init__(self) -> None:
        self.of: dict[str, Any] = {
            language: snowballstemmer.stemmer(name) for language, name in _SNOWBALL.items()
        }


_stemmers = _Stemmers()
_known: dict[tuple[str, str], str] = {}
_KNOWN_LIMIT = 400_000


def stem(word: str, language: str) -> str:
    """Reduce a word to its stem, without accents: «remboursées» is «rembours»."""
    key = (language, word)
    found = _known.get(key)
    if found is None:
        if len(_known) > _KNOWN_LIMIT:
            _known.clear()
        found = word if word[0].isdigit() else folded(_stemmers.of[language].stemWord(word))
        _known[key] = found
    return found


@cache
def stop_words(language: str) -> frozenset[str]:
    """List the words that say nothing by themselves, with and without accents."""
    return _listed(language, "stop")


@cache
def asking_words(language: str) -> frozenset[str]:
    """List the words that belong to asking, not to what is asked."""
    return _listed(language, "asking")


@cache
def light_words(language: str) -> frozenset[str]:
    """List ordinary words that say little about a subject («something», «vraiment»)."""
    return _listed(language, "light")


@cache
def anything_words(language: str) -> frozenset[str]:
    """List the words for whatever a question may be about («article», «something»)."""
    return _listed(language, "anything")


@cache
def measure_words(language: str) -> frozenset[str]:
    """List the words that only name what a question word asks for («délai», «price»)."""
    return _listed(language, "measure")


@cache
def common_words(language: str) -> dict[str, float]:
    """Map stems to the share of texts of any company that have them."""
    return load("common")[language]


@cache
def people_words(language: str) -> frozenset[str]:
    """List the little words that say who speaks of whom («my», «vous»), and articles."""
    return _listed(language, "people")


def is_plain(word: str, language: str) -> bool:
    """Say whether a word of a document is left out of search."""
    return word in stop_words(language) or (len(word) == 1 and not word.isdigit())


def _listed(language: str, name: str) -> frozenset[str]:
    words = str(load("words")[language][name]).split()
    # A word without its accents counts too, unless it is then another word («du» and «dû»).
    return frozenset(words) | frozenset(folded(word) for word in words)


def _closed_up(words: str) -> list[str]:
    return [word.replace("-", "") for word in words.split()]


Phrase = tuple[str, ...]


@cache
def phrases(language: str) -> dict[Phrase, tuple[str, ...]]:
    """Map phrases, word by word in stems, to the stems of the notions they stand for."""
    return {
        _phrase(phrase, language): tuple(stem(word, language) for word in _closed_up(words))
        for phrase, words in load("synonyms")["phrases"][language].items()
    }


def _phrase(text: str, language: str) -> Phrase:
    return tuple(stem(word.text, language) for word in words_of(tidied(text)))


@dataclass(frozen=True, slots=True)
class Scene:
    """What a word or phrase brings to mind, in stems."""

    same: frozenset[str]
    """Words that may stand for it."""
    near: frozenset[str]
    """Words met in the same place."""


@cache
def scenes(language: str) -> dict[Phrase, Scene]:
    """Map words and phrases, in stems, to others of the scenes they belong to."""
    same: defaultdict[Phrase, set[str]] = defaultdict(set)
    near: defaultdict[Phrase, set[str]] = defaultdict(set)
    for line in lines(f"scenes_{language}"):
        first, _, second = line.partition(":")
        inner, outer = _scene_words(first, language), _scene_words(second, language)
        for phrase in inner:
            same[phrase] |= _single(inner)
            near[phrase] |= _single(outer)
        for phrase in outer:
            near[phrase] |= _single(inner)
    return {
        phrase: Scene(
            frozenset(same[phrase] - _single([phrase])),
            frozenset(near[phrase] - same[phrase] - _single([phrase])),
        )
        for phrase in same.keys() | near.keys()
    }


def _scene_words(text: str, language: str) -> list[Phrase]:
    found = [_phrase(each.replace("-", "").replace("_", " "), language) for each in text.split()]
    return [phrase for phrase in found if phrase]


def _single(phrases: Iterable[Phrase]) -> set[str]:
    return {phrase[0] for phrase in phrases if len(phrase) == 1}


@cache
def kinds(language: str) -> dict[str, frozenset[str]]:
    """Map stems to those of what they are a kind of: «sofa» is furniture."""
    found: dict[str, set[str]] = {}
    lines = [line[language] for line in load("synonyms")["kinds"]]
    for line in lines + load("wider")[language]["kinds"].splitlines():
        general, _, specific = line.partition(":")
        for word in _closed_up(specific):
            found.setdefault(stem(word, language), set()).add(stem(general.strip(), language))
    return {key: frozenset(others - {key}) for key, others in found.items()}


@cache
def everyday(language: str) -> dict[str, frozenset[str]]:
    """Map stems of everyday words to those of what documents call it: «kick» is removing."""
    return _first_to_others(language, "same")


@cache
def situations(language: str) -> dict[str, frozenset[str]]:
    """Map stems to those that belong to the same situation: «umbrella» and lost property."""
    return _first_to_others(language, "near")


def _first_to_others(language: str, name: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in load("wider")[language][name].splitlines():
        first, *others = (stem(word, language) for word in _closed_up(line))
        found.setdefault(first, set()).update(others)
    return {key: frozenset(others - {key}) for key, others in found.items()}


@cache
def known_stems(language: str) -> frozenset[str]:
    """List the stems of all words these lists have: such a word is no slip of the keyboard."""
    found = set(common_words(language)) | everyday(language).keys() | situations(language).keys()
    found |= synonyms(language).keys() | kinds(language).keys()
    found |= {stem(word, language) for word in light_words(language) | asking_words(language)}
    found |= {one for phrase in scenes(language) for one in phrase}
    return frozenset(found)


@cache
def synonyms(language: str) -> dict[str, frozenset[str]]:
    """Map each stem to the stems of the same notion in that language."""
    return _notions(language, language)


@cache
def translations(source: str, target: str) -> dict[str, frozenset[str]]:
    """Map each stem of one language to the stems of the same notion in the other."""
    return _notions(source, target)


def _notions(source: str, target: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for notion in load("synonyms")["notions"]:
        targets = {stem(word, target) for word in _closed_up(notion[target])}
        for word in _closed_up(notion[source]):
            found.setdefault(stem(word, source), set()).update(targets)
    return {key: frozenset(others - {key}) for key, others in found.items()}
