"""`/v1/campaigns`: one message to many, seen through before it leaves. Sending is its own right."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from limpide import insights, journeys
from limpide.foundation.database import Database
from limpide.journeys import CampaignId, SegmentId, TemplateId

from .keys import Transaction, actor_of, may
from .model import Caller, Scope
from .shapes_journeys import CampaignShape, ForecastShape, NewCampaign, Start

router = APIRouter(prefix="/v1/campaigns", tags=["campaigns"])
Reader = Annotated[Caller, Depends(may(Scope.CAMPAIGNS_READ))]
Writer = Annotated[Caller, Depends(may(Scope.CAMPAIGNS_WRITE))]
Sender = Annotated[Caller, Depends(may(Scope.CAMPAIGNS_SEND))]


@router.get("")
async def list_campaigns(db: Transaction, caller: Reader) -> list[CampaignShape]:
    """List campaigns, newest first."""
    del caller
    return [await _shape(db, each.id) for each in await journeys.list_campaigns(db)]


@router.post("", status_code=201)
async def plan_campaign(db: Transaction, caller: Writer, body: NewCampaign) -> CampaignShape:
    """Write a campaign down. Nothing is sent."""
    made = await journeys.plan_campaign(
        db,
        body.name,
        SegmentId(body.segment),
        [TemplateId(template) for template in body.templates],
        per_minute=body.per_minute,
        ramp_hours=body.ramp_hours,
        actor=actor_of(caller),
    )
    return await _shape(db, made.id)


@router.get("/{id}")
async def get_campaign(db: Transaction, caller: Reader, id: UUID) -> CampaignShape:
    """Say how far a campaign is."""
    del caller
    return await _shape(db, CampaignId(id))


@router.post("/{id}/forecast")
async def forecast(db: Transaction, caller: Reader, id: UUID) -> ForecastShape:
    """Plan it for everybody it means: channels, who is left out and why, cost, weight."""
    del caller
    return ForecastShape.of(await journeys.forecast(db, CampaignId(id)))


@router.post("/{id}/start")
async def start(db: Transaction, caller: Sender, id: UUID, body: Start) -> CampaignShape:
    """Let it leave, now or at a moment; state `review`: others must agree first, on `/review`."""
    await journeys.start_campaign(db, CampaignId(id), at=body.at, actor=actor_of(caller))
    return await _shape(db, CampaignId(id))


@router.post("/{id}/pause")
async def pause(db: Transaction, caller: Sender, id: UUID) -> CampaignShape:
    """Hold it."""
    await journeys.pause_campaign(db, CampaignId(id), actor=actor_of(caller))
    return await _shape(db, CampaignId(id))


@router.post("/{id}/resume")
async def resume(db: Transaction, caller: Sender, id: UUID) -> CampaignShape:
    """Let it go on where it stood."""
    await journeys.resume_campaign(db, CampaignId(id), actor=actor_of(caller))
    return await _shape(db, CampaignId(id))


@router.post("/{id}/cancel")
async def cancel(db: Transaction, caller: Sender, id: UUID) -> CampaignShape:
    """End it: what is queued does not leave."""
    await journeys.cancel_campaign(db, CampaignId(id), actor=actor_of(caller))
    return await _shape(db, CampaignId(id))


async def _shape(db: Database, id: CampaignId) -> CampaignShape:
    campaign = await journeys.get_campaign(db, id)
    weighed = await insights.weight_of_campaign(db, id)
    return CampaignShape.of(campaign, await journeys.progress_of(db, id), weighed)
