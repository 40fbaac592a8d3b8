"""A question, taken apart: its words by weight, the other words each may stand for, its kind."""

import dataclasses
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from .asks import asking_spans, is_polite
from .lexicon import Lexicon
from .meanings import TYPO, add_phrase, options_of, phrases_known
from .sentences import Span, sentence_spans
from .wanted import Kind, asked_after, counted_in, kind_of
from .words import (
    Phrase,
    Word,
    asking_words,
    compounds_of,
    kinds,
    light_words,
    stem,
    stop_words,
    tidied,
    without_accents,
    words_of,
    written_out,
)

# How much a word counts by where it stands in the message.
_LIGHT = 0.35
_CARRIED = 0.6
_LOOKED_BACK = 3
_IMPLIED = 0.6
_STORY = 0.15
_STORY_AT_MOST = 0.2
_STORY_ALONE = 0.7
_GREETING = 0.05
_ASKS_ENOUGH = 2
_SHORT_QUESTION = 4
_MAX_WORDS = 60
_LONG_NUMBER = 5
# English verbs of two words: «send my lamp back».
_PARTICLES = frozenset({"back", "off", "up", "away", "out", "on", "down"})
_PARTED = 3
_LONGEST_PHRASE = 6
_CODE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a question. `options`: numbers of stems, each with how well it stands for it."""

    word: str
    options: tuple[tuple[int, float], ...]
    factor: float
    """1; less for an ordinary word, or for one carried over from an earlier question."""
    stem: str
    start: int
    """Where it stands in the question; -1 when carried over or implied."""
    is_name: bool
    """A proper name, a figure or a code: an answer that lacks it is hardly one."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as search understands it, against one lexicon."""

    text: str
    language: str
    kind: Kind
    terms: tuple[Term, ...]
    asked: str = ""
    """The sentences that ask, without the story around them."""
    counted: int | None = None
    """Which term is counted by «how many»."""
    focus: int | None = None
    """Which term the question is about: the first telling one after its asking words."""


