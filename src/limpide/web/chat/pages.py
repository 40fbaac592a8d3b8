"""`/chat`: ask, read the answer with its sources, talk to a person."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Form, Request, Response, UploadFile
from fastapi.responses import JSONResponse

from limpide import assistant, conversations
from limpide.channels import Kind
from limpide.conversations import (
    Cause,
    ConversationId,
    Feedback,
    Incoming,
    MessageId,
    TaskKind,
    Visit,
)
from limpide.flows import NotSignedIn
from limpide.foundation import http, limits
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database
from limpide.foundation.workspaces import Workspace
from limpide.web import enclosing, pages
from limpide.web.enclosing import FileFault, enclosed
from limpide.web.suggestions import suggestions

from .live import needs_follow_up, needs_sign_in, receive, survey_of
from .visitor import Begun, SameOrigin, remember, visit_of
from .waits import spoken_waits

router = APIRouter(prefix="/chat")
_CUSTOMER = Actor(ActorKind.CONTACT, "chat", "")
_LONGEST = 8000


@router.get("")
async def chat(
    request: Request, db: http.Transaction, workspace: http.CurrentWorkspace
) -> Response:
    """Show the chat: before the first word, who answers and how long each choice takes."""
    known = await visit_of(request, db)
    language = _language(request, workspace, known)
    thread = None
    if known and known[1].conversation:
        thread = await conversations.public_thread(db, known[1].conversation)
        await receive(db, thread.messages)
    waits = await conversations.waiting(db)
    return pages.page(
        request,
        "chat/chat.html",
        language=language,
        company=workspace,
        thread=thread,
        waits=spoken_waits(waits, language, workspace.time_zone),
        needs_follow_up=needs_follow_up(thread, is_open=waits.is_open),
        suggestions=suggestions(workspace, language),
        asked=request.query_params.get("ask", "")[:_LONGEST],
        file_types=enclosing.accepted(),
        survey=await survey_of(db, thread),
        embed=request.query_params.get("embed") == "1",
        wants_person=request.query_params.get("person") == "1",
        needs_sign_in=await needs_sign_in(db, known[1].conversation if known else None),
        signed_in=_how(request),
    )


@router.post("/messages", dependencies=[SameOrigin])
async def write(  # noqa: PLR0913, PLR0917 (one argument per field)
    request: Request,
    db: http.Transaction,
    workspace: http.CurrentWorkspace,
    id: Annotated[UUID, Form()],
    text: Annotated[str, Form(max_length=_LONGEST)] = "",
    wish: Annotated[str, Form()] = "",
    visitor: Annotated[str, Form(pattern="^([0-9a-f]{64})?$")] = "",
    files: Annotated[list[UploadFile] | None, File()] = None,
) -> Response:
    """Take in a visitor's message. The same id again changes nothing; 422 says what is wrong."""
    address = request.client.host if request.client else ""
    await limits.take(db, "chat", address, capacity=60, per_seconds=60)
    attachments = await enclosed(files)
    if isinstance(attachments, FileFault):
        return JSONResponse({"fault": attachments.value}, 422)
    # Who sends a photo without a word has said which one.
    text = text.strip() or ", ".join(each.name for each in attachments)
    if not text:
        return JSONResponse({"fault": "empty"}, 422)
    response = Response(status_code=204)
    known = await visit_of(request, db)
    if known is None:
        known = await _welcome(db, visitor, _language(request, workspace))
        remember(request, response, known[0])
    token, visit = known
    incoming = Incoming(
        kind=Kind.CHAT,
        provider_id=f"{visit.address}:{id}",
        address=visit.address,
        text=text,
        language=visit.language,
        attachments=attachments,
    )
    received = await conversations.write(db, token, visit, incoming)
    if wish == "person" and not received.is_duplicate:
        await _bring_person(db, received.conversation)
    return response


@router.post("/person", dependencies=[SameOrigin])
async def ask_for_person(db: http.Transaction, id: Begun) -> Response:
    """Bring a person, at once and without questions."""
    await _bring_person(db, id)
    return Response(status_code=204)


@router.post("/feedback", dependencies=[SameOrigin])
async def judge(
    db: http.Transaction,
    id: Begun,
    message: Annotated[UUID, Form()],
    feedback: Annotated[Feedback, Form()],
) -> Response:
    """Keep what a customer thinks of an answer of their own conversation."""
    thread = await conversations.public_thread(db, id)
    if any(each.id == message for each in thread.messages):
        await conversations.give_feedback(db, MessageId(message), feedback, actor=_CUSTOMER)
    return Response(status_code=204)


@router.post("/follow-up", dependencies=[SameOrigin])
async def follow_up(
    db: http.Transaction,
    id: Begun,
    kind: Annotated[TaskKind, Form()],
    detail: Annotated[str, Form(min_length=3, max_length=1000)],
) -> Response:
    """Keep how the customer wants to hear from us."""
    await conversations.choose_follow_up(db, id, kind, detail, actor=_CUSTOMER)
    return Response(status_code=204)


@router.post("/ping", dependencies=[SameOrigin])
async def ping(db: http.Transaction, id: Begun) -> Response:
    """Note that the customer looks at the chat."""
    await conversations.ping(db, id)
    return Response(status_code=204)


def _language(
    request: Request, workspace: Workspace, known: tuple[str, Visit] | None = None
) -> str:
    visitor = None if known is None else known[1].language
    return pages.language_of(request, visitor, otherwise=workspace.language)


async def _welcome(db: Database, visitor: str, language: str) -> tuple[str, Visit]:
    """Find or begin the visit of a page that has no cookie yet.

    The page's own token makes a repeat safe when the answer, with its cookie, was lost on the way.
    """
    token = visitor
    visit = await conversations.find_visit(db, visitor) if visitor else None
    if visit is None:
        token = await conversations.start_visit(db, language, token=visitor or None)
        visit = await conversations.find_visit(db, token)
    if visit is None:
        raise LookupError("a visit that was just begun is not there")
    return token, visit


async def _bring_person(db: Database, id: ConversationId) -> None:
    thread = await conversations.thread(db, id)
    summary = assistant.summary_of(thread.messages, evidence=("button",))
    await conversations.hand_over(db, id, Cause.ASKED, summary, actor=_CUSTOMER)


def _how(request: Request) -> str | None:
    """Say how a sign-in went, when the customer comes back from it."""
    how = request.query_params.get("signed_in", "")
    return how if how in {"done", "away", *NotSignedIn} else None
