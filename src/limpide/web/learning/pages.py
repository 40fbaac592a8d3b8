"""`/learning`: what people change in the AI's texts, what follows, and how a team validates."""

from datetime import UTC, date, datetime, time
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from limpide import flows, review
from limpide.advisors import Role
from limpide.foundation import http
from limpide.review import Lessons, SuggestionState, Target, TargetKind
from limpide.web.sign_in import Staff, StaffForm, Talker, require, staff_page

from . import applying

router = APIRouter(prefix="/learning")
_SEE_OTHER = 303
_PERIODS = (30, 90, 365)
_OWNERS = (Role.KNOWLEDGE_OWNER, Role.LEAD, Role.ADMIN)
Words = Annotated[str, Form(max_length=5_000)]


@router.get("")
async def show(
    request: Request, db: http.Transaction, member: Staff, days: int = 90, skill: str = ""
) -> Response:
    """Show what a period of edits teaches."""
    period = days if days in _PERIODS else 90
    found = await review.learning.lessons(db, days=period, skill=skill or None)
    everything = found if not skill else await review.learning.lessons(db, days=period)
    return staff_page(
        request,
        "learning/learning.html",
        member,
        "learning",
        found=found,
        skills=[each.name for each in everything.skills],
        skill=skill,
        days=period,
        periods=_PERIODS,
        kinds=list(TargetKind),
        titles={flow.name: flow.title for flow in (await flows.catalogue(db)).flows.values()},
        targets=await applying.targets(db),
        chart=_chart(found),
        suggestions=await review.learning.list_suggestions(db),
        may_settle=bool(member.advisor.roles.intersection(_OWNERS)),
        notice=request.query_params.get("notice", ""),
    )


@router.post("/suggestions")
async def suggest(
    db: http.Transaction,
    member: Talker,
    kind: Annotated[TargetKind, Form()],
    target: Annotated[str, Form(min_length=1, max_length=300)],
    before: Words,
    after: Words = "",
    times: Annotated[int, Form(ge=1)] = 1,
) -> Response:
    """Put a change before the owner of a document, template or flow."""
    made = await review.learning.suggest(
        db, Target(kind, target.strip()), before, after, times, actor=member.actor
    )
    notice = "suggested" if made else "waits_already"
    return RedirectResponse(f"/learning?notice={notice}#suggestions", _SEE_OTHER)


@router.post("/suggestions/{id}")
async def settle(
    db: http.Transaction, member: StaffForm, id: UUID, state: Annotated[SuggestionState, Form()]
) -> Response:
    """Say what became of a change: made, or not wanted. Owners only."""
    require(member, *_OWNERS)
    if state is not SuggestionState.OPEN:
        await review.learning.settle_suggestion(db, id, state, actor=member.actor)
    return RedirectResponse("/learning#suggestions", _SEE_OTHER)


@router.post("/suggestions/{id}/apply")
async def apply(db: http.Transaction, member: StaffForm, id: UUID) -> Response:
    """Make the change as a draft of its document, template or flow. Owners only."""
    require(member, *_OWNERS)
    wanted = await review.learning.find_suggestion(db, id)
    if wanted is None:
        return RedirectResponse("/learning?notice=settled_already#suggestions", _SEE_OTHER)
    where = await applying.apply(db, wanted, actor=member.actor)
    if where is not None:
        # A document's change is made when its editor keeps it.
        if wanted.target.kind is not TargetKind.DOCUMENT:
            done = SuggestionState.DONE
            await review.learning.settle_suggestion(db, id, done, actor=member.actor)
        return RedirectResponse(where, _SEE_OTHER)
    return RedirectResponse("/learning?notice=not_there#suggestions", _SEE_OTHER)


def _chart(found: Lessons) -> dict[str, list[float]]:
    """Give the points of the chart: Mondays as seconds, percents."""
    return {
        "at": [_seconds(week.monday) for week in found.weeks],
        "distance": [round(week.distance * 100, 1) for week in found.weeks],
        "unedited": [round(week.unedited * 100, 1) for week in found.weeks],
    }


def _seconds(day: date) -> float:
    return datetime.combine(day, time(), UTC).timestamp()
