"""`/knowledge/gaps/{id}/draft`: a draft that AI put together, finished by a person."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from limpide import assistant, knowledge, review
from limpide.advisors import Role
from limpide.assistant import Begun
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.knowledge import (
    DocumentId,
    GapId,
    NameTakenError,
    UnfinishedDraftError,
    UnreadableDraftError,
)
from limpide.review import Hand, InvalidEditError, Manuscript, Run
from limpide.web import composer
from limpide.web.sign_in import Staff, StaffForm, StaffMember, require, staff_page

router = APIRouter(prefix="/knowledge/gaps")
_SEE_OTHER = 303
_OWNERS = (Role.KNOWLEDGE_OWNER, Role.LEAD, Role.ADMIN)
_NOTICES = {
    NameTakenError: "name_taken",
    UnfinishedDraftError: "unfinished",
    UnreadableDraftError: "unreadable",
}


@router.post("/{id}/draft")
async def begin(db: http.Transaction, member: StaffForm, id: UUID) -> Response:
    """Put a draft together, or go on with the one that is there; the questions are taken on."""
    require(member, *_OWNERS)
    begun = await assistant.documenting.begin(db, GapId(id))
    if begun.group.taken_by is None:
        gaps = [each.id for each in begun.group.gaps]
        await knowledge.take_gaps(db, gaps, actor=member.actor)
    return RedirectResponse(f"/knowledge/gaps/{id}/draft", _SEE_OTHER)


@router.get("/{id}/draft")
async def show(request: Request, db: http.Transaction, member: Staff, id: UUID) -> Response:
    """Show a draft as somebody has written it so far, beside what it quotes."""
    begun = await assistant.documenting.find_begun(db, GapId(id))
    if begun is None:
        return RedirectResponse("/knowledge#gaps", _SEE_OTHER)
    return await _page(request, db, member, id, begun)


@router.post("/{id}/draft/composer")
async def save(
    db: http.Transaction,
    member: StaffForm,
    id: UUID,
    edits: composer.Steps,
    version: composer.Version = 0,
) -> Response:
    """Keep what an owner writes, step by step."""
    require(member, *_OWNERS)
    begun = await _begun(db, id)
    start = _beginning(begun, member)
    try:
        kept = await review.manuscripts.write(
            db, begun.draft.subject, member.advisor.id, version, composer.steps(edits), start=start
        )
    except InvalidEditError as error:
        raise composer.InvalidStepsError from error
    return await composer.kept(db, kept)


@router.post("/{id}/draft/keep")
async def keep(
    request: Request,
    db: http.Transaction,
    member: StaffForm,
    id: UUID,
    name: Annotated[str, Form(pattern=r"^[a-z0-9][a-z0-9-]{0,80}$")],
    text: composer.Text,
) -> Response:
    """Keep the document with whose hand wrote it; it answers once it is approved."""
    require(member, *_OWNERS)
    begun = await _begun(db, id)
    text = text.replace("\r\n", "\n")
    try:
        async with db.savepoint():
            kept = await _keep(db, begun, member, name, text)
    except (NameTakenError, UnfinishedDraftError, UnreadableDraftError) as error:
        return await _page(
            request, db, member, id, begun, notice=_NOTICES[type(error)], text=text, name=name
        )
    return RedirectResponse(f"/knowledge#d-{kept}", _SEE_OTHER)


@router.post("/{id}/draft/drop")
async def drop(db: http.Transaction, member: StaffForm, id: UUID) -> Response:
    """Put a draft away; the next one is put together from what is known then."""
    require(member, *_OWNERS)
    begun = await _begun(db, id)
    await review.discard(db, begun.draft.id, member.advisor.id, actor=member.actor)
    await review.manuscripts.clear(db, begun.draft.subject, member.advisor.id)
    return RedirectResponse("/knowledge#gaps", _SEE_OTHER)


async def _keep(
    db: Database, begun: Begun, member: StaffMember, name: str, text: str
) -> DocumentId:
    draft, me = begun.draft, member.advisor.id
    runs = await review.manuscripts.settle(db, draft.subject, me, text)
    shares = await review.finish(db, draft.id, text, me, actor=member.actor, runs=runs)
    hands = {hand.value: percent for hand, percent in shares.hands.items()}
    kept = await knowledge.keep_draft(db, name, text, hands=hands, actor=member.actor)
    await review.manuscripts.clear(db, draft.subject, me)
    return kept


async def _begun(db: Database, id: UUID) -> Begun:
    begun = await assistant.documenting.find_begun(db, GapId(id))
    if begun is None:
        raise review.NoSuchDraftError
    return begun


def _beginning(begun: Begun, member: StaffMember) -> Manuscript:
    runs = (Run(begun.draft.ai_text, Hand.AI),)
    return review.manuscripts.beginning(
        begun.draft.subject, member.advisor.id, runs, [begun.draft.id]
    )


async def _page(  # noqa: PLR0913 (what a form held comes back with it)
    request: Request,
    db: Database,
    member: StaffMember,
    id: UUID,
    begun: Begun,
    *,
    notice: str = "",
    text: str | None = None,
    name: str = "",
) -> Response:
    writing = await _writing(db, begun, member, text)
    known = (begun.draft.ai_text,)
    values: dict[str, Any] = {
        "id": id,
        "group": begun.group,
        "sources": begun.draft.citations,
        "made_at": begun.draft.created_at,
        "text": writing.text,
        "writing": composer.island(writing.runs, known, (), writing),
        "name": name or await knowledge.free_name(db, knowledge.name_for(begun.group)),
        "notice": notice,
    }
    return staff_page(request, "gaps/draft.html", member, "knowledge", **values)


async def _writing(db: Database, begun: Begun, member: StaffMember, text: str | None) -> Manuscript:
    """Find what somebody has written so far; `text`: what they just sent and could not be kept."""
    start = _beginning(begun, member)
    kept = await review.manuscripts.find(db, start.subject, start.advisor) or start
    if text is None or text.strip() == kept.text.strip():
        return kept
    runs = review.written((begun.draft.ai_text,), text, kept.runs)
    return await review.manuscripts.put(db, start.subject, start.advisor, runs, start.drafts)
