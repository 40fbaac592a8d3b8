"""`/v1/requests` and what a person may ask; duplicates, retention, confirmations, coverage."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from limpide import contacts, journeys, rights
from limpide.contacts import ContactId
from limpide.delivery import Refused
from limpide.foundation import http
from limpide.rights import MergeId, RequestId, Via

from .idempotency import once
from .keys import Transaction, actor_of, may
from .model import Caller, Scope
from .shapes import Done
from .shapes_rights import (
    Confirmation,
    Counts,
    CoverageShape,
    Days,
    MergeShape,
    NewMerge,
    NewRequest,
    PairList,
    PairShape,
    Reason,
    RequestEnd,
    RequestPage,
    RequestShape,
    RetentionRunPage,
    RetentionRunShape,
    RetentionShape,
    RuleShape,
)

router = APIRouter(prefix="/v1", tags=["rights"])
Keeper = Annotated[Caller, Depends(may(Scope.RIGHTS))]
Reader = Annotated[Caller, Depends(may(Scope.CONTACTS_READ))]
Writer = Annotated[Caller, Depends(may(Scope.CONTACTS_WRITE))]


@router.get("/requests")
async def list_requests(db: Transaction, caller: Keeper, *, ended: bool = False) -> RequestPage:
    """List open requests, the next deadline first; or those that ended."""
    del caller
    found = await rights.list_requests(db, ended=ended)
    return RequestPage(requests=[RequestShape.of(each) for each in found])


@router.post("/contacts/{id}/requests", status_code=201, response_model=RequestShape)
async def ask(
    request: Request, db: Transaction, caller: Keeper, id: UUID, body: NewRequest
) -> Response:
    """Take in what a person asks. An erasure waits seven days; it stops messages at once."""

    async def work() -> RequestShape:
        asked = await rights.ask(
            db,
            ContactId(id),
            body.kind,
            via=Via.API,
            note=body.note,
            received_at=body.received_at,
            actor=actor_of(caller),
        )
        return RequestShape.of(asked)

    return await once(request, db, caller, work, status=201)


@router.post("/requests/{id}/end")
async def end(db: Transaction, caller: Keeper, id: UUID, body: RequestEnd) -> RequestShape:
    """Grant or refuse a request."""
    ended = await rights.finish(
        db, RequestId(id), is_granted=body.granted, why=body.why, actor=actor_of(caller)
    )
    return RequestShape.of(ended)


@router.post("/requests/{id}/cancel")
async def cancel(db: Transaction, caller: Keeper, id: UUID, body: Reason) -> RequestShape:
    """Take a request back; an erasure does not happen."""
    ended = await rights.cancel(db, RequestId(id), why=body.why, actor=actor_of(caller))
    return RequestShape.of(ended)


@router.get("/contacts/{id}/export")
async def export(db: Transaction, caller: Keeper, id: UUID) -> dict[str, Any]:
    """Give all that every room keeps of a person (GDPR, articles 15 and 20)."""
    exported = await rights.export(db, ContactId(id), actor=actor_of(caller))
    return exported.document()


@router.get("/contacts/{id}/erasure")
async def preview(db: Transaction, caller: Keeper, id: UUID) -> Counts:
    """Count what an erasure would remove; nothing changes."""
    del caller
    return Counts(counts=dict(await rights.preview_erasure(db, ContactId(id))))


@router.get("/duplicates")
async def duplicates(db: Transaction, caller: Reader) -> PairList:
    """List contacts that are probably one person."""
    del caller
    found = await contacts.find_duplicates(db)
    return PairList(pairs=[PairShape.of(each) for each in found])


@router.post("/contacts/{id}/merge", status_code=201)
async def merge(db: Transaction, caller: Writer, id: UUID, body: NewMerge) -> MergeShape:
    """Make one contact of two: everything of `gone` follows."""
    done = await rights.merge(db, ContactId(id), ContactId(body.gone), actor=actor_of(caller))
    return MergeShape.of(done)


@router.delete("/merges/{id}")
async def part(db: Transaction, caller: Writer, id: UUID) -> MergeShape:
    """Undo a merge."""
    return MergeShape.of(await rights.part(db, MergeId(id), actor=actor_of(caller)))


@router.get("/retention")
async def retention(db: Transaction, caller: Keeper) -> RetentionShape:
    """Say for how long what is kept."""
    del caller
    return RetentionShape(rules=[RuleShape.of(rule) for rule in await rights.list_rules(db)])


@router.get("/retention/runs")
async def retention_runs(
    db: Transaction,
    caller: Keeper,
    cursor: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 30,
) -> RetentionRunPage:
    """List what the daily runs let go of, by purpose, the newest first."""
    del caller
    found = await rights.list_runs(db, before=cursor, limit=limit + 1)
    return RetentionRunPage(
        runs=[RetentionRunShape.of(run) for run in found[:limit]],
        next=found[limit - 1].id if len(found) > limit else None,
    )


@router.put("/retention/{what}")
async def set_retention(db: Transaction, caller: Keeper, what: str, body: Days) -> RetentionShape:
    """Change for how long something is kept."""
    await rights.set_days(db, what, body.days, actor=actor_of(caller))
    return RetentionShape(rules=[RuleShape.of(rule) for rule in await rights.list_rules(db)])


@router.post("/contacts/{id}/confirmations", status_code=202, response_model=Done)
async def ask_confirmation(
    request: Request,
    db: Transaction,
    house: http.CurrentHouse,
    caller: Writer,
    id: UUID,
    body: Confirmation,
) -> Response:
    """Send the link by which a person confirms that they want news or offers by e-mail."""

    async def work() -> Done:
        sent = await journeys.ask_confirmation(
            db,
            ContactId(id),
            body.purpose,
            source=body.source,
            base_url=house.settings.base_url,
            actor=actor_of(caller),
        )
        return Done(done=not isinstance(sent, Refused))

    return await once(request, db, caller, work, status=202)


@router.get("/coverage")
async def coverage(db: Transaction, caller: Reader) -> CoverageShape:
    """Count whom each channel reaches, and what is missing for the others."""
    del caller
    return CoverageShape.of(await contacts.coverage(db))
