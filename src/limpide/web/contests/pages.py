"""`/contests`: the list, one contest with the turn behind it, the decision, telling the others."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from limpide import assistant, conversations, insights
from limpide.advisors import Role
from limpide.conversations import Message
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.web import pages, turns
from limpide.web.figures import writers
from limpide.web.sign_in import Staff, StaffForm, require, staff_page

router = APIRouter(prefix="/contests")
_SEE_OTHER: Final = 303
_DAYS: Final = 30
_DECIDE: Final = (Role.KNOWLEDGE_OWNER, Role.LEAD, Role.ADMIN)
_TELL: Final = (Role.LEAD, Role.ADMIN)


@router.get("")
async def index(request: Request, db: http.Transaction, member: Staff) -> Response:
    """List what waits for a decision, and what was decided."""
    waiting = await assistant.contests.list_contests(db)
    language = pages.language_of(request, member.advisor.language)
    return staff_page(
        request,
        "contests/index.html",
        member,
        "contests",
        waiting=[(each, await _message(db, each)) for each in waiting],
        decided=await assistant.contests.list_contests(db, is_open=False, limit=50),
        figures=await insights.contested(db, insights.last_days(_DAYS)),
        days=_DAYS,
        **writers(language),
    )


@router.get("/{id}")
async def show(request: Request, db: http.Transaction, member: Staff, id: UUID) -> Response:
    """Show what was called wrong and why it was said; once corrected, who got the same answer."""
    contest = await assistant.contests.get_contest(db, assistant.contests.ContestId(id))
    language = pages.language_of(request, member.advisor.language)
    turn = None
    if contest.turn is not None:
        kept = await assistant.get_turn(db, contest.turn)
        (turn,) = await turns.in_words(db, [kept], language)
    is_corrected = contest.outcome is assistant.contests.Outcome.CORRECTED
    return staff_page(
        request,
        "contests/contest.html",
        member,
        "contests",
        contest=contest,
        message=await _message(db, contest),
        turn=turn,
        behind=await assistant.contests.passages_of(db, contest),
        spread=await assistant.contests.spread(db, contest) if is_corrected else None,
        may_decide=bool(member.advisor.roles.intersection(_DECIDE)),
        may_tell=bool(member.advisor.roles.intersection(_TELL)),
        notice=request.query_params.get("notice", ""),
        **writers(language),
    )


@router.post("/{id}")
async def decide(
    db: http.Transaction,
    member: StaffForm,
    id: UUID,
    outcome: Annotated[assistant.contests.Outcome, Form()],
    note: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Keep what a colleague decides."""
    require(member, *_DECIDE)
    contest = assistant.contests.ContestId(id)
    await assistant.contests.decide(db, contest, outcome, note.strip(), actor=member.actor)
    return RedirectResponse(f"/contests/{id}?notice=decided", _SEE_OTHER)


@router.post("/{id}/tell")
async def tell(db: http.Transaction, member: StaffForm, id: UUID) -> Response:
    """Tell those who got the same answer that it was corrected."""
    require(member, *_TELL)
    await assistant.contests.tell(db, assistant.contests.ContestId(id), actor=member.actor)
    return RedirectResponse(f"/contests/{id}?notice=told", _SEE_OTHER)


async def _message(db: Database, contest: assistant.contests.Contest) -> Message | None:
    if contest.conversation is None:
        return None
    thread = await conversations.thread(db, contest.conversation)
    return next((each for each in thread.messages if each.id == contest.message), None)
