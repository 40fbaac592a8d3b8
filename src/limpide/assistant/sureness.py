"""How sure one must be to begin a flow: a wrong start costs more than a question back."""

from functools import lru_cache
from typing import Final

from limpide.flows import Flow

from . import listening, understanding

_SURE: Final = 0.6
# A question in general belongs to the documents, unless the flow is asked for by such questions.
OF_QUESTION: Final = 0.9
_ASKED_BY_QUESTIONS: Final = 0.3


def asks_beside(text: str) -> bool:
    """Who tells a story and ends with a question in general wants the question answered."""
    parts = understanding.wishes(text)
    return len(parts) > 1 and any(listening.asks_in_general(part.text) for part in parts)


def needed(text: str, flow: Flow) -> float:
    """Say how sure one must be to begin a flow on these words."""
    if not listening.asks_in_general(text) or _questions(flow) >= _ASKED_BY_QUESTIONS:
        return _SURE
    return OF_QUESTION


@lru_cache(maxsize=256)
def _share(examples: tuple[str, ...]) -> float:
    return sum(map(listening.asks_in_general, examples)) / max(1, len(examples))


def _questions(flow: Flow) -> float:
    """Give the share of a flow's examples that are questions in general."""
    return _share(tuple(text for texts in flow.examples.values() for text in texts))
