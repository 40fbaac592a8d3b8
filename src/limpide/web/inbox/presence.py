"""Being there: online or away, and which conversation is before one's eyes."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from limpide import advisors, conversations
from limpide.conversations import ConversationId
from limpide.foundation import http
from limpide.web.sign_in import StaffForm, Talker

router = APIRouter(prefix="/inbox")
_SEE_OTHER = 303
_NOTHING = 204


@router.post("/presence")
async def presence(
    db: http.Transaction, member: Talker, away: Annotated[str, Form()] = ""
) -> Response:
    """Take nothing new, or take conversations again; what waits goes to who is there."""
    await advisors.set_away(db, member.advisor.id, away=bool(away))
    return RedirectResponse("/inbox?notice=" + ("away" if away else "back"), _SEE_OTHER)


@router.post("/here")
async def here(member: StaffForm) -> Response:
    """Say that the inbox is open."""
    del member
    return Response(status_code=_NOTHING)


@router.post("/{id}/here")
async def look(db: http.Transaction, member: StaffForm, id: UUID) -> Response:
    """Say that a conversation is before one's eyes."""
    await conversations.looking.look(db, ConversationId(id), member.advisor.id)
    return Response(status_code=_NOTHING)


@router.post("/{id}/gone")
async def leave(db: http.Transaction, member: StaffForm, id: UUID) -> Response:
    """Say that it is not any more."""
    await conversations.looking.leave(db, ConversationId(id), member.advisor.id)
    return Response(status_code=_NOTHING)
