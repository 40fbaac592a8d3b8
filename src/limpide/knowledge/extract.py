"""Which words of a passage to quote: whole sentences, a list or rows of a table, to the letter."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .features import Match
from .sentences import Span, sentence_spans, trimmed

# A passage this short is quoted whole: cutting it saves no reading and may lose a condition.
_WHOLE_WORDS = 85
_QUOTE_WORDS = 60
_MAX_ROWS = 8
_GAP = re.compile(r"\n[ \t]*\n")
_LIST_LINE = re.compile(r"\s*(?:[-*•–]|\d{1,3}[.)])\s")


@dataclass(frozen=True, slots=True)
class _Block:
    start: int
    end: int
    kind: str


def quoted_spans(text: str, match: Match) -> list[Span]:
    """Choose what to quote of a passage, as offsets into it, in reading order."""
    if _words(text) <= _WHOLE_WORDS:
        whole = trimmed(text, 0, len(text))
        return [whole] if whole else []
    spans = sentence_spans(text)
    if not spans:
        return []
    first = min(match.first_sentence, len(spans) - 1)
    last = min(match.last_sentence, len(spans) - 1)
    blocks = _blocks(text)
    at = _block_at(blocks, spans[first][0])
    if blocks[at].kind == "text":
        # The best sentence leads to a table or a list: it is nothing without it.
        at = _block_at(blocks, spans[last][0])
    if blocks[at].kind == "table":
        return _with_lead(text, blocks, at, _rows(text, blocks[at], spans[first : last + 1]))
    if blocks[at].kind == "list":
        return _with_lead(text, blocks, at, [(blocks[at].start, blocks[at].end)])
    return [_around(text, spans, first, last, blocks)]


def _words(text: str) -> int:
    return len(text.split())


def _blocks(text: str) -> list[_Block]:
    blocks: list[_Block] = []
    start = 0
    for end, following in [*((m.start(), m.end()) for m in _GAP.finditer(text)), (len(text),) * 2]:
        if span := trimmed(text, start, end):
            blocks.append(_Block(*span, _kind(text[span[0] : span[1]])))
        start = following
    return blocks


def _kind(block: str) -> str:
    lines = block.split("\n")
    if len(lines) > 1 and all(" | " in line for line in lines):
        return "table"
    listed = sum(bool(_LIST_LINE.match(line)) for line in lines)
    return "list" if listed > 1 else "text"


def _block_at(blocks: Sequence[_Block], offset: int) -> int:
    return next((at for at, block in enumerate(blocks) if block.start <= offset < block.end), 0)


def _with_lead(text: str, blocks: Sequence[_Block], at: int, spans: list[Span]) -> list[Span]:
    """Put the sentence that leads to a list or table before it."""
    if at == 0 or blocks[at - 1].kind != "text":
        return spans
    before = blocks[at - 1]
    begin, end = sentence_spans(text[before.start : before.end])[-1]
    lead = (before.start + begin, before.start + end)
    if spans[0][0] == blocks[at].start:
        return [(lead[0], spans[0][1]), *spans[1:]]
    return [lead, *spans]


def _rows(text: str, table: _Block, wanted: Sequence[Span]) -> list[Span]:
    lines = [(table.start + a, table.start + b) for a, b in _lines(text[table.start : table.end])]
    if len(lines) <= _MAX_ROWS:
        return [(table.start, table.end)]
    chosen = [line for line in lines[1:] if any(a < line[1] and line[0] < b for a, b in wanted)]
    # The header alone was meant: that is a question about the whole table.
    return [lines[0], *chosen] if chosen else [(table.start, table.end)]


def _lines(text: str) -> list[Span]:
    return [match.span() for match in re.finditer(r"[^\n]+", text)]


def _around(
    text: str, spans: Sequence[Span], first: int, last: int, blocks: Sequence[_Block]
) -> Span:
    """Widen the best sentences within running text: first onwards, then back."""
    block = blocks[_block_at(blocks, spans[first][0])]

    def fits(a: int, b: int) -> bool:
        inside = block.start <= spans[a][0] and spans[b][1] <= block.end
        return inside and _words(text[spans[a][0] : spans[b][1]]) <= _QUOTE_WORDS

    while last + 1 < len(spans) and fits(first, last + 1):
        last += 1
    while first > 0 and fits(first - 1, last):
        first -= 1
    return spans[first][0], spans[last][1]
