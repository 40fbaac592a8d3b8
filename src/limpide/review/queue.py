"""The queue: what waits for a person's decision, and that decision, once.

A deadline that passes brings a person; it never lets anything leave.
"""

from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from limpide import ledger
from limpide.foundation import clock, facts, live, timers
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import WorkspaceId, new_id

from . import autonomy, store_manuscripts, store_queue
from .facts import Decided, Proposed
from .model import (
    Choice,
    Decision,
    Item,
    ItemId,
    ItemKind,
    ItemState,
    Obstacle,
    Proposal,
    Requirement,
    Reviewer,
    Ruling,
    Views,
    Wanted,
    text_digest,
)

EXPIRE: Final = "review.expire"
TOPIC: Final = "review"
_USUAL: Final = {
    ItemKind.REPLY: Requirement(1, 4 * 60),
    ItemKind.ACTION: Requirement(1, 24 * 60),
    ItemKind.NOTICE: Requirement(1, 24 * 60),
    ItemKind.CAMPAIGN: Requirement(1, 3 * 24 * 60),
    ItemKind.SAID: Requirement(1, 3 * 24 * 60),
}
# Their words stand in templates with several languages and channels, or were said already.
_FIXED: Final = {ItemKind.NOTICE, ItemKind.CAMPAIGN, ItemKind.SAID}
_TIMER: Final = Actor.system("timer")
_ALL: Final = Wanted()
_AFTER: Final = {Choice.REJECT: ItemState.REJECTED, Choice.TAKE: ItemState.TAKEN}


class NoSuchItemError(LimpideError):
    """There is nothing to review at this address."""

    status = 404


async def put(db: Database, wanted: Proposal, *, actor: Actor) -> Item:
    """Let something wait for a decision. The same subject twice is one item."""
    required = await requirement(db, wanted.kind, wanted.skill)
    now = clock.now()
    item = Item(
        id=ItemId(new_id()),
        kind=wanted.kind,
        subject=wanted.subject,
        title=wanted.title,
        conversation=wanted.conversation,
        skill=wanted.skill,
        channel=wanted.channel,
        author=wanted.author,
        needed=required.needed,
        text=wanted.text,
        payload={**wanted.payload, "proposed": text_digest(wanted.text).hex()},
        state=ItemState.WAITING,
        created_at=now,
        deadline=now + timedelta(minutes=required.minutes),
        decided_by=None,
        decided_name=None,
        decided_at=None,
        reason=None,
    )
    if await store_queue.add_item(db, item):
        payload = {"item": str(item.id)}
        await timers.set_timer(db, item.deadline, EXPIRE, payload, key=_key(item.id))
        await ledger.record(db, "review.proposed", about=item.id, why=item.skill, actor=actor)
        await facts.announce(db, Proposed(item.id, item.kind, item.conversation, item.skill))
        await live.announce(db, TOPIC, "proposed", str(item.id))
    return item


async def get_item(db: Database, id: ItemId) -> Item:
    """Get an item. Raises NoSuchItemError."""
    found = await store_queue.find_item(db, id)
    if found is None:
        raise NoSuchItemError
    return found


async def list_items(db: Database, wanted: Wanted = _ALL, *, limit: int = 200) -> Sequence[Item]:
    """List what waits, the most urgent first."""
    return await store_queue.list_waiting(db, wanted, limit)


async def count_views(db: Database, advisor: UUID, skills: Collection[str]) -> Views:
    """Count what waits, as an advisor with some skills may narrow it."""
    return await store_queue.count_views(db, advisor, skills)


async def approvers(db: Database, item: Item) -> Sequence[str]:
    """Name who has approved an item's text so far."""
    return await store_queue.approvers(db, item)


async def requirement(db: Database, kind: ItemKind, skill: str) -> Requirement:
    """Say how many people must agree and within how long."""
    return await store_queue.find_requirement(db, kind, skill) or _USUAL[kind]


async def rule(db: Database, kind: ItemKind, skill: str) -> Requirement | None:
    """Say what the company itself requires, and nothing where it has not said a word."""
    return await store_queue.find_requirement(db, kind, skill)


async def require(
    db: Database, kind: ItemKind, skill: str, required: Requirement, *, actor: Actor
) -> None:
    """Set how many people must agree from now on; skill `*` is any other."""
    await store_queue.put_requirement(db, kind, skill, required)
    data = asdict(required)
    about = db.workspace
    await ledger.record(
        db, "review.required", about=about, why=f"{kind}:{skill}", actor=actor, data=data
    )


async def list_rules(db: Database) -> Sequence[tuple[ItemKind, str, Requirement]]:
    """List what the company requires, by kind and skill."""
    return await store_queue.list_rules(db)


async def remove_rule(db: Database, kind: ItemKind, skill: str, *, actor: Actor) -> None:
    """Require of a kind and skill no more than the program does by itself."""
    if await store_queue.remove_rule(db, kind, skill):
        about, why = db.workspace, f"{kind}:{skill}"
        await ledger.record(db, "review.unrequired", about=about, why=why, actor=actor)


