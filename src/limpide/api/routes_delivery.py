"""`/v1/providers`, `/v1/dead-letters`, `/v1/unsure`: what an operator looks after."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from limpide import delivery
from limpide.channels import Kind
from limpide.delivery import MessageId
from limpide.foundation import clock, workspaces

from .idempotency import once
from .keys import Transaction, actor_of, may
from .model import Caller, Scope
from .shapes import SendingShape
from .shapes_delivery import (
    DeadLetterPage,
    DeadLetterShape,
    Dismissal,
    Dismissed,
    Providers,
    ProviderShape,
    Replay,
    Replayed,
    ReplayResult,
    Settlement,
    UnsureMessages,
)

router = APIRouter(prefix="/v1", tags=["delivery"])
Reader = Annotated[Caller, Depends(may(Scope.MESSAGES_READ))]
Writer = Annotated[Caller, Depends(may(Scope.MESSAGES_WRITE))]


@router.get("/providers")
async def list_providers(db: Transaction, caller: Reader) -> Providers:
    """Say who carries which channel, and how they are."""
    del caller
    now = clock.now()
    found = await delivery.list_health(db)
    return Providers(providers=[ProviderShape.of(each, now) for each in found])


@router.get("/dead-letters")
async def list_dead_letters(
    db: Transaction,
    caller: Reader,
    channel: Kind | None = None,
    reference: UUID | None = None,
    cursor: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> DeadLetterPage:
    """List messages that ended without hope, the newest first, with what can be done."""
    del caller
    before = None if cursor is None else MessageId(cursor)
    found = await delivery.dead_letters.list_dead_letters(
        db, kind=channel, reference=reference, before=before, limit=limit + 1
    )
    company = (await workspaces.get(db)).legal_name
    return DeadLetterPage(
        dead_letters=[DeadLetterShape.of(letter, company) for letter in found[:limit]],
        next=found[limit - 1].message.id if len(found) > limit else None,
    )


@router.post("/dead-letters/replay", response_model=Replayed)
async def replay(request: Request, db: Transaction, caller: Writer, body: Replay) -> Response:
    """Let some go again. Permission and expiry are asked anew; nothing goes twice."""

    async def work() -> Replayed:
        mending = delivery.dead_letters.Mending(body.address, body.until)
        ids = [MessageId(id) for id in body.messages]
        answers = await delivery.dead_letters.replay(db, ids, mending, actor=actor_of(caller))
        return Replayed(results=[ReplayResult.of(id, why) for id, why in answers.items()])

    return await once(request, db, caller, work)


@router.post("/dead-letters/dismiss", response_model=Dismissed)
async def dismiss(request: Request, db: Transaction, caller: Writer, body: Dismissal) -> Response:
    """Take some off the list; the ledger keeps why."""

    async def work() -> Dismissed:
        ids = [MessageId(id) for id in body.messages]
        many = await delivery.dead_letters.dismiss(db, ids, why=body.why, actor=actor_of(caller))
        return Dismissed(dismissed=many)

    return await once(request, db, caller, work)


@router.get("/unsure")
async def list_unsure(db: Transaction, caller: Reader) -> UnsureMessages:
    """List the messages that were perhaps sent: somebody has to find out."""
    del caller
    company = (await workspaces.get(db)).legal_name
    found = await delivery.list_unsure(db)
    return UnsureMessages(messages=[SendingShape.of(message, company) for message in found])


@router.post("/unsure/{id}/settle", response_model=SendingShape)
async def settle(
    request: Request, db: Transaction, caller: Writer, id: UUID, body: Settlement
) -> Response:
    """Say what became of one; one that was not sent is tried again."""

    async def work() -> SendingShape:
        message = MessageId(id)
        await delivery.resolve_unsure(
            db, message, was_sent=body.was_sent, why=body.why, actor=actor_of(caller)
        )
        company = await workspaces.get(db)
        return SendingShape.of(await delivery.get_message(db, message), company.legal_name)

    return await once(request, db, caller, work)
