"""`/knowledge`: documents to approve, questions nobody could answer, a question to try."""

from collections.abc import Set
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, File, Form, Query, Request, Response, UploadFile
from fastapi.responses import RedirectResponse

from limpide import assistant, knowledge
from limpide.advisors import Role
from limpide.foundation import clock, http
from limpide.foundation.database import Database
from limpide.knowledge import Document, DocumentId, GapId
from limpide.web.sign_in import Staff, StaffForm, StaffMember, require, staff_page

router = APIRouter(prefix="/knowledge")
_SEE_OTHER = 303
_LONGEST = 2000
_UNUSED_FOR = timedelta(days=90)
_OWNERS = (Role.KNOWLEDGE_OWNER, Role.LEAD, Role.ADMIN)


@router.get("")
async def documents(
    request: Request,
    db: http.Transaction,
    member: Staff,
    ask: str = "",
    show: str = "all",
    find: str = "",
    closed: Annotated[list[UUID] | None, Query()] = None,
) -> Response:
    """Show documents, gaps, and what a question would get. `show`: what wants a colleague."""
    asked = await assistant.ask(db, ask[:_LONGEST]) if ask.strip() else None
    told = None if asked is None else asdict(asked)
    shelf = await _shelf(db, show, find[:_LONGEST].strip())
    return _page(request, member, shelf, ask=ask, asked=told, closed=closed or ())


Gaps = Annotated[list[UUID], Form()]


@router.post("/gaps/take")
async def take(db: http.Transaction, member: StaffForm, gap: Gaps) -> Response:
    """Take questions on that nobody could answer."""
    require(member, *_OWNERS)
    await knowledge.take_gaps(db, [GapId(id) for id in gap], actor=member.actor)
    return RedirectResponse("/knowledge#gaps", _SEE_OTHER)


@router.post("/gaps/release")
async def release(db: http.Transaction, member: StaffForm, gap: Gaps) -> Response:
    """Give questions back."""
    require(member, *_OWNERS)
    await knowledge.release_gaps(db, [GapId(id) for id in gap], actor=member.actor)
    return RedirectResponse("/knowledge#gaps", _SEE_OTHER)


@router.post("/gaps/close")
async def close(db: http.Transaction, member: StaffForm, gap: Gaps) -> Response:
    """Close questions that a document now answers, or that need no answer."""
    require(member, *_OWNERS)
    for id in gap:
        await knowledge.close_gap(db, GapId(id))
    query = urlencode({"closed": [str(id) for id in gap]}, doseq=True)
    return RedirectResponse(f"/knowledge?{query}#gaps", _SEE_OTHER)


@router.post("/gaps/reopen")
async def reopen(db: http.Transaction, member: StaffForm, gap: Gaps) -> Response:
    """Undo closing."""
    require(member, *_OWNERS)
    await knowledge.reopen_gaps(db, [GapId(id) for id in gap])
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
        return _page(request, member, shelf, bad_synonyms=error.line)
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
    return _page(request, member, await _shelf(db), added=added)


def _page(request: Request, member: StaffMember, shelf: dict[str, Any], **more: Any) -> Response:
    values: dict[str, Any] = {"ask": "", "asked": None, "closed": (), **shelf, **more}
    may_own = bool(member.advisor.roles.intersection(_OWNERS))
    return staff_page(
        request, "inbox/documents.html", member, "knowledge", **values, may_own=may_own
    )


async def _shelf(db: Database, show: str = "all", find: str = "") -> dict[str, Any]:
    """Gather the documents with what is due on them, and the questions without an answer."""
    groups = knowledge.group_gaps(await knowledge.list_gaps(db, limit=200))
    now = clock.now()
    everything = await knowledge.list_documents(db)
    quoted = await knowledge.documents_of(
        db, await assistant.quoted_passages(db, now - _UNUSED_FOR)
    )
    contested = await knowledge.documents_of(
        db, await assistant.contests.list_contested_passages(db)
    )
    wants: dict[str, set[DocumentId]] = {
        "all": {each.id for each in everything},
        "waiting": {each.id for each in everything if not each.is_approved},
        "due": {each.id for each in everything if each.is_due(now.date())},
        "contested": {each.id for each in everything if each.id in contested},
        "unused": {each.id for each in everything if _is_unused(each, quoted, now)},
    }
    shown = show if show in wants else "all"
    return {
        "documents": [each for each in everything if each.id in wants[shown] and _fits(each, find)],
        "shows": [(name, len(ids)) for name, ids in wants.items() if ids or name in {"all", shown}],
        "shown": shown,
        "find": find,
        "contested": contested,
        "unused": wants["unused"],
        "synonyms": {
            language: knowledge.written(words)
            for language, words in (await knowledge.list_synonyms(db)).items()
        },
        "gaps": groups[:50],
        "today": now.date(),
    }


def _is_unused(document: Document, quoted: Set[DocumentId], now: datetime) -> bool:
    return document.id not in quoted and document.updated_at < now - _UNUSED_FOR


def _fits(document: Document, find: str) -> bool:
    known = " ".join((document.title, document.owner or "", document.path, *document.keywords))
    return all(word in known.casefold() for word in find.casefold().split())
