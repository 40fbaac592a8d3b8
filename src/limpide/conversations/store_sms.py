"""All SQL about the parts of texts that are not whole yet."""

from collections.abc import Sequence
from uuid import UUID

from limpide.channels import SmsPart
from limpide.foundation import clock
from limpide.foundation.database import Database, Row


async def list_parts(db: Database, one: SmsPart) -> Sequence[tuple[SmsPart, UUID, bool]]:
    """Fetch the parts that belong with one: of which text, and whether that is stored already."""
    rows = await db.rows(
        """select * from conversations.sms_parts
           where workspace = $1 and (sender, recipient, reference, total) = ($2, $3, $4, $5)
           order by place""",
        db.workspace,
        one.sender,
        one.recipient,
        one.reference,
        one.total,
    )
    return [(_part(row), row["text"], row["joined_at"] is not None) for row in rows]


async def list_of_text(db: Database, text: UUID) -> Sequence[tuple[SmsPart, bool]]:
    """Fetch what there is of a text, in its order, and whether that is stored already."""
    rows = await db.rows(
        "select * from conversations.sms_parts where workspace = $1 and text = $2 order by place",
        db.workspace,
        text,
    )
    return [(_part(row), row["joined_at"] is not None) for row in rows]


async def put_part(db: Database, one: SmsPart, text: UUID) -> None:
    """Keep a part; the same one again is the same."""
    await db.run(
        """insert into conversations.sms_parts
             (workspace, sender, recipient, reference, total, place, text, octets, coding)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
           on conflict (workspace, sender, recipient, reference, total, place)
           do update set octets = excluded.octets, coding = excluded.coding""",
        db.workspace,
        one.sender,
        one.recipient,
        one.reference,
        one.total,
        one.place,
        text,
        one.octets,
        one.coding,
    )


async def set_joined(db: Database, text: UUID) -> None:
    """Keep that a text is whole and stored."""
    await db.run(
        "update conversations.sms_parts set joined_at = $3 where workspace = $1 and text = $2",
        db.workspace,
        text,
        clock.now(),
    )


async def forget_text(db: Database, text: UUID) -> None:
    """Remove the parts of a text."""
    await db.run(
        "delete from conversations.sms_parts where workspace = $1 and text = $2",
        db.workspace,
        text,
    )


def _part(row: Row) -> SmsPart:
    return SmsPart(
        sender=row["sender"],
        recipient=row["recipient"],
        reference=row["reference"],
        total=row["total"],
        place=row["place"],
        octets=row["octets"],
        coding=row["coding"],
    )
