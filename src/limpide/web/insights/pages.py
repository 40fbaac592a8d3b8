"""`/insights`: how far AI is used, whether it helps, how long people wait, what it weighs."""

from typing import Final

from fastapi import APIRouter, Request, Response

from limpide import flows, insights
from limpide.advisors import Role
from limpide.foundation import http
from limpide.web import pages
from limpide.web.figures import writers
from limpide.web.sign_in import Staff, require, staff_page

from .view import beside

router = APIRouter(prefix="/insights")
_READERS: Final = (Role.LEAD, Role.AUDITOR, Role.ADMIN)
_PERIODS: Final = (7, 30, 90, 365)


@router.get("")
async def show(request: Request, db: http.Transaction, member: Staff, days: int = 30) -> Response:
    """Show the figures of a period, with published figures beside them."""
    require(member, *_READERS)
    days = days if days in _PERIODS else 30
    language = pages.language_of(request, member.advisor.language)
    figures = await insights.figures(db, insights.last_days(days))
    return staff_page(
        request,
        "insights/insights.html",
        member,
        "insights",
        figures=figures,
        highest=max((each.authorship.all for each in figures.days), default=0),
        titles={flow.name: flow.title for flow in (await flows.catalogue(db)).flows.values()},
        references=beside(figures, language),
        periods=_PERIODS,
        days=days,
        **writers(language),
    )
