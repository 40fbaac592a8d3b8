"""The words of the assistant: a situation, a decision, a turn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from limpide.contacts import AiMode
from limpide.conversations import Cause, ConversationId, MessageId

from .listening import Social

TurnId = NewType("TurnId", UUID)
ENGINE = "limpide-extractive"
ENGINE_VERSION = "1"


class Verdict(StrEnum):
    """What a turn leads to."""

    ANSWER = "answer"
    ASK_BACK = "ask_back"
    HANDOVER = "handover"
    SOCIAL = "social"
    FLOW = "flow"
    REVIEW = "review"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Heard:
    """What rules heard in the customer's words; each names its rule or its evidence."""

    person: str | None = None
    sensitive: str | None = None
    frustration: tuple[str, ...] = ()
    social: Social | None = None
    unhelped: str | None = None


class Wants(StrEnum):
    """What the words ask of the flows. `unclear`: a flow waits, and this does not fit it."""

    NOTHING = "nothing"
    START = "start"
    CONTINUE = "continue"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Wished:
    """What is kept of a wish: which flow, how surely, and whether it only looks things up.

    `by_model`: a language model proposed it; it gives no confidence.
    """

    wants: Wants = Wants.NOTHING
    flow: str | None = None
    confidence: float = 0.0
    is_fact: bool = False
    by_model: bool = False


class Found(StrEnum):
    """What the documents gave."""

    ANSWER = "answer"
    SEVERAL = "several"
    DISPUTED = "disputed"
    NOTHING = "nothing"
    NOT_ASKED = "not_asked"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Situation:
    """All that a decision is made from. `failures`: turns in a row that did not help.

    `can_ask_back`: a question back costs little (chat), not a day (mail). `held`: why what would
    be said may not leave by itself.
    """

    heard: Heard
    ai_mode: AiMode
    failures: int
    can_ask_back: bool
    found: Found
    wished: Wished = field(default_factory=Wished)
    held: str | None = None


class Prompt(StrEnum):
    """What leads to a turn: words, silence, a colleague who decided, a sign-in."""

    WORDS = "words"
    SILENCE = "silence"
    DECISION = "decision"
    SIGN_IN = "sign_in"


@dataclass(frozen=True, slots=True)
class Unprompted:
    """All that a turn without new words is decided from; the flow is what it goes on with.

    `minutes`: after how many a silent customer is asked, 0 never. `is_present`: they look at the
    chat now. `was_asked`: since their last word.
    """

    prompt: Prompt
    ai_mode: AiMode
    flow: str
    is_fact: bool
    minutes: float = 0.0
    is_present: bool = True
    was_asked: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do and which rule said so."""

    verdict: Verdict
    rule: str
    cause: Cause | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn as it is kept: enough to explain the decision and to contest it.

    `understood`: the situation it was decided from, by what prompted it.
    """

    id: TurnId
    conversation: ConversationId
    read_until: MessageId
    language: str
    decision: Decision
    confidence: float
    considered: tuple[Mapping[str, Any], ...]
    took_ms: float
    said: MessageId | None
    at: datetime
    understood: Mapping[str, Any]
    passages: tuple[Mapping[str, Any], ...]
    versions: Mapping[str, str]
    prompted_by: Prompt = Prompt.WORDS


@dataclass(frozen=True, slots=True)
class Asked:
    """What `limpide ask` and `POST /v1/ask` give. `confidence` is calibrated (0 to 1)."""

    decision: str
    answer: str
    language: str
    confidence: float
    reason: str
    took_ms: float
    citations: tuple[Mapping[str, Any], ...] = field(default=())
    ranked: tuple[Mapping[str, Any], ...] = field(default=())