_LEANS = re.compile(
    r"\W*(?:et|ou|mais|alors|donc|même chose|pareil|and|or|but|so|also|same|"
    r"what about|how about)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"\b(?:it|that|this|them|they|those|these|ones?|the other|[cç]a|cela|celui|celle|ceux|celles|"
    r"l'autre|les autres|(?:combien|comment) (?:y|en))\b",
    re.IGNORECASE,
)


def understand(
    text: str, language: str, lexicon: Lexicon, *, history: Sequence[str] = ()
) -> Question:
    """Take a question apart, against the words of some documents.

    Typing mistakes are mended towards those words only. `history`: earlier questions of the same
    customer, oldest first; a short follow-up borrows the words of the last one. When the lexicon is
    of the other language, words are looked up through notions both share.
    """
    text = written_out(tidied(text), language)
    terms = list(_terms(text, language, lexicon))
    if history and is_follow_up(text, language):
        terms += _carried(terms, history, language, lexicon)
    spans = asking_spans(text)
    asked = " ".join(text[start:end] for start, end in spans) if spans else text
    return Question(
        text,
        language,
        kind_of(asked),
        tuple(terms),
        asked,
        counted=_counted(asked, terms),
        focus=_focus(text, spans, terms),
    )


def _carried(
    own: Sequence[Term], history: Sequence[str], language: str, lexicon: Lexicon
) -> Iterator[Term]:
    """Borrow the words of earlier questions, back to the last that stood by itself.

    What the follow-up replaces is left behind: after «to Belgium», «and Switzerland?» is no longer
    about Belgium.
    """
    known = {term.stem for term in own}
    replaced = {kind for term in own for kind in kinds(language).get(term.stem, ())}
    factor = 1.0
    for earlier in reversed(history[-_LOOKED_BACK:]):
        factor *= _CARRIED
        text = written_out(tidied(earlier), language)
        for term in _terms(text, language, lexicon):
            if term.stem in known or replaced & kinds(language).get(term.stem, frozenset()):
                continue
            known.add(term.stem)
            yield dataclasses.replace(term, factor=term.factor * factor, start=-1, is_name=False)
        if not is_follow_up(text, language):
            return


def _counted(text: str, terms: Sequence[Term]) -> int | None:
    what = counted_in(text)
    return next((at for at, term in enumerate(terms) if without_accents(term.word) == what), None)


def _focus(text: str, spans: Sequence[Span], terms: Sequence[Term]) -> int | None:
    plain = without_accents(text.lower())
    if len(plain) != len(text):
        return None
    for start, end in spans or [(0, len(text))]:
        after = asked_after(plain[start:end])
        if after is not None:
            told = (at for at, term in enumerate(terms) if start + after <= term.start < end)
            return next((at for at in told if terms[at].factor > _LIGHT), None)
    return None


def is_follow_up(text: str, language: str) -> bool:
    """Say whether a question leans on the one before («et pour la Belgique ?»)."""
    text = written_out(tidied(text), language)
    words = content_words(text, language)
    if len(words) >= _SHORT_QUESTION:
        return False
    return len(words) < 2 or _LEANS.match(text) is not None or _POINTS.search(text) is not None


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
    spoken = _phrases_in(text, language, phrases_known(language), lexicon.own.phrases.keys())
    words = content_words(text, language)
    yield from _of_plain_words(spoken, words, language, lexicon)
    told = _told(text, words)
    for word in words:
        stemmed = stem(word.text, language)
        if stemmed in seen:
            continue
        seen.add(stemmed)
        options = options_of(word.text, stemmed, language, lexicon)
        for closed, whole in joined.items():
            if word.text in closed and (number := lexicon.find(whole)) is not None:
                options.setdefault(number, TYPO)
        for start, end, stems in spoken:
            if start <= word.start < end:
                add_phrase(options, stems, language, lexicon)
        ordered = sorted(options.items(), key=lambda option: (-option[1], option[0]))
        factor = _LIGHT if word.text in light_words(language) else 1.0
        factor *= next((share for (a, b), share in told if a <= word.start < b), 1.0)
        is_name = _is_name(text, word, first)
        yield Term(word.text, tuple(ordered), factor, stemmed, word.start, is_name=is_name)


def _told(text: str, words: Sequence[Word]) -> list[tuple[Span, float]]:
    """Say how much the sentences count that only tell the story around a question.

    When the question itself says little («what can we do?»), the story is what it is about.
    """
    asking = asking_spans(text)
    if not asking:
        return []
    asked = sum(any(a <= word.start < b for a, b in asking) for word in words)
    share = _STORY_ALONE
    if asked >= _ASKS_ENOUGH:
        # However long the story, it never outweighs the question.
        share = min(_STORY, _STORY_AT_MOST * asked / max(len(words) - asked, 1))
    return [
        (span, _GREETING if is_polite(text[span[0] : span[1]]) else share)
        for span in sentence_spans(text)
        if span not in asking
    ]


def _of_plain_words(
    spoken: Sequence[tuple[int, int, Phrase]],
    words: Sequence[Word],
    language: str,
    lexicon: Lexicon,
) -> Iterator[Term]:
    """Give a term to phrases none of whose words says anything alone («where is my»)."""
    for start, end, stems in spoken:
        if not any(start <= word.start < end for word in words):
            options: dict[int, float] = {}
            add_phrase(options, stems, language, lexicon)
            if options:
                ordered = tuple(sorted(options.items(), key=lambda option: (-option[1], option[0])))
                yield Term(" ".join(stems), ordered, _IMPLIED, "", -1, is_name=False)


def _phrases_in(
    text: str, language: str, general: Set[Phrase], own: Set[Phrase]
) -> list[tuple[int, int, Phrase]]:
    words = list(words_of(text))[: 4 * _MAX_WORDS]
    stems = tuple(stem(word.text, language) for word in words)
    known = general | own if own else general
    found: list[tuple[int, int, Phrase]] = []
    for at in range(len(words)):
        for length in range(1, min(_LONGEST_PHRASE, len(words) - at) + 1):
            phrase = stems[at : at + length]
            if phrase in known:
                found.append((words[at].start, words[at + length - 1].end, phrase))
    return found + _parted(words, stems, known)


def _parted(
    words: Sequence[Word],
    stems: Sequence[str],
    known: Set[Phrase],
) -> list[tuple[int, int, Phrase]]:
    """Find «send … back»: a verb and its particle with a word or two between them."""
    found: list[tuple[int, int, Phrase]] = []
    for at, particle in enumerate(stems):
        if particle not in _PARTICLES:
            continue
        for verb in range(max(0, at - _PARTED), at - 1):
            phrase = (stems[verb], particle)
            if phrase in known:
                found.append((words[verb].start, words[verb].end, phrase))
                found.append((words[at].start, words[at].end, phrase))
    return found


def _is_name(text: str, word: Word, starts: Sequence[int]) -> bool:
    if _CODE.search(word.text):
        return True
    written = text[word.start : word.end]
    # A message in capitals from end to end has no names to see.
    return written[:1].isupper() and word.start not in starts and not text.isupper()


def _sentence_starts(text: str) -> list[int]:
    return [match.end() for match in re.finditer(r"^\W*|[.!?:\n]\W*", text)]
