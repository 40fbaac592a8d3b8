"""`/knowledge`: documents to approve, questions nobody could answer, a question to try."""

from dataclasses import asdict
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Form, Request, Response, UploadFile
from fastapi.responses import RedirectResponse

from limpide import assistant, knowledge
from limpide.advisors import Role
from limpide.foundation import clock, http
from limpide.knowledge import DocumentId
from limpide.web.sign_in import Staff, StaffForm, require, staff_page

router = APIRouter(prefix="/knowledge")
_SEE_OTHER = 303
_LONGEST = 2000
_OWNERS = (Role.KNOWLEDGE_OWNER, Role.LEAD, Role.ADMIN)


@router.get("")
async def documents(
    request: Request, db: http.Transaction, member: Staff, ask: str = ""
) -> Response:
    """Show documents, gaps, and what a question would get."""
    asked = await assistant.ask(db, ask[:_LONGEST]) if ask.strip() else None
    return staff_page(
        request,
        "inbox/documents.html",
        member,
        "knowledge",
        documents=await knowledge.list_documents(db),
        gaps=await knowledge.list_gaps(db, limit=50),
        today=clock.now().date(),
        ask=ask,
        asked=None if asked is None else asdict(asked),
    )


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
        documents=await knowledge.list_documents(db),
        gaps=await knowledge.list_gaps(db, limit=50),
        today=clock.now().date(),
        ask="",
        asked=None,
        added=added,
    )
