"""Several conversations at once: close, give to a colleague, label; closing can be undone."""

from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from limpide import advisors, conversations
from limpide.advisors import AdvisorId
from limpide.conversations import ConversationId
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.web.sign_in import StaffMember, Talker

router = APIRouter(prefix="/inbox")
_SEE_OTHER = 303
_MOST = 50
Some = Annotated[list[UUID] | None, Form(max_length=_MOST)]


@router.post("/bulk")
async def bulk(
    db: http.Transaction,
    member: Talker,
    ids: Some = None,
    do: Annotated[str, Form()] = "resolve",
    to: Annotated[str, Form()] = "",
    label: Annotated[str, Form(max_length=60)] = "",
    view: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """Do one thing to all that are marked, in one transaction."""
    # In one order, so that two advisors who mark the same ones do not wait for each other.
    for id in sorted(ids or ()):
        await _act(db, ConversationId(id), member, do, to, label)
    query: dict[str, str] = {"view": view} if view else {}
    if ids:
        query |= {"done": do, "ids": ",".join(map(str, ids))}
    return RedirectResponse(f"/inbox?{urlencode(query)}", _SEE_OTHER)


async def _act(
    db: Database, id: ConversationId, member: StaffMember, do: str, to: str, label: str
) -> None:
    match do:
        case "resolve":
            await conversations.resolve(db, id, actor=member.actor)
        case "reopen":
            await conversations.reopen(db, id, actor=member.actor)
        case "assign":
            colleague = await advisors.get_advisor(db, AdvisorId(UUID(to))) if to else None
            name = colleague.name if colleague else ""
            wished = colleague.id if colleague else None
            await conversations.assign(db, id, wished, name, actor=member.actor)
        case "label" if label.strip():
            await conversations.label(db, id, label)
        case _:
            pass
