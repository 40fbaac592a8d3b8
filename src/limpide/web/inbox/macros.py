"""Macros: shown first in the conversation, then done in one; what can be undone can be undone."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from limpide import conversations, review
from limpide.channels import Kind
from limpide.conversations import ConversationId, Reply, Said
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.ledger import Author, AuthorKind, Reason
from limpide.review import Finding
from limpide.web.sign_in import StaffMember, Talker

router = APIRouter(prefix="/inbox")
_SEE_OTHER = 303
_LONGEST = 50_000


@dataclass(frozen=True, slots=True)
class Shown:
    """A macro as it would act here. `kind`: the channel its reply leaves by; None where it may not.

    `findings`: what the checks say of the reply.
    """

    filled: conversations.macros.Filled
    kind: Kind | None
    findings: tuple[Finding, ...]


async def shown(
    db: Database, thread: ConversationId, id: UUID, member: StaffMember
) -> Shown | None:
    """Say what a macro would do in a conversation; None when there is no such macro."""
    name = member.advisor.name
    try:
        filled = await conversations.macros.fill(db, id, thread, name)
    except conversations.macros.NoSuchMacroError:
        return None
    if not filled.text:
        return Shown(filled, None, ())
    plan = await conversations.plan_reply(db, thread, _reply(filled.text, member))
    kind = plan.rungs[0].kind if plan.rungs else None
    findings = await conversations.check_reply(db, thread, filled.text)
    return Shown(filled, kind, tuple(findings))


@router.post("/{id}/macro/{macro}")
async def act(
    db: http.Transaction,
    member: Talker,
    id: UUID,
    macro: UUID,
    text: Annotated[str, Form(max_length=_LONGEST)] = "",
    why: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """Do all of a macro; nothing of it when its reply may not leave."""
    thread, advisor = ConversationId(id), member.advisor
    filled = await conversations.macros.fill(db, macro, thread, advisor.name)
    undo = await conversations.undoing.remember(db, [thread], "macro", advisor.id)
    fault = await _say(db, thread, text.strip(), why, member) if filled.text else ""
    if fault:
        return RedirectResponse(f"/inbox/{id}?macro={macro}&notice={fault}", _SEE_OTHER)
    await conversations.macros.act(db, filled, thread, advisor.id, advisor.name, actor=member.actor)
    return RedirectResponse(f"/inbox/{id}?notice=macro_done&undo={undo}", _SEE_OTHER)


async def _say(
    db: Database, thread: ConversationId, text: str, why: str, member: StaffMember
) -> str:
    """Answer with the macro's text; give the notice that says why it did not leave, or nothing."""
    if not text:
        return ""
    findings = await conversations.check_reply(db, thread, text)
    if review.gate(findings, why) is not review.Gate.OPEN:
        return "checked"
    await review.overrule(db, thread, findings, why, actor=member.actor)
    advisor = member.advisor
    await conversations.take(db, thread, advisor.id, advisor.name, actor=member.actor)
    said = await conversations.say(db, thread, _reply(text, member), actor=member.actor)
    return "" if isinstance(said, Said) else "not_sent"


def _reply(text: str, member: StaffMember) -> Reply:
    author = Author(AuthorKind.PERSON, member.advisor.name)
    return Reply(text, author, Reason("conversations.reason.advisor"), author_id=member.advisor.id)
