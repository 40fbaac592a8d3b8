"""Ways out: which channels this installation has, and which of them are down. For all processes."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from limpide.channels import Kind
from limpide.foundation import clock
from limpide.foundation.database import Database, Pool
from limpide.foundation.log import log

from . import store_plans

_REST: Final = timedelta(seconds=30)


async def announce_ways(pool: Pool, kinds: Iterable[Kind]) -> None:
    """Tell all processes which channels this installation has."""
    async with pool.transaction(None) as db:
        await store_plans.save_ways(db, list(kinds))


async def note_down(db: Database, kind: Kind) -> None:
    """Plan around a channel for a while: its provider does not answer."""
    await store_plans.set_down(db, kind, clock.now() + _REST)
    log.warning("delivery.channel_down", channel=kind.value)


async def note_up(db: Database, kind: Kind) -> None:
    """Plan with a channel again."""
    await store_plans.set_down(db, kind, None)
