"""`/campaigns`: the list, a new one, one of them with its forecast, its progress, its results."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from limpide import contacts, delivery, insights, journeys
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.journeys import Campaign, CampaignId, CampaignState, SegmentId, TemplateId
from limpide.web import pages

from .access import SEE_OTHER, SENDERS, Reader, Short, Writer, campaigns_page

router = APIRouter(prefix="/campaigns")
_LIVE = {CampaignState.SCHEDULED, CampaignState.GATHERING, CampaignState.RUNNING}
_MOST_PER_MINUTE = 1_000_000
_LONGEST_RAMP = 336
_MOST_TEMPLATES = 4


@router.get("")
async def campaigns(request: Request, db: http.Transaction, member: Reader) -> Response:
    """List campaigns, newest first."""
    listed = await journeys.list_campaigns(db)
    return campaigns_page(request, member, "campaigns", "campaigns", campaigns=listed)


@router.get("/new")
async def new(request: Request, db: http.Transaction, member: Reader) -> Response:
    """Begin a campaign."""
    values = {"name": "", "segment": "", "templates": [], "per_minute": "", "ramp_hours": ""}
    return await _form(request, db, member, values)


async def pace_typed(per_minute: Short = "", ramp_hours: Short = "") -> dict[str, str]:
    """Read how fast it is to go."""
    return {"per_minute": per_minute.strip(), "ramp_hours": ramp_hours.strip()}


Pace = Annotated[dict[str, str], Depends(pace_typed)]


@router.post("")
async def plan(
    request: Request,
    db: http.Transaction,
    member: Writer,
    pace: Pace,
    name: Short = "",
    segment: Short = "",
    templates: Annotated[list[UUID] | None, Form()] = None,
) -> Response:
    """Write a campaign down. Nothing is sent."""
    values: dict[str, Any] = {"name": name, "segment": segment, **pace}
    errors = _faults(values, templates)
    if errors:
        values["templates"] = templates or []
        return await _form(request, db, member, values, errors)
    made = await journeys.plan_campaign(
        db,
        name.strip(),
        SegmentId(UUID(segment)),
        [TemplateId(each) for each in templates or []],
        per_minute=int(pace["per_minute"]) if pace["per_minute"] else None,
        ramp_hours=int(pace["ramp_hours"]) if pace["ramp_hours"] else None,
        actor=member.actor,
    )
    return RedirectResponse(f"/campaigns/{made.id}", SEE_OTHER)


@router.get("/{id}")
async def campaign(request: Request, db: http.Transaction, member: Reader, id: UUID) -> Response:
    """Show a campaign: what it would do, or what it does."""
    found = await journeys.get_campaign(db, CampaignId(id))
    segment = await journeys.get_segment(db, found.segment)
    versions = [await journeys.get_version(db, *content) for content in found.contents]
    return campaigns_page(
        request,
        member,
        "campaign",
        "campaigns",
        segment=segment,
        versions=versions,
        **await _standing(db, found),
    )


@router.get("/{id}/forecast")
async def forecast(request: Request, db: http.Transaction, member: Reader, id: UUID) -> Response:
    """Draw who would get it and how, who is left out and why, cost and weight."""
    found = await journeys.get_campaign(db, CampaignId(id))
    seen = await journeys.forecast(db, found.id)
    html = pages.fragment(
        request,
        "campaigns/_forecast.html",
        language=pages.language_of(request, member.advisor.language),
        forecast=seen,
        id=id,
        csrf=member.csrf,
        may_send=bool(member.advisor.roles.intersection(SENDERS)),
        is_draft=found.state is CampaignState.DRAFT,
    )
    return HTMLResponse(html)


@router.get("/{id}/progress")
async def progress(request: Request, db: http.Transaction, member: Reader, id: UUID) -> Response:
    """Draw how far a campaign is."""
    found = await journeys.get_campaign(db, CampaignId(id))
    html = pages.fragment(
        request,
        "campaigns/_progress.html",
        language=pages.language_of(request, member.advisor.language),
        csrf=member.csrf,
        may_send=bool(member.advisor.roles.intersection(SENDERS)),
        **await _standing(db, found),
    )
    return HTMLResponse(html)


async def _standing(db: Database, found: Campaign) -> dict[str, Any]:
    progress = await journeys.progress_of(db, found.id)
    return {
        "campaign": found,
        "progress": progress,
        "compared": journeys.compare(progress.by_variant),
        "by_channel": await delivery.count_by_channel(db, found.id),
        "weighed": await insights.weight_of_campaign(db, found.id),
        "is_live": found.state in _LIVE,
    }


async def _form(
    request: Request,
    db: Database,
    member: Reader,
    values: dict[str, Any],
    errors: dict[str, str] | None = None,
) -> Response:
    counted = [
        (each, await contacts.count_selected(db, contacts.read_rule(each.rule)))
        for each in await journeys.list_segments(db)
    ]
    published = [each for each in await journeys.list_templates(db) if each.published]
    return campaigns_page(
        request,
        member,
        "new",
        "campaigns",
        errors=errors,
        values=values,
        segments=counted,
        published=published,
    )


def _faults(values: Mapping[str, str], templates: list[UUID] | None) -> dict[str, str]:
    rate, ramp = values["per_minute"], values["ramp_hours"]
    checks = {
        "name": ("name", bool(values["name"].strip())),
        "segment": ("choice", bool(values["segment"])),
        "templates": ("templates", 0 < len(templates or []) <= _MOST_TEMPLATES),
        "per_minute": ("per_minute", not rate or _is_number(rate, _MOST_PER_MINUTE)),
        "ramp_hours": ("ramp_hours", not ramp or (bool(rate) and _is_number(ramp, _LONGEST_RAMP))),
    }
    return {field: key for field, (key, is_right) in checks.items() if not is_right}


def _is_number(typed: str, most: int) -> bool:
    return typed.isdecimal() and 0 < int(typed) <= most
