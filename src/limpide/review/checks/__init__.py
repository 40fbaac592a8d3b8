"""Checks on a text before it leaves, whoever wrote it. Pure: a text and what is known about it."""

from collections.abc import Sequence
from itertools import chain

from .consent import consent
from .figures import figures
from .language import language
from .links import links
from .model import Context, Finding, Severity
from .personal import personal
from .phrases import disclosure, placeholders, promises, tone
from .reading_ease import readability, reading_ease
from .support import support

_FAMILIES = (
    placeholders,
    promises,
    personal,
    consent,
    links,
    figures,
    disclosure,
    tone,
    language,
    support,
    readability,
)


def check(text: str, context: Context) -> Sequence[Finding]:
    """Find what should not leave: red first, then in the order of the text."""
    found = chain.from_iterable(family(text, context) for family in _FAMILIES)
    return sorted(found, key=lambda each: (each.severity is Severity.AMBER, each.start, each.rule))


__all__ = ["Context", "Finding", "Severity", "check", "reading_ease"]
