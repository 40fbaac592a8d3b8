"""What the API reads and writes about plans and policies."""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from limpide.channels import Kind
from limpide.delivery import Naming, Plan, Policy, StrategyKind

from .shapes import Shape


class RungShape(Shape):
    """One channel of a plan."""

    channel: Kind
    at: datetime = Field(description="From when it may be used.")
    held_by: str | None = Field(description="`quiet`, or the rule of law that holds it until then.")
    wait_hours: float = Field(description="How long a sign is awaited before the next rung.")
    seen_by: list[str] = Field(examples=[["clicked", "read", "replied"]])
    basis: str | None = Field(examples=["contract"])
    choice: UUID | None
    grams_co2e: tuple[float, float, float] = Field(description="At least, most likely, at most.")
    cents: float


class Exclusion(Shape):
    """A channel that is not used, and why."""

    channel: Kind
    refusal: str = Field(examples=["withdrawn"])


class PlanShape(Shape):
    """How a message would go out. Nothing was sent."""

    strategy: StrategyKind
    at_once: int
    rungs: list[RungShape]
    excluded: list[Exclusion]

    @classmethod
    def of(cls, plan: Plan) -> "PlanShape":
        """Draw a plan."""
        return cls(
            strategy=plan.strategy,
            at_once=plan.at_once,
            rungs=[
                RungShape(
                    channel=rung.kind,
                    at=rung.at,
                    held_by=rung.held_by,
                    wait_hours=rung.wait.total_seconds() / 3600,
                    seen_by=[status.value for status in rung.seen_by],
                    basis=rung.permission.basis,
                    choice=rung.permission.choice,
                    grams_co2e=(rung.weight.low, rung.weight.central, rung.weight.high),
                    cents=rung.cents,
                )
                for rung in plan.rungs
            ],
            excluded=[
                Exclusion(channel=kind, refusal=refusal.value)
                for kind, refusal in plan.excluded.items()
            ],
        )


class PolicyShape(Shape):
    """How a company plans; each field that is left out stays as the program ships it."""

    strategies: dict[str, Any] = Field({}, examples=[{"important": {"kind": "ladder"}}])
    wait_hours: dict[str, dict[str, float]] = Field({}, examples=[{"important": {"email": 24}}])
    seen_by: dict[str, list[str]] = Field({}, examples=[{"email": ["clicked", "read"]}])
    orders: dict[str, list[Kind]] = Field({}, examples=[{"billing": ["email", "letter"]}])
    caps: dict[str, Any] = Field({}, examples=[{"offers": {"most": 2, "days": 7}}])
    cost_cents: dict[str, float] = Field({}, examples=[{"sms": 6}])
    naming: Naming = Field(Naming.FULL, description="How people are named to customers.")
    per_second: dict[str, float] = Field({}, examples=[{"sms": 20}])
    resting: dict[str, int] = Field(
        {},
        description="When an address rests after passing failures in a row, and how long (days).",
        examples=[{"failures": 3, "over_days": 3, "within_days": 45, "rest_days": 14}],
    )

    unread: dict[str, Any] = Field(
        {},
        description="When news and offers come less often, then no more, to who gives no sign.",
        examples=[{"news": {"after_days": 365, "after_messages": 12, "then_days": 30}}],
    )

    @classmethod
    def of(cls, policy: Policy) -> "PolicyShape":
        """Draw a complete policy."""
        return cls(
            strategies={
                importance.value: {"kind": each.kind.value, "at_once": each.at_once}
                for importance, each in policy.strategies.items()
            },
            wait_hours={
                importance.value: {k.value: w.total_seconds() / 3600 for k, w in waits.items()}
                for importance, waits in policy.waits.items()
            },
            seen_by={k.value: [s.value for s in seen] for k, seen in policy.seen_by.items()},
            orders={"default": list(policy.usual_order)}
            | {purpose.value: list(kinds) for purpose, kinds in policy.orders.items()},
            caps={p.value: {"most": c.most, "days": c.days} for p, c in policy.caps.items()},
            cost_cents={kind.value: cents for kind, cents in policy.cost_cents.items()},
            naming=policy.naming,
            per_second={kind.value: rate for kind, rate in policy.per_second.items()},
            resting=asdict(policy.resting),
            unread={purpose.value: asdict(each) for purpose, each in policy.unread.items()},
        )
