"""Campaigns: one message to many people, seen through before it leaves, stopped at any moment."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from limpide import delivery, ledger
from limpide.delivery import MessageId
from limpide.foundation import clock, jobs, timers
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import new_id
from limpide.review import ItemKind

from . import forecasting, segments, store_campaigns, submitting, templates
from .jobs import GATHER, START
from .model import (
    Campaign,
    CampaignId,
    CampaignState,
    Estimate,
    Forecast,
    Pace,
    Progress,
    SegmentId,
    TemplateId,
)
from .templates import NoSuchTemplateError

_LIVE: Final = {CampaignState.GATHERING, CampaignState.RUNNING}
_OVER: Final = {CampaignState.DONE, CampaignState.CANCELLED}
_MOST_VARIANTS: Final = 4
_PAGE: Final = 5_000
# A segment breathes between approval and start; beyond this, others must look again.
_GROWTH: Final = 1.1


class NoSuchCampaignError(LimpideError):
    """There is no such campaign."""

    status = 404


class RampWithoutRateError(LimpideError):
    """A campaign that grows needs a rate to grow to."""

    status = 422


class CampaignStateError(LimpideError):
    """The campaign does not stand where this can be done: look at it again."""

    status = 409


async def plan_campaign(
    db: Database,
    name: str,
    segment: SegmentId,
    contents: Sequence[TemplateId],
    *,
    per_minute: int | None = None,
    ramp_hours: int | None = None,
    actor: Actor,
) -> Campaign:
    """Write a campaign down: a segment and one published template, or up to four compared ones.

    `ramp_hours`: over which it grows to `per_minute` from a tenth of it. Nothing is sent. Raises
    NoSuchSegmentError, NoSuchTemplateError, RampWithoutRateError.
    """
    if ramp_hours is not None and per_minute is None:
        raise RampWithoutRateError
    await segments.get_segment(db, segment)
    if not 1 <= len(contents) <= _MOST_VARIANTS:
        raise NoSuchTemplateError
    published: list[tuple[TemplateId, int]] = []
    for template in contents:
        version = (await templates.get_version(db, template)).template.published
        if version is None:
            raise NoSuchTemplateError
        published.append((template, version))
    id = CampaignId(new_id())
    await store_campaigns.add_campaign(
        db, id, name, segment, Pace(per_minute, ramp_hours), actor.name or actor.id, published
    )
    await ledger.record(db, "campaign.planned", about=id, why=name, actor=actor)
    return await get_campaign(db, id)


async def start_campaign(
    db: Database, id: CampaignId, *, at: datetime | None = None, actor: Actor
) -> Campaign:
    """Let a campaign leave, now or at a moment, or once others have agreed (state `review`).

    Raises CampaignStateError.
    """
    campaign = await _held(db, id, {CampaignState.DRAFT})
    versions = [await templates.get_version(db, *content) for content in campaign.contents]
    meant = await forecasting.estimate(db, campaign)
    if campaign.meant is None:
        await store_campaigns.keep_meant(db, id, meant)
    if not await submitting.submit_campaign(db, campaign, versions, meant, at=at, actor=actor):
        await let_go(db, campaign, at=at, actor=actor)
    return await get_campaign(db, id)


async def let_go(db: Database, campaign: Campaign, *, at: datetime | None, actor: Actor) -> None:
    """Start a campaign that may be: nobody need agree, or everybody has."""
    id = campaign.id
    later = at is not None and at > clock.now()
    state = CampaignState.SCHEDULED if later else CampaignState.GATHERING
    starter = campaign.starter if campaign.approved_people else actor.name or actor.id
    await store_campaigns.start(db, id, state, starter or "", at)
    payload = {"campaign": str(id)}
    if later and at is not None:
        await timers.set_timer(db, at, START, payload, key=f"campaign:{id}")
    else:
        await jobs.enqueue(db, GATHER, payload)
    await ledger.record(db, "campaign.started", about=id, why=campaign.name, actor=actor)


async def pause_campaign(db: Database, id: CampaignId, *, actor: Actor) -> Campaign:
    """Hold a campaign: nothing more is requested from this transaction on."""
    await _held(db, id, _LIVE)
    return await _change(db, id, CampaignState.PAUSED, actor)


async def resume_campaign(db: Database, id: CampaignId, *, actor: Actor) -> Campaign:
    """Let a held campaign go on where it stood."""
    await _held(db, id, {CampaignState.PAUSED})
    await store_campaigns.set_running(db, id, clock.now())
    changed = await _change(db, id, CampaignState.GATHERING, actor)
    await jobs.enqueue(db, GATHER, {"campaign": str(id)})
    return changed


async def cancel_campaign(db: Database, id: CampaignId, *, actor: Actor) -> Campaign:
    """End a campaign: nothing more is requested, and what is queued does not leave."""
    held = await _held(db, id, set(CampaignState) - _OVER)
    await submitting.withdraw(db, ItemKind.CAMPAIGN, held.review, actor=actor)
    await timers.cancel(db, f"campaign:{id}")
    await delivery.cancel_all(db, id, why="the campaign was cancelled", actor=actor)
    return await _change(db, id, CampaignState.CANCELLED, actor)


async def get_campaign(db: Database, id: CampaignId) -> Campaign:
    """Get a campaign. Raises NoSuchCampaignError."""
    found = await store_campaigns.find_campaign(db, id)
    if found is None:
        raise NoSuchCampaignError
    return found


async def forecast(db: Database, id: CampaignId) -> Forecast:
    """Plan a campaign for everybody it means, as of now, and send nothing.

    Raises NoSuchCampaignError.
    """
    campaign = await get_campaign(db, id)
    seen = await forecasting.forecast(db, campaign)
    # What was looked at last is what the results are held against.
    meant = Estimate(seen.people, seen.reached, seen.cents, seen.grams)
    await store_campaigns.keep_meant(db, id, meant)
    return seen


async def list_campaigns(db: Database) -> Sequence[Campaign]:
    """List campaigns, newest first."""
    return await store_campaigns.list_campaigns(db)


async def progress_of(db: Database, id: CampaignId) -> Progress:
    """Say how far a campaign is, counted from its recipients and its messages."""
    waiting, sent, refused = await store_campaigns.count_recipients(db, id)
    statuses = await delivery.count_statuses(db, id)
    is_one = len((await get_campaign(db, id)).contents) == 1
    # One message for each recipient: what is counted is that one variant. A look at every row
    # would take from the campaign what it needs to go on.
    if is_one and sum(statuses.values()) == sent:
        return Progress(waiting, sent, refused, statuses, {1: statuses} if sent else {})
    return Progress(waiting, sent, refused, statuses, await _by_variant(db, id))


async def _by_variant(db: Database, id: CampaignId) -> Mapping[int, Mapping[str, int]]:
    counted: dict[int, Counter[str]] = {}
    last: UUID | None = None
    while page := await store_campaigns.list_messages(db, id, last, _PAGE):
        last = page[-1][0]
        statuses = await delivery.statuses_of(db, [MessageId(message) for message, _ in page])
        for message, variant in page:
            counted.setdefault(variant, Counter())[statuses[MessageId(message)].value] += 1
    return counted


async def review_again(db: Database, campaign: Campaign, people: int, *, actor: Actor) -> bool:
    """Ask anew when a campaign has grown well beyond what was agreed to. False when it has not."""
    agreed = campaign.approved_people
    if agreed is None or people <= agreed * _GROWTH:
        return False
    versions = [await templates.get_version(db, *content) for content in campaign.contents]
    meant = await forecasting.estimate(db, campaign)
    meant = replace(meant, people=people)
    return await submitting.submit_campaign(db, campaign, versions, meant, at=None, actor=actor)


async def _held(db: Database, id: CampaignId, states: set[CampaignState]) -> Campaign:
    found = await store_campaigns.lock_campaign(db, id)
    if found is None:
        raise NoSuchCampaignError
    if found.state not in states:
        raise CampaignStateError
    return found


async def _change(db: Database, id: CampaignId, state: CampaignState, actor: Actor) -> Campaign:
    await store_campaigns.set_state(db, id, state)
    await ledger.record(db, f"campaign.{state}", about=id, why="asked", actor=actor)
    return await get_campaign(db, id)
