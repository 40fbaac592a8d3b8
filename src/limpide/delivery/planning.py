"""Planning: by which channels a message goes, in which order, and why not by others. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from limpide import contacts
from limpide.channels import Kind
from limpide.contacts import ContactId, Permission, Place, Purpose, Refusal, Standing, Use
from limpide.footprint import Range

from .model import Importance, Request, Status
from .permission import Ask, may_leave
from .policy import Policy, Strategy, StrategyKind
from .rendering import pieces, weight

# Channels of words alone: a file would be left behind in silence.
_TEXT_ONLY: Final = {Kind.SMS, Kind.PHONE}


@dataclass(frozen=True, slots=True)
class Ways:
    """Which channels this installation has; None when no job process has told yet."""

    configured: frozenset[Kind] | None = None
    down: frozenset[Kind] = frozenset()

    def has(self, kind: Kind) -> bool:
        """Say whether this installation has a channel."""
        return self.configured is None or kind in self.configured


@dataclass(frozen=True, slots=True)
class Setting:
    """All that decides a plan, beside the person and the message."""

    policy: Policy
    now: datetime
    company: Place
    ways: Ways = field(default_factory=Ways)
    at_their_cap: frozenset[tuple[ContactId, Purpose]] = frozenset()
    unread: frozenset[tuple[ContactId, Purpose]] = frozenset()


@dataclass(frozen=True, slots=True)
class Rung:
    """One channel of a plan.

    `at`: from when it may be used; `held_by`: the rule that holds it until then. `wait`: how long
    a sign is awaited before the next rung. `cents`: what it costs.
    """

    kind: Kind
    permission: Permission
    at: datetime
    held_by: str | None
    wait: timedelta
    seen_by: tuple[Status, ...]
    weight: Range
    cents: float


@dataclass(frozen=True, slots=True)
class Plan:
    """The channels of a message in their order; `at_once` of them begin together."""

    strategy: StrategyKind
    at_once: int
    rungs: tuple[Rung, ...]
    excluded: Mapping[Kind, Refusal]

    @property
    def begun(self) -> tuple[Rung, ...]:
        """The rungs that begin together."""
        return self.rungs[: self.at_once]

    @property
    def is_ladder(self) -> bool:
        """Say whether more than one rung belongs to it."""
        return len(self.rungs) > 1


def make_plan(request: Request, standing: Standing, setting: Setting) -> Plan:
    """Choose channels: the person's order first, then the company's, then the lighter.

    An explicit list in the request stands in the place of both.
    """
    rungs: list[Rung] = []
    excluded: dict[Kind, Refusal] = {}
    for kind in _candidates(request, standing, setting.policy):
        rung = _rung(request, standing, setting, kind)
        if isinstance(rung, Refusal):
            excluded[kind] = rung
        else:
            rungs.append(rung)
    # A channel that is down is no reason to refuse: it comes last, and waits until it is back.
    rungs.sort(key=lambda rung: rung.kind in setting.ways.down)
    strategy = _strategy(request, setting.policy)
    most = 1 if strategy.kind is StrategyKind.ONE else len(rungs)
    at_once = strategy.at_once if strategy.kind is StrategyKind.AT_ONCE else 1
    return Plan(strategy.kind, at_once, tuple(rungs[:most]), excluded)


def _strategy(request: Request, policy: Policy) -> Strategy:
    # An answer in a conversation goes where the person is; a ladder would follow them about.
    if request.address is not None or request.answering is not None:
        return Strategy(StrategyKind.ONE, 1)
    return policy.strategies[request.importance]


def _candidates(request: Request, standing: Standing, policy: Policy) -> Sequence[Kind]:
    if request.kinds:
        return request.kinds
    wished = standing.channel_order.get(request.purpose)
    usual = policy.orders.get(request.purpose, policy.usual_order)
    # A person's own list is complete: what they left out, they do not want for this purpose.
    return tuple(dict.fromkeys(wished or usual))


def _rung(request: Request, standing: Standing, setting: Setting, kind: Kind) -> Rung | Refusal:
    permission = may_leave(standing, Ask.of_request(request), kind)
    refusal = permission.refusal
    content = request.content_for(kind)
    if refusal is None and not setting.ways.has(kind):
        refusal = Refusal.NO_CHANNEL
    if refusal is None and kind in _TEXT_ONLY and content.files:
        refusal = Refusal.CANNOT_CARRY
    if refusal is None and (request.contact, request.purpose) in setting.at_their_cap:
        refusal = Refusal.TOO_MANY
    if refusal is None and _is_unread(request, setting):
        refusal = Refusal.UNREAD
    if refusal is not None:
        return refusal
    slot = contacts.earliest(
        standing.contact,
        Use(kind, request.purpose),
        max(setting.now, request.not_before or setting.now),
        setting.company,
        is_urgent=is_urgent(request),
    )
    if request.expires_at is not None and slot.at >= request.expires_at:
        return Refusal.NO_TIME_LEFT
    weighed = weight(kind, content)
    if request.making is not None:
        weighed += request.making
    waits = setting.policy.waits.get(request.importance, {})
    return Rung(
        kind=kind,
        permission=permission,
        at=slot.at,
        held_by=slot.rule,
        wait=waits.get(kind, timedelta(days=1)),
        seen_by=setting.policy.seen_by.get(kind, ()),
        weight=weighed,
        cents=setting.policy.cost_cents.get(kind, 0.0) * pieces(kind, content),
    )


def _is_unread(request: Request, setting: Setting) -> bool:
    is_routine = request.importance is Importance.ROUTINE and request.part is None
    return is_routine and (request.contact, request.purpose) in setting.unread


def is_urgent(request: Request) -> bool:
    """Say whether a message passes quiet hours: critical, a code, or an answer."""
    return (
        request.importance is Importance.CRITICAL
        or request.purpose is Purpose.SECURITY
        or request.answering is not None
    )
