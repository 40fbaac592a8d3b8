"""Figures of a period, put together from what the rooms publish."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from limpide.foundation import clock, workspaces
from limpide.foundation.database import Database

from . import store, store_surveys
from .model import Contests, Figures, Grams, Period, Reception, UseOfAi

_YEAR: Final = timedelta(days=365)


def last_days(days: int) -> Period:
    """Give the period of the last so many times 24 hours."""
    now = clock.now()
    return Period(now - timedelta(days=days), now)


async def figures(db: Database, period: Period) -> Figures:
    """Work out all figures of a period."""
    company = await workspaces.get(db)
    return Figures(
        period=period,
        authorship=await store.authorship(db, period),
        days=await store.days(db, period, company.time_zone),
        judged=await store.judged(db, period),
        containment=await store.containment(db, period),
        causes=await store.causes(db, period),
        first_reply=await store.first_reply(db, period),
        person=await store.wait_for_a_person(db, period),
        contests=await store.contests(db, period),
        footprint=await store.footprint(db, period),
        received=await store.received(db, period),
        flows=await store.flows(db, period),
        satisfaction=await store_surveys.satisfaction(db, period),
        targets=await store_surveys.kept(db, period),
    )


async def contested(db: Database, period: Period) -> Contests:
    """Count what was called wrong in a period, and how long a person and a correction took."""
    return await store.contests(db, period)


async def received(db: Database, period: Period) -> Sequence[Reception]:
    """Count how what was sent in a period was received, by channel and by whether an AI wrote."""
    return await store.received(db, period)


async def weight_of_campaign(db: Database, campaign: UUID) -> Grams:
    """Say what a campaign has weighed so far: every channel, every rung that left."""
    return await store.weight_of_reference(db, campaign)


async def weight_of_year(db: Database, contact: UUID) -> Grams:
    """Say what the messages to a person weighed in the last twelve months."""
    return await store.weight_of_person(db, contact, clock.now() - _YEAR)


async def use_of_ai(db: Database, period: Period) -> UseOfAi:
    """Work out what a company says in public of its use of AI."""
    answers = [each for each in await store.judged(db, period) if each.by_ai]
    return UseOfAi(
        await store.authorship(db, period),
        sum(each.said for each in answers),
        sum(each.wrong for each in answers),
    )
