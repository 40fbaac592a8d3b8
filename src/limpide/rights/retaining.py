"""Retention: once a day, what has been kept long enough is blanked or removed, and counted."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

import asyncpg
import yaml

from limpide import assistant, contacts, conversations, delivery, ledger, review
from limpide.contacts import Purpose
from limpide.foundation import clock, facts, timers, workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import AWAY, Database, Pool
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.log import log

from . import store
from .model import Run

RETAIN: Final = "rights.retain"
_TABLE: Final = Path(__file__).with_name("data") / "retention.yaml"
_AT: Final = time(3, 20)
_MESSAGES: Final = "messages."
_RIGHTS: Final = Actor.system("rights")
_BATCH: Final = 500
_LOOK_AGAIN_SECONDS: Final = 3600


class UnknownRetentionError(LimpideError):
    """There is no such thing to keep or to forget; the page of retention names them."""

    status = 422


@dataclass(frozen=True, slots=True)
class Rule:
    """For how many days something is kept; None: until it is erased. `source`: why so long."""

    what: str
    days: int | None
    source: str


async def list_rules(db: Database) -> Sequence[Rule]:
    """List for how long what is kept: as shipped, and as the company changed it."""
    own = await store.list_days(db)
    return [Rule(r.what, own.get(r.what, r.days), r.source) for r in _shipped()]


async def set_days(db: Database, what: str, days: int | None, *, actor: Actor) -> None:
    """Keep something for so many days; None: until it is erased. Raises UnknownRetentionError."""
    if what not in {rule.what for rule in _shipped()} or (days is not None and days < 0):
        raise UnknownRetentionError
    await store.set_days(db, what, days)
    why = f"{what}: {'for ever' if days is None else days}"
    await ledger.record(db, "retention.changed", about=db.workspace, why=why, actor=actor)


async def list_runs(db: Database, *, before: UUID | None = None, limit: int = 30) -> Sequence[Run]:
    """List the daily reports, the newest first, from a cursor on."""
    return await store.list_runs(db, before, limit)


async def retain(pool: Pool, workspace: WorkspaceId, payload: Mapping[str, Any]) -> None:
    """Let go of what has been kept long enough, report it, and come back tomorrow."""
    del payload
    async with pool.transaction(workspace) as db:
        rules = await list_rules(db)
        await _come_back(db)
    counts: dict[str, int] = {}
    for rule in rules:
        if rule.days is not None:
            # One transaction each: a long list of old threads holds up nothing else.
            async with pool.transaction(workspace) as db:
                before = clock.now() - timedelta(days=rule.days)
                counts[rule.what] = await _let_go(db, rule.what, before)
    async with pool.transaction(workspace) as db:
        await store.add_run(db, clock.now(), counts)
        gone = {what: count for what, count in counts.items() if count}
        await ledger.record(
            db, "retention.run", about=workspace, why="daily", actor=_RIGHTS, data=gone
        )


async def keep_going(pool: Pool) -> None:
    """See to it, for ever, that every company has its daily run. For the job process."""
    while True:
        try:
            for company in await workspaces.list_all(pool):
                async with pool.transaction(company.id) as db:
                    await _come_back(db)
        except (*AWAY, asyncpg.PostgresError) as error:
            log.warning("retention.database_lost", error=type(error).__name__)
        await asyncio.sleep(_LOOK_AGAIN_SECONDS)


async def _come_back(db: Database) -> None:
    zone = ZoneInfo((await workspaces.get(db)).time_zone)
    today = clock.now().astimezone(zone).date()
    due = datetime.combine(today, _AT, tzinfo=zone)
    if due <= clock.now():
        due = datetime.combine(today + timedelta(days=1), _AT, tzinfo=zone)
    await timers.ensure_timer(db, due.astimezone(UTC), RETAIN, {}, key=RETAIN)


async def _let_go(db: Database, what: str, before: datetime) -> int:
    if what.startswith(_MESSAGES):
        purpose = Purpose(what.removeprefix(_MESSAGES))
        return await delivery.blank_texts(db, purpose, before)
    if what == "conversations":
        return await _let_go_of_threads(db, before)
    if what == "links":
        return await contacts.forget_links(db, before)
    return await facts.forget_before(db, before)


async def _let_go_of_threads(db: Database, before: datetime) -> int:
    total = 0
    while threads := await conversations.list_settled(db, before, limit=_BATCH):
        await assistant.erase_turns(db, threads)
        await review.erase_drafts(db, threads)
        await conversations.erase_threads(db, threads)
        total += len(threads)
    return total


@cache
def _shipped() -> Sequence[Rule]:
    return [Rule(**row) for row in yaml.safe_load(_TABLE.read_text())]
