"""Meanings: what else a customer's word or phrase may be called in some documents."""

from collections.abc import Iterable, Sequence
from functools import cache

from .lexicon import Lexicon
from .words import (
    Phrase,
    everyday,
    kinds,
    known_stems,
    phrases,
    scenes,
    situations,
    synonyms,
    translations,
)

# How much another word counts when it stands for the customer's.
_OWN = 0.95
_SYNONYM = 0.8
_FAMILY = 0.6
TYPO = 0.95
_TYPO_SHORT = 0.7
_SHORT_WORD = 5
_PHRASE = 0.8
_KIND = 0.6
_EVERYDAY = 0.75
_SITUATION = 0.4
_SAME_SCENE = 0.6
_NEAR_SCENE = 0.35
_TRANSLATION = 0.8


@cache
def phrases_known(language: str) -> frozenset[Phrase]:
    """List what customers say in several words, in stems."""
    longer = (phrase for phrase in scenes(language) if len(phrase) > 1)
    return frozenset(phrases(language)) | frozenset(longer)


def add_phrase(options: dict[int, float], phrase: Phrase, language: str, lexicon: Lexicon) -> None:
    """Add what a phrase of the customer's may stand for."""
    meant = lexicon.own.phrases.get(phrase) or phrases(language).get(phrase, ())
    _add_known(options, meant, lexicon)
    if lexicon.language == language:
        _add_scene(options, phrase, language, lexicon)


def _add_known(options: dict[int, float], stems: Sequence[str], lexicon: Lexicon) -> None:
    for meant in stems:
        for other in (meant, *synonyms(lexicon.language).get(meant, ())):
            number = lexicon.find(other)
            if number is not None:
                options[number] = max(options.get(number, 0.0), _PHRASE)


def options_of(word: str, stemmed: str, language: str, lexicon: Lexicon) -> dict[int, float]:
    """Give the stems of the documents that a word may mean, each with how well it stands for it."""
    options: dict[int, float] = {}
    exact = lexicon.find(stemmed)
    if exact is not None:
        options[exact] = 1.0
    if lexicon.language != language:
        _add(
            options,
            translations(language, lexicon.language).get(stemmed, ()),
            _TRANSLATION,
            lexicon,
        )
        return options
    if exact is None and stemmed not in known_stems(language):
        options |= _mended(word, language, lexicon)
    for number in lexicon.family(stemmed):
        options.setdefault(number, _FAMILY)
    _add(options, lexicon.own.words.get(stemmed, ()), _OWN, lexicon)
    _add(options, synonyms(language).get(stemmed, ()), _SYNONYM, lexicon)
    _add(options, everyday(language).get(stemmed, ()), _EVERYDAY, lexicon)
    _add(options, kinds(language).get(stemmed, ()), _KIND, lexicon)
    _add(options, situations(language).get(stemmed, ()), _SITUATION, lexicon)
    _add_scene(options, (stemmed,), language, lexicon)
    return options


def _add_scene(options: dict[int, float], phrase: Phrase, language: str, lexicon: Lexicon) -> None:
    scene = scenes(language).get(phrase)
    if scene is not None:
        _add(options, scene.same, _SAME_SCENE, lexicon)
        _add(options, scene.near, _NEAR_SCENE, lexicon)


def _mended(word: str, language: str, lexicon: Lexicon) -> dict[int, float]:
    """Guess what a word unknown to the documents was meant to be, and the synonyms of that."""
    # In a short word one wrong letter more often makes another word.
    trust = TYPO if len(word) > _SHORT_WORD else _TYPO_SHORT
    options = {number: trust * near for number, near in lexicon.near_spellings(word)}
    for number, strength in tuple(options.items()):
        if strength > _SYNONYM:
            known = lexicon.stem_of(number)
            _add(options, synonyms(language).get(known, ()), _SYNONYM * strength, lexicon)
    return options


def _add(
    options: dict[int, float], others: Iterable[str], strength: float, lexicon: Lexicon
) -> None:
    for other in others:
        number = lexicon.find(other)
        if number is not None:
            options[number] = max(options.get(number, 0.0), strength)
