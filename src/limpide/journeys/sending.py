"""Sending a campaign: its people are gathered, then asked for in chunks; any job may come twice."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from limpide import contacts, delivery
from limpide.contacts import Contact
from limpide.delivery import Queued, Request
from limpide.foundation import clock, facts, jobs, lanes, stock, timers, workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import LOST, Database, Pool
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.log import log

from . import campaigns, images, ramping, segments, store_campaigns, templates
from .facts import CampaignEnded
from .jobs import GATHER, SEND
from .model import Campaign, CampaignId, CampaignState, Hold, Version
from .permitting import UNREADABLE, permitted, why_unreadable
from .wishing import wish_of
from .wording import InvalidTemplateError

_ACTOR: Final = Actor.system("journeys")
_GATHER_AT_ONCE: Final = 20_000
# What is computed for a chunk between two statements keeps the loop for hundredths of a second.
_CHUNK: Final = 250
_CHAINS: Final = 4
_MINUTE: Final = 60.0
# A house that was down or brought back from a copy does not send what nobody expects any more.
_LATE: Final = timedelta(hours=1)


async def start(pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
    """Do the job `journeys.start`: the moment of a scheduled campaign has come."""
    async with pool.transaction(workspace) as db:
        campaign = await _lock(db, payload)
        if campaign is None or campaign.state is not CampaignState.SCHEDULED:
            return
        if campaign.starts_at is not None and clock.now() - campaign.starts_at > _LATE:
            await ramping.hold(db, campaign, Hold.LATE)
            return
        await store_campaigns.set_state(db, campaign.id, CampaignState.GATHERING)
        await jobs.enqueue(db, GATHER, payload)


async def gather(pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
    """Do the job `journeys.gather`: write down who gets it, then let the sending begin.

    Who is written down already stays as they are, so a second run, or a resumed campaign, goes on.
    """
    while True:
        async with pool.transaction(workspace) as db:
            campaign = await _lock(db, payload)
            if campaign is None or campaign.state is not CampaignState.GATHERING:
                return
            if await _gather_some(db, campaign):
                continue
            people = await store_campaigns.count_gathered(db, campaign.id)
            if await campaigns.review_again(db, campaign, people, actor=_ACTOR):
                return
            await store_campaigns.set_state(db, campaign.id, CampaignState.RUNNING)
            # Some chains side by side, so that every job process has its share; one when ramped.
            chains = 1 if campaign.per_minute else _CHAINS
            await jobs.enqueue_many(db, SEND, [payload] * chains)
            return


async def send(pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
    """Do the job `journeys.send`: one chunk, then the next job of the chain, in one transaction."""
    with lanes.bulk():
        await _send_some(pool, workspace, payload)


async def _send_some(pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
    async with pool.transaction(workspace) as db:
        await stock.take_at_times(db)
    async with pool.transaction(workspace) as db:
        campaign = await store_campaigns.find_campaign(db, _id(payload))
        if campaign is None or campaign.state is not CampaignState.RUNNING:
            return
        if await ramping.is_held(db, campaign):
            return
        per_minute = ramping.rate_of(campaign, clock.now())
        size = min(_CHUNK, per_minute or _CHUNK)
        waiting = await store_campaigns.lock_waiting(db, campaign.id, size)
        if not waiting:
            await _end_when_done(db, payload)
            return
        await _request_each(db, campaign, waiting)
        if per_minute is None:
            await jobs.enqueue(db, SEND, payload)
        else:
            due = clock.now() + timedelta(seconds=_MINUTE * size / per_minute)
            await timers.set_timer(db, due, SEND, payload, key=f"campaign:{campaign.id}")


async def _gather_some(db: Database, campaign: Campaign) -> bool:
    segment = await segments.get_segment(db, campaign.segment)
    rule = contacts.read_rule(segment.rule)
    last = await store_campaigns.last_gathered(db, campaign.id)
    found = await contacts.page_selected(db, rule, after=last, limit=_GATHER_AT_ONCE)
    await store_campaigns.add_recipients(db, campaign.id, found, len(campaign.contents))
    return len(found) == _GATHER_AT_ONCE


async def _request_each(
    db: Database, campaign: Campaign, waiting: list[tuple[contacts.ContactId, int]]
) -> None:
    """Ask for all together; where that fails, for each alone: one who fails leaves out no other."""
    try:
        async with db.savepoint():
            await _request(db, campaign, waiting)
    except LOST:
        raise
    except Exception as error:  # noqa: BLE001 (whatever it was, it is met again alone)
        log.error("journeys.request_failed", error=type(error).__name__, exc_info=error)
        if len(waiting) > 1:
            for one in waiting:
                await _request_each(db, campaign, [one])
            return
        ((contact, _),) = waiting
        await store_campaigns.keep_answers(db, campaign.id, [(contact, None, "broken")])


async def _request(
    db: Database, campaign: Campaign, waiting: list[tuple[contacts.ContactId, int]]
) -> None:
    versions = {
        place: await images.loaded(db, await templates.get_version(db, *content))
        for place, content in enumerate(campaign.contents, 1)
    }
    standings = await contacts.list_standings(db, [contact for contact, _ in waiting])
    fallback = (await workspaces.get(db)).language
    people = {id: standing.contact for id, standing in standings.items()}
    readers = {place: await permitted(db, each, people) for place, each in versions.items()}
    wishes: list[Request] = []
    unreadable: list[tuple[contacts.ContactId, UUID | None, str | None]] = []
    async for contact, variant in lanes.paced(waiting):
        reader = readers[variant].get(contact)
        wish = _wish(campaign, versions[variant], reader, fallback)
        if wish == UNREADABLE and reader is not None:
            wish = why_unreadable(people[contact], reader)
        if isinstance(wish, Request):
            wishes.append(wish)
        else:
            unreadable.append((contact, None, wish))
    answers = await delivery.request_many(db, wishes, standings=standings, actor=_ACTOR)
    await store_campaigns.keep_answers(
        db,
        campaign.id,
        unreadable
        + [
            (wish.contact, answer.message, None)
            if isinstance(answer, Queued)
            else (wish.contact, None, answer.refusal.value)
            for wish, answer in zip(wishes, answers, strict=True)
        ],
    )


def _wish(
    campaign: Campaign, version: Version, person: Contact | None, fallback: str
) -> Request | str:
    if person is None:
        return "erased"
    try:
        key = f"{campaign.id}:{person.id}"
        return wish_of(version, person, {}, fallback, key=key, reference=campaign.id)
    except InvalidTemplateError:
        return UNREADABLE


async def _end_when_done(db: Database, payload: dict[str, Any]) -> None:
    campaign = await _lock(db, payload)
    if campaign is None or campaign.state is not CampaignState.RUNNING:
        return
    # Another chain may still hold the last chunk: only the one that finds nothing at all ends it.
    if await store_campaigns.has_waiting(db, campaign.id):
        return
    await store_campaigns.set_state(db, campaign.id, CampaignState.DONE)
    await facts.announce(db, CampaignEnded(campaign.id))


async def _lock(db: Database, payload: dict[str, Any]) -> Campaign | None:
    return await store_campaigns.lock_campaign(db, _id(payload))


def _id(payload: dict[str, Any]) -> CampaignId:
    return CampaignId(UUID(payload["campaign"]))
