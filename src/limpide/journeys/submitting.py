"""Submitting: what needs another person's yes before it may be published or leave."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from limpide import review
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id
from limpide.review import ItemKind, Proposal

from . import store_campaigns, store_templates
from .model import Campaign, Estimate, Version

_HEADS: Final = {"fr": "Français", "en": "English"}


async def submit_version(db: Database, version: Version, *, actor: Actor) -> bool:
    """Put a version in the queue when somebody must agree to it. False when nobody must.

    An AI's part in it always wants a person's yes; a person's own text when the company says so.
    """
    purpose = version.template.purpose.value
    required = await review.rule(db, ItemKind.NOTICE, purpose)
    if not version.author_kind.has_ai and required is None:
        return False
    subject = new_id()
    await store_templates.set_review(db, version.template.id, version.version, subject)
    wanted = Proposal(
        kind=ItemKind.NOTICE,
        subject=subject,
        title=version.template.name,
        skill=purpose,
        author=actor.id,
        text=text_of([version]),
        payload={
            "url": f"/templates/{version.template.id}/preview",
            "facts": {"purpose": purpose, "written_by": version.author_kind.value},
        },
    )
    await review.put(db, wanted, actor=actor)
    return True


async def submit_campaign(
    db: Database,
    campaign: Campaign,
    versions: Sequence[Version],
    meant: Estimate,
    *,
    at: datetime | None,
    actor: Actor,
) -> bool:
    """Put a campaign in the queue when its purpose, size or amount wants it. False when not."""
    purpose = versions[0].template.purpose.value
    required = await review.rule(db, ItemKind.CAMPAIGN, purpose)
    if required is None or not required.holds_for(meant.people, meant.cents):
        return False
    subject = new_id()
    name = actor.name or actor.id
    await store_campaigns.set_review(db, campaign.id, subject, name, at, meant.people)
    wanted = Proposal(
        kind=ItemKind.CAMPAIGN,
        subject=subject,
        title=campaign.name,
        skill=purpose,
        author=actor.id,
        text=text_of(versions),
        payload={
            "url": f"/campaigns/{campaign.id}",
            "facts": {
                "purpose": purpose,
                "people": meant.people,
                "cost": round(meant.cents / 100, 2),
                "by": name,
            },
        },
    )
    await review.put(db, wanted, actor=actor)
    return True


async def withdraw(db: Database, kind: ItemKind, subject: UUID | None, *, actor: Actor) -> None:
    """End a review: what it was about was changed or ended."""
    if subject is not None:
        await review.withdraw(db, kind, subject, why="changed", actor=actor)


def text_of(versions: Sequence[Version]) -> str:
    """Write all words of some versions one under the other, as a reviewer reads them."""
    parts: list[str] = []
    for version in versions:
        for language, words in sorted(version.wordings.items(), reverse=True):
            said = (words.subject, words.text, words.short, words.letter)
            parts.append("\n\n".join([f"[{_HEADS.get(language, language)}]", *filter(None, said)]))
    return "\n\n".join(parts)
