"""Views that an advisor keeps: the filters of the inbox under a name."""

from typing import Annotated
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from limpide import conversations
from limpide.foundation import http
from limpide.web.sign_in import StaffForm

router = APIRouter(prefix="/inbox/views")
_SEE_OTHER = 303
_KNOWN = ("view", "q", "label", "cause", "team")


@router.post("")
async def save(
    db: http.Transaction,
    member: StaffForm,
    name: Annotated[str, Form(max_length=60)],
    query: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Keep what the inbox is narrowed to."""
    kept = urlencode([(key, value) for key, value in parse_qsl(query) if key in _KNOWN])
    await conversations.viewing.save(db, member.advisor.id, name, kept)
    return RedirectResponse(f"/inbox?{kept}", _SEE_OTHER)


@router.post("/{id}/forget")
async def forget(db: http.Transaction, member: StaffForm, id: UUID) -> Response:
    """Forget a view."""
    await conversations.viewing.forget(db, member.advisor.id, id)
    return RedirectResponse("/inbox", _SEE_OTHER)
