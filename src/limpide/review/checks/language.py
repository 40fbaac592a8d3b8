"""The reader's language: a text in another one is not understood."""

from collections.abc import Iterator

from .model import Context, Finding, Severity
from .rules import read
from .words import words

_ENOUGH_WORDS = 8
_CLEARLY = 2.0


def language(text: str, context: Context) -> Iterator[Finding]:
    """Find a text whose small words are those of another language than the reader's."""
    said = [word.lower() for word in words(text)]
    known = read("language")["small_words"]
    if len(said) < _ENOUGH_WORDS or context.language not in known:
        return
    counts = {tongue: sum(map(set(small).__contains__, said)) for tongue, small in known.items()}
    mine = counts.pop(context.language)
    other, most = max(counts.items(), key=lambda each: each[1])
    if most >= 3 and most > _CLEARLY * (mine + 1):
        yield Finding("language", Severity.AMBER, 0, len(text), {"found": other})
