"""Merging a conversation into another of the same person, splitting one, undoing both."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from limpide import conversations
from limpide.conversations import ConversationId, MoveId
from limpide.foundation import http
from limpide.web.sign_in import Talker

router = APIRouter(prefix="/inbox")
_SEE_OTHER = 303
_MOST = 500


@router.post("/{id}/merge")
async def merge(
    db: http.Transaction, member: Talker, id: UUID, into: Annotated[UUID, Form()]
) -> Response:
    """Move all of this conversation into another."""
    merging = conversations.merging
    source, target = ConversationId(id), ConversationId(into)
    move = await merging.merge(db, source, target, actor=member.actor)
    return _to(move.target, "merged")


@router.post("/{id}/split")
async def split(
    db: http.Transaction,
    member: Talker,
    id: UUID,
    messages: Annotated[list[UUID] | None, Form(max_length=_MOST)] = None,
    subject: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    """Move some messages into a conversation of their own."""
    chosen = set(messages or ())
    try:
        move = await conversations.merging.split(
            db, ConversationId(id), chosen, subject=subject, actor=member.actor
        )
    except conversations.merging.NotSplittableError:
        return _to(ConversationId(id), "not_split")
    return _to(move.target, "split")


@router.post("/moves/{id}/undo")
async def undo(db: http.Transaction, member: Talker, id: UUID) -> Response:
    """Put the messages back."""
    back = await conversations.merging.undo(db, MoveId(id), actor=member.actor)
    return _to(back.id, "move_undone")


def _to(id: ConversationId, notice: str) -> Response:
    return RedirectResponse(f"/inbox/{id}?notice={notice}", _SEE_OTHER)
