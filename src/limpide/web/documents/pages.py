"""`/knowledge/{id}`: what a document says and said before, who answers for it; correcting it."""

from collections.abc import Sequence
from datetime import date, timedelta
from difflib import unified_diff
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from limpide import assistant, knowledge, review
from limpide.advisors import Role
from limpide.foundation import clock, http
from limpide.foundation.database import Database
from limpide.knowledge import (
    Correction,
    DocumentId,
    NoSuchDocumentError,
    Opened,
    StaleVersionError,
    UnfinishedDraftError,
    UnreadableDraftError,
)
from limpide.review import SuggestionState
from limpide.web.sign_in import Staff, StaffForm, StaffMember, require, staff_page

from . import suggested

router = APIRouter(prefix="/knowledge")
_SEE_OTHER: Final = 303
_OWNERS: Final = (Role.KNOWLEDGE_OWNER, Role.LEAD, Role.ADMIN)
_MONTHS: Final = (3, 6, 12)
_FAULTS: Final = {
    StaleVersionError: "stale",
    UnreadableDraftError: "unreadable",
    UnfinishedDraftError: "unfinished",
}
_BACK: Final = r"^(/contests/[a-f0-9-]{36})?$"
Back = Annotated[str, Form(pattern=_BACK)]


@router.get("/{id}")
async def show(request: Request, db: http.Transaction, member: Staff, id: UUID) -> Response:
    """Show a document, approved or not, as its readers see it; `?version=` as it was."""
    opened = await _opened(db, DocumentId(id), request.query_params.get("version", ""))
    document = opened.document
    sources = await knowledge.list_sources(db)
    today = clock.now().date()
    return staff_page(
        request,
        "documents/document.html",
        member,
        "knowledge",
        opened=opened,
        source=next((each for each in sources if each.id == document.source), None),
        versions=await knowledge.list_versions(db, document.id),
        changes=await _changes(db, opened),
        contests=await _contests(db, document.id),
        today=today,
        later={months: _later(today, months) for months in _MONTHS},
        may_own=bool(member.advisor.roles.intersection(_OWNERS)),
        notice=request.query_params.get("notice", ""),
    )


@router.get("/{id}/edit")
async def edit(
    request: Request,
    db: http.Transaction,
    member: Staff,
    id: UUID,
    suggestion: UUID | None = None,
    back: Annotated[str, Query(pattern=_BACK)] = "",
) -> Response:
    """Open a document to be corrected, with a suggested change made where there is one."""
    require(member, *_OWNERS)
    opened = await knowledge.get_document(db, DocumentId(id))
    wanted = None if suggestion is None else await review.learning.find_suggestion(db, suggestion)
    body = knowledge.body_of(opened) if wanted is None else suggested.changed(opened, wanted)
    meant = Correction(opened.title, body, opened.version)
    return _editor(request, member, opened, meant, back=back, suggestion=wanted and wanted.id)


def correction(
    base: Annotated[int, Form(ge=1)],
    title: Annotated[str, Form(max_length=300)] = "",
    body: Annotated[str, Form(max_length=200_000)] = "",
    note: Annotated[str, Form(max_length=500)] = "",
) -> Correction:
    """Read the form."""
    return Correction(title, body.replace("\r\n", "\n"), base, note.strip())


@router.post("/{id}/edit")
async def correct(
    request: Request,
    db: http.Transaction,
    member: StaffForm,
    id: UUID,
    meant: Annotated[Correction, Depends(correction)],
    back: Back = "",
    suggestion: Annotated[UUID | None, Form()] = None,
) -> Response:
    """Keep the new words; what cannot be kept comes back as it was typed."""
    require(member, *_OWNERS)
    try:
        async with db.savepoint():
            await knowledge.correct(db, DocumentId(id), meant, actor=member.actor)
    except (StaleVersionError, UnreadableDraftError, UnfinishedDraftError) as error:
        opened = await knowledge.get_document(db, DocumentId(id))
        fault = _FAULTS[type(error)]
        return _editor(
            request, member, opened, meant, back=back, suggestion=suggestion, fault=fault
        )
    if suggestion is not None:
        done = SuggestionState.DONE
        await review.learning.settle_suggestion(db, suggestion, done, actor=member.actor)
    return RedirectResponse(f"{back or f'/knowledge/{id}'}?notice=corrected", _SEE_OTHER)


