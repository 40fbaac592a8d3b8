"""`/review`: the queue and one item; approve, edit, reject, take over, several at once."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from limpide import conversations, review
from limpide.advisors import Role
from limpide.conversations import ConversationId, Reviewed
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.review import Choice, DraftId, Item, ItemId, ItemKind, Reviewer, Ruling
from limpide.web import composer, pages, turns
from limpide.web.sign_in import Staff, Talker, is_signed_in, require, staff_page
from limpide.web.streaming import events_of

from . import composing, listing, previewing

router = APIRouter(prefix="/review")
_SEE_OTHER = 303
_LONGEST = 50_000


@router.get("")
async def queue(request: Request, db: http.Transaction, member: Staff) -> Response:
    """Show what waits."""
    return staff_page(
        request,
        "review/review.html",
        member,
        "review",
        **await listing.drawn(db, request, member),
        open=None,
        notice=request.query_params.get("notice", ""),
    )


@router.get("/lines")
async def lines(request: Request, db: http.Transaction, member: Staff) -> Response:
    """Draw the list again."""
    language = pages.language_of(request, member.advisor.language)
    html = pages.fragment(
        request,
        "review/_lines.html",
        language=language,
        advisor=member.advisor,
        **await listing.drawn(db, request, member),
        open=None,
    )
    return HTMLResponse(html)


@router.get("/events")
async def events(
    house: http.CurrentHouse, workspace: http.CurrentWorkspace, request: Request
) -> Response:
    """Tell the page when something changed in the queue."""
    async with house.pool.transaction(workspace.id) as db:
        if not await is_signed_in(request, db):
            return Response(status_code=401)
    return events_of(house.hub, workspace.id, review.TOPIC)


@router.post("/several")
async def several(
    request: Request,
    db: http.Transaction,
    member: Talker,
    item: Annotated[list[UUID] | None, Form()] = None,
) -> Response:
    """Approve several at once; what the checks stop, or another must approve too, waits on."""
    left = 0
    for id in item or ():
        if (await review.get_item(db, ItemId(id))).kind is ItemKind.CAMPAIGN:
            left += 1
            continue
        done = await conversations.decide_review(
            db, ItemId(id), Ruling(Choice.APPROVE), _reviewer(member), actor=member.actor
        )
        left += _notice(done) not in {"approved", "edited"}
    notice = "some_wait" if left else "approved"
    return RedirectResponse(f"/review?{listing.back(request, notice)}", _SEE_OTHER)


@router.get("/{id}")
async def item(request: Request, db: http.Transaction, member: Staff, id: UUID) -> Response:
    """Show one item beside the list."""
    found = await review.get_item(db, ItemId(id))
    return await _page(request, db, member, found, request.query_params.get("notice", ""))


@router.post("/{id}/check")
async def check(
    request: Request,
    db: http.Transaction,
    member: Talker,
    id: UUID,
    text: Annotated[str, Form(max_length=_LONGEST)] = "",
) -> Response:
    """Draw what the checks say of a changed text."""
    found = await review.get_item(db, ItemId(id))
    language = pages.language_of(request, member.advisor.language)
    values = await _advice(db, found, text, language)
    html = pages.fragment(request, "composer/_advice.html", language=language, **values)
    return HTMLResponse(html)


@router.post("/{id}/decision")
async def decide(  # noqa: PLR0913, PLR0917 (the fields of a form)
    request: Request,
    db: http.Transaction,
    member: Talker,
    id: UUID,
    decision: Annotated[Choice, Form()],
    text: Annotated[str | None, Form(max_length=_LONGEST)] = None,
    reason: Annotated[str, Form(max_length=2000)] = "",
    seen: Annotated[str, Form(max_length=40)] = "",
) -> Response:
    """Decide, and go on to the next; a text that does not pass is shown again as it was written."""
    found = await review.get_item(db, ItemId(id))
    if found.kind is ItemKind.CAMPAIGN:
        # Who may not send may not let send either.
        require(member, Role.LEAD, Role.ADMIN)
    if await _is_outdated(db, found, seen) and decision is Choice.APPROVE:
        return await _page(request, db, member, found, "newer", text)
    wished = None if text is None else text.replace("\r\n", "\n").strip() or None
    ruling = Ruling(decision, wished, reason, await composing.runs_of(db, found, member, wished))
    done = await conversations.decide_review(
        db, ItemId(id), ruling, _reviewer(member), actor=member.actor
    )
    notice = _notice(done)
    if notice in {"checked", "missing_reason", "obstacle_assigned"}:
        return await _page(request, db, member, found, notice, text)
    if notice == "taken" and found.conversation is not None:
        return RedirectResponse(f"/inbox/{found.conversation}", _SEE_OTHER)
    following = await listing.next_after(db, request, member, found)
    return RedirectResponse(f"{following}?{listing.back(request, notice)}", _SEE_OTHER)


def _reviewer(member: Talker) -> Reviewer:
    return Reviewer(member.advisor.id, member.advisor.name)


def _notice(done: Reviewed) -> str:
    if done.findings:
        return "checked"
    if done.decision.obstacle is review.Obstacle.REASON_MISSING:
        return "missing_reason"
    if done.decision.obstacle is not None:
        return f"obstacle_{done.decision.obstacle}"
    if done.decision.missing:
        return "one_more"
    return "not_sent" if done.is_sent is False else done.decision.item.state.value


async def _is_outdated(db: Database, item: Item, seen: str) -> bool:
    """Say whether the customer wrote again since the reviewer opened the page."""
    if item.kind is not ItemKind.REPLY or item.conversation is None or not seen:
        return False
    now = await conversations.get_conversation(db, ConversationId(item.conversation))
    return str(now.last_inbound) != seen


async def _page(
    request: Request,
    db: Database,
    member: Staff,
    item: Item,
    notice: str,
    text: str | None = None,
) -> Response:
    house = http.house(request)
    language = pages.language_of(request, member.advisor.language)
    return staff_page(
        request,
        "review/review.html",
        member,
        "review",
        **await listing.drawn(db, request, member),
        open=item.id,
        item=item,
        **await composing.values_of(db, item, member, text),
        notice=notice,
        approvers=await review.approvers(db, item),
        colleagues=await listing.colleagues_for(db, item),
        **await _advice(db, item, text, language),
        **await _background(db, item, language),
        **await previewing.values_of(db, house, item, member),
    )


async def _advice(db: Database, item: Item, text: str | None, language: str) -> dict[str, Any]:
    findings = await conversations.check_item(db, item, text)
    if item.kind is not ItemKind.REPLY or item.conversation is None:
        return {"findings": findings, **composer.nothing()}
    thread, words = ConversationId(item.conversation), text or item.text
    return await composer.advice(db, thread, words, findings, language=language, with_ai=True)


async def _background(db: Database, item: Item, language: str) -> dict[str, Any]:
    """What a reviewer must see: the conversation with the reasons of the AI, the sources."""
    sources: Sequence[dict[str, Any]] = ()
    thread, told = None, {}
    if item.kind is ItemKind.REPLY:
        sources = (await review.get_draft(db, DraftId(item.subject))).citations
    if item.conversation is not None:
        id = ConversationId(item.conversation)
        thread = await conversations.thread(db, id)
        told = await turns.of_messages(db, id, language)
    return {"sources": sources, "thread": thread, "turns": told}
