"""Several conversations at once; what was done can be undone for an hour."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Response
from fastapi.responses import RedirectResponse

from limpide import advisors, conversations
from limpide.advisors import AdvisorId
from limpide.conversations import ConversationId, Needs, Snooze
from limpide.delivery import Importance
from limpide.foundation import clock, http
from limpide.foundation.database import Database
from limpide.web.sign_in import StaffMember, Talker

router = APIRouter(prefix="/inbox")
_SEE_OTHER = 303
_MOST = 200
DEEDS = ("resolve", "reopen", "assign", "label", "unlabel", "snooze", "importance", "hand_back")
Some = Annotated[list[UUID] | None, Form(max_length=_MOST)]


@dataclass(frozen=True, slots=True)
class Deed:
    """What is to be done: `do` is one of DEEDS, the rest says with what."""

    do: str
    to: str
    label: str
    snooze: Snooze
    importance: Importance


def deed(
    do: Annotated[str, Form()] = "resolve",
    to: Annotated[str, Form()] = "",
    label: Annotated[str, Form(max_length=60)] = "",
    snooze: Annotated[Snooze, Form()] = Snooze.DAY,
    importance: Annotated[Importance, Form()] = Importance.ROUTINE,
) -> Deed:
    """Read the form."""
    return Deed(do, to, label, snooze, importance)


@router.post("/bulk")
async def bulk(
    db: http.Transaction,
    member: Talker,
    wanted: Annotated[Deed, Depends(deed)],
    ids: Some = None,
    view: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """Do one thing to all that are marked, in one transaction."""
    chosen = [ConversationId(id) for id in sorted(ids or ())]
    query: dict[str, str] = {"view": view} if view else {}
    if chosen and wanted.do in DEEDS:
        undo = await conversations.undoing.remember(db, chosen, wanted.do, member.advisor.id)
        await _act(db, chosen, member, wanted)
        query |= {"done": wanted.do, "count": str(len(chosen)), "undo": str(undo)}
    return RedirectResponse(f"/inbox?{urlencode(query)}", _SEE_OTHER)


@router.post("/undo/{id}")
async def undo(
    db: http.Transaction, member: Talker, id: UUID, view: Annotated[str, Form()] = ""
) -> Response:
    """Put conversations back as they were. What was sent stays sent."""
    back = await conversations.undoing.undo(db, id, member.advisor.id, actor=member.actor)
    if len(back) == 1 and not view:
        return RedirectResponse(f"/inbox/{back[0]}?notice=undone", _SEE_OTHER)
    query = urlencode({"view": view, "done": "undo", "count": len(back)})
    return RedirectResponse(f"/inbox?{query}", _SEE_OTHER)


async def _act(
    db: Database, chosen: Sequence[ConversationId], member: StaffMember, wanted: Deed
) -> None:
    colleague = None
    if wanted.do == "assign" and wanted.to:
        colleague = await advisors.get_advisor(db, AdvisorId(UUID(wanted.to)))
    for id in chosen:
        if wanted.do == "assign":
            name, to = (colleague.name, colleague.id) if colleague else ("", None)
            await conversations.assign(db, id, to, name, actor=member.actor)
        elif wanted.do == "importance":
            thread = await conversations.get_conversation(db, id)
            needs = Needs(thread.team, thread.skill, wanted.importance)
            await conversations.assigning.set_needs(db, id, needs, actor=member.actor)
        else:
            await _change(db, id, member, wanted)


async def _change(db: Database, id: ConversationId, member: StaffMember, wanted: Deed) -> None:
    match wanted.do:
        case "resolve":
            await conversations.resolve(db, id, actor=member.actor)
        case "reopen":
            await conversations.reopen(db, id, actor=member.actor)
        case "snooze":
            until = clock.now() + wanted.snooze.span
            await conversations.snooze(db, id, until, actor=member.actor)
        case "hand_back":
            await conversations.hand_back(db, id, actor=member.actor)
        case "label" | "unlabel" if wanted.label.strip():
            await conversations.label(db, id, wanted.label, on=wanted.do == "label")
        case _:
            pass
