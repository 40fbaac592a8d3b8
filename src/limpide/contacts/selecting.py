"""Selecting: how many people a rule means, and who they are."""

from collections.abc import Sequence

from limpide.foundation.database import Database

from . import store, store_selecting
from .model import Contact, ContactId
from .rules import Condition


async def count_selected(db: Database, rule: Condition) -> int:
    """Count the people that a rule means, now."""
    return await store_selecting.count(db, rule)


async def sample_selected(db: Database, rule: Condition, *, limit: int = 10) -> Sequence[Contact]:
    """Show some of the people that a rule means."""
    return await store.list_by_ids(db, await store_selecting.page(db, rule, None, limit))


async def page_selected(
    db: Database, rule: Condition, *, after: ContactId | None = None, limit: int = 1000
) -> Sequence[ContactId]:
    """List the people that a rule means, in the order of their ids; go on after the last one."""
    return await store_selecting.page(db, rule, after, limit)
