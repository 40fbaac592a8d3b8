"""All SQL about passing failures and what arrived at the same address."""

from datetime import datetime
from typing import Final

from limpide.foundation.database import Database

from .model import Message, MessageId

_ARRIVED: Final = ["accepted", "sent", "delivered", "opened", "clicked", "read", "replied"]


async def add(db: Database, message: MessageId, code: str, at: datetime) -> None:
    """Add a failure; of one message the first counts."""
    await db.run(
        """insert into delivery.soft_failures (workspace, message, code, at)
           values ($1, $2, $3, $4) on conflict do nothing""",
        db.workspace,
        message,
        code,
        at,
    )


async def count(db: Database, message: Message, since: datetime) -> tuple[int, datetime]:
    """Count the failures in a row at a message's address, and give the moment of the first.

    A message that arrived there before this one ends the row.
    """
    row = await db.row(
        """with same as (
             select m.id, m.requested_at, m.status, f.at
             from delivery.messages m left join delivery.soft_failures f
               on f.workspace = m.workspace and f.message = m.id
             where m.workspace = $1 and m.contact = $2 and m.kind = $3 and m.address = $4
               and m.requested_at > $5
           )
           select count(*) as failures, min(at) as first from same
           where at is not null and requested_at > coalesce((
             select max(g.requested_at) from same g
             where g.at is null and g.status = any($6::text[]) and g.requested_at < $7
           ), '-infinity')""",
        db.workspace,
        message.contact,
        message.kind.value,
        message.address,
        since,
        _ARRIVED,
        message.requested_at,
    )
    if row is None or row["first"] is None:
        return 0, message.requested_at
    return row["failures"], row["first"]


async def has_arrived(db: Database, message: Message, since: datetime) -> bool:
    """Say whether an earlier message arrived at the same address after a moment."""
    return await db.value(
        """select exists (select from delivery.messages m
           where m.workspace = $1 and m.contact = $2 and m.kind = $3 and m.address = $4
             and m.requested_at > $5 and m.requested_at < $6 and m.status = any($7::text[])
             and not exists (select from delivery.soft_failures f
               where f.workspace = m.workspace and f.message = m.id))""",
        db.workspace,
        message.contact,
        message.kind.value,
        message.address,
        since,
        message.requested_at,
        _ARRIVED,
    )
