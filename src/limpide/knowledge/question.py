"""A question, taken apart: its words by weight, the other words each may stand for, its kind."""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .lexicon import Lexicon
from .words import (
    Word,
    asking_words,
    compounds_of,
    kinds,
    light_words,
    phrases,
    stem,
    stop_words,
    synonyms,
    tidied,
    translations,
    without_accents,
    words_of,
)

# How much another word counts when it stands for the customer's.
_SYNONYM = 0.8
_FAMILY = 0.6
_TYPO = 0.95
_TYPO_SHORT = 0.7
_SHORT_WORD = 5
_PHRASE = 0.8
_KIND = 0.6
_TRANSLATION = 0.8
_LIGHT = 0.35
_CARRIED = 0.6
_IMPLIED = 0.6
_SHORT_QUESTION = 4
_MAX_WORDS = 60
_LONG_NUMBER = 5
_READ_FOR_KIND = 400
_CODE = re.compile(r"\d")


class Kind(StrEnum):
    """What sort of answer a question wants."""

    WHEN = "when"
    HOW_MUCH = "how_much"
    HOW_MANY = "how_many"
    WHERE = "where"
    WHO = "who"
    CONTACT = "contact"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a question. `options`: numbers of stems, each with how well it stands for it."""

    word: str
    options: tuple[tuple[int, float], ...]
    factor: float
    """1; less for an ordinary word, or for one carried over from an earlier question."""
    is_name: bool
    """A proper name, a figure or a code: an answer that lacks it is hardly one."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as search understands it, against one lexicon."""

    text: str
    language: str
    kind: Kind
    terms: tuple[Term, ...]


