"""Where the sentences of a text begin and end."""

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…]+[\"'»”)\]]*(?=\s)|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:M|MM|Mme|Mmes|Mlle|Dr|Pr|Me|St|Ste|art|cf|env|etc|ex|p|max|min|no|n°|tél|tel|vs|"
    r"Mr|Mrs|Ms|Prof|approx|e\.g|i\.e|fig|inc|ltd|vol|av|bd|éd|L|R|D)|\b[A-Z])\.$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s*[a-zà-öø-ÿ(,;:]")
Span = tuple[int, int]


def sentence_spans(text: str) -> list[Span]:
    """Cut a text into sentences, without outer space; each line of a list or table is one."""
    return list(_spans(text))


def _spans(text: str) -> Iterator[Span]:
    start = 0
    for match in _END.finditer(text):
        if "\n" not in match[0] and _is_inside(text, start, match):
            continue
        if span := trimmed(text, start, match.end()):
            yield span
        start = match.end()
    if span := trimmed(text, start, len(text)):
        yield span


def trimmed(text: str, start: int, end: int) -> Span | None:
    """Shrink a span until it begins and ends with something to read; None when nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None


def _is_inside(text: str, start: int, match: re.Match[str]) -> bool:
    """Say whether a full stop ends an abbreviation, or the sentence goes on in lower case."""
    if match[0] == "." and _ABBREVIATION.search(text, start, match.end()):
        return True
    return bool(_GOES_ON.match(text, match.end())) and not text[
        match.end() : match.end() + 2
    ].count("\n")
