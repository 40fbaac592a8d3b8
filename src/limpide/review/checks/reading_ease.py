"""How hard a text is to read, by published indexes.

English: R. Flesch, «A new readability yardstick», Journal of Applied Psychology 32 (1948) 221-233.
French: L. Kandel and A. Moles, «Application de l'indice de Flesch à la langue française»,
Cahiers Études de Radio-Télévision 19 (1958) 253-274.
"""

from collections.abc import Iterator

from .model import Context, Finding, Severity
from .words import sentences, syllables, words

# intercept, weight of words per sentence, weight of syllables per word
_WEIGHTS = {"en": (206.835, 1.015, 84.6), "fr": (207.0, 1.015, 73.6)}
_TOO_HARD = 30.0
_ENOUGH_WORDS = 30


def reading_ease(text: str, language: str) -> float:
    """Give the index: 100 is easy, below 30 is for graduates."""
    said = words(text)
    if not said:
        return 100.0
    start, by_sentence, by_word = _WEIGHTS[language if language in _WEIGHTS else "en"]
    length = len(said) / max(len(sentences(text)), 1)
    weight = sum(syllables(word, language) for word in said) / len(said)
    return start - by_sentence * length - by_word * weight


def readability(text: str, context: Context) -> Iterator[Finding]:
    """Find a text that most readers must read twice. A few words are judged by nobody."""
    if len(words(text)) < _ENOUGH_WORDS:
        return
    index = reading_ease(text, context.language)
    if index < _TOO_HARD:
        longest = max(sentences(text), key=lambda each: len(each[0]))
        yield Finding("reading", Severity.AMBER, *longest.span(), {"found": round(index)})