# Patterns for lower case without accents, as many customers type.
_WHICH = r"quel(?:le)?s? (?:(?:est|sont|serai\w*) )?(?:l'|(?:le|la|les|vos|votre|mon|ma) )?"
_FIRST = r"^\W*(?:l'|(?:le|la|les|vos|votre|the|your) )?"
_KINDS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.WHEN,
        r"\b(?:quand|combien de (?:temps|jours?|semaines?|mois|heures?|minutes?)|sous combien|"
        rf"{_WHICH}(?:delais?|dates?|durees?|heures?|jours?|horaires?|validite)|a quelle heure|"
        r"when|how (?:long|soon|late|early|many (?:days|weeks|months|hours))|"
        r"what (?:time|date|day|hours)|"
        r"what(?:'s| is| are) (?:the|your) (?:\w+ )?(?:hours|deadline)|"
        rf"by what|until what)\b|{_FIRST}(?:delais?|durees?|horaires?|opening hours|time limit)\b",
    ),
    (
        Kind.HOW_MUCH,
        r"\b(?:combien (?:ca |cela )?(?:coute\w*|vaut|est-ce)|combien .{0,20}\b(?:pay\w+|cout\w+)|"
        rf"{_WHICH}(?:prix|tarifs?|couts?|frais|montants?)|a quel prix|c'est combien|how much|"
        rf"what .{{0,40}}\b(?:cost|price|fee|charge)s?)\b|"
        rf"{_FIRST}(?:prix|tarifs?|frais|couts?|prices?|costs?|fees?|charges?)\b",
    ),
    (Kind.HOW_MANY, r"\b(?:combien|how many|what percentage|quel pourcentage)\b"),
    (
        Kind.CONTACT,
        r"\b(?:(?:numero|n°) de (?:telephone|tel)|vous (?:appeler|joindre|contacter|ecrire)|"
        r"adresse (?:mail|e-?mail)|phone number|(?:call|reach|contact|e-?mail) you)\b",
    ),
    # «ou» is also «or»: without its accent it asks at the beginning only, or before a verb.
    (Kind.WHERE, r"\b(?:where|a quel endroit|d'ou|ou (?:est|sont|se|puis|trouver))\b|^\W*ou\b"),
    (Kind.WHO, r"^\W*(?:a |de |par )?qui\b|\b(?:est-ce que qui|who|whom)\b"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
_LEANS = re.compile(
    r"\W*(?:et|ou|mais|alors|donc|même chose|pareil|and|or|but|so|also|same|"
    r"what about|how about)\b",
    re.IGNORECASE,
)


def kind_of(text: str) -> Kind:
    """Say what sort of answer a question wants, by its question words."""
    text = without_accents(tidied(text[:_READ_FOR_KIND]).lower())
    return next((kind for kind, pattern in _PATTERNS if pattern.search(text)), Kind.OTHER)


def understand(
    text: str, language: str, lexicon: Lexicon, *, history: Sequence[str] = ()
) -> Question:
    """Take a question apart, against the words of some documents.

    Typing mistakes are mended towards those words only. `history`: earlier questions of the same
    customer, oldest first; a short follow-up borrows the words of the last one. When the lexicon is
    of the other language, words are looked up through notions both share.
    """
    text = tidied(text)
    terms = list(_terms(text, language, lexicon))
    if history and is_follow_up(text, language):
        own = {term.word for term in terms}
        earlier = _terms(tidied(history[-1]), language, lexicon)
        terms += [
            dataclasses.replace(term, factor=term.factor * _CARRIED, is_name=False)
            for term in earlier
            if term.word not in own
        ]
    return Question(text, language, kind_of(text), tuple(terms))


def is_follow_up(text: str, language: str) -> bool:
    """Say whether a question leans on the one before («et pour la Belgique ?»)."""
    words = content_words(tidied(text), language)
    return len(words) < _SHORT_QUESTION and (
        len(words) < 2 or _LEANS.match(tidied(text)) is not None
    )


def content_words(text: str, language: str) -> list[Word]:
    """List the words of a question that say what it is about."""
    left_out = stop_words(language) | asking_words(language)
    return [
        word
        for word in words_of(text)
        if word.text not in left_out
        and (len(word.text) > 1 or word.text.isdigit())
        # An order's number says which order, not which subject.
        and not (word.text.isdigit() and len(word.text) >= _LONG_NUMBER)
    ][:_MAX_WORDS]


def _terms(text: str, language: str, lexicon: Lexicon) -> Iterator[Term]:
    seen: set[str] = set()
    joined = {closed: stem(closed, language) for closed in compounds_of(text)}
    first = _sentence_starts(text)
    spoken = _phrases_in(text, language)
    words = content_words(text, language)
    yield from _of_plain_words(spoken, words, lexicon)
    for word in words:
        stemmed = stem(word.text, language)
        if stemmed in seen:
            continue
        seen.add(stemmed)
        options = _options(word.text, stemmed, language, lexicon)
        for closed, whole in joined.items():
            if word.text in closed and (number := lexicon.find(whole)) is not None:
                options.setdefault(number, _TYPO)
        for start, end, stems in spoken:
            if start <= word.start < end:
                _add_known(options, stems, lexicon)
        ordered = sorted(options.items(), key=lambda option: -option[1])
        factor = _LIGHT if word.text in light_words(language) else 1.0
        yield Term(word.text, tuple(ordered), factor, _is_name(text, word, first))


def _of_plain_words(
    spoken: Sequence[tuple[int, int, tuple[str, ...]]], words: Sequence[Word], lexicon: Lexicon
) -> Iterator[Term]:
    """Give a term to phrases none of whose words says anything alone («where is my»)."""
    for start, end, stems in spoken:
        if not any(start <= word.start < end for word in words):
            options: dict[int, float] = {}
            _add_known(options, stems, lexicon)
            if options:
                yield Term(" ".join(stems), tuple(options.items()), _IMPLIED, is_name=False)


def _phrases_in(text: str, language: str) -> list[tuple[int, int, tuple[str, ...]]]:
    words = list(words_of(text))[: 4 * _MAX_WORDS]
    stems = tuple(stem(word.text, language) for word in words)
    known = phrases(language)
    lengths = sorted({len(phrase) for phrase in known})
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for at in range(len(words)):
        for length in lengths:
            meant = known.get(stems[at : at + length])
            if meant is not None and at + length <= len(words):
                found.append((words[at].start, words[at + length - 1].end, meant))
    return found


def _add_known(options: dict[int, float], stems: Sequence[str], lexicon: Lexicon) -> None:
    for meant in stems:
        for other in (meant, *synonyms(lexicon.language).get(meant, ())):
            number = lexicon.find(other)
            if number is not None:
                options[number] = max(options.get(number, 0.0), _PHRASE)


def _options(word: str, stemmed: str, language: str, lexicon: Lexicon) -> dict[int, float]:
    options: dict[int, float] = {}
    exact = lexicon.find(stemmed)
    if exact is not None:
        options[exact] = 1.0
    if lexicon.language != language:
        _add(options, translations(language, lexicon.language), stemmed, _TRANSLATION, lexicon)
        return options
    if exact is None and word not in light_words(language):
        options |= _mended(word, language, lexicon)
    for number in lexicon.family(stemmed):
        options.setdefault(number, _FAMILY)
    _add(options, synonyms(language), stemmed, _SYNONYM, lexicon)
    _add(options, kinds(language), stemmed, _KIND, lexicon)
    return options


def _mended(word: str, language: str, lexicon: Lexicon) -> dict[int, float]:
    """Guess what a word unknown to the documents was meant to be, and the synonyms of that."""
    # In a short word one wrong letter more often makes another word.
    trust = _TYPO if len(word) > _SHORT_WORD else _TYPO_SHORT
    options = {number: trust * near for number, near in lexicon.near_spellings(word)}
    for number, strength in tuple(options.items()):
        if strength > _SYNONYM:
            known = lexicon.stem_of(number)
            _add(options, synonyms(language), known, _SYNONYM * strength, lexicon)
    return options


def _add(
    options: dict[int, float],
    notions: Mapping[str, Iterable[str]],
    source: str,
    strength: float,
    lexicon: Lexicon,
) -> None:
    for other in notions.get(source, ()):
        number = lexicon.find(other)
        if number is not None:
            options[number] = max(options.get(number, 0.0), strength)


def _is_name(text: str, word: Word, starts: Sequence[int]) -> bool:
    if _CODE.search(word.text):
        return True
    written = text[word.start : word.end]
    # A message in capitals from end to end has no names to see.
    return written[:1].isupper() and word.start not in starts and not text.isupper()


def _sentence_starts(text: str) -> list[int]:
    return [match.end() for match in re.finditer(r"^\W*|[.!?:\n]\W*", text)]
