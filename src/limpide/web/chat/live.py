"""What a customer's page is shown while it is open: each message once, as soon as it is there."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Header, Request, Response
from fastapi.responses import HTMLResponse

from limpide import conversations, delivery, flows
from limpide.channels import Kind
from limpide.conversations import AnsweredBy, ConversationId, Message, Survey, Thread
from limpide.delivery import Status
from limpide.flows import WaitFor
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.foundation.workspaces import Workspace
from limpide.web import pages
from limpide.web.streaming import Drawn, events_of

from .visitor import Begun, SameOrigin, visit_of

router = APIRouter(prefix="/chat")
_MOST_SHOWN = 500
_ON_THEIR_WAY = {Status.SENDING, Status.UNSURE, Status.ACCEPTED, Status.SENT}


@router.get("/thread")
async def messages(
    request: Request,
    db: http.Transaction,
    workspace: http.CurrentWorkspace,
    id: Begun,
    after: str = "",
) -> HTMLResponse:
    """Draw the messages after the last one shown; asking for them is their receipt."""
    thread = await conversations.public_thread(db, id)
    fresh = [message for message in thread.messages if str(message.id) > after]
    await receive(db, fresh)
    return HTMLResponse(await _draw(request, db, workspace, thread, fresh))


@router.get("/events")
async def events(
    request: Request,
    house: http.CurrentHouse,
    workspace: http.CurrentWorkspace,
    after: str = "",
    last_event_id: Annotated[str, Header()] = "",
) -> Response:
    """Bring the messages after the last one shown, now and whenever there are new ones.

    A browser that lost the connection says itself what it has (Last-Event-ID; HTML Standard, 9.2).
    """
    async with house.pool.transaction(workspace.id) as db:
        known = await visit_of(request, db)
        if known is None or known[1].conversation is None:
            return Response(status_code=204)
        # A thread that was merged goes on in another one.
        id = (await conversations.get_conversation(db, known[1].conversation)).id
    shown = last_event_id or after

    async def fresh() -> Drawn:
        nonlocal shown
        async with house.pool.transaction(workspace.id) as db:
            thread = await conversations.public_thread(db, id)
            new = [message for message in thread.messages if str(message.id) > shown]
            html = await _draw(request, db, workspace, thread, new)
        shown = max((str(message.id) for message in new), default=shown)
        return Drawn(html, shown)

    named = frozenset({"typing", "moved"})
    return events_of(house.hub, workspace.id, f"conversation:{id}", named=named, draw=fresh)


@router.post("/shown", dependencies=[SameOrigin])
async def shown(
    db: http.Transaction,
    id: Begun,
    message: Annotated[list[UUID], Form(max_length=_MOST_SHOWN)],
) -> Response:
    """Note that messages which were brought are on the page: only the page can say so."""
    thread, named = await conversations.public_thread(db, id), set(message)
    await receive(db, [each for each in thread.messages if each.id in named])
    return Response(status_code=204)


async def receive(db: Database, messages: Sequence[Message]) -> None:
    """Note that messages are shown: those sent over the chat that were not received before."""
    sent = [
        delivery.MessageId(message.delivery)
        for message in messages
        if message.delivery is not None and message.kind is Kind.CHAT
    ]
    statuses = await delivery.statuses_of(db, sent) if sent else {}
    for id, status in statuses.items():
        if status in _ON_THEIR_WAY:
            await delivery.record_receipt(db, Kind.CHAT, str(id), Status.DELIVERED)


async def _draw(
    request: Request,
    db: Database,
    workspace: Workspace,
    thread: Thread,
    fresh: Sequence[Message],
) -> str:
    is_open = await conversations.is_open(db)
    return pages.fragment(
        request,
        "chat/_thread.html",
        language=thread.conversation.language,
        messages=fresh,
        needs_follow_up=needs_follow_up(thread, is_open=is_open),
        needs_sign_in=await needs_sign_in(db, thread.conversation.id),
        company=workspace,
        embed=request.query_params.get("embed") == "1",
        survey=await survey_of(db, thread),
    )


async def needs_sign_in(db: Database, id: ConversationId | None) -> bool:
    """Say whether a flow waits for the customer to sign in."""
    run = None if id is None else await flows.current(db, id)
    return run is not None and run.waiting is not None and run.waiting.what is WaitFor.SIGN_IN


def needs_follow_up(thread: Thread | None, *, is_open: bool) -> bool:
    """Say whether to ask how to reach the customer: they wait, and nobody is there."""
    if thread is None or is_open or thread.conversation.holder != "nobody":
        return False
    return not any(
        message.body.startswith("conversations.event.follow_up") for message in thread.messages
    )


async def survey_of(db: Database, thread: Thread | None) -> Survey | None:
    """Give the question that waits, or its second half: whether the AI was clear."""
    if thread is None or thread.conversation.status is not conversations.Status.RESOLVED:
        return None
    found = await conversations.surveys.find_open(db, thread.conversation.id)
    if found is None or found.score is None:
        return found
    is_asked = found.answered_by is not AnsweredBy.PERSON and found.ai_clear is None
    return found if is_asked else None
