"""`/settings/macros`: several steps under one name."""

from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from limpide import advisors, conversations
from limpide.conversations import Macro, Snooze, Status
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.foundation.ids import new_id
from limpide.web.sign_in import StaffMember

from .access import SEE_OTHER, Changer, Long, Reader, Short, settings_page

router = APIRouter(prefix="/settings/macros")
_EMPTY = Macro(UUID(int=0), "", {})


@router.get("")
async def macros(
    request: Request, db: http.Transaction, member: Reader, edit: str = ""
) -> Response:
    """Show the list, with one of them in the form when it is to be changed."""
    known = await conversations.macros.list_macros(db)
    chosen = next((each for each in known if str(each.id) == edit), _EMPTY)
    return await _page(request, db, member, chosen)


@router.post("")
async def save(  # noqa: PLR0913, PLR0917 (one parameter per field of the form)
    request: Request,
    db: http.Transaction,
    member: Changer,
    name: Short = "",
    fr: Long = "",
    en: Long = "",
    note: Long = "",
    labels: Short = "",
    assign: Short = "",
    then: Short = "",
    id: Annotated[str, Form()] = "",
) -> Response:
    """Keep a macro."""
    texts = {language: text.strip() for language, text in (("fr", fr), ("en", en)) if text.strip()}
    macro = Macro(
        UUID(id) if id else new_id(),
        " ".join(name.split()),
        texts,
        note.strip(),
        tuple(filter(None, (" ".join(each.split())[:60] for each in labels.split(",")))),
        assign,
        Status(then) if then in {Status.RESOLVED, Status.OPEN} else None,
        Snooze(then) if then in set(Snooze) else None,
    )
    try:
        await conversations.macros.put(db, macro, actor=member.actor)
    except conversations.macros.InvalidMacroError:
        shown = macro if id else replace(macro, id=_EMPTY.id)
        return await _page(request, db, member, shown, {"name": "macro"})
    return RedirectResponse("/settings/macros?notice=saved", SEE_OTHER)


@router.post("/{id}/remove")
async def remove(db: http.Transaction, member: Changer, id: UUID) -> Response:
    """Forget a macro."""
    await conversations.macros.remove(db, id, actor=member.actor)
    return RedirectResponse("/settings/macros?notice=removed", SEE_OTHER)


async def _page(
    request: Request,
    db: Database,
    member: StaffMember,
    shown: Macro,
    errors: dict[str, str] | None = None,
) -> Response:
    values: dict[str, Any] = {
        "macros": await conversations.macros.list_macros(db),
        "shown": shown,
        "is_new": shown.id == _EMPTY.id,
        "teams": await advisors.list_teams(db),
        "variables": [f"{{{name}}}" for name in conversations.macros.VARIABLES],
        "snoozes": list(Snooze),
    }
    return settings_page(request, member, "macros", errors or {}, **values)
