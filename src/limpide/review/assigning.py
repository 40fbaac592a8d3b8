"""Who is on what waits: taken, given to a colleague, given back; never two people at once."""

from dataclasses import replace
from uuid import UUID

from limpide import ledger
from limpide.foundation import clock, facts, live
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

from . import store_queue
from .facts import Assigned
from .model import Decision, Item, ItemId, ItemState, Obstacle, Reviewer
from .queue import TOPIC, NoSuchItemError


async def assign(
    db: Database, id: ItemId, to: Reviewer | None, *, over: UUID | None = None, actor: Actor
) -> Decision:
    """Let somebody be on an item; None: whoever comes first. Raises NoSuchItemError.

    `over`: whom it may be taken from. Of two who take it at the same moment, the second is told.
    """
    item = await store_queue.find_item(db, id, lock=True)
    if item is None:
        raise NoSuchItemError
    obstacle = await _obstacle(db, item, to, over)
    if obstacle is None and item.assignee != (None if to is None else to.id):
        item = await _put(db, item, to, actor)
    return Decision(item, obstacle=obstacle)


async def release_all(db: Database, advisor: UUID, *, actor: Actor) -> int:
    """Give back all that somebody is on, and count it."""
    items = await store_queue.waiting_with(db, advisor)
    for item in items:
        await _put(db, item, None, actor)
    return len(items)


async def _obstacle(
    db: Database, item: Item, to: Reviewer | None, over: UUID | None
) -> Obstacle | None:
    if item.state is not ItemState.WAITING:
        return Obstacle.DECIDED
    if item.assignee not in {None, over, None if to is None else to.id}:
        return Obstacle.ASSIGNED
    if to is None:
        return None
    if str(to.id) == item.author:
        return Obstacle.OWN
    return Obstacle.SAME_PERSON if await store_queue.has_approved(db, item, to.id) else None


async def _put(db: Database, item: Item, to: Reviewer | None, actor: Actor) -> Item:
    put = replace(
        item,
        assignee=None if to is None else to.id,
        assignee_name=None if to is None else to.name,
        assigned_at=None if to is None else clock.now(),
    )
    await store_queue.save_item(db, put)
    data = {"from": item.assignee and str(item.assignee), "to": put.assignee and str(put.assignee)}
    what = "review.released" if to is None else "review.assigned"
    await ledger.record(db, what, about=item.id, why=item.skill, actor=actor, data=data)
    await facts.announce(db, Assigned(item.id, item.kind, item.conversation, put.assignee))
    await live.announce(db, TOPIC, "assigned", str(item.id))
    return put
