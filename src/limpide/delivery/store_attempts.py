"""All SQL about attempts and receipts."""

from collections.abc import Sequence
from datetime import datetime

from limpide.channels import Kind, Provider
from limpide.contacts import ContactId
from limpide.foundation import clock
from limpide.foundation.database import Database, Row
from limpide.foundation.ids import new_id

from .model import Attempt, AttemptOutcome, Message, MessageId, Receipt, Status


async def begin_attempts(db: Database, leaving: Sequence[tuple[Message, Provider]]) -> None:
    """Add the due attempts of held messages, each with who carries it; they are `sending` now.

    The database refuses one without the passport of its very message.
    """
    if not leaving:
        return
    messages = [message for message, _ in leaving]
    await db.run(
        """with gone as (
             update delivery.messages set status = 'sending'
             where workspace = $1 and id = any($4::uuid[]) and status = 'queued'
           )
           insert into delivery.attempts
             (workspace, started_at, id, message, passport, number, kind, provider)
           select $1, $2, a.* from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::integer[],
             $7::text[], $8::text[]) as a""",
        db.workspace,
        clock.now(),
        [new_id() for _ in messages],
        [message.id for message in messages],
        [message.passport for message in messages],
        [message.due_attempt for message in messages],
        [message.kind.value for message in messages],
        [provider.name for _, provider in leaving],
    )


async def accept_attempts(db: Database, accepted: Sequence[tuple[MessageId, int, str]]) -> None:
    """Keep that some attempts were taken, each with the provider's id."""
    await db.run(
        """update delivery.attempts t
           set ended_at = $2, outcome = 'accepted', provider_id = a.provider_id, detail = ''
           from unnest($3::uuid[], $4::integer[], $5::text[]) as a(message, number, provider_id)
           where t.workspace = $1 and t.message = a.message and t.number = a.number
             and (t.outcome is null or t.outcome = 'unsure')""",
        db.workspace,
        clock.now(),
        [message for message, _, _ in accepted],
        [number for _, number, _ in accepted],
        [provider_id for _, _, provider_id in accepted],
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


async def add_broken(db: Database, message: Message, fault: str) -> None:
    """Add the due attempt of a message that could not be made ready: nothing left."""
    await db.run(
        """insert into delivery.attempts (id, workspace, message, passport, number, kind,
             started_at, ended_at, outcome, detail)
           values ($1, $2, $3, $4, $5, $6, $7, $7, 'down', $8) on conflict do nothing""",
        new_id(),
        db.workspace,
        message.id,
        message.passport,
        message.due_attempt,
        message.kind.value,
        clock.now(),
        f"could not be made ready: {fault}",
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
        """select message, number, kind, started_at, ended_at, outcome, provider, provider_id,
             detail from delivery.attempts where workspace = $1 and message = $2 order by number""",
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
            provider=row["provider"],
            provider_id=row["provider_id"],
            detail=row["detail"],
        )
        for row in rows
    ]


async def lock_provider_ids(db: Database, ids: Sequence[tuple[Kind, str]]) -> None:
    """Hold providers' ids, whether or not any row has them, always in the same order."""
    await db.run(
        """select pg_advisory_xact_lock(k.lock) from (
             select distinct hashtextextended(name, 0) as lock from unnest($1::text[]) as name
             order by 1 offset 0) k""",
        [f"{db.workspace}:{kind}:{provider_id}" for kind, provider_id in ids],
    )


async def add_receipt(db: Database, receipt: Receipt, at: datetime) -> bool:
    """Add a receipt; False when it was there."""
    return bool(
        await db.run(
            """insert into delivery.receipts
                 (id, workspace, kind, provider, provider_id, status, code, at)
               values ($1, $2, $3, $4, $5, $6, $7, $8)
               on conflict (workspace, kind, provider, provider_id, status) do nothing""",
            new_id(),
            db.workspace,
            receipt.kind.value,
            receipt.provider,
            receipt.provider_id,
            receipt.status.value,
            receipt.code[:200],
            at,
        )
    )


async def list_receipts(
    db: Database, ids: Sequence[tuple[Kind, str, str]]
) -> Sequence[tuple[tuple[Kind, str, str], Receipt]]:
    """Fetch the receipts for some attempts (kind, provider, provider's id), oldest first."""
    rows = await db.rows(
        """select k.provider as carrier, r.* from delivery.receipts r
           join unnest($2::text[], $3::text[], $4::text[]) as k(kind, provider, provider_id)
             on r.kind = k.kind and r.provider_id = k.provider_id
               and (r.provider = k.provider or r.provider = '' or k.provider = '')
           where r.workspace = $1 order by r.at, r.id""",
        db.workspace,
        [kind.value for kind, _, _ in ids],
        [provider for _, provider, _ in ids],
        [provider_id for _, _, provider_id in ids],
    )
    return [
        ((Kind(row["kind"]), row["carrier"], row["provider_id"]), _receipt(row)) for row in rows
    ]


def _receipt(row: Row) -> Receipt:
    return Receipt(
        Kind(row["kind"]), row["provider_id"], Status(row["status"]), row["code"], row["provider"]
    )


async def last_arrived(
    db: Database, contact: ContactId, kind: Kind, since: datetime
) -> MessageId | None:
    """Fetch the last message by a channel that has left and that nobody has answered yet."""
    found = await db.value(
        """select id from delivery.messages
           where workspace = $1 and contact = $2 and kind = $3 and requested_at > $4
             and status in ('accepted', 'sent', 'delivered', 'opened', 'clicked', 'read')
           order by id desc limit 1""",
        db.workspace,
        contact,
        kind.value,
        since,
    )
    return None if found is None else MessageId(found)
