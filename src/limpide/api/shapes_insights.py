"""What `/v1/insights` tells. Null where nothing was measured."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime

from limpide.insights import REFERENCES, Figures

from .shapes import Shape


class AuthorshipShape(Shape):
    """Messages by who wrote them."""

    person: int
    ai: int
    ai_reviewed: int
    person_with_ai: int
    template: int


class DayShape(Shape):
    """One day of the company's time zone."""

    day: date
    authorship: AuthorshipShape


class JudgedShape(Shape):
    """What customers said of answers on a channel."""

    kind: str
    by_ai: bool
    said: int
    helpful: int
    wrong: int


class ContainmentShape(Shape):
    """Conversations with the assistant, and how many went to a person."""

    conversations: int
    handed_over: int


class WaitShape(Shape):
    """Seconds waited."""

    count: int
    median: float | None
    p90: float | None


class ContestsShape(Shape):
    """What was called wrong, and what came of it."""

    contested: int
    right: int
    corrected: int
    not_for_assistant: int
    to_person: WaitShape
    to_correction: WaitShape


class GramsShape(Shape):
    """Grams of CO2e."""

    low: float
    central: float
    high: float


class FootprintShape(Shape):
    """What was sent and what was not needed."""

    sent: GramsShape
    avoided: GramsShape
    avoided_messages: int
    avoided_by_reason: Mapping[str, int]


class ReceptionShape(Shape):
    """How what was sent on a channel was received; `complained`: called spam."""

    kind: str
    by_ai: bool
    sent: int
    bounced: int
    complained: int


class FlowShape(Shape):
    """How a flow went."""

    flow: str
    begun: int
    finished: int
    handed_over: int


class SatisfactionShape(Shape):
    """What customers said after closing; `satisfied`: 4 or 5 of 5; `points`: the sum of scores."""

    kind: str
    answered_by: str
    generation: str
    asked: int
    answered: int
    satisfied: int
    points: int
    told: int
    clear: int


class KeptShape(Shape):
    """How targets went that began in the period."""

    goal: str
    kind: str
    begun: int
    kept: int
    missed: int


class ReferenceShape(Shape):
    """A published figure: what people think, not what was measured here."""

    name: str
    percent: int
    study: str
    year: int
    country: str


class InsightsShape(Shape):
    """All figures of a period."""

    since: datetime
    until: datetime
    authorship: AuthorshipShape
    ai_share: float | None
    reviewed_share: float | None
    contested_share: float | None
    days: list[DayShape]
    judged: list[JudgedShape]
    containment: ContainmentShape
    handovers: Mapping[str, int]
    first_reply: WaitShape
    person: WaitShape
    contests: ContestsShape
    footprint: FootprintShape
    received: list[ReceptionShape]
    flows: list[FlowShape]
    satisfaction: list[SatisfactionShape]
    targets: list[KeptShape]
    references: list[ReferenceShape]

    @classmethod
    def of(cls, figures: Figures) -> "InsightsShape":
        """Draw figures."""
        told = asdict(figures)
        period = told.pop("period")
        return cls(
            **period,
            **{name: told[name] for name in told if name != "causes"},
            handovers=figures.causes,
            ai_share=figures.authorship.ai_share,
            reviewed_share=figures.authorship.reviewed_share,
            contested_share=figures.contested_share,
            references=[ReferenceShape(**asdict(one)) for one in REFERENCES],
        )
