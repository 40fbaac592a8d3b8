"""Leading: how a customer steers a conversation, whatever it is about.

Rules and never a model: the words are data in `rules/leading.yaml`, each a whole message.
"""

import re
from enum import StrEnum
from functools import cache
from typing import Final

from . import rulebook
from .words import fold

_LONGEST: Final = 300


class Lead(StrEnum):
    """What a whole message wants of the conversation itself."""

    WITHOUT = "without"
    ANOTHER = "another"
    WHERE = "where"
    REFUSE = "refuse"
    UNDO = "undo"


def lead(text: str) -> Lead | None:
    """Say how a message steers the conversation; None when it does not."""
    words = fold(text[:_LONGEST])
    return next((each for each in Lead if words and _whole(each.value).fullmatch(words)), None)


def wants_more(text: str) -> bool:
    """Say whether a message wants the same as before for another thing: «and the throw too»."""
    words = fold(text[:_LONGEST])
    return re.fullmatch(_listed("more"), words) is not None


@cache
def _whole(name: str) -> re.Pattern[str]:
    """Read a list as a pattern: one of these, or several in a row, with what fills a sentence."""
    one, between = _listed(name), _listed("fillers")
    return re.compile(rf"(?:(?:{between}) )*(?:{one})(?: (?:{one}|{between}))*")


@cache
def _listed(name: str) -> str:
    text: str = rulebook.load("leading")[name]
    return re.sub(r"\|\s+", "|", text).strip()
