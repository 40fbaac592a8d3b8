"""Sentences: what texts are compared and changed by."""

import re
from typing import Final

_SENTENCE: Final = re.compile(r"(?:[^.!?…\n]|[.!?…](?![\s.!?…]|$))+[.!?…]*")


def sentences(text: str) -> list[str]:
    """Part a text into sentences; a line is at least one."""
    return [found for match in _SENTENCE.finditer(text) if (found := match[0].strip())]
