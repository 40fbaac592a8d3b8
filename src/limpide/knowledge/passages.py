"""Passages: the pieces of a section that are found, shown and quoted.

A passage is a slice of its section's text, so that an offset in one is an offset in the other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .reading import Block, Paragraph, text_of
from .sentences import Span, sentence_spans, trimmed

# Long enough to answer, short enough to be read in a chat.
MIN_WORDS = 40
MAX_WORDS = 180
_WORD = re.compile(r"\S+")
_GAP = re.compile(r"\n[ \t]*\n")
_ROW = re.compile(r"\s*(?:[-*•–]|\d{1,3}[.)])\s|[^\n|]*\|[^\n]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A slice of a section's text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Part:
    start: int
    end: int
    is_whole: bool  # a list or a table, never cut
    words: int


def section_text(blocks: Sequence[Block]) -> str:
    """Write a section as plain text, an empty line between blocks."""
    return "\n\n".join(text_of(block) for block in blocks)


def pieces_of(blocks: Sequence[Block]) -> list[Piece]:
    """Cut a section into passages. A list or table stays whole, with the words that lead to it."""
    text = section_text(blocks)
    parts: list[_Part] = []
    at = 0
    for block in blocks:
        end = at + len(text_of(block))
        parts.extend(_parts(text, at, end, is_whole=not isinstance(block, Paragraph)))
        at = end + 2
    return _gathered(text, parts)


def pieces_of_text(text: str) -> list[Piece]:
    """Cut a plain text into passages: empty lines part its blocks, lines of lists stay together."""
    parts: list[_Part] = []
    start = 0
    for end, following in [*((m.start(), m.end()) for m in _GAP.finditer(text)), (len(text),) * 2]:
        if span := trimmed(text, start, end):
            lines = text[span[0] : span[1]].split("\n")
            is_whole = len(lines) > 1 and sum(bool(_ROW.match(line)) for line in lines) > 1
            parts.extend(_parts(text, *span, is_whole=is_whole))
        start = following
    return _gathered(text, parts)


def _parts(text: str, start: int, end: int, *, is_whole: bool) -> Iterator[_Part]:
    words = len(_WORD.findall(text, start, end))
    if words <= (2 * MAX_WORDS if is_whole else MAX_WORDS):
        yield _Part(start, end, is_whole, words)
        return
    for first, last in _chunks(text, start, end):
        yield _Part(first, last, is_whole, len(_WORD.findall(text, first, last)))


def _chunks(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut what is too long at sentence ends (rows, for a table), or by words as a last resort."""
    first, last, words = start, start, 0
    for begin, stop in sentence_spans(text[start:end]):
        for a, b in _by_words(text, start + begin, start + stop):
            count = len(_WORD.findall(text, a, b))
            if words and words + count > MAX_WORDS:
                yield first, last
                first, words = a, 0
            last, words = b, words + count
    if words:
        yield first, last


def _by_words(text: str, start: int, end: int) -> Iterator[Span]:
    found = list(_WORD.finditer(text, start, end))
    for at in range(0, len(found), MAX_WORDS):
        group = found[at : at + MAX_WORDS]
        yield group[0].start(), group[-1].end()


def _gathered(text: str, parts: Sequence[_Part]) -> list[Piece]:
    """Join neighbours up to the largest size; a short last piece joins the one before."""
    groups: list[list[_Part]] = []
    for part in parts:
        words = sum(p.words for p in groups[-1]) if groups else 0
        if groups and (words + part.words <= MAX_WORDS or words < 12 or part.words < 6):
            groups[-1].append(part)
        elif groups and part.is_whole and groups[-1][-1].words <= MIN_WORDS and len(groups[-1]) > 1:
            # The sentence that leads to a list goes with it.
            groups.append([groups[-1].pop(), part])
        else:
            groups.append([part])
    spans = [(group[0].start, group[-1].end) for group in groups]
    return [Piece(start, end, text[start:end]) for start, end in spans]
