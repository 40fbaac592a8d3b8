"""The words of insights: a period, and figures of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` to before `until`."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Authorship:
    """Messages to customers by who wrote them; what was stopped before it left is not counted.

    `ai_reviewed`: written by an AI, sent by a person as it was. `person_with_ai`: written by both.
    """

    person: int = 0
    ai: int = 0
    ai_reviewed: int = 0
    person_with_ai: int = 0
    template: int = 0

    @property
    def all(self) -> int:
        """Count all messages."""
        return self.person + self.with_ai + self.template

    @property
    def with_ai(self) -> int:
        """Count the messages in which an AI wrote something."""
        return self.ai + self.both

    @property
    def both(self) -> int:
        """Count the messages with an AI part that a person read and sent."""
        return self.ai_reviewed + self.person_with_ai

    @property
    def ai_share(self) -> float | None:
        """The share in which an AI wrote something, 0 to 1."""
        return share(self.with_ai, self.all)

    @property
    def reviewed_share(self) -> float | None:
        """Of those, the share that a person read before it left."""
        return share(self.both, self.with_ai)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the company's time zone."""

    day: date
    authorship: Authorship


@dataclass(frozen=True, slots=True)
class Judged:
    """What customers said of answers on one channel. `by_ai`: an AI wrote some of them."""

    kind: str
    by_ai: bool
    said: int
    helpful: int
    wrong: int

    @property
    def helpful_share(self) -> float | None:
        """Of the judged answers, the share judged helpful."""
        return share(self.helpful, self.helpful + self.wrong)


@dataclass(frozen=True, slots=True)
class Containment:
    """Conversations the assistant took part in, and how many of them went to a person."""

    conversations: int
    handed_over: int

    @property
    def share(self) -> float | None:
        """The share that needed no person."""
        return share(self.conversations - self.handed_over, self.conversations)


@dataclass(frozen=True, slots=True)
class Wait:
    """Seconds waited: half waited less than `median`, nine in ten less than `p90`."""

    count: int
    median: float | None
    p90: float | None


@dataclass(frozen=True, slots=True)
class Grams:
    """Grams of CO2e: at least, most likely, at most."""

    low: float
    central: float
    high: float


@dataclass(frozen=True, slots=True)
class Footprint:
    """What was sent and what was not needed."""

    sent: Grams
    avoided: Grams
    avoided_messages: int
    avoided_by_reason: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Reception:
    """How what was sent on a channel was received: by servers, and by readers.

    `complained`: readers who called it spam. `by_ai`: with an AI part.
    """

    kind: str
    by_ai: bool
    sent: int
    bounced: int
    complained: int

    @property
    def complaint_share(self) -> float | None:
        """Of what was sent, the share called spam."""
        return share(self.complained, self.sent)


@dataclass(frozen=True, slots=True)
class FlowFigures:
    """How a flow went: begun in the period; of these finished, handed over to a person."""

    flow: str
    begun: int
    finished: int
    handed_over: int


@dataclass(frozen=True, slots=True)
class Contests:
    """What was called wrong in the period, what was decided since, and how long it took.

    `to_person`: until a person wrote in that conversation, round the clock.
    """

    contested: int
    right: int
    corrected: int
    not_for_assistant: int
    to_person: Wait
    to_correction: Wait

    @property
    def waiting(self) -> int:
        """Count what nobody has decided yet."""
        return self.contested - self.right - self.corrected - self.not_for_assistant


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """What customers said after closing. `satisfied`: a score of 4 or 5 of 5; `told`: whether it
    was clear to them that an AI answered. `generation` is empty where it is not known.
    """

    kind: str
    answered_by: str
    generation: str
    asked: int
    answered: int
    satisfied: int
    points: int
    told: int
    clear: int

    @property
    def share(self) -> float | None:
        """The share of the answers that were satisfied."""
        return share(self.satisfied, self.answered)

    @property
    def mean(self) -> float | None:
        """The mean score, 1 to 5."""
        return share(self.points, self.answered)

    @property
    def clear_share(self) -> float | None:
        """Of those who told, the share to whom it was clear that an AI answered."""
        return share(self.clear, self.told)


@dataclass(frozen=True, slots=True)
class Kept:
    """How targets went that began in the period: kept, missed (also those that still run)."""

    goal: str
    kind: str
    begun: int
    kept: int
    missed: int

    @property
    def share(self) -> float | None:
        """Of those decided, the share that was kept."""
        return share(self.kept, self.kept + self.missed)


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a period."""

    period: Period
    authorship: Authorship
    days: Sequence[Day]
    judged: Sequence[Judged]
    containment: Containment
    causes: Mapping[str, int]
    first_reply: Wait
    person: Wait
    contests: Contests
    footprint: Footprint
    received: Sequence[Reception]
    flows: Sequence[FlowFigures]
    satisfaction: Sequence[Satisfaction]
    targets: Sequence[Kept]

    def satisfied(self, *answered_by: str) -> Satisfaction:
        """Sum up what customers said after closing, of all or of some who answered."""
        everyone = self.satisfaction
        mine = [one for one in everyone if not answered_by or one.answered_by in answered_by]
        names = ("asked", "answered", "satisfied", "points", "told", "clear")
        sums = [sum(getattr(one, name) for one in mine) for name in names]
        return Satisfaction("", "", "", *sums)

    def judgements(self, *, by_ai: bool) -> Judged:
        """Sum up what customers said, of AI answers or of others, over all channels."""
        mine = [each for each in self.judged if each.by_ai is by_ai]
        return Judged(
            "",
            by_ai,
            sum(each.said for each in mine),
            sum(each.helpful for each in mine),
            sum(each.wrong for each in mine),
        )

    @property
    def contested_share(self) -> float | None:
        """Of the answers with an AI part, the share that customers called wrong."""
        answers = self.judgements(by_ai=True)
        return share(answers.wrong, answers.said)


@dataclass(frozen=True, slots=True)
class UseOfAi:
    """What a company says in public of its use of AI. `answers`: with an AI part, to a question."""

    authorship: Authorship
    answers: int
    wrong: int

    @property
    def contested_share(self) -> float | None:
        """Of the answers with an AI part, the share that customers called wrong."""
        return share(self.wrong, self.answers)


@dataclass(frozen=True, slots=True)
class Reference:
    """A published figure to stand beside ours. `percent` of `population` in `country`."""

    name: str
    percent: int
    study: str
    year: int
    country: str


def share(part: int, whole: int) -> float | None:
    """Divide; None when there is nothing to divide by."""
    return part / whole if whole else None
