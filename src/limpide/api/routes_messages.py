"""`/v1/messages`: messages that leave, one or five hundred at a time."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from limpide import delivery
from limpide.channels import Kind
from limpide.contacts import ContactId
from limpide.delivery import Content, MessageId, Queued, Refused
from limpide.delivery import Request as Wish
from limpide.foundation import http, workspaces
from limpide.ledger import Author, AuthorKind, Reason

from .idempotency import once
from .keys import Transaction, actor_of, may
from .model import Caller, Scope
from .shapes import Batch, BatchResult, MessageResult, NewMessage, SendingShape

router = APIRouter(prefix="/v1/messages", tags=["messages"])
Reader = Annotated[Caller, Depends(may(Scope.MESSAGES_READ))]
Writer = Annotated[Caller, Depends(may(Scope.MESSAGES_WRITE))]
_WITH_FILES = {Kind.EMAIL, Kind.LETTER}


@router.post("", status_code=202, response_model=MessageResult)
async def send(
    request: Request, db: Transaction, caller: Writer, house: http.CurrentHouse, body: NewMessage
) -> Response:
    """Ask for one message. A refusal is an answer with its reason, not an error."""

    async def work() -> MessageResult:
        answer = await delivery.request(db, wish_of(body), actor=actor_of(caller))
        return result_of(answer, house.settings.base_url)

    return await once(request, db, caller, work, status=202)


@router.post("/batch", status_code=202, response_model=BatchResult)
async def send_batch(
    request: Request, db: Transaction, caller: Writer, house: http.CurrentHouse, body: Batch
) -> Response:
    """Ask for up to 500 messages at once; each is queued or refused by itself."""

    async def work() -> BatchResult:
        wishes = [wish_of(message) for message in body.messages]
        answers = await delivery.request_many(db, wishes, actor=actor_of(caller))
        base_url = house.settings.base_url
        return BatchResult(results=[result_of(answer, base_url) for answer in answers])

    return await once(request, db, caller, work, status=202)


@router.get("/{id}")
async def get_message(db: Transaction, caller: Reader, id: UUID) -> SendingShape:
    """Say where a message stands."""
    del caller
    company = await workspaces.get(db)
    return SendingShape.of(await delivery.get_message(db, MessageId(id)), company.legal_name)


def wish_of(body: NewMessage) -> Wish:
    """Read a message as delivery is asked for it."""
    files = tuple(each.file() for each in body.files)
    return Wish(
        contact=ContactId(body.contact),
        purpose=body.purpose,
        content=Content(body.text, body.subject, attachments=files),
        author=Author(AuthorKind(body.author), body.author_name),
        reason=Reason(f"api.reason.{body.purpose}"),
        importance=body.importance,
        goods=body.goods,
        kinds=tuple(body.channels),
        variants={
            kind: Content(v.text, v.subject, attachments=files if kind in _WITH_FILES else ())
            for kind, v in body.variants.items()
        },
        not_before=body.not_before,
        expires_at=body.expires_at,
    )


def result_of(answer: Queued | Refused, base_url: str) -> MessageResult:
    """Draw what became of a request."""
    if isinstance(answer, Refused):
        return MessageResult(status="refused", refusal=answer.refusal.value)
    return MessageResult(
        status=answer.status.value,
        id=answer.message,
        channel=answer.kind,
        passport=f"{base_url}/m/{answer.passport_token}",
    )
