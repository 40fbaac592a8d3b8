"""`/v1/conversations`: merging, splitting, undoing, assigning."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from limpide import advisors, conversations
from limpide.advisors import AdvisorId
from limpide.conversations import ConversationId, MoveId, Needs
from limpide.delivery import Importance

from .idempotency import once
from .keys import Transaction, actor_of, may
from .model import Caller, Scope
from .shapes import ConversationShape
from .shapes_desk import AssignmentShape, MoveShape, NewAssignment, NewMerge, NewSplit

router = APIRouter(prefix="/v1/conversations", tags=["conversations"])
Writer = Annotated[Caller, Depends(may(Scope.CONVERSATIONS_WRITE))]


@router.post("/{id}/merge", response_model=MoveShape)
async def merge(
    request: Request, db: Transaction, caller: Writer, id: UUID, body: NewMerge
) -> Response:
    """Move all of a conversation into another of the same person; later mails follow."""

    async def work() -> MoveShape:
        source, target = ConversationId(id), ConversationId(body.into)
        move = await conversations.merging.merge(db, source, target, actor=actor_of(caller))
        return MoveShape.of(move)

    return await once(request, db, caller, work)


@router.post("/{id}/split", response_model=MoveShape)
async def split(
    request: Request, db: Transaction, caller: Writer, id: UUID, body: NewSplit
) -> Response:
    """Move some messages into a conversation of their own."""

    async def work() -> MoveShape:
        move = await conversations.merging.split(
            db,
            ConversationId(id),
            set(body.messages),
            subject=body.subject,
            actor=actor_of(caller),
        )
        return MoveShape.of(move)

    return await once(request, db, caller, work)


@router.post("/moves/{id}/undo", response_model=ConversationShape)
async def undo(request: Request, db: Transaction, caller: Writer, id: UUID) -> Response:
    """Put the messages of a merge or a split back."""

    async def work() -> ConversationShape:
        back = await conversations.merging.undo(db, MoveId(id), actor=actor_of(caller))
        return ConversationShape.of(back)

    return await once(request, db, caller, work)


@router.post("/{id}/assignment", response_model=AssignmentShape)
async def assign(
    request: Request, db: Transaction, caller: Writer, id: UUID, body: NewAssignment
) -> Response:
    """Give a conversation to an advisor, or to whoever is there and fits best."""

    async def work() -> AssignmentShape:
        actor, thread = actor_of(caller), ConversationId(id)
        if body.advisor is not None:
            one = await advisors.get_advisor(db, AdvisorId(body.advisor))
            held = await conversations.assign(db, thread, one.id, one.name, actor=actor)
        else:
            needs = Needs(body.team, body.skill.strip().lower(), Importance(body.importance))
            held = await conversations.assigning.set_needs(db, thread, needs, actor=actor)
        return AssignmentShape(
            conversation=held.id, advisor=held.assignee, because=list(held.because)
        )

    return await once(request, db, caller, work)
