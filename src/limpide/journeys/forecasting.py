"""Forecasting: who would get a campaign, how, at what cost and weight, and who is left out why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from limpide import contacts, delivery
from limpide.channels import Kind
from limpide.contacts import Contact, ContactId, Standing
from limpide.delivery import Plan, Request
from limpide.foundation import lanes, workspaces
from limpide.foundation.database import Database

from . import segments, store_campaigns, templates
from .model import Campaign, Estimate, Forecast, Version
from .permitting import permitted, why_unreadable
from .wishing import wish_of
from .wording import InvalidTemplateError

_AT_ONCE: Final = 2_000
# What one person's data may do to a plan: an unknown time zone, a value of the wrong kind.
_UNPLANNABLE: Final = (LookupError, ValueError, TypeError)


class _Sum:
    """The forecast so far: its size does not grow with the campaign."""

    def __init__(self) -> None:
        self.people = 0
        self.by_channel: Counter[Kind] = Counter()
        self.left_out: Counter[str] = Counter()
        self.held = 0
        self.cents = 0.0
        self.grams = (0.0, 0.0, 0.0)
        self.first_at: datetime | None = None
        self.last_at: datetime | None = None

    def add(self, plan: Plan) -> None:
        if not plan.rungs:
            reason = next(iter(plan.excluded.values()), contacts.Refusal.NO_ADDRESS)
            self.left_out[reason.value] += 1
            return
        for rung in plan.begun:
            self.by_channel[rung.kind] += 1
            self.cents += rung.cents
            low, central, high = self.grams
            weight = rung.weight
            self.grams = (low + weight.low, central + weight.central, high + weight.high)
            self.held += rung.held_by is not None
            self.first_at = min(self.first_at or rung.at, rung.at)
            self.last_at = max(self.last_at or rung.at, rung.at)

    def forecast(self) -> Forecast:
        return Forecast(
            people=self.people,
            by_channel=dict(self.by_channel),
            left_out=dict(self.left_out),
            held=self.held,
            cents=round(self.cents, 2),
            grams=self.grams,
            first_at=self.first_at,
            last_at=self.last_at,
        )


async def estimate(db: Database, campaign: Campaign) -> Estimate:
    """Count whom a campaign means, and reckon the rest from some of them."""
    rule = contacts.read_rule((await segments.get_segment(db, campaign.segment)).rule)
    people = await contacts.count_selected(db, rule)
    some = await forecast(db, campaign, most=_AT_ONCE)
    scale = people / max(some.people, 1)
    low, central, high = some.grams
    grams = (low * scale, central * scale, high * scale)
    return Estimate(people, round(some.reached * scale), some.cents * scale, grams)


async def forecast(db: Database, campaign: Campaign, *, most: int | None = None) -> Forecast:
    """Plan a campaign for everybody it means, or `most` of them, as of now, and send nothing.

    Exact: each person's content, permission, hours and caps are asked. Memory does not grow with
    them.
    """
    versions = [await templates.get_version(db, *content) for content in campaign.contents]
    rule = contacts.read_rule((await segments.get_segment(db, campaign.segment)).rule)
    fallback = (await workspaces.get(db)).language
    total, last = _Sum(), None
    while page := await contacts.page_selected(db, rule, after=last, limit=_AT_ONCE):
        last = page[-1]
        for version, people in await _shares(db, campaign, versions, page):
            await _add(db, people, version, fallback, total)
        if most is not None and total.people >= most:
            break
    return total.forecast()


async def _shares(
    db: Database, campaign: Campaign, versions: Sequence[Version], page: Sequence[ContactId]
) -> Sequence[tuple[Version, Sequence[ContactId]]]:
    """Give each of the compared contents the people who would get it."""
    if len(versions) == 1:
        return [(versions[0], page)]
    variants = await store_campaigns.variants_of(db, campaign.id, page, len(versions))
    return [
        (version, [person for person in page if variants[person] == place])
        for place, version in enumerate(versions, 1)
    ]


async def _add(
    db: Database, page: Sequence[ContactId], version: Version, fallback: str, total: _Sum
) -> None:
    standings = await contacts.list_standings(db, page)
    people = {id: standing.contact for id, standing in standings.items()}
    readers = await permitted(db, version, people)
    wishes: list[Request] = []
    async for id, person in lanes.paced(list(people.items())):
        total.people += 1
        wish = _wish(version, readers[id], fallback)
        if wish is None:
            total.left_out[why_unreadable(person, readers[id])] += 1
        else:
            wishes.append(wish)
    try:
        plans = await delivery.plan_many(db, wishes, standings=standings)
    except _UNPLANNABLE:
        plans = await _one_by_one(db, wishes, standings, total)
    for plan in plans:
        total.add(plan)


async def _one_by_one(
    db: Database, wishes: Sequence[Request], standings: Mapping[ContactId, Standing], total: _Sum
) -> list[Plan]:
    """One person whose data cannot be read stops nobody else's plan."""
    plans: list[Plan] = []
    for wish in wishes:
        try:
            plans += await delivery.plan_many(db, [wish], standings=standings)
        except _UNPLANNABLE:
            total.left_out["broken"] += 1
    return plans


def _wish(version: Version, person: Contact, fallback: str) -> Request | None:
    try:
        return wish_of(version, person, {}, fallback)
    except InvalidTemplateError:
        return None
