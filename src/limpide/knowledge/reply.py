"""What a question gets: an answer made of quotations, a question back, or an honest «no»."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Literal

from limpide.foundation.i18n import translate


class Reason(StrEnum):
    """Why it was decided so. The reader sees the text `knowledge.reason_<value>`."""

    FOUND = "found"
    FOUND_PART = "found_part"
    SEVERAL = "several"
    UNSURE = "unsure"
    NOTHING = "nothing"
    NO_SUBJECT = "no_subject"
    CONTRADICTION = "contradiction"
    OTHER_LANGUAGE = "other_language"
    NO_DOCUMENTS = "no_documents"


@dataclass(frozen=True, slots=True)
class Citation:
    """A quotation: `quote` stands in the passage from `start` to `end`, to the letter."""

    passage: str
    document: str
    version: int
    title: str
    heading: str
    language: str
    quote: str
    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """One passage of the ranking; scores compare within one question only."""

    passage: str
    document: str
    title: str
    heading: str
    language: str
    score: float
    url: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A section that is near the question, to be offered."""

    passage: str
    title: str
    heading: str
    language: str
    url: str

    @property
    def label(self) -> str:
        """What to write on a button."""
        return self.heading or self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What every reply has. `confidence`: probability that what was found is the answer."""

    decision: ClassVar[Literal["answer", "ask_back", "handover"]]

    language: str
    confidence: float
    reason: Reason
    ranked: tuple[Ranked, ...] = ()
    near: tuple[Topic, ...] = ()
    took_ms: float = 0.0
    asked_outside: str = ""
    """Who turned the question into a vector, outside the house; empty when nobody did."""

    def explained(self, language: str | None = None) -> str:
        """Say in words why it was decided so."""
        return translate(language or self.language, f"knowledge.reason_{self.reason}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Reply):
    """The documents answer. `text` is the quotations, put one after the other."""

    decision: ClassVar[Literal["answer"]] = "answer"

    text: str
    citations: tuple[Citation, ...]
    left_open: tuple[str, ...] = ()
    """Of several questions in one message, those that stay without an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskBack(Reply):
    """Several sections may be meant, or no subject was named: `choices` to offer, perhaps none."""

    decision: ClassVar[Literal["ask_back"]] = "ask_back"

    choices: tuple[Topic, ...]
    closest: tuple[Citation, ...] = ()
    """What the nearest section says, where it is the answer more often than not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAnswer(Reply):
    """The documents do not hold the answer, or not surely enough; `near` may still help."""

    decision: ClassVar[Literal["handover"]] = "handover"


AnyReply = Answered | AskBack | NoAnswer
