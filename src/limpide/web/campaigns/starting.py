"""Starting, holding, resuming and ending a campaign: the right of leads."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from limpide import journeys
from limpide.foundation import http
from limpide.journeys import CampaignId

from .access import SEE_OTHER, Sender, Short

router = APIRouter(prefix="/campaigns/{id}")


@router.post("/start")
async def start(
    db: http.Transaction,
    workspace: http.CurrentWorkspace,
    member: Sender,
    id: UUID,
    at: Short = "",
) -> Response:
    """Let it leave: now, or at a moment in the company's time zone."""
    try:
        local = datetime.fromisoformat(at) if at else None
    except ValueError:
        return _back(id, "bad_time")
    moment = local and local.replace(tzinfo=ZoneInfo(workspace.time_zone))
    await journeys.start_campaign(db, CampaignId(id), at=moment, actor=member.actor)
    return _back(id)


@router.post("/pause")
async def pause(db: http.Transaction, member: Sender, id: UUID) -> Response:
    """Hold it."""
    await journeys.pause_campaign(db, CampaignId(id), actor=member.actor)
    return _back(id)


@router.post("/resume")
async def resume(db: http.Transaction, member: Sender, id: UUID) -> Response:
    """Let it go on where it stood."""
    await journeys.resume_campaign(db, CampaignId(id), actor=member.actor)
    return _back(id)


@router.post("/cancel")
async def cancel(db: http.Transaction, member: Sender, id: UUID) -> Response:
    """End it: what is queued does not leave."""
    await journeys.cancel_campaign(db, CampaignId(id), actor=member.actor)
    return _back(id)


def _back(id: UUID, notice: str = "") -> Response:
    query = f"?notice={notice}" if notice else ""
    return RedirectResponse(f"/campaigns/{id}{query}", SEE_OTHER)
