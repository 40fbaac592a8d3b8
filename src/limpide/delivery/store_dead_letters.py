"""All SQL about messages that ended without hope."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from limpide.channels import Kind
from limpide.foundation.database import Database

from .model import Message, MessageId
from .store import message_of


@dataclass(frozen=True, slots=True)
class Ending:
    """How the last attempt of a message ended. `at`: none was made without it."""

    attempts: int
    provider: str
    detail: str
    at: datetime | None


async def list_dead(
    db: Database,
    kind: Kind | None,
    reference: UUID | None,
    before: MessageId | None,
    limit: int,
) -> Sequence[tuple[Message, Ending]]:
    """Fetch dead letters with how each ended, the newest first."""
    rows = await db.rows(
        """select m.*, a.provider as last_provider, a.detail as last_detail,
             coalesce(r.at, a.ended_at, a.started_at) as last_at, r.code as last_code,
             (select count(*) from delivery.attempts c
              where c.workspace = m.workspace and c.message = m.id) as attempts
           from delivery.messages m
           left join lateral (
             select * from delivery.attempts l
             where l.workspace = m.workspace and l.message = m.id order by l.number desc limit 1
           ) a on true
           left join lateral (
             select at, code from delivery.receipts p
             where p.workspace = m.workspace and p.kind = m.kind
               and p.provider_id = a.provider_id and p.status = m.status limit 1
           ) r on true
           where m.workspace = $1 and m.setback in ('expired', 'failed', 'bounced', 'returned')
             and m.dismissed_at is null and ($2::text is null or m.kind = $2)
             and ($3::uuid is null or m.reference = $3) and ($4::uuid is null or m.id < $4)
           order by m.id desc limit $5""",
        db.workspace,
        None if kind is None else kind.value,
        reference,
        before,
        limit,
    )
    return [
        (
            message_of(row),
            Ending(
                attempts=row["attempts"],
                provider=row["last_provider"] or "",
                detail=row["last_detail"] or row["last_code"] or "",
                at=row["last_at"],
            ),
        )
        for row in rows
    ]


async def count_dead(db: Database) -> Mapping[Kind, int]:
    """Count dead letters by channel."""
    rows = await db.rows(
        """select kind, count(*) as many from delivery.messages
           where workspace = $1 and setback in ('expired', 'failed', 'bounced', 'returned')
             and dismissed_at is null group by 1 order by 1""",
        db.workspace,
    )
    return {Kind(row["kind"]): row["many"] for row in rows}


async def revive(db: Database, message: Message, address: str, until: datetime) -> Message:
    """Queue a held dead letter for its next attempt."""
    row = await db.row(
        """update delivery.messages set status = 'queued', due_attempt = due_attempt + 1,
             address = $3, expires_at = $4, dismissed_at = null, refusal = null
           where workspace = $1 and id = $2 returning *""",
        db.workspace,
        message.id,
        address,
        until,
    )
    assert row is not None
    return message_of(row)


async def dismiss(db: Database, ids: Sequence[MessageId]) -> Sequence[MessageId]:
    """Take dead letters off the list, and say which."""
    rows = await db.rows(
        """update delivery.messages set dismissed_at = now()
           where workspace = $1 and id = any($2::uuid[]) and dismissed_at is null
             and status in ('failed', 'expired', 'bounced', 'returned') returning id""",
        db.workspace,
        list(ids),
    )
    return [MessageId(row["id"]) for row in rows]
