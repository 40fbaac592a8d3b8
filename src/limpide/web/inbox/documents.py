"""`/knowledge`: documents to approve, questions nobody could answer, a question to try."""

from dataclasses import asdict
from datetime import timedelta
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, File, Form, Request, Response, UploadFile
from fastapi.responses import RedirectResponse

from limpide import assistant, knowledge
from limpide.advisors import Role
from limpide.foundation import clock, http
from limpide.foundation.database import Database
from limpide.knowledge import DocumentId, GapId
from limpide.web.sign_in import Staff, StaffForm, require, staff_page

router = APIRouter(prefix="/knowledge")
_SEE_OTHER = 303
_LONGEST = 2000
_UNUSED_FOR = timedelta(days=90)
_OWNERS = (Role.KNOWLEDGE_OWNER, Role.LEAD, Role.ADMIN)


@router.get("")
async def documents(
    request: Request, db: http.Transaction, member: Staff, ask: str = ""
) -> Response:
    """Show documents, gaps, and what a question would get."""
    asked = await assistant.ask(db, ask[:_LONGEST]) if ask.strip() else None
    told = None if asked is None else asdict(asked)
    return staff_page(
        request,
        "inbox/documents.html",
        member,
        "knowledge",
        **await _shelf(db),
        ask=ask,
        asked=told,
    )


@router.post("/gaps/take")
async def take(
    db: http.Transaction, member: StaffForm, gap: Annotated[list[UUID], Form()]
) -> Response:
    """Take questions on that nobody could answer."""
    require(member, *_OWNERS)
    await knowledge.take_gaps(db, [GapId(id) for id in gap], actor=member.actor)
    return RedirectResponse("/knowledge#gaps", _SEE_OTHER)


@router.post("/gaps/close")
async def close(
    db: http.Transaction, member: StaffForm, gap: Annotated[list[UUID], Form()]
) -> Response:
    """Close questions that a document now answers, or that need no answer."""
    require(member, *_OWNERS)
    for id in gap:
        await knowledge.close_gap(db, GapId(id))
    return RedirectResponse("/knowledge#gaps", _SEE_OTHER)


@router.post("/synonyms")
async def keep_synonyms(
    request: Request,
    db: http.Transaction,
    member: StaffForm,
    language: Annotated[Literal["fr", "en"], Form()],
    words: Annotated[str, Form(max_length=200_000)] = "",
) -> Response:
    """Keep which words mean the same here; search uses them at once."""
    require(member, *_OWNERS)
    try:
        await knowledge.keep_synonyms(db, language, words, actor=member.actor)
    except knowledge.BadSynonymsError as error:
        shelf = await _shelf(db)
        shelf["synonyms"][language] = words
        return staff_page(
            request,
            "inbox/documents.html",
            member,
            "knowledge",
            **shelf,
            ask="",
            asked=None,
            bad_synonyms=error.line,
        )
    return RedirectResponse("/knowledge#synonyms", _SEE_OTHER)


@router.post("/{id}/approve")
async def approve(
    db: http.Transaction,
    member: StaffForm,
    id: UUID,
    on: Annotated[str, Form()] = "",
    back: Annotated[str, Form(pattern=r"^/(knowledge|contests)[a-z0-9/-]*$")] = "/knowledge",
) -> Response:
    """Let a document answer, or stop it; at once."""
    require(member, *_OWNERS)
    await knowledge.approve(db, DocumentId(id), is_approved=bool(on), actor=member.actor)
    return RedirectResponse(back, _SEE_OTHER)


@router.post("")
async def upload(
    request: Request,
    db: http.Transaction,
    house: http.CurrentHouse,
    member: StaffForm,
    file: Annotated[UploadFile, File()],
) -> Response:
    """Read a file that a colleague sends; it answers once it is approved."""
    require(member, *_OWNERS)
    most = house.settings.knowledge_max_mb * 1_000_000
    data = await file.read(most + 1)
    added = await knowledge.upload(db, file.filename or "document", data, actor=member.actor)
    return staff_page(
        request,
        "inbox/documents.html",
        member,
        "knowledge",
        **await _shelf(db),
        ask="",
        asked=None,
        added=added,
    )


async def _shelf(db: Database) -> dict[str, Any]:
    """Gather the documents with what is due on them, and the questions without an answer."""
    groups = knowledge.group_gaps(await knowledge.list_gaps(db, limit=200))
    now = clock.now()
    quoted = await assistant.quoted_passages(db, now - _UNUSED_FOR)
    contested = await assistant.contests.list_contested_passages(db)
    return {
        "documents": await knowledge.list_documents(db),
        "contested": await knowledge.documents_of(db, contested),
        "quoted": await knowledge.documents_of(db, quoted),
        "synonyms": {
            language: knowledge.written(words)
            for language, words in (await knowledge.list_synonyms(db)).items()
        },
        "gaps": groups[:50],
        "today": now.date(),
        "unused_since": now - _UNUSED_FOR,
    }
