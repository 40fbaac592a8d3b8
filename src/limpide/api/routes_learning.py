"""`/v1/learning`: what people change in the AI's texts, and the changes that follow from it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from limpide import review
from limpide.review import Target

from .idempotency import once
from .keys import Transaction, actor_of, may
from .model import Caller, Scope
from .shapes_learning import (
    LessonsShape,
    Made,
    NewSuggestion,
    Settled,
    Settling,
    SuggestionPage,
    SuggestionShape,
)

router = APIRouter(prefix="/v1/learning", tags=["reviews"])
Reader = Annotated[Caller, Depends(may(Scope.REVIEWS_READ))]
Writer = Annotated[Caller, Depends(may(Scope.REVIEWS_WRITE))]


@router.get("")
async def get_lessons(
    db: Transaction,
    caller: Reader,
    days: Annotated[int, Query(ge=1, le=365)] = 90,
    skill: Annotated[str | None, Query(max_length=200)] = None,
) -> LessonsShape:
    """Read what a period of edits teaches."""
    del caller
    return LessonsShape.of(await review.learning.lessons(db, days=days, skill=skill))


@router.get("/suggestions")
async def list_suggestions(db: Transaction, caller: Reader) -> SuggestionPage:
    """List the changes that wait for an owner, the latest first."""
    del caller
    found = await review.learning.list_suggestions(db)
    return SuggestionPage(suggestions=[SuggestionShape.of(each) for each in found])


@router.post("/suggestions", response_model=Made)
async def suggest(
    request: Request, db: Transaction, caller: Writer, body: NewSuggestion
) -> Response:
    """Put a change before the owner of a document, template or flow."""

    async def work() -> Made:
        target, actor = Target(body.kind, body.target), actor_of(caller)
        id = await review.learning.suggest(
            db, target, body.before, body.after, body.times, actor=actor
        )
        return Made(id=id)

    return await once(request, db, caller, work)


@router.post("/suggestions/{id}", response_model=Settled)
async def settle(
    request: Request, db: Transaction, caller: Writer, id: UUID, body: Settling
) -> Response:
    """Say what became of a change; only the first word counts."""

    async def work() -> Settled:
        done = await review.learning.settle_suggestion(db, id, body.settled, actor=actor_of(caller))
        return Settled(is_settled=done)

    return await once(request, db, caller, work)
