"""All SQL about ladders."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from pydantic import TypeAdapter

from limpide.foundation.database import Database, Row

from . import store
from .model import Content, Ladder, LadderId, LadderState, Message, MessageId, Request, Status, Step

_REQUEST: Final = TypeAdapter(Request)
_STEPS: Final = TypeAdapter(tuple[Step, ...])


async def add_ladder(db: Database, ladder: Ladder) -> None:
    """Add a ladder."""
    await db.run(
        """insert into delivery.ladders (id, workspace, contact, state, place, rungs, request,
             reference, started_at)
           values ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8, $9)""",
        ladder.id,
        db.workspace,
        ladder.contact,
        ladder.state.value,
        ladder.place,
        _STEPS.dump_json(ladder.steps).decode(),
        _REQUEST.dump_json(_without_files(ladder.request)).decode(),
        ladder.request.reference,
        ladder.started_at,
    )


def _without_files(request: Request) -> Request:
    def bare(content: Content) -> Content:
        return replace(content, attachments=())

    variants = {kind: bare(content) for kind, content in request.variants.items()}
    return replace(request, content=bare(request.content), variants=variants)


async def find_ladder(db: Database, id: LadderId) -> Ladder | None:
    """Fetch a ladder."""
    row = await db.row(
        "select * from delivery.ladders where workspace = $1 and id = $2", db.workspace, id
    )
    return None if row is None else _ladder(row)


async def lock_ladder(db: Database, id: LadderId) -> Ladder | None:
    """Fetch a ladder and hold it until the transaction ends."""
    row = await db.row(
        "select * from delivery.ladders where workspace = $1 and id = $2 for update",
        db.workspace,
        id,
    )
    return None if row is None else _ladder(row)


async def set_place(db: Database, id: LadderId, place: int) -> None:
    """Keep how far a ladder has come."""
    await db.run(
        "update delivery.ladders set place = $3 where workspace = $1 and id = $2",
        db.workspace,
        id,
        place,
    )


async def end_ladder(db: Database, id: LadderId, state: LadderState, at: datetime) -> None:
    """Keep how a ladder ended."""
    await db.run(
        """update delivery.ladders set state = $3, ended_at = $4
           where workspace = $1 and id = $2""",
        db.workspace,
        id,
        state.value,
        at,
    )


async def stop_of(db: Database, reference: UUID, at: datetime) -> Sequence[LadderId]:
    """Stop the ladders of a reference that still climb, and say which they were."""
    rows = await db.rows(
        """update delivery.ladders set state = 'stopped', ended_at = $3
           where workspace = $1 and reference = $2 and state = 'climbing' returning id""",
        db.workspace,
        reference,
        at,
    )
    return [LadderId(row["id"]) for row in rows]


async def list_messages(db: Database, id: LadderId) -> Sequence[Message]:
    """Fetch the rungs that were made, in their order."""
    rows = await db.rows(
        "select id from delivery.messages where workspace = $1 and ladder = $2 order by rung, id",
        db.workspace,
        id,
    )
    found = [await store.find_message(db, MessageId(row["id"])) for row in rows]
    return [each for each in found if each is not None]


async def statuses(db: Database, id: LadderId) -> Mapping[int, Status]:
    """Fetch where each rung stands."""
    rows = await db.rows(
        "select rung, status from delivery.messages where workspace = $1 and ladder = $2",
        db.workspace,
        id,
    )
    return {row["rung"]: Status(row["status"]) for row in rows}


async def lock_queued(db: Database, id: LadderId) -> Sequence[Message]:
    """Fetch and hold the rungs that have not left."""
    rows = await db.rows(
        """select id from delivery.messages
           where workspace = $1 and ladder = $2 and status = 'queued' order by id""",
        db.workspace,
        id,
    )
    held = [await store.lock_message(db, MessageId(row["id"])) for row in rows]
    return [each for each in held if each is not None and each.status is Status.QUEUED]


def _ladder(row: Row) -> Ladder:
    return Ladder(
        id=LadderId(row["id"]),
        contact=row["contact"],
        state=LadderState(row["state"]),
        place=row["place"],
        steps=_STEPS.validate_json(row["rungs"]),
        request=_REQUEST.validate_json(row["request"]),
        started_at=row["started_at"],
        ended_at=row["ended_at"],
    )
