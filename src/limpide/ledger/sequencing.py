"""Sequencing: rows that are committed get their place in the tree, in the order of commit."""

import asyncio
from datetime import timedelta
from typing import Final

import asyncpg

from limpide.foundation import clock, workspaces
from limpide.foundation.database import AWAY, Database, Pool
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.log import log

from . import checkpoints, store_tree, subtrees
from .model import Leaf, LeafKind
from .tree import Grower, Node, leaf_hash

_BATCH: Final = 10_000
_PAUSE_SECONDS: Final = 2.0
_CHECKPOINT_EVERY: Final = timedelta(minutes=1)


async def sequence(db: Database, *, limit: int = _BATCH) -> int:
    """Give the next rows of the workspace their places and count them; 0 if another does so now.

    A row waits while any older transaction runs: it could still commit rows that come before.
    """
    if not await store_tree.take_turn(db):
        return 0
    last = await store_tree.find_last_leaf(db)
    leaves = await _next_leaves(db, last, limit)
    if not leaves:
        return 0
    size = 0 if last is None else last.place + 1
    grower = Grower(size, await subtrees.peaks(db, size))
    nodes: list[Node] = []
    for leaf in leaves:
        made = grower.add(leaf_hash(leaf.digest))
        nodes += [node for node in made if node.level >= subtrees.LOWEST_KEPT]
    await store_tree.add_leaves(db, leaves)
    await store_tree.add_nodes(db, nodes)
    return len(leaves)


async def sequence_all(pool: Pool, workspace: WorkspaceId) -> int:
    """Sequence a workspace until nothing waits, a transaction for each batch."""
    count = 0
    while True:
        async with pool.transaction(workspace) as db:
            done = await sequence(db)
        if done == 0:
            return count
        count += done


async def run(pool: Pool) -> None:
    """Sequence all workspaces for ever, and sign a checkpoint a minute where something was added.

    Any number of processes may do so at once.
    """
    while True:
        try:
            for workspace in await workspaces.list_all(pool):
                await _go_on(pool, workspace.id)
        except (*AWAY, asyncpg.PostgresError) as error:
            log.warning("ledger.database_lost", error=type(error).__name__)
        await asyncio.sleep(_PAUSE_SECONDS)


async def _go_on(pool: Pool, workspace: WorkspaceId) -> None:
    try:
        await sequence_all(pool, workspace)
        await _sign_when_due(pool, workspace)
    except subtrees.BrokenTreeError:
        # The other companies' ledgers go on; this one needs a person.
        log.error("ledger.tree_broken", workspace=str(workspace))


async def _next_leaves(db: Database, last: Leaf | None, limit: int) -> list[Leaf]:
    place, life = (0, 0) if last is None else (last.place + 1, last.life)
    if last is not None and await store_tree.is_of_a_former_life(db, last.tx):
        rows = await store_tree.list_waiting_after_restore(db, limit)
        lives = [life + row["is_new"] for row in rows]
    else:
        rows = await store_tree.list_waiting(db, last, limit)
        lives = [life] * len(rows)
    return [
        Leaf(place + n, LeafKind(row["kind"]), row["id"], lives[n], row["tx"], row["digest"])
        for n, row in enumerate(rows)
    ]


async def _sign_when_due(pool: Pool, workspace: WorkspaceId) -> None:
    async with pool.transaction(workspace) as db:
        last = await store_tree.find_last_checkpoint(db)
        if last is None or last.at <= clock.now() - _CHECKPOINT_EVERY:
            await checkpoints.sign_checkpoint(db)
