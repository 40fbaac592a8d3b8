"""Figures of a period, put together from what the rooms publish."""

from datetime import timedelta

from limpide.foundation import clock, workspaces
from limpide.foundation.database import Database

from . import store
from .model import Figures, Period, UseOfAi


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
    )


async def use_of_ai(db: Database, period: Period) -> UseOfAi:
    """Work out what a company says in public of its use of AI."""
    answers = [each for each in await store.judged(db, period) if each.by_ai]
    return UseOfAi(
        await store.authorship(db, period),
        sum(each.said for each in answers),
        sum(each.wrong for each in answers),
    )
