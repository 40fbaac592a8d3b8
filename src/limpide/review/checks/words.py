"""Words, sentences and syllables, by simple rules."""

import re
from collections.abc import Sequence

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
_VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]+", re.IGNORECASE)


def words(text: str) -> Sequence[str]:
    """List the words."""
    return _WORD.findall(text)


def sentences(text: str) -> Sequence[re.Match[str]]:
    """List the sentences with their places; a line is at least one."""
    return [match for match in _SENTENCE.finditer(text) if _WORD.search(match[0])]


def syllables(word: str, language: str) -> int:
    """Count groups of vowels; a silent e at the end does not count."""
    count = len(_VOWELS.findall(word))
    silent = ("e", "es", "ent") if language == "fr" else ("e", "es", "ed")
    if count > 1 and word.lower().endswith(silent) and not word.lower().endswith(("le", "ted")):
        count -= 1
    return max(count, 1)
