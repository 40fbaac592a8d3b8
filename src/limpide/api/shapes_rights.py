"""What the API reads and writes about rights: requests, merges, retention, coverage."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from limpide.channels import Kind
from limpide.contacts import Coverage, Likeness, Pair, Purpose
from limpide.rights import Kind as RequestKind
from limpide.rights import Merge, Request, Rule, Run, State, Via

from .shapes import Shape

Why = Annotated[str, Field(min_length=1, max_length=500)]


class NewRequest(Shape):
    """What a person asks."""

    kind: RequestKind
    note: Annotated[str, Field(max_length=2000)] = ""
    received_at: AwareDatetime | None = Field(None, description="When it came, if not now.")


class RequestShape(Shape):
    """A request with its deadline; `counts`: what an erasure removed."""

    id: UUID
    contact: UUID
    kind: RequestKind
    state: State
    via: Via
    received_at: datetime
    due_at: datetime
    erase_at: datetime | None
    ended_at: datetime | None
    why: str
    counts: dict[str, int]

    @classmethod
    def of(cls, request: Request) -> "RequestShape":
        """Draw a request."""
        return cls(
            id=request.id,
            contact=request.contact,
            kind=request.kind,
            state=request.state,
            via=request.via,
            received_at=request.received_at,
            due_at=request.due_at,
            erase_at=request.erase_at,
            ended_at=request.ended_at,
            why=request.why,
            counts=dict(request.counts),
        )


class RequestPage(Shape):
    """Requests, the next deadline first; or those that ended, the newest first."""

    requests: list[RequestShape]


class RequestEnd(Shape):
    """How a request ends, and what the person is told."""

    granted: bool
    why: Why


class Reason(Shape):
    """Why."""

    why: Why


class Counts(Shape):
    """How much, by room and table."""

    counts: dict[str, int] = Field(examples=[{"conversations.messages": 12}])


class PairShape(Shape):
    """Two contacts that are probably one person, the older first."""

    first: UUID
    second: UUID
    score: float = Field(ge=0, le=1)
    why: list[Likeness]

    @classmethod
    def of(cls, pair: Pair) -> "PairShape":
        """Draw a pair."""
        return cls(first=pair.first.id, second=pair.second.id, score=pair.score, why=list(pair.why))


class PairList(Shape):
    """Likely duplicates, the surest first."""

    pairs: list[PairShape]


class NewMerge(Shape):
    """Who turns out to be the contact of the address."""

    gone: UUID


class MergeShape(Shape):
    """A merge; keep its id to undo it."""

    id: UUID
    kept: UUID
    gone: UUID
    at: datetime

    @classmethod
    def of(cls, merge: Merge) -> "MergeShape":
        """Draw a merge."""
        return cls(id=merge.id, kept=merge.kept, gone=merge.gone, at=merge.at)


class RuleShape(Shape):
    """For how many days something is kept; null: until it is erased."""

    what: str
    days: int | None
    source: str

    @classmethod
    def of(cls, rule: Rule) -> "RuleShape":
        """Draw a rule."""
        return cls(what=rule.what, days=rule.days, source=rule.source)


class Days(Shape):
    """For how many days; null: until it is erased."""

    days: Annotated[int, Field(ge=0, le=36_500)] | None


class RetentionShape(Shape):
    """All rules of retention."""

    rules: list[RuleShape]


class RetentionRunShape(Shape):
    """What one daily run let go of: how many texts of a purpose, conversations, links."""

    id: UUID
    at: datetime
    removed: dict[str, int] = Field(examples=[{"messages.order": 42, "conversations": 3}])

    @classmethod
    def of(cls, run: Run) -> "RetentionRunShape":
        """Draw a run."""
        return cls(id=run.id, at=run.at, removed=dict(run.counts))


class RetentionRunPage(Shape):
    """Some runs, the newest first; `next` is the cursor of the next page, or null at the end."""

    runs: list[RetentionRunShape]
    next: UUID | None


class Confirmation(Shape):
    """What a person wants to receive by e-mail, to be confirmed by a link."""

    purpose: Purpose = Field(description="`news` or `offers`.")
    source: Annotated[str, Field(min_length=1, max_length=500)] = Field(
        description="The form or page where they asked.", examples=["newsletter form"]
    )


class ReachShape(Shape):
    """Whom one channel reaches."""

    channel: Kind
    reachable: int
    without_address: int
    suppressed: int
    refused: int
    news: int
    offers: int


class CoverageShape(Shape):
    """Whom each channel reaches, and how many people none reaches."""

    people: int
    unreachable: int
    channels: list[ReachShape]

    @classmethod
    def of(cls, found: Coverage) -> "CoverageShape":
        """Draw a coverage."""
        return cls(
            people=found.people,
            unreachable=found.unreachable,
            channels=[
                ReachShape(
                    channel=each.kind,
                    reachable=each.reachable,
                    without_address=each.without_address,
                    suppressed=each.suppressed,
                    refused=each.refused,
                    news=each.news,
                    offers=each.offers,
                )
                for each in found.channels
            ],
        )
