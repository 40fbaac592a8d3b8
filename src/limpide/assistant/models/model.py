"""The words of language models: a provider, the terms of use, and what left the house."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from limpide.foundation.settings import ModelProvider


class Task(StrEnum):
    """What a model is asked to do."""

    UNDERSTAND = "understand"
    WORD = "word"


class Outcome(StrEnum):
    """What came of asking. `paused`: it failed too often of late, and was not asked."""

    ANSWERED = "answered"
    REFUSED = "refused"
    MALFORMED = "malformed"
    LATE = "late"
    BROKEN = "broken"
    PAUSED = "paused"
    OVER_BUDGET = "over_budget"


@dataclass(frozen=True, slots=True)
class Terms:
    """How models may be used. `time_limit` in seconds and `tokens_per_turn` are for a whole turn.

    `tokens_per_day` is for one company.
    """

    tasks: frozenset[Task] = frozenset(Task)
    time_limit: float = 4.0
    tokens_per_turn: int = 6_000
    tokens_per_day: int = 500_000


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to one model, as it is kept with the turn: `sent` left the house, masked.

    `prompt` names the state of the instructions. `verdict`: what our checks made of the answer.
    """

    task: Task
    provider: str
    model: str
    prompt: str
    sent: str = ""
    outcome: Outcome = Outcome.ANSWERED
    received: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    took_ms: float = 0.0
    verdict: str = ""

    def kept(self) -> Mapping[str, Any]:
        """Give it as it is kept."""
        return {"asked": asdict(self)}


def provider_text(provider: ModelProvider) -> str:
    """Name a provider as customers read it: who, and where the data goes."""
    return f"{provider.name} ({provider.where})"