async def decide(
    db: Database, id: ItemId, ruling: Ruling, by: Reviewer, *, actor: Actor
) -> Decision:
    """Decide what waits. Raises NoSuchItemError.

    The item is locked, so that of two decisions at the same moment one sees the other. With
    `needed` above one, different people approve the same text; who changes it begins anew.
    """
    item = await store_queue.find_item(db, id, lock=True)
    if item is None:
        raise NoSuchItemError
    obstacle = _kept_from(item, by) or _obstacle(item, ruling, by)
    if obstacle is not None:
        return Decision(item, obstacle=obstacle)
    if ruling.choice is not Choice.APPROVE:
        state = _AFTER[ruling.choice]
        if ruling.choice is Choice.TAKE and ruling.text is not None:
            item = replace(item, text=ruling.text, runs=ruling.runs or item.runs)
        return Decision(await _end(db, item, state, by, ruling.reason, actor))
    return await _approve(db, item, ruling, by, actor)


async def close_replies(db: Database, conversation: UUID, *, actor: Actor) -> None:
    """End the replies that wait about a conversation: a person answered otherwise."""
    for item in await store_queue.waiting_replies(db, conversation):
        await _end(db, item, ItemState.TAKEN, None, "answered", actor)


async def withdraw(db: Database, kind: ItemKind, subject: UUID, *, why: str, actor: Actor) -> None:
    """End what waits about a subject: it is not wanted any more, or not as it stood."""
    item = await store_queue.find_waiting(db, kind, subject)
    if item is not None:
        await _end(db, item, ItemState.TAKEN, None, why, actor)


async def expire(pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
    """End what nobody decided in time: a person takes over, nothing is sent."""
    async with pool.transaction(workspace) as db:
        item = await store_queue.find_item(db, ItemId(UUID(payload["item"])), lock=True)
        if item is None or item.state is not ItemState.WAITING or item.deadline > clock.now():
            return
        await _end(db, item, ItemState.EXPIRED, None, "deadline", _TIMER)


def _kept_from(item: Item, by: Reviewer) -> Obstacle | None:
    if item.state is not ItemState.WAITING:
        return Obstacle.DECIDED
    return None if item.assignee in {None, by.id} else Obstacle.ASSIGNED


def _obstacle(item: Item, ruling: Ruling, by: Reviewer) -> Obstacle | None:
    if ruling.choice is Choice.REJECT and not ruling.reason.strip():
        return Obstacle.REASON_MISSING
    if ruling.choice is Choice.APPROVE and str(by.id) == item.author:
        return Obstacle.OWN
    if ruling.choice is Choice.APPROVE and by.is_program and _wants_people(item):
        # One key could name two people: what wants four eyes wants people who signed in.
        return Obstacle.PEOPLE_ONLY
    if item.kind in _FIXED and ruling.text is not None and ruling.text.strip() != item.text:
        return Obstacle.FIXED_TEXT
    return None


def _wants_people(item: Item) -> bool:
    # What goes to many has an author who is one of the four eyes; a key may be that author.
    return item.needed > 1 or item.kind in {ItemKind.NOTICE, ItemKind.CAMPAIGN}


async def _approve(
    db: Database, item: Item, ruling: Ruling, by: Reviewer, actor: Actor
) -> Decision:
    changed = item
    if ruling.text is not None:
        runs = item.runs if ruling.runs is None else ruling.runs
        changed = replace(item, text=ruling.text.strip(), runs=runs)
    if not await store_queue.add_approval(db, changed, by):
        return Decision(item, obstacle=Obstacle.SAME_PERSON)
    names = await store_queue.approvers(db, changed)
    missing = changed.needed - len(names)
    if missing > 0:
        # The next eyes are another's.
        changed = replace(changed, assignee=None, assignee_name=None, assigned_at=None)
        await store_queue.save_item(db, changed)
        await store_manuscripts.remove_all(db, item.id)
        await ledger.record(db, "review.approval", about=item.id, why="first eyes", actor=actor)
        await live.announce(db, TOPIC, "approval", str(item.id))
        return Decision(changed, missing)
    is_edited = changed.digest.hex() != item.payload["proposed"]
    state = ItemState.EDITED if is_edited else ItemState.APPROVED
    return Decision(await _end(db, changed, state, by, ruling.reason, actor))


async def _end(
    db: Database, item: Item, state: ItemState, by: Reviewer | None, reason: str, actor: Actor
) -> Item:
    ended = replace(
        item,
        state=state,
        decided_by=None if by is None else by.id,
        decided_name=None if by is None else by.name,
        decided_at=clock.now(),
        reason=reason.strip()[:2000],
    )
    await store_queue.save_item(db, ended)
    await store_manuscripts.remove_all(db, item.id)
    await timers.cancel(db, _key(item.id))
    what = f"review.{state}"
    await ledger.record(db, what, about=item.id, why=ended.reason or item.skill, actor=actor)
    # What was said wrongly is contested, and counts as that.
    is_contested = item.kind is ItemKind.SAID and state is ItemState.REJECTED
    if by is not None and state is not ItemState.TAKEN and not is_contested:
        await autonomy.record_outcome(
            db, item.skill, item.channel, autonomy.outcome_of(state), item.id
        )
    fact = Decided(
        item=item.id,
        item_kind=item.kind,
        subject=item.subject,
        conversation=item.conversation,
        state=state,
        advisor=ended.decided_by,
        reason=ended.reason or "",
    )
    await facts.announce(db, fact)
    await live.announce(db, TOPIC, "decided", str(item.id))
    return ended


def _key(id: ItemId) -> str:
    return f"review:{id}"
