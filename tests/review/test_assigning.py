"""Who is on what waits is known to all, and nobody else decides it meanwhile."""

import asyncio

from tests.review.test_queue import CLAIRE, YANIS, YES, by, proposed

from limpide import ledger, review
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.review import Choice, Item, ItemKind, ItemState, Obstacle, Reviewer, Ruling, Wanted


async def taken(db: Database, item: Item, who: Reviewer | None, **over: object) -> review.Decision:
    return await review.assign(db, item.id, who, actor=by(who or CLAIRE), **over)  # pyright: ignore[reportArgumentType]


async def test_what_a_colleague_is_on_is_decided_by_nobody_else(db: Database) -> None:
    item = await proposed(db)
    await taken(db, item, CLAIRE)
    for choice in Choice:
        ruling = Ruling(choice, reason="non")
        other = await review.decide(db, item.id, ruling, YANIS, actor=by(YANIS))
        assert other.obstacle is Obstacle.ASSIGNED
    assert (await review.get_item(db, item.id)).state is ItemState.WAITING

    own = await review.decide(db, item.id, YES, CLAIRE, actor=by(CLAIRE))
    assert own.item.state is ItemState.APPROVED
    late = await taken(db, item, YANIS, over=CLAIRE.id)
    assert late.obstacle is Obstacle.DECIDED


async def test_it_is_taken_from_a_colleague_only_by_name_and_the_ledger_says_so(
    db: Database,
) -> None:
    item = await proposed(db)
    await taken(db, item, CLAIRE)
    assert (await taken(db, item, YANIS)).obstacle is Obstacle.ASSIGNED
    assert (await taken(db, item, None)).obstacle is Obstacle.ASSIGNED
    assert (await taken(db, item, YANIS, over=CLAIRE.id)).item.assignee == YANIS.id
    assert (await taken(db, item, None, over=YANIS.id)).item.assignee is None

    entries = await ledger.entries_about(db, item.id)
    moves = [
        (one.what, one.data["from"], one.data["to"])
        for one in entries
        if one.what in {"review.assigned", "review.released"}
    ]
    claire, yanis = str(CLAIRE.id), str(YANIS.id)
    assert moves == [
        ("review.assigned", None, claire),
        ("review.assigned", claire, yanis),
        ("review.released", yanis, None),
    ]


async def test_who_has_it_already_takes_it_again_without_a_trace(db: Database) -> None:
    item = await proposed(db)
    await taken(db, item, CLAIRE)
    before = len(await ledger.entries_about(db, item.id))
    assert (await taken(db, item, CLAIRE)).obstacle is None
    assert len(await ledger.entries_about(db, item.id)) == before


async def test_of_two_who_take_it_at_the_same_moment_one_has_it(
    pool: Pool, workspace: WorkspaceId
) -> None:
    async with pool.transaction(workspace) as db:
        item = await proposed(db)

    async def take(who: Reviewer) -> Obstacle | None:
        async with pool.transaction(workspace) as db:
            return (await review.assign(db, item.id, who, actor=by(who))).obstacle

    obstacles = await asyncio.gather(take(CLAIRE), take(YANIS))
    assert sorted(obstacles, key=str) == sorted([None, Obstacle.ASSIGNED], key=str)


async def test_four_eyes_stay_two_people(db: Database) -> None:
    item = await proposed(db, needed=2)
    await taken(db, item, CLAIRE)
    await review.decide(db, item.id, YES, CLAIRE, actor=by(CLAIRE))

    # The first eyes have seen it: it is open to the next, and not to the same.
    assert (await review.get_item(db, item.id)).assignee is None
    assert (await taken(db, item, CLAIRE)).obstacle is Obstacle.SAME_PERSON
    assert (await taken(db, item, YANIS)).obstacle is None
    replay = await review.decide(db, item.id, YES, CLAIRE, actor=by(CLAIRE))
    assert replay.obstacle is Obstacle.ASSIGNED
    second = await review.decide(db, item.id, YES, YANIS, actor=by(YANIS))
    assert second.item.state is ItemState.APPROVED


async def test_nobody_is_given_their_own_proposal(db: Database) -> None:
    item = await proposed(db, author=str(CLAIRE.id))
    assert (await taken(db, item, CLAIRE)).obstacle is Obstacle.OWN


async def test_the_queue_narrows_to_mine_and_nobodys_with_counts(db: Database) -> None:
    mine, theirs, free = [await proposed(db) for _ in range(3)]
    await taken(db, mine, CLAIRE)
    await taken(db, theirs, YANIS)

    async def ids(wanted: Wanted) -> set[review.ItemId]:
        return {one.id for one in await review.list_items(db, wanted)}

    assert await ids(Wanted(assignee=CLAIRE.id)) == {mine.id}
    assert await ids(Wanted(is_free=True)) == {free.id}
    assert await ids(Wanted(ItemKind.ACTION)) == {mine.id, theirs.id, free.id}
    views = await review.count_views(db, CLAIRE.id, {"refund"})
    assert views == review.Views(all=3, fitting=3, mine=1, free=1)
    assert (await review.count_views(db, new_id(), ())).fitting == 0


async def test_who_leaves_gives_back_what_they_were_on(db: Database) -> None:
    mine, theirs = [await proposed(db) for _ in range(2)]
    await taken(db, mine, CLAIRE)
    await taken(db, theirs, YANIS)
    assert await review.release_all(db, CLAIRE.id, actor=Actor.system("presence")) == 1
    assert (await review.get_item(db, mine.id)).assignee is None
    assert (await review.get_item(db, theirs.id)).assignee == YANIS.id
