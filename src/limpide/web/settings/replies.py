"""`/settings/replies`: ready answers; what is deleted can be put back at once."""

import re
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from limpide import conversations, ledger
from limpide.conversations import CannedReply
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.foundation.i18n import LANGUAGES
from limpide.web.sign_in import StaffMember

from .access import SEE_OTHER, Changer, Long, Reader, Short, settings_page

router = APIRouter(prefix="/settings/replies")
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_EMPTY: Final = {"id": "", "name": "", "language": "fr", "body": ""}


@router.get("")
async def replies(
    request: Request, db: http.Transaction, member: Reader, edit: str = ""
) -> Response:
    """Show the list, with one of them in the form when it is to be changed."""
    known = await conversations.list_canned_replies(db)
    chosen = next((each for each in known if str(each.id) == edit), None)
    return await _page(request, db, member, values=_EMPTY if chosen is None else _values(chosen))


@router.post("")
async def save(
    request: Request,
    db: http.Transaction,
    member: Changer,
    name: Short,
    language: Short,
    body: Long,
    id: Annotated[str, Form()] = "",
) -> Response:
    """Keep a ready answer; one that is renamed leaves nothing behind."""
    values = {"id": id, "name": name.strip(), "language": language, "body": body.strip()}
    known = await conversations.list_canned_replies(db)
    errors = _faults(values, known)
    if errors:
        return await _page(request, db, member, values=values, errors=errors)
    before = next((each for each in known if str(each.id) == id), None)
    if before is not None and (before.name, before.language) != (values["name"], language):
        await conversations.remove_canned_reply(db, before.id)
    await conversations.put_canned_reply(db, values["name"], language, values["body"])
    why = values["name"]
    await ledger.record(db, "reply.saved", about=db.workspace, why=why, actor=member.actor)
    return RedirectResponse("/settings/replies?notice=saved", SEE_OTHER)


@router.post("/{id}/remove")
async def remove(request: Request, db: http.Transaction, member: Changer, id: UUID) -> Response:
    """Forget a ready answer; the page that follows can put it back."""
    known = await conversations.list_canned_replies(db)
    gone = next((each for each in known if each.id == id), None)
    if await conversations.remove_canned_reply(db, id):
        why = gone.name if gone else ""
        await ledger.record(db, "reply.removed", about=db.workspace, why=why, actor=member.actor)
    undo = None if gone is None else {**_values(gone), "id": ""}
    return await _page(request, db, member, values=_EMPTY, undo=undo)


async def _page(
    request: Request,
    db: Database,
    member: StaffMember,
    *,
    values: dict[str, str],
    errors: dict[str, str] | None = None,
    undo: dict[str, str] | None = None,
) -> Response:
    more: dict[str, Any] = {"replies": await conversations.list_canned_replies(db), "undo": undo}
    return settings_page(request, member, "replies", errors or {}, values=values, **more)


def _values(one: CannedReply) -> dict[str, str]:
    return {"id": str(one.id), "name": one.name, "language": one.language, "body": one.body}


def _faults(values: dict[str, str], known: Any) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not _NAME.fullmatch(values["name"]):
        errors["name"] = "reply_name"
    taken = [
        each
        for each in known
        if (each.name, each.language) == (values["name"], values["language"])
        and str(each.id) != values["id"]
    ]
    # A new answer must not quietly take the place of another; an edited one keeps its own.
    if taken:
        errors["name"] = "reply_taken"
    if values["language"] not in LANGUAGES:
        errors["language"] = "choice"
    if not values["body"]:
        errors["body"] = "empty"
    return errors
