"""Deciding: a reviewer's word publishes a template's version, or lets a campaign leave."""

from typing import Final

from limpide import ledger, review
from limpide.foundation import clock
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database
from limpide.review import Decided, Item, ItemId, ItemKind

from . import campaigns, store_campaigns, store_templates, submitting, templates
from .model import CampaignState

_REVIEW: Final = Actor.system("review")


async def on_decided(db: Database, fact: Decided) -> None:
    """Publish or start what was approved; what was not stays a draft. Safe to repeat."""
    if fact.item_kind is ItemKind.NOTICE:
        await _version_decided(db, await review.get_item(db, ItemId(fact.item)))
    elif fact.item_kind is ItemKind.CAMPAIGN:
        await _campaign_decided(db, await review.get_item(db, ItemId(fact.item)))


async def _version_decided(db: Database, item: Item) -> None:
    found = await store_templates.lock_review(db, item.subject)
    if found is None:
        return
    await store_templates.set_review(db, found.template.id, found.version, None)
    # The approval holds for exactly the words that were read.
    if item.state.is_yes and review.text_digest(submitting.text_of([found])) == item.digest:
        names = ", ".join(await review.approvers(db, item))
        await store_templates.set_reviewer(db, found.template.id, found.version, names)
        await templates.publish_version(db, found, actor=_actor(item))


async def _campaign_decided(db: Database, item: Item) -> None:
    campaign = await store_campaigns.lock_review(db, item.subject)
    if campaign is None or campaign.state is not CampaignState.REVIEW:
        return
    if not item.state.is_yes:
        await store_campaigns.back_to_draft(db, campaign.id)
        why = item.state.value
        await ledger.record(
            db, "campaign.not_approved", about=campaign.id, why=why, actor=_actor(item)
        )
        return
    names = ", ".join(await review.approvers(db, item))
    await store_campaigns.set_approvers(db, campaign.id, names)
    at = campaign.starts_at if campaign.starts_at and campaign.starts_at > clock.now() else None
    await campaigns.let_go(db, campaign, at=at, actor=_actor(item))


def _actor(item: Item) -> Actor:
    if item.decided_by is None:
        return _REVIEW
    return Actor(ActorKind.PERSON, str(item.decided_by), item.decided_name or "")
