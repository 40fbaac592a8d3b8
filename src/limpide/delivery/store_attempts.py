"""All SQL about attempts and receipts."""

from collections.abc import Sequence
from datetime import datetime

from limpide.channels import Kind
from limpide.foundation import clock
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id

from .model import Attempt, AttemptOutcome, Message, MessageId, Status


async def add_attempt(db: Database, message: Message, number: int) -> None:
    """Add an attempt. The database refuses one without the passport of this very message."""
    await db.run(
        """insert into delivery.attempts
             (id, workspace, message, passport, number, kind, started_at)
           values ($1, $2, $3, $4, $5, $6, $7)""",
        new_id(),
        db.workspace,
        message.id,
        message.passport,
        number,
        message.kind.value,
        clock.now(),
    )


async def add_immediate(db: Database, message: Message) -> None:
    """Add the attempt of a message that is handed over when this transaction commits."""
    await db.run(
        """insert into delivery.attempts (id, workspace, message, passport, number, kind,
             started_at, ended_at, outcome, provider_id)
           values ($1, $2, $3, $4, 1, $5, $6, $6, 'accepted', $7)""",
        new_id(),
        db.workspace,
        message.id,
        message.passport,
        message.kind.value,
        message.requested_at,
        str(message.id),
    )


async def end_attempt(
    db: Database,
    message: MessageId,
    number: int,
    outcome: AttemptOutcome,
    provider_id: str | None,
    detail: str,
) -> None:
    """Keep how an attempt ended. A later, better word replaces «unsure»."""
    await db.run(
        """update delivery.attempts
           set ended_at = $4, outcome = $5, provider_id = $6, detail = $7
           where workspace = $1 and message = $2 and number = $3
             and (outcome is null or outcome = 'unsure')""",
        db.workspace,
        message,
        number,
        clock.now(),
        outcome.value,
        provider_id,
        detail[:2000],
    )


async def list_attempts(db: Database, message: MessageId) -> Sequence[Attempt]:
    """Fetch the attempts of a message."""
    rows = await db.rows(
        """select message, number, kind, started_at, ended_at, outcome, provider_id, detail
           from delivery.attempts where workspace = $1 and message = $2 order by number""",
        db.workspace,
        message,
    )
    return [
        Attempt(
            message=MessageId(row["message"]),
            number=row["number"],
            kind=Kind(row["kind"]),
            started_at=row["started_at"],
            ended_at=row["ended_at"],
            outcome=None if row["outcome"] is None else AttemptOutcome(row["outcome"]),
            provider_id=row["provider_id"],
            detail=row["detail"],
        )
        for row in rows
    ]


async def lock_provider_id(db: Database, kind: Kind, provider_id: str) -> None:
    """Hold a provider's id, whether or not any row has it."""
    await db.value(
        "select pg_advisory_xact_lock(hashtextextended($1, 0))",
        f"{db.workspace}:{kind}:{provider_id}",
    )


async def add_receipt(
    db: Database, kind: Kind, provider_id: str, status: Status, code: str, at: datetime
) -> bool:
    """Add a receipt; False when it was there."""
    return bool(
        await db.run(
            """insert into delivery.receipts (id, workspace, kind, provider_id, status, code, at)
               values ($1, $2, $3, $4, $5, $6, $7)
               on conflict (workspace, kind, provider_id, status) do nothing""",
            new_id(),
            db.workspace,
            kind.value,
            provider_id,
            status.value,
            code[:200],
            at,
        )
    )


async def list_receipts(db: Database, kind: Kind, provider_id: str) -> Sequence[tuple[Status, str]]:
    """Fetch the receipts for a provider's id."""
    rows = await db.rows(
        """select status, code from delivery.receipts
           where workspace = $1 and kind = $2 and provider_id = $3 order by at, id""",
        db.workspace,
        kind.value,
        provider_id,
    )
    return [(Status(row["status"]), row["code"]) for row in rows]
