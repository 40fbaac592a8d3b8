"""Replies to a question of ours: yes, no, cancel, «the second one», corrections; several wishes."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import yaml

from limpide.assistant.words import fold

_FILE: Final = Path(__file__).parents[1] / "rules" / "replies.yaml"
_LONGEST: Final = 2000
_LONGEST_CORRECTION: Final = 8
_LONGEST_SIGNATURE: Final = 12
_SHORTEST_WISH: Final = 2
_THREE: Final = 3
_PICKED: Final = re.compile(
    r"^(?:c est |ce sera |oui |yes |je (?:prends|veux|choisis|voudrais|prefere) |"
    r"i (?:ll take|want|choose|take|prefer) |plutot |celle? |celui |the |it s )+(?=\S)"
)


# What stands below a letter: names, numbers, and the little words between them.
_NAME: Final = re.compile(
    r"[A-ZÀ-Þ\d+(&][^?!]*|d[eu]|des|l[ae]|van|von|et|and|of|t[ée]l\.?|:|-|–|·|,"
)


class Consent(StrEnum):
    """What a short reply says to a question of ours."""

    CONFIRM = "confirm"
    DENY = "deny"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a customer puts in the place of what was said, and where it stands."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish of a message, and where it stands."""

    text: str
    start: int
    end: int


def consent(text: str) -> Consent | None:
    """Say whether a whole message is a yes, a no or a cancel.

    What is asked is no yes («c'est bon ?»), nor is a word of waiting («euh», «alors», «well»).
    """
    words = fold(_spoken(text))
    bare = " ".join(_polite().sub(" ", words).split())
    kinds = [Consent.CANCEL, Consent.DENY]
    if "?" not in text:
        kinds.append(Consent.CONFIRM)
    for kind in kinds:
        if _said(kind.value).fullmatch(words) or _said(kind.value).fullmatch(bare):
            return kind
    return None


def refuses(text: str) -> bool:
    """Say whether a message begins with a plain no, goes on with a reason, and takes none back."""
    if "?" in text:
        return False
    found = re.fullmatch(_rules()["refusal"]["opening"], fold(_spoken(text)))
    if found is None or re.search(_rules()["refusal"]["takes_back"], found["rest"]):
        return False
    return re.search(_rules()["refusal"]["reason"], found["rest"]) is not None


def asks_again(text: str) -> bool:
    """Say whether a whole message only wants to hear our question again."""
    words = fold(text[:_LONGEST])
    return bool(words) and _said("again").fullmatch(words) is not None


def knows_not(text: str) -> bool:
    """Say whether a whole message only says that its writer does not know."""
    words = fold(text[:_LONGEST])
    return bool(words) and _said("unknown").fullmatch(words) is not None


def choice(text: str, count: int) -> int | None:
    """Say which of `count` things shown is meant (0 for the first); None when none is named."""
    words = " ".join(_polite().sub(" ", fold(text[:_LONGEST])).split())
    words = _PICKED.sub("", words)
    for place, pattern in _rules()["choices"].items():
        if re.fullmatch(pattern, words):
            index = count + place if place < 0 else place - 1
            return index if 0 <= index < count else None
    if count == _THREE and re.fullmatch(_rules()["middle"], words):
        return 1
    figure = text.strip().strip("#.) ")
    return int(figure) - 1 if figure.isdecimal() and 1 <= int(figure[:4]) <= count else None


def correction(text: str) -> Correction | None:
    """Find what a short message corrects something to; None when it corrects nothing."""
    lower = text[:_LONGEST].lower().replace("’", "'")
    for pattern in _compiled("corrections"):
        match = pattern.search(lower.strip())
        if match and len(match["value"].split()) <= _LONGEST_CORRECTION:
            lead = len(lower) - len(lower.lstrip())
            start, end = match.start("value") + lead, match.end("value") + lead
            value = text[start:end].strip(" .!")
            return Correction(value, start, start + len(value)) if value else None
    return None


def wishes(text: str) -> list[Wish]:
    """Split a message into its wishes, in the order in which they stand."""
    cuts = [0]
    lower = text[:_LONGEST].lower().replace("’", "'")
    for pattern in _compiled("turns"):
        cuts += [match.end() for match in pattern.finditer(lower)]
    bounds = [*sorted(set(cuts)), len(text)]
    found = [
        Wish(text[start:end].strip(), start, end)
        for start, end in pairwise(bounds)
        if len(text[start:end].split()) >= _SHORTEST_WISH
    ]
    return found or [Wish(text.strip(), 0, len(text))]


def _spoken(text: str) -> str:
    """Write signs as the words they stand for; a letter is read without its goodbye and name."""
    text = _without_closing(text[:_LONGEST])
    for mark, words in _rules()["marks"].items():
        text = text.replace(mark, words)
    return text


def _without_closing(text: str) -> str:
    """Leave out how a letter ends, where nothing follows but names and numbers."""
    lines = text.strip().splitlines()
    for place, line in enumerate(lines[1:], start=1):
        after = lines[place + 1 :]
        is_end = re.fullmatch(_rules()["closing"], fold(line)) is not None
        words = " ".join(after).split()
        is_name = len(words) <= _LONGEST_SIGNATURE and all(map(_NAME.fullmatch, words))
        if is_end and is_name and consent(" ".join(words)) is None:
            return "\n".join(lines[:place])
    return text


@cache
def _said(name: str) -> re.Pattern[str]:
    """Read a list as a pattern: one of these, or several in a row."""
    one = re.sub(r"\n| {2,}", "", re.sub(r"\|\s+", "|", _rules()[name]))
    return re.compile(rf"(?:{one})(?: (?:{one}))*")


@cache
def _polite() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_rules()['polite']})\b")


@cache
def _compiled(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(text) for text in _rules()[name])


@cache
def _rules() -> dict[str, Any]:
    return yaml.safe_load(_FILE.read_text())
