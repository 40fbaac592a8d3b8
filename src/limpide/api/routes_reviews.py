"""`/v1/check` and `/v1/reviews`: texts before they leave, and what waits for a person."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from limpide import advisors, conversations, review
from limpide.advisors import AdvisorId
from limpide.foundation.database import Database
from limpide.review import ItemId, Reviewer, Ruling, Wanted

from .idempotency import once
from .keys import Transaction, actor_of, may
from .model import Caller, Scope
from .shapes_reviews import (
    AssignedShape,
    CheckedShape,
    DecisionPage,
    DecisionShape,
    FindingShape,
    ItemPage,
    ItemShape,
    ItemsWanted,
    NewDecision,
    NewDecisions,
    NewReviewAssignment,
    TextToCheck,
)

router = APIRouter(prefix="/v1", tags=["reviews"])
Reader = Annotated[Caller, Depends(may(Scope.REVIEWS_READ))]
Writer = Annotated[Caller, Depends(may(Scope.REVIEWS_WRITE))]


@router.post("/check")
async def check(caller: Reader, body: TextToCheck) -> CheckedShape:
    """Check a text; nothing is kept."""
    del caller
    context = review.checks.Context(
        language=body.language,
        by_ai=body.by_ai,
        sources=tuple(body.sources),
        known=tuple(body.known),
        own=frozenset(body.own),
        allowed=tuple(body.allowed),
        must_disclose=body.must_disclose,
    )
    found = review.check(body.text, context)
    return CheckedShape(
        gate=review.gate(found).value,
        reading_ease=round(review.checks.reading_ease(body.text, body.language)),
        findings=[FindingShape.of(each, body.language) for each in found],
    )


@router.get("/reviews")
async def list_reviews(
    db: Transaction,
    caller: Reader,
    wanted: Annotated[ItemsWanted, Query()],
) -> ItemPage:
    """List what waits, the most urgent first."""
    del caller
    narrowed = Wanted(
        kind=wanted.kind,
        skills=None if wanted.skill is None else [wanted.skill],
        assignee=wanted.assignee,
        is_free=wanted.unassigned,
    )
    items = await review.list_items(db, narrowed, limit=wanted.limit)
    return ItemPage(items=list(map(ItemShape.of, items)))


@router.get("/reviews/{id}")
async def get_review(db: Transaction, caller: Reader, id: UUID) -> ItemShape:
    """Get one, whatever became of it."""
    del caller
    return ItemShape.of(await review.get_item(db, ItemId(id)))


@router.post("/reviews/{id}/decision", response_model=DecisionShape)
async def decide(
    request: Request, db: Transaction, caller: Writer, id: UUID, body: NewDecision
) -> Response:
    """Decide in the name of an advisor. What wants several people is decided on the page."""

    async def work() -> DecisionShape:
        by = await _reviewer(db, body.advisor)
        ruling = Ruling(body.decision, body.text, body.reason)
        actor = actor_of(caller)
        done = await conversations.decide_review(db, ItemId(id), ruling, by, actor=actor)
        return DecisionShape.of(done)

    return await once(request, db, caller, work)


@router.post("/reviews/{id}/assignment", response_model=AssignedShape)
async def assign(
    request: Request, db: Transaction, caller: Writer, id: UUID, body: NewReviewAssignment
) -> Response:
    """Let an advisor be on an item, or nobody; what a colleague is on is not taken unnamed."""

    async def work() -> AssignedShape:
        to = None if body.advisor is None else await _reviewer(db, body.advisor)
        done = await review.assign(db, ItemId(id), to, over=body.over, actor=actor_of(caller))
        return AssignedShape.of(done)

    return await once(request, db, caller, work)


@router.post("/reviews/decisions", response_model=DecisionPage)
async def decide_several(
    request: Request, db: Transaction, caller: Writer, body: NewDecisions
) -> Response:
    """Decide several that are alike as they stand; each is answered for itself, in their order."""

    async def work() -> DecisionPage:
        by = await _reviewer(db, body.advisor)
        ruling, actor = Ruling(body.decision, reason=body.reason), actor_of(caller)
        done = [
            await conversations.decide_review(db, ItemId(id), ruling, by, actor=actor)
            for id in dict.fromkeys(body.items)
        ]
        return DecisionPage(decisions=[DecisionShape.of(each) for each in done])

    return await once(request, db, caller, work)


async def _reviewer(db: Database, id: UUID) -> Reviewer:
    advisor = await advisors.get_talker(db, AdvisorId(id))
    return Reviewer(advisor.id, advisor.name, is_program=True)
