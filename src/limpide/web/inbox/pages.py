"""`/inbox`: the list, the thread, the person; fragments that the page asks for again."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from limpide import advisors, contacts, conversations, review
from limpide.conversations import (
    Cause,
    ConversationId,
    Filters,
    Message,
    Move,
    Row,
    Snooze,
    TaskId,
    View,
)
from limpide.delivery import Importance
from limpide.foundation import clock, http
from limpide.foundation.database import Database
from limpide.web import enclosing, pages, turns
from limpide.web.downloads import download
from limpide.web.sign_in import Staff, StaffForm, is_signed_in, staff_page
from limpide.web.streaming import events_of

from . import bulk, checking, composing, macros

router = APIRouter(prefix="/inbox")
_LONGEST_SEARCH = 200
_SEE_OTHER = 303


@router.get("")
async def inbox(request: Request, db: http.Transaction, member: Staff) -> Response:
    """Show the list."""
    return staff_page(
        request, "inbox/inbox.html", member, "inbox", **await _list(request, db, member), open=None
    )


@router.get("/lines")
async def lines(request: Request, db: http.Transaction, member: Staff) -> Response:
    """Draw the list again."""
    values = await _list(request, db, member)
    language = pages.language_of(request, member.advisor.language)
    html = pages.fragment(request, "inbox/_lines.html", language=language, **values, open=None)
    return HTMLResponse(html)


@router.get("/events")
async def events(
    house: http.CurrentHouse, workspace: http.CurrentWorkspace, request: Request
) -> Response:
    """Tell the page when something changed in the inbox."""
    async with house.pool.transaction(workspace.id) as db:
        if not await is_signed_in(request, db):
            return Response(status_code=401)
    return events_of(house.hub, workspace.id, "inbox", named=frozenset({"composing"}))


@router.get("/tasks")
async def tasks(request: Request, db: http.Transaction, member: Staff) -> Response:
    """Show what was promised to customers."""
    return staff_page(
        request, "inbox/tasks.html", member, "tasks", tasks=await conversations.list_tasks(db)
    )


@router.post("/tasks/{id}")
async def finish_task(
    request: Request, db: http.Transaction, member: StaffForm, id: UUID
) -> Response:
    """Mark a promise as kept."""
    await conversations.finish_task(db, TaskId(id), member.advisor.id, actor=member.actor)
    return staff_page(
        request, "inbox/tasks.html", member, "tasks", tasks=await conversations.list_tasks(db)
    )


@router.get("/files/{id}")
async def file(db: http.Transaction, member: Staff, id: UUID) -> Response:
    """Download a file a customer sent; a browser must not open it as a page of ours."""
    del member
    info, _conversation, content = await conversations.get_attachment(db, id)
    return download(info.name, content)


@router.get("/{id}")
async def conversation(request: Request, db: http.Transaction, member: Staff, id: UUID) -> Response:
    """Show a thread beside the list; opening it reads it."""
    thread_id = ConversationId(id)
    thread = await conversations.thread(db, thread_id)
    if thread.conversation.id != id:
        # It was merged: its messages are there now.
        return RedirectResponse(f"/inbox/{thread.conversation.id}", _SEE_OTHER)
    if thread.conversation.last_inbound is not None:
        await conversations.mark_read(
            db, thread_id, member.advisor.id, thread.conversation.last_inbound
        )
    values = await _list(request, db, member)
    chosen = _uuid(request.query_params.get("macro", ""))
    return staff_page(
        request,
        "inbox/inbox.html",
        member,
        "inbox",
        **values,
        **await _thread(db, thread, member.advisor.id),
        **await composing.values_of(db, thread, member),
        **await _advice(request, db, thread_id, member),
        turns=await _turns(db, thread, pages.language_of(request, member.advisor.language)),
        shown_macro=await macros.shown(db, thread_id, chosen, member) if chosen else None,
        open=thread_id,
        notice=request.query_params.get("notice", ""),
    )


@router.get("/{id}/messages")
async def messages(request: Request, db: http.Transaction, member: Staff, id: UUID) -> Response:
    """Draw the messages again."""
    thread = await conversations.thread(db, ConversationId(id))
    language = pages.language_of(request, member.advisor.language)
    html = pages.fragment(
        request,
        "inbox/_messages.html",
        language=language,
        thread=thread,
        turns=await _turns(db, thread, language),
    )
    return HTMLResponse(html)


@router.get("/{id}/company")
async def company(request: Request, db: http.Transaction, member: Staff, id: UUID) -> Response:
    """Draw who else is at this conversation."""
    language = pages.language_of(request, member.advisor.language)
    others = await composing.others(db, ConversationId(id), member.advisor.id)
    html = pages.fragment(
        request,
        "inbox/_company.html",
        language=language,
        others=others,
        open=id,
        csrf=member.csrf,
    )
    return HTMLResponse(html)


async def _list(request: Request, db: Database, member: Staff) -> dict[str, Any]:
    query = request.query_params
    wished = query.get("view", "")
    view = View(wished) if wished in set(View) else View.ALL
    words = query.get("q", "").strip()[:_LONGEST_SEARCH]
    label, cause = query.get("label", "")[:_LONGEST_SEARCH], query.get("cause", "")
    team = query.get("team", "")
    filters = Filters(
        view=view,
        words=words,
        label=label,
        cause=Cause(cause) if cause in set(Cause) else None,
        team=_uuid(team),
        before=_cursor(query.get("before", "")),
    )
    narrowed = {"view": view.value, "q": words, "label": label, "cause": cause, "team": team}
    rows = await conversations.list_inbox(db, member.advisor.id, filters)
    running = await conversations.targets.list_running(db, [row.conversation.id for row in rows])
    return {
        "rows": rows,
        "running": {each.conversation: each for each in reversed(running)},
        "older": _cursor_after(rows) if len(rows) == filters.limit else "",
        "is_older": filters.before is not None,
        "saved_views": await conversations.viewing.list_saved(db, member.advisor.id),
        "now": clock.now(),
        "teams": await advisors.list_teams(db),
        "team_filter": team,
        "is_away": member.advisor.is_away,
        "counts": await conversations.count_views(db, member.advisor.id),
        "view": view,
        "views": list(View),
        "words": words,
        "label": label,
        "labels": await conversations.list_labels(db),
        "cause": cause,
        "causes": list(Cause),
        "narrowed": urlencode({name: value for name, value in narrowed.items() if value}),
        "team": [each for each in await advisors.list_advisors(db) if each.is_active],
        "done": query.get("done", ""),
        "done_count": int(query.get("count", "")) if query.get("count", "").isdigit() else 0,
        "undo": _uuid(query.get("undo", "")),
        "deeds": bulk.DEEDS,
        "snoozes": list(Snooze),
        "importances": list(Importance),
    }


def _cursor(text: str) -> tuple[datetime, UUID] | None:
    at, _, id = text.partition("~")
    try:
        return datetime.fromisoformat(at), UUID(id)
    except ValueError:
        return None


def _cursor_after(rows: Sequence[Row]) -> str:
    last = rows[-1].conversation
    return f"{last.last_at.isoformat()}~{last.id}"


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


async def _advice(
    request: Request, db: Database, thread: ConversationId, member: Staff
) -> dict[str, Any]:
    """What is said of the reply that was begun; the checks only where they stopped it."""
    writing = await conversations.find_composer(db, thread, member.advisor.id)
    language = pages.language_of(request, member.advisor.language)
    text = writing.text if writing else ""
    values = await checking.advice_of(db, thread, text, member.advisor.id, language)
    is_stopped = request.query_params.get("notice") == "checked"
    return values if is_stopped else {**values, "findings": ()}


async def _turns(
    db: Database, thread: conversations.Thread, language: str
) -> dict[UUID, turns.TurnInWords]:
    """Tell the reasons of the AI, also in messages that were moved here."""
    told: dict[UUID, turns.TurnInWords] = {}
    moved = {message.origin for message in thread.messages if message.origin is not None}
    for each in (thread.conversation.id, *sorted(moved)):
        told |= await turns.of_messages(db, each, language)
    return told


def _moved(thread: conversations.Thread, move: Move) -> list[Message]:
    """Give the messages that an undone move would take away from here."""
    moved = set(move.moved.get("messages", ()))
    return [each for each in thread.messages if str(each.id) in moved]


async def _thread(db: Database, thread: conversations.Thread, advisor: UUID) -> dict[str, Any]:
    composer = await conversations.find_composer(db, thread.conversation.id, advisor)
    draft_id = composer.draft if composer else None
    draft = await review.get_draft(db, draft_id) if draft_id else None
    colleagues = [each for each in await advisors.list_advisors(db) if each.is_active]
    return {
        "others": await composing.others(db, thread.conversation.id, advisor),
        "online": {each.id for each in colleagues if advisors.is_here(each)},
        "clocks": await conversations.targets.list_running(db, [thread.conversation.id]),
        "file_types": enclosing.accepted(),
        "thread": thread,
        "contact": await contacts.get_contact(db, thread.conversation.contact),
        "composer": composer,
        "draft": draft,
        "waiting_draft": await review.find_waiting(db, thread.conversation.id),
        "colleagues": colleagues,
        "holder_name": next(
            (c.name for c in colleagues if c.id == thread.conversation.assignee), ""
        ),
        "canned": await conversations.list_canned_replies(db),
        "macros": await conversations.macros.list_macros(db),
        "siblings": await conversations.merging.list_siblings(db, thread.conversation),
        "moves": await conversations.merging.list_moves(db, thread.conversation.id),
        "moved_here": partial(_moved, thread),
    }
