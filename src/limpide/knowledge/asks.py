"""Where in a message the question is: a story around it, or several questions in one."""

import re
from collections.abc import Sequence

from .sentences import Span, sentence_spans
from .words import tidied, without_accents

# Patterns for lower case without accents.
_QUESTION_WORD = (
    r"(?:comment|combien|quand|pourquoi|qui|que|quoi|quel(?:le)?s?|ou (?:est|sont|se|puis|trouver)|"
    r"est[- ]ce|peut[- ]on|puis[- ]je|pouvez[- ]vous|pourriez[- ]vous|faut[- ]il|dois[- ]je|"
    r"avez[- ]vous|y a[- ]t[- ]il|jusqu'a quand|a quel(?:le)?|how|when|where|why|who|what|which|"
    r"can|could|do|does|did|is|are|may|must|should|will|would)"
)
_STARTS = re.compile(rf"\W*(?:(?:et|mais|donc|alors|and|but|so|also|aussi)\W+)?{_QUESTION_WORD}\b")
_WANTS = re.compile(
    r"\b(?:je (?:voudrais|souhaite|souhaiterais|veux|cherche|me demande|dois|n'arrive)|j'aimerais|"
    r"j'ai besoin|i (?:want|need|would like|wonder|am wondering)|i'd like|i'm wondering|"
    r"(?:please|pouvez-vous me|could you) (?:tell|dire|let me know)|savoir|find out)\b"
)
_POLITE = re.compile(
    r"\W*(?:bonjour|bonsoir|salut|hello|hi|hey|dear|good (?:morning|evening|afternoon)|merci|"
    r"thanks?|thank you|cordialement|regards|best|kind regards|sincerely|bien a vous|bonne journee)"
    r"\b[^?]{0,40}$"
)
_JOIN = re.compile(
    rf"\s*(?:,|;|\?)?\s*\b(?:et|and|puis|ainsi que|also|aussi)\s+(?={_QUESTION_WORD}\b)|\?\s+(?=\w)"
)
_STORY_WORDS = 12
_PART_WORDS = 3
_MAX_PARTS = 3


def asking_spans(text: str) -> list[Span]:
    """Find the sentences that ask, when a story stands around them; none when all of it asks."""
    spans = sentence_spans(text)
    if len(spans) < 2 or len(text.split()) < _STORY_WORDS:
        return []
    asking = [span for span in spans if _asks(text[span[0] : span[1]])]
    return asking if len(asking) < len(spans) else []


def is_polite(sentence: str) -> bool:
    """Say whether a sentence is only a greeting, thanks or a farewell."""
    return _POLITE.match(_plain(sentence)) is not None


def parts_of(text: str) -> Sequence[str]:
    """Cut a message with several questions into them; the message itself when there is one."""
    asking = asking_spans(text)
    told = " ".join(text[a:b] for a, b in asking) if asking else text
    plain = _plain(told)
    if len(plain) != len(told):
        return (text,)
    cuts = [match.span() for match in _JOIN.finditer(plain)]
    starts, ends = [0, *(b for _, b in cuts)], [*(a for a, _ in cuts), len(told)]
    parts = [told[a:b].strip(" ,;?") for a, b in zip(starts, ends, strict=True)]
    if not 1 < len(parts) <= _MAX_PARTS or any(len(p.split()) < _PART_WORDS for p in parts):
        return (text,)
    return parts


def _asks(sentence: str) -> bool:
    plain = _plain(sentence)
    return plain.rstrip().endswith("?") or bool(_STARTS.match(plain) or _WANTS.search(plain))


def _plain(text: str) -> str:
    return without_accents(tidied(text).lower())
