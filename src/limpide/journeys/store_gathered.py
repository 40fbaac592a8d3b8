"""All SQL about notices that wait to become one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from pydantic import TypeAdapter

from limpide.contacts import ContactId, Purpose
from limpide.delivery import MessageId, Request
from limpide.foundation.database import Database, Row

from .model import Gathered, GatheredState, NoticeId, Waiting

_REQUEST: Final = TypeAdapter(Request)


async def lock_round(db: Database, contact: ContactId, purpose: Purpose) -> None:
    """Let one transaction at a time touch what waits for a person and a purpose."""
    await db.run(
        "select pg_advisory_xact_lock(hashtextextended($1, 0))",
        f"{db.workspace}:round:{contact}:{purpose}",
    )


def _without_images(request: Request) -> Request:
    """Leave out images: the words name them, and they are put back when the notice leaves."""
    bare = {kind: replace(said, attachments=()) for kind, said in request.variants.items()}
    return replace(request, content=replace(request.content, attachments=()), variants=bare)


async def add(db: Database, new: Waiting) -> Gathered:
    """Add a notice; the same key gives the one that is there."""
    row = await db.row(
        """insert into journeys.gathered (workspace, id, contact, purpose, template, name, language,
             said, key, reference, at, due_at, expires_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10, $11, $12, $13)
           on conflict (workspace, key) do update set key = excluded.key returning *""",
        db.workspace,
        new.id,
        new.request.contact,
        new.request.purpose.value,
        new.template,
        new.name,
        new.request.language or "",
        _REQUEST.dump_json(_without_images(new.request)).decode(),
        new.request.key,
        new.request.reference,
        new.at,
        new.due_at,
        new.request.expires_at,
    )
    if row is None:
        raise LookupError
    return _gathered(row)


async def find_by_keys(db: Database, keys: Sequence[str]) -> dict[str, Gathered]:
    """Fetch the notices that were gathered with some keys."""
    if not keys:
        return {}
    rows = await db.rows(
        "select * from journeys.gathered where workspace = $1 and key = any($2::text[])",
        db.workspace,
        list(keys),
    )
    return {row["key"]: _gathered(row) for row in rows}


async def find(db: Database, id: NoticeId) -> Gathered | None:
    """Fetch a notice that was gathered."""
    row = await db.row(
        "select * from journeys.gathered where workspace = $1 and id = $2", db.workspace, id
    )
    return None if row is None else _gathered(row)


async def list_waiting(db: Database, contact: ContactId, purpose: Purpose) -> list[Waiting]:
    """Fetch and hold what waits for a person and a purpose, oldest first."""
    rows = await db.rows(
        """select * from journeys.gathered where workspace = $1 and contact = $2 and purpose = $3
             and state = 'waiting' order by at, id for update""",
        db.workspace,
        contact,
        purpose.value,
    )
    return [
        Waiting(
            id=NoticeId(row["id"]),
            request=_REQUEST.validate_json(row["said"]),
            name=row["name"],
            template=row["template"],
            due_at=row["due_at"],
            at=row["at"],
        )
        for row in rows
    ]


async def note_sent(db: Database, ids: Sequence[NoticeId], message: MessageId) -> None:
    """Note in which message notices went; their words are kept there alone."""
    await db.run(
        """update journeys.gathered set state = 'sent', message = $3, said = '{}'
           where workspace = $1 and id = any($2::uuid[])""",
        db.workspace,
        list(ids),
        message,
    )


async def end(
    db: Database, ids: Sequence[NoticeId], state: GatheredState, refusal: str | None = None
) -> bool:
    """End notices that wait; their words are forgotten. False when none did."""
    return bool(
        await db.run(
            """update journeys.gathered set state = $3, refusal = $4, said = '{}'
               where workspace = $1 and id = any($2::uuid[]) and state = 'waiting'""",
            db.workspace,
            list(ids),
            state.value,
            refusal,
        )
    )


async def put_off(db: Database, ids: Sequence[NoticeId], due: datetime) -> None:
    """Let notices wait for a later round."""
    await db.run(
        """update journeys.gathered set due_at = $3
           where workspace = $1 and id = any($2::uuid[])""",
        db.workspace,
        list(ids),
        due,
    )


async def count_in(db: Database, message: UUID) -> int:
    """Count the notices that went in a message."""
    return await db.value(
        "select count(*) from journeys.gathered where workspace = $1 and message = $2",
        db.workspace,
        message,
    )


def _gathered(row: Row) -> Gathered:
    return Gathered(
        id=NoticeId(row["id"]),
        contact=ContactId(row["contact"]),
        state=GatheredState(row["state"]),
        due_at=row["due_at"],
        refusal=row["refusal"],
        message=None if row["message"] is None else MessageId(row["message"]),
    )
