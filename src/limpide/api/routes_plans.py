"""`/v1/plans` and `/v1/policy`: how messages go out, explained before they do."""

from typing import Annotated

from fastapi import APIRouter, Depends

from limpide import delivery

from .keys import Transaction, actor_of, may
from .model import Caller, Scope
from .routes_messages import wish_of
from .shapes import NewMessage
from .shapes_plans import PlanShape, PolicyShape

router = APIRouter(prefix="/v1", tags=["plans"])
Reader = Annotated[Caller, Depends(may(Scope.MESSAGES_READ))]
Writer = Annotated[Caller, Depends(may(Scope.MESSAGES_WRITE))]


@router.post("/plans")
async def explain(db: Transaction, caller: Reader, body: NewMessage) -> PlanShape:
    """Say by which channels a message would go, when, and why not by others. Sends nothing."""
    del caller
    return PlanShape.of(await delivery.plan(db, wish_of(body)))


@router.get("/policy")
async def get_policy(db: Transaction, caller: Reader) -> PolicyShape:
    """Say how this company plans its messages."""
    del caller
    return PolicyShape.of(await delivery.policy(db))


@router.put("/policy")
async def set_policy(db: Transaction, caller: Writer, body: PolicyShape) -> PolicyShape:
    """Decide how this company plans its messages; what is left out is as the program ships it."""
    changes = body.model_dump(mode="json", exclude_unset=True)
    return PolicyShape.of(await delivery.set_policy(db, changes, actor=actor_of(caller)))