@router.post("/{id}/take-up")
async def take_up(
    db: http.Transaction, member: StaffForm, id: UUID, version: Annotated[int, Form(ge=1)]
) -> Response:
    """Say again what an earlier version said, as a new version."""
    require(member, *_OWNERS)
    document = DocumentId(id)
    now = await knowledge.get_document(db, document)
    was = await knowledge.open_version(db, document, version)
    again = Correction(was.title, knowledge.body_of(was), now.version, f"v{version}")
    await knowledge.correct(db, document, again, actor=member.actor)
    return RedirectResponse(f"/knowledge/{id}?notice=taken_up", _SEE_OTHER)


@router.post("/{id}/entrust")
async def entrust(
    db: http.Transaction,
    member: StaffForm,
    id: UUID,
    owner: Annotated[str, Form(max_length=120)] = "",
    review_on: Annotated[date | None, Form()] = None,
) -> Response:
    """Say who answers for it and when to read it again."""
    require(member, *_OWNERS)
    await knowledge.entrust(
        db, DocumentId(id), owner=owner.strip() or None, review_on=review_on, actor=member.actor
    )
    return RedirectResponse(f"/knowledge/{id}?notice=entrusted", _SEE_OTHER)


@router.post("/{id}/retire")
async def retire(db: http.Transaction, member: StaffForm, id: UUID) -> Response:
    """Take it out of use; what was quoted of it still opens."""
    require(member, *_OWNERS)
    await knowledge.retire(db, DocumentId(id), actor=member.actor)
    return RedirectResponse(f"/knowledge/{id}?notice=retired", _SEE_OTHER)


@router.post("/{id}/bring-back")
async def bring_back(db: http.Transaction, member: StaffForm, id: UUID) -> Response:
    """Put it in use again; it answers once it is approved."""
    require(member, *_OWNERS)
    await knowledge.bring_back(db, DocumentId(id), actor=member.actor)
    return RedirectResponse(f"/knowledge/{id}?notice=brought_back", _SEE_OTHER)


async def _opened(db: Database, id: DocumentId, version: str) -> Opened:
    if version.isdecimal():
        return await knowledge.open_version(db, id, min(int(version), 2**31 - 1))
    return await knowledge.get_document(db, id)


async def _changes(db: Database, opened: Opened) -> Sequence[tuple[str, str]]:
    """Give the lines by which a version differs from the one before, with `+`, `-` or ` `."""
    try:
        before = await knowledge.open_version(db, opened.document.id, opened.version - 1)
    except NoSuchDocumentError:
        return ()
    old, new = ([each.title, *knowledge.body_of(each).split("\n")] for each in (before, opened))
    lines = list(unified_diff(old, new, lineterm="", n=1))[2:]
    return [(line[:1], line[1:]) for line in lines if not line.startswith("@@")]


async def _contests(db: Database, document: DocumentId) -> Sequence[assistant.contests.Contest]:
    """List what waits for a decision and was said from this document."""
    return [
        each
        for each in await assistant.contests.list_contests(db)
        if document in await knowledge.documents_of(db, each.passages)
    ]


def _later(day: date, months: int) -> date:
    return day + timedelta(days=round(months * 365 / 12))


def _editor(
    request: Request,
    member: StaffMember,
    opened: Opened,
    meant: Correction,
    *,
    back: str,
    suggestion: UUID | None,
    fault: str = "",
) -> Response:
    values: dict[str, Any] = {"opened": opened, "meant": meant, "fault": fault}
    return staff_page(
        request,
        "documents/edit.html",
        member,
        "knowledge",
        status=409 if fault == "stale" else 422 if fault else 200,
        **values,
        theirs=knowledge.body_of(opened) if fault == "stale" else "",
        back=back,
        suggestion=suggestion,
    )
