"""Avoided: messages that were not needed are counted, with the reason and their weight."""

from collections.abc import Sequence
from typing import Final

from limpide.channels import Kind
from limpide.contacts import Purpose, Refusal
from limpide.foundation import clock
from limpide.foundation.database import Database

from . import store_plans
from .drafting import Draft
from .model import Content, Ladder, Message, Refused, Request
from .rendering import weight

# A refusal for want of permission is no merit of ours: only what would have been too much counts.
_REASONS: Final = {
    Refusal.TOO_MANY,
    Refusal.PAUSED,
    Refusal.SEEN_ALREADY,
    Refusal.NO_TIME_LEFT,
    Refusal.UNREAD,
}


async def note_refused(
    db: Database,
    requests: Sequence[Request],
    drafts: Sequence[list[Draft] | Refused],
) -> None:
    """Count the requests that would have been one too many."""
    found = [
        (kind, request.purpose, each.refusal.value, weight(kind, request.content_for(kind)))
        for request, each in zip(requests, drafts, strict=True)
        if isinstance(each, Refused) and each.refusal in _REASONS
        for kind in list(each.by_channel)[:1]
    ]
    if found:
        await store_plans.add_avoided(db, found, clock.now())


async def note_avoided(
    db: Database, kind: Kind, purpose: Purpose, reason: str, contents: Sequence[Content]
) -> None:
    """Count messages that were spared by a caller's care, each with what it would have said."""
    if contents:
        found = [(kind, purpose, reason, weight(kind, each)) for each in contents]
        await store_plans.add_avoided(db, found, clock.now())


async def note_steps(
    db: Database, ladder: Ladder, reason: str = Refusal.SEEN_ALREADY.value
) -> None:
    """Count the rungs that were not needed because the message was seen, or its case solved."""
    purpose = ladder.request.purpose
    found = [(step.kind, purpose, reason, step.weight) for step in ladder.steps[ladder.place :]]
    if found:
        await store_plans.add_avoided(db, found, clock.now())


async def note_stopped(db: Database, message: Message, refusal: Refusal) -> None:
    """Count a queued message that was stopped in time."""
    if refusal in _REASONS:
        await note_message(db, message, refusal.value)


async def note_message(db: Database, message: Message, reason: str) -> None:
    """Count a message that was made and not needed."""
    grams = weight(message.kind, Content(message.text, message.subject, message.html))
    await store_plans.add_avoided(db, [(message.kind, message.purpose, reason, grams)], clock.now())
