"""`/v1/insights`: how far AI is used, whether it helps, how long people wait."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from limpide import insights

from .keys import Transaction, may
from .model import Caller, Scope
from .shapes_insights import InsightsShape

router = APIRouter(prefix="/v1", tags=["insights"])
Reader = Annotated[Caller, Depends(may(Scope.INSIGHTS_READ))]


@router.get("/insights")
async def show(
    db: Transaction, caller: Reader, days: Annotated[int, Query(ge=1, le=366)] = 30
) -> InsightsShape:
    """Give the figures of the last so many days."""
    del caller
    return InsightsShape.of(await insights.figures(db, insights.last_days(days)))
