"""Rewording: a sentence that people always rewrite, changed where it is written, with its gaps."""

import re
from typing import Final

from .sentences import sentences

# What a text of ours leaves open: {{ order.day }}, {name}. Its value stands in what was sent.
_GAP: Final = re.compile(r"\{\{.*?\}\}|\{\w+\}")
_MARK: Final = re.compile(r"\*\*|__|`")
_FIGURE: Final = re.compile(r"\d+")


def reworded(wording: str, before: str, after: str) -> str | None:
    """Write `after` where a wording says `before`, with its gaps open; None where it does not.

    Also None where `after` holds a figure that the wording knows nothing of: it was of one case.
    """
    for sentence in sentences(wording):
        found = _pattern(sentence).fullmatch(" ".join(before.split()))
        if found is None:
            continue
        new = _opened(after.strip(), _GAP.findall(sentence), found.groups())
        if set(_FIGURE.findall(new)) - set(_FIGURE.findall(sentence)):
            return None
        return _tidy(wording.replace(sentence, new, 1))
    return None


def _pattern(sentence: str) -> re.Pattern[str]:
    """Match a sentence as it was sent: without its marks, with any values in its gaps."""
    plain = _MARK.sub("", sentence)
    literals = [r"\s+".join(map(re.escape, part.split(" "))) for part in _GAP.split(plain)]
    return re.compile("(.+?)".join(literals))


def _opened(after: str, gaps: list[str], values: tuple[str, ...]) -> str:
    longest_first = sorted(zip(values, gaps, strict=True), key=lambda each: -len(each[0]))
    for value, gap in longest_first:
        after = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", lambda _, gap=gap: gap, after)
    return after


def _tidy(wording: str) -> str:
    """Take away what a dropped sentence leaves behind."""
    return re.sub(r"[ \t]{2,}", " ", wording).strip()
