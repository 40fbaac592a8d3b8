"""`limpide campaign …`: look at campaigns, see them through, let them leave, hold them."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Annotated, Any
from uuid import UUID

import typer
from rich.table import Table

from limpide import journeys
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.journeys import Campaign, CampaignId

from .running import house, output, run, settings

campaign_app = typer.Typer(help="One message to many people.", no_args_is_help=True)
_OPERATOR = Actor.system("operator")
Id = Annotated[UUID, typer.Argument(help="As `limpide campaign list` shows it.")]


@campaign_app.command("list")
def list_all() -> None:
    """List campaigns, newest first."""
    run(_list())


@campaign_app.command("show")
def show(id: Id) -> None:
    """Say how far a campaign is, as JSON."""
    run(_print(lambda db: journeys.progress_of(db, CampaignId(id))))


@campaign_app.command("forecast")
def forecast(id: Id) -> None:
    """Say who would get it, how, at what cost and weight, and who is left out and why, as JSON."""
    run(_print(lambda db: journeys.forecast(db, CampaignId(id))))


@campaign_app.command("start")
def start(id: Id) -> None:
    """Let a campaign leave."""
    run(_change(lambda db: journeys.start_campaign(db, CampaignId(id), actor=_OPERATOR)))


@campaign_app.command("pause")
def pause(id: Id) -> None:
    """Hold a campaign."""
    run(_change(lambda db: journeys.pause_campaign(db, CampaignId(id), actor=_OPERATOR)))


@campaign_app.command("resume")
def resume(id: Id) -> None:
    """Let a held campaign go on."""
    run(_change(lambda db: journeys.resume_campaign(db, CampaignId(id), actor=_OPERATOR)))


@campaign_app.command("cancel")
def cancel(id: Id) -> None:
    """End a campaign: what is queued does not leave."""
    run(_change(lambda db: journeys.cancel_campaign(db, CampaignId(id), actor=_OPERATOR)))


async def _list() -> None:
    async with house(settings()) as (pool, company), pool.transaction(company.id) as db:
        found = await journeys.list_campaigns(db)
    table = Table("id", "name", "state", "starts")
    for each in found:
        table.add_row(str(each.id), each.name, each.state.value, str(each.starts_at or ""))
    output.print(table if found else "No campaign yet: make one with POST /v1/campaigns.")


async def _print(look: Callable[[Database], Awaitable[Any]]) -> None:
    async with house(settings()) as (pool, company), pool.transaction(company.id) as db:
        output.print_json(json.dumps(asdict(await look(db)), default=str))


async def _change(change: Callable[[Database], Awaitable[Campaign]]) -> None:
    async with house(settings()) as (pool, company), pool.transaction(company.id) as db:
        changed = await change(db)
    output.print(f"{changed.name}: {changed.state}.")
