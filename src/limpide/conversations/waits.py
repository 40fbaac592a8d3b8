"""Waits: how long a person or the assistant was awaited lately, as measured."""

from datetime import datetime

from limpide.channels import Kind
from limpide.foundation import clock
from limpide.foundation.database import Database

from . import hours, store_waits
from .model import Calendar, ConversationId, Waiting


async def waiting(db: Database, kind: Kind = Kind.CHAT) -> Waiting:
    """Say how long each choice takes on a channel, as measured lately, and who is there."""
    measured = await store_waits.measured(db, kind)
    known = await hours.calendar(db)
    now = clock.now()
    return Waiting(
        assistant=measured.assistant,
        person=measured.person,
        is_open=hours.is_open_at(known, now),
        opens_at=hours.next_opening(known, now),
        person_at_worst=measured.person_at_worst,
    )


async def end_wait(db: Database, conversation: ConversationId, at: datetime) -> None:
    """Note that a person has answered; only the latest hand-over was still waited for."""
    open_wait = await store_waits.find_open(db, conversation)
    if open_wait is None:
        return
    waited = None
    if open_wait.was_asked_for:
        waited = service_seconds(await hours.calendar(db), open_wait.since, at)
    await store_waits.end(db, open_wait.handover, at, waited)


def service_seconds(known: Calendar, since: datetime, until: datetime) -> float:
    """Count a wait from the next opening on: a night is no wait. Out of hours it counts in full."""
    opens = hours.next_opening(known, since)
    start = since if opens is None or opens > until else opens
    return (until - start).total_seconds()
