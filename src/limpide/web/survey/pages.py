"""`/s/<token>`: the answer to «did we help?», by one tap in a mail, a text or the chat."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response

from limpide import conversations
from limpide.conversations import Clear, ConversationId, Survey
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.web import pages
from limpide.web.chat import Begun, SameOrigin

router = APIRouter()
_NOTHING = 204
Score = Annotated[int, Form(ge=1, le=5)]
Comment = Annotated[str, Form(max_length=2000)]


@router.get("/s/{token}")
async def ask(request: Request, db: http.Transaction, token: str, score: int = 0) -> Response:
    """Show the question with what was tapped; a scanner that opens the link answers nothing."""
    survey = await conversations.surveys.find(db, token)
    tapped = score if score in conversations.surveys.SCORES else 0
    return _page(request, survey, tapped, is_kept=False)


@router.post("/s/{token}")
async def answer(
    request: Request,
    db: http.Transaction,
    token: str,
    score: Score,
    clear: Annotated[Clear | None, Form()] = None,
    comment: Comment = "",
) -> Response:
    """Keep the answer."""
    survey = await conversations.surveys.find(db, token)
    await conversations.surveys.answer(db, survey, score, clear=clear, comment=comment)
    return _page(request, survey, score, is_kept=True)


@router.post("/s/{token}/never")
async def never(request: Request, db: http.Transaction, token: str) -> Response:
    """Ask this person no such question any more."""
    survey = await conversations.surveys.find(db, token)
    await conversations.surveys.never_again(db, survey)
    language = pages.language_of(request, survey.language)
    return pages.page(request, "survey/never.html", language=language)


@router.post("/chat/survey", dependencies=[SameOrigin])
async def answer_in_chat(
    db: http.Transaction,
    id: Begun,
    survey: Annotated[UUID, Form()],
    score: Score,
    clear: Annotated[Clear | None, Form()] = None,
    comment: Comment = "",
) -> Response:
    """Keep the answer of the visitor's own conversation."""
    waiting = await _waiting(db, id)
    if waiting is None or waiting.id != survey:
        raise conversations.surveys.NoSuchSurveyError
    await conversations.surveys.answer(db, waiting, score, clear=clear, comment=comment)
    return Response(status_code=_NOTHING)


async def _waiting(db: Database, begun: ConversationId) -> Survey | None:
    thread = await conversations.get_conversation(db, begun)
    return await conversations.surveys.find_open(db, thread.id)


def _page(request: Request, survey: Survey, score: int, *, is_kept: bool) -> Response:
    return pages.page(
        request,
        "survey/survey.html",
        language=pages.language_of(request, survey.language),
        survey=survey,
        score=score or survey.score or 0,
        tapped=bool(score) and not is_kept,
        is_kept=is_kept,
        scores=conversations.surveys.SCORES,
        clears=list(Clear),
    )
