"""What a message costs the database when it moves on."""

from limpide.contacts import ContactId
from limpide.delivery import Status, store
from limpide.foundation.database import Database

from .conftest import Office, wish


async def test_a_message_that_goes_its_ordinary_way_touches_no_index(
    office: Office, marie: ContactId
) -> None:
    queued = await office.queue(wish(marie))

    async with office.pool.transaction(office.workspace) as db:
        before = await _updates(db)
        await store.set_sending(db, [queued.message])
        await store.raise_statuses(db, [queued.message], Status.ACCEPTED, [Status.SENDING])
        await store.raise_statuses(db, [queued.message], Status.DELIVERED, [Status.ACCEPTED])
        after = await _updates(db)

    assert [late - early for early, late in zip(before, after, strict=True)] == [3, 3]


async def _updates(db: Database) -> list[int]:
    """Count the rows this connection has written anew, and those of them that no index heard of."""
    row = await db.row(
        """select pg_stat_get_xact_tuples_updated(t.id) as updated,
             pg_stat_get_xact_tuples_hot_updated(t.id) as heap_only
           from (select 'delivery.messages'::regclass::oid as id) t"""
    )
    assert row is not None
    return [row["updated"], row["heap_only"]]
