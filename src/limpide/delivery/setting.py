"""Reading what decides plans: the policy, the ways out, who has had enough."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from limpide.channels import Kind
from limpide.contacts import ContactId, Frequency, Place, Purpose, Standing
from limpide.foundation import clock
from limpide.foundation.database import Database
from limpide.foundation.workspaces import Workspace

from . import providers, silence, store_plans
from .model import Health, Message, MessageId, Request
from .planning import Setting, Ways
from .policy import Policy, policy, policy_of

_CAPPED = (Purpose.NEWS, Purpose.OFFERS)


async def of(
    db: Database,
    requests: Sequence[Request],
    standings: Mapping[ContactId, Standing],
    company: Workspace,
) -> Setting:
    """Read, in few statements, all that decides the plans of some requests."""
    (decided, known), now = await store_plans.find_setting(db), clock.now()
    found = policy_of(decided)
    return Setting(
        policy=found,
        now=now,
        company=Place(company.time_zone, company.country),
        ways=_ways(known, now),
        at_their_cap=await _at_their_cap(db, requests, standings, found, now),
        unread=await silence.held_back(db, requests, standings, found, now),
    )


def _ways(known: Sequence[Health], now: datetime) -> Ways:
    """Say which channels this installation has and which of them are down."""
    if not known:
        return Ways()
    configured = {each.kind for each in known if each.is_configured}
    down = {kind for kind in configured if providers.down_until(known, kind, now)}
    return Ways(frozenset(configured | {Kind.CHAT}), frozenset(down))


def cap_of(standing: Standing, purpose: Purpose, found: Policy) -> Frequency | None:
    """Give the stricter of the company's cap and the person's own wish."""
    caps = [c for c in (standing.frequencies.get(purpose), found.caps.get(purpose)) if c]
    return min(caps, key=lambda cap: cap.most / cap.days, default=None)


async def over_cap(
    db: Database, messages: Sequence[Message], standings: Mapping[ContactId, Standing]
) -> frozenset[MessageId]:
    """Say which of the messages that wait are one too many, themselves counted."""
    asked = [m for m in messages if m.purpose in _CAPPED and m.rung == 1]
    if not asked:
        return frozenset()
    found, now = await policy(db), clock.now()
    caps = [(m, cap_of(standings[m.contact], m.purpose, found)) for m in asked]
    limited = [(message, cap) for message, cap in caps if cap is not None]
    counts = await store_plans.counts_since(
        db,
        [message.contact for message, _ in limited],
        [message.purpose for message, _ in limited],
        [now - timedelta(days=cap.days) for _, cap in limited],
    )
    return frozenset(
        message.id for (message, cap), many in zip(limited, counts, strict=True) if many > cap.most
    )


async def _at_their_cap(
    db: Database,
    requests: Sequence[Request],
    standings: Mapping[ContactId, Standing],
    found: Policy,
    now: datetime,
) -> frozenset[tuple[ContactId, Purpose]]:
    asked: dict[tuple[ContactId, Purpose], Frequency] = {}
    wanted: dict[tuple[ContactId, Purpose], int] = {}
    for request in requests:
        if request.purpose not in _CAPPED or request.part is not None:
            continue
        cap = cap_of(standings[request.contact], request.purpose, found)
        if cap is not None:
            pair = (request.contact, request.purpose)
            asked[pair] = cap
            wanted[pair] = wanted.get(pair, 0) + 1
    if not asked:
        return frozenset()
    counts = await store_plans.counts_since(
        db,
        [contact for contact, _ in asked],
        [purpose for _, purpose in asked],
        [now - timedelta(days=cap.days) for cap in asked.values()],
    )
    # Several in one batch to one person: none of them may pass the cap together.
    return frozenset(
        pair
        for (pair, cap), many in zip(asked.items(), counts, strict=True)
        if many + wanted[pair] > cap.most
    )
