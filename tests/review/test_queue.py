"""What waits is decided once, by others than its author, and never leaves by itself."""

import asyncio
from datetime import timedelta

import asyncpg
import pytest

from limpide import ledger, review
from limpide.foundation import clock
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.review import (
    Choice,
    Item,
    ItemKind,
    ItemState,
    Obstacle,
    Proposal,
    Requirement,
    Reviewer,
    Ruling,
)

ME = Actor.system("test")
YES = Ruling(Choice.APPROVE)
CLAIRE, YANIS = Reviewer(new_id(), "Claire"), Reviewer(new_id(), "Yanis")


def by(reviewer: Reviewer) -> Actor:
    return Actor(ActorKind.PERSON, str(reviewer.id), reviewer.name)


async def proposed(db: Database, *, needed: int = 1, author: str = "an-engine") -> Item:
    required = Requirement(needed, 60)
    await review.require(db, ItemKind.ACTION, "refund", required, actor=ME)
    wanted = Proposal(ItemKind.ACTION, new_id(), "refund.pay", "refund", author, text="30 €")
    return await review.put(db, wanted, actor=ME)


async def state_of(pool: Pool, workspace: WorkspaceId, item: Item) -> ItemState:
    async with pool.transaction(workspace) as db:
        return (await review.get_item(db, item.id)).state


async def test_an_item_is_decided_once_and_the_ledger_says_by_whom(db: Database) -> None:
    item = await proposed(db)
    first = await review.decide(db, item.id, YES, CLAIRE, actor=by(CLAIRE))
    again = await review.decide(
        db, item.id, Ruling(Choice.REJECT, reason="non"), YANIS, actor=by(YANIS)
    )

    assert first.item.state is ItemState.APPROVED
    assert again.obstacle is Obstacle.DECIDED
    entries = await ledger.entries_about(db, item.id)
    assert [entry.what for entry in entries if entry.actor.name == "Claire"] == ["review.approved"]
    assert await review.list_items(db) == []


async def test_the_same_subject_waits_once(db: Database) -> None:
    wanted = Proposal(ItemKind.ACTION, new_id(), "a", "refund", "an-engine")
    await review.put(db, wanted, actor=ME)
    await review.put(db, wanted, actor=ME)
    assert len(await review.list_items(db)) == 1


async def test_nobody_approves_their_own_proposal(db: Database) -> None:
    item = await proposed(db, author=str(CLAIRE.id))
    decision = await review.decide(db, item.id, YES, CLAIRE, actor=by(CLAIRE))
    assert decision.obstacle is Obstacle.OWN
    with pytest.raises(asyncpg.CheckViolationError):
        async with db.savepoint():
            await db.run(
                """insert into review.approvals (item, advisor, author, text_sha256, name, at)
                   values ($1, $2, ($2::uuid)::text, $3, 'Claire', now())""",
                item.id,
                CLAIRE.id,
                item.digest,
            )


async def test_four_eyes_are_two_people(db: Database) -> None:
    item = await proposed(db, needed=2)
    first = await review.decide(db, item.id, YES, CLAIRE, actor=by(CLAIRE))
    replay = await review.decide(db, item.id, YES, CLAIRE, actor=by(CLAIRE))
    assert (first.missing, first.item.state) == (1, ItemState.WAITING)
    assert replay.obstacle is Obstacle.SAME_PERSON

    second = await review.decide(db, item.id, YES, YANIS, actor=by(YANIS))
    assert second.item.state is ItemState.APPROVED


async def test_a_key_of_the_api_is_no_pair_of_eyes(db: Database) -> None:
    item = await proposed(db, needed=2)
    for reviewer in (CLAIRE, YANIS):
        program = Reviewer(reviewer.id, reviewer.name, is_program=True)
        decision = await review.decide(db, item.id, YES, program, actor=ME)
        assert decision.obstacle is Obstacle.PEOPLE_ONLY


async def test_who_changes_the_text_begins_anew(db: Database) -> None:
    item = await proposed(db, needed=2)
    await review.decide(db, item.id, YES, CLAIRE, actor=by(CLAIRE))
    changed = Ruling(Choice.APPROVE, text="300 €")
    after = await review.decide(db, item.id, changed, YANIS, actor=by(YANIS))
    assert (after.missing, after.item.state) == (1, ItemState.WAITING)

    last = await review.decide(db, item.id, YES, CLAIRE, actor=by(CLAIRE))
    assert last.item.state is ItemState.EDITED
    assert last.item.text == "300 €"


async def test_four_eyes_hold_in_a_race(pool: Pool, workspace: WorkspaceId) -> None:
    async with pool.transaction(workspace) as db:
        item = await proposed(db, needed=2)

    async def approve(reviewer: Reviewer) -> None:
        async with pool.transaction(workspace) as db:
            await review.decide(db, item.id, YES, reviewer, actor=by(reviewer))

    await asyncio.gather(*(approve(CLAIRE) for _ in range(8)))
    assert await state_of(pool, workspace, item) is ItemState.WAITING
    await asyncio.gather(*(approve(each) for each in (YANIS, CLAIRE) * 4))
    assert await state_of(pool, workspace, item) is ItemState.APPROVED
    async with pool.transaction(workspace) as db:
        decided = await db.value("select count(*) from review.approvals where item = $1", item.id)
    assert decided == 2


async def test_the_database_itself_refuses_an_approval_that_nobody_gave(db: Database) -> None:
    item = await proposed(db, needed=2)
    await review.decide(db, item.id, YES, CLAIRE, actor=by(CLAIRE))
    with pytest.raises(asyncpg.CheckViolationError):
        async with db.savepoint():
            await db.run("update review.items set state = 'approved' where id = $1", item.id)


async def test_a_rejection_says_why(db: Database) -> None:
    item = await proposed(db)
    silent = await review.decide(db, item.id, Ruling(Choice.REJECT), CLAIRE, actor=by(CLAIRE))
    assert silent.obstacle is Obstacle.REASON_MISSING
    said = Ruling(Choice.REJECT, reason="montant faux")
    done = await review.decide(db, item.id, said, CLAIRE, actor=by(CLAIRE))
    assert (done.item.state, done.item.reason) == (ItemState.REJECTED, "montant faux")


async def test_a_deadline_that_passes_approves_nothing(pool: Pool, workspace: WorkspaceId) -> None:
    async with pool.transaction(workspace) as db:
        item = await proposed(db)
    await review.expire(pool, workspace, {"item": str(item.id)})
    assert await state_of(pool, workspace, item) is ItemState.WAITING

    with clock.frozen(clock.now() + timedelta(hours=2)):
        await review.expire(pool, workspace, {"item": str(item.id)})
    assert await state_of(pool, workspace, item) is ItemState.EXPIRED


async def test_ten_thousand_items_open_quickly(db: Database) -> None:
    await db.run(
        """insert into review.items (id, kind, subject, title, skill, channel, author, needed,
             text, text_sha256, payload, created_at, deadline)
           select gen_random_uuid(), 'reply', gen_random_uuid(), 'q', 'knowledge', 'chat', 'e', 1,
             'text', sha256('text'), '{}', now(), now() + n * interval '1 second'
           from generate_series(1, 10000) n"""
    )
    started = asyncio.get_running_loop().time()
    items = await review.list_items(db)
    assert len(items) == 200
    assert asyncio.get_running_loop().time() - started < 1.0
