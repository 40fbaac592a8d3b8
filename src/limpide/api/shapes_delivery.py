"""What the API reads and writes about providers, dead letters and what was perhaps sent."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from limpide import delivery
from limpide.channels import Kind
from limpide.delivery import Circuit, Health

from .shapes import SendingShape
from .shapes_files import Shape

_Ids = Annotated[list[UUID], Field(min_length=1, max_length=500)]
_Why = Annotated[str, Field(min_length=1, max_length=500)]


class ProviderShape(Shape):
    """Who carries a channel, and how they are."""

    channel: Kind
    name: str = Field(examples=["smtp"])
    circuit: Circuit = Field(description="`open`: left alone; `half_open`: tried with one message.")
    open_until: datetime | None
    failures: int = Field(description="Sendings in a row without a clear answer.")
    last_fault: str = Field(examples=["the provider answered 503"])
    last_fault_at: datetime | None
    per_second: float | None
    resting: dict[str, datetime] = Field(
        description="Families of mailboxes that want less for now, each until when.",
        examples=[{"gmail.com": "2026-11-28T09:04:00Z"}],
    )
    can_be_asked: bool = Field(description="What was perhaps sent is looked up by itself.")

    @classmethod
    def of(cls, health: Health, now: datetime) -> "ProviderShape":
        """Draw a provider."""
        return cls(
            channel=health.kind,
            name=health.name,
            circuit=health.circuit(now),
            open_until=health.open_until,
            failures=health.failures,
            last_fault=health.last_fault,
            last_fault_at=health.last_fault_at,
            per_second=health.per_second,
            resting=dict(health.resting),
            can_be_asked=health.can_be_asked,
        )


class Providers(Shape):
    """All providers of this installation."""

    providers: list[ProviderShape]


class DeadLetterShape(Shape):
    """A message that ended without hope. `address` is where it was to go."""

    message: SendingShape
    address: str = Field(examples=["agathe@courriel.example"])
    cause: delivery.dead_letters.Cause
    refusal: str | None = Field(description="Why it may not leave as it is, whoever replays it.")
    attempts: int
    provider: str
    detail: str = Field(examples=["550 5.1.1 no such user"])
    ended_at: datetime
    expires_at: datetime

    @classmethod
    def of(cls, letter: delivery.dead_letters.DeadLetter, company: str) -> "DeadLetterShape":
        """Draw a dead letter."""
        return cls(
            message=SendingShape.of(letter.message, company),
            address=letter.message.address,
            cause=letter.cause,
            refusal=None if letter.refusal is None else letter.refusal.value,
            attempts=letter.attempts,
            provider=letter.provider,
            detail=letter.detail,
            ended_at=letter.ended_at,
            expires_at=letter.message.expires_at,
        )


class DeadLetterPage(Shape):
    """Some dead letters, the newest first; `next` is the cursor of the next page."""

    dead_letters: list[DeadLetterShape]
    next: UUID | None


class Replay(Shape):
    """What is to go again. `address` corrects the address of one; `until` gives a new expiry."""

    messages: _Ids
    address: Annotated[str, Field(min_length=1, max_length=1000)] | None = None
    until: AwareDatetime | None = None


class ReplayResult(Shape):
    """One of them: queued, or why not (an obstacle, or the refusal of a permission)."""

    id: UUID
    queued: bool
    why: str | None = Field(examples=["time_past"])

    @classmethod
    def of(cls, id: UUID, why: str | None) -> "ReplayResult":
        """Draw an answer."""
        return cls(id=id, queued=why is None, why=None if why is None else str(why))


class Replayed(Shape):
    """What became of each."""

    results: list[ReplayResult]


class Dismissal(Shape):
    """What is let be, and why."""

    messages: _Ids
    why: _Why = Field(examples=["the customer was called"])


class Dismissed(Shape):
    """How many left the list."""

    dismissed: int


class UnsureMessages(Shape):
    """Messages that were perhaps sent."""

    messages: list[SendingShape]


class Settlement(Shape):
    """What somebody found out, and how."""

    was_sent: bool
    why: _Why = Field(examples=["in the provider's log at 14:03"])
