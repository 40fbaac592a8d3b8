"""Checking what an advisor writes, while they write it and before it leaves."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse

from limpide import conversations, review
from limpide.conversations import Citation, ConversationId
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.review import Finding
from limpide.web import composer, pages
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
    thread = ConversationId(id)
    language = pages.language_of(request, member.advisor.language)
    values = await advice_of(db, thread, text, member.advisor.id, language)
    return HTMLResponse(
        pages.fragment(request, "composer/_advice.html", language=language, **values)
    )


async def advice_of(
    db: Database, thread: ConversationId, text: str, advisor: UUID, language: str
) -> dict[str, Any]:
    """Give what is said of a reply of an advisor."""
    findings = await findings_of(db, thread, text, advisor)
    writing = await conversations.find_composer(db, thread, advisor)
    with_ai = writing is not None and writing.draft is not None
    return await composer.advice(db, thread, text, findings, language=language, with_ai=with_ai)


async def findings_of(
    db: Database, thread: ConversationId, text: str, advisor: UUID
) -> Sequence[Finding]:
    """Check a reply of an advisor, with the sources of the draft it began as."""
    writing = await conversations.find_composer(db, thread, advisor)
    draft = writing.draft if writing else None
    kept = await review.get_draft(db, draft) if draft else None
    citations = [Citation(**each) for each in kept.citations] if kept else []
    return await conversations.check_reply(
        db, thread, text, with_ai=kept is not None, citations=citations
    )
