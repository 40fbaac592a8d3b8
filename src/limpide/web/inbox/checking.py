"""Checking what an advisor writes, while they write it and before it leaves."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse

from limpide import conversations, review
from limpide.conversations import Citation, ConversationId
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.review import Finding
from limpide.web import pages
from limpide.web.sign_in import Talker

router = APIRouter(prefix="/inbox")


@router.post("/{id}/check")
async def check(
    request: Request,
    db: http.Transaction,
    member: Talker,
    id: UUID,
    text: Annotated[str, Form(max_length=50_000)] = "",
) -> Response:
    """Draw what the checks say of a text."""
    findings = await findings_of(db, ConversationId(id), text, member.advisor.id)
    language = pages.language_of(request, member.advisor.language)
    hints = await conversations.hints_for(db, ConversationId(id), text)
    html = pages.fragment(
        request, "inbox/_findings.html", language=language, findings=findings, hints=hints
    )
    return HTMLResponse(html)


async def findings_of(
    db: Database, thread: ConversationId, text: str, advisor: UUID
) -> Sequence[Finding]:
    """Check a reply of an advisor, with the sources of the draft it began as."""
    composer = await conversations.find_composer(db, thread, advisor)
    draft = composer.draft if composer else None
    kept = await review.get_draft(db, draft) if draft else None
    citations = [Citation(**each) for each in kept.citations] if kept else []
    return await conversations.check_reply(db, thread, text, citations=citations)
