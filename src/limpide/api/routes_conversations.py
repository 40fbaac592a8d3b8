"""`/v1/conversations`: threads, and messages from channels of your own."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from limpide import conversations
from limpide.conversations import ConversationId, Filters, Incoming, View
from limpide.foundation import http

from .idempotency import once
from .keys import Transaction, may
from .model import Caller, Scope
from .shapes import (
    ConversationPage,
    ConversationShape,
    InboundResult,
    NewInbound,
    ThreadShape,
    UtteranceShape,
)

router = APIRouter(prefix="/v1/conversations", tags=["conversations"])
Reader = Annotated[Caller, Depends(may(Scope.CONVERSATIONS_READ))]
Writer = Annotated[Caller, Depends(may(Scope.CONVERSATIONS_WRITE))]


@router.get("")
async def list_conversations(
    db: Transaction,
    caller: Reader,
    view: View = View.ALL,
    search: Annotated[str, Query(max_length=200)] = "",
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> ConversationPage:
    """List threads, the latest first; `search` looks at all their messages."""
    filters = Filters(view=view, words=search, before=_before(cursor), limit=limit)
    rows = [row.conversation for row in await conversations.list_inbox(db, caller.key, filters)]
    last = rows[-1] if len(rows) == limit else None
    return ConversationPage(
        conversations=list(map(ConversationShape.of, rows)),
        next=None if last is None else f"{last.last_at.isoformat()}~{last.id}",
    )


@router.get("/{id}")
async def get_conversation(
    db: Transaction, caller: Reader, house: http.CurrentHouse, id: UUID
) -> ThreadShape:
    """Get a thread with all that customer and company said (notes stay in the house)."""
    del caller
    thread = await conversations.public_thread(db, ConversationId(id))
    base_url = house.settings.base_url
    return ThreadShape(
        conversation=ConversationShape.of(thread.conversation),
        messages=[UtteranceShape.of(message, base_url) for message in thread.messages],
    )


@router.post("/inbound", status_code=202, response_model=InboundResult)
async def receive(request: Request, db: Transaction, caller: Writer, body: NewInbound) -> Response:
    """Bring in a customer's message from a channel of yours. The same id twice is one message."""

    async def work() -> InboundResult:
        received = await conversations.receive(
            db,
            Incoming(
                kind=body.channel,
                provider_id=f"api:{caller.key}:{body.id}",
                address=body.address,
                text=body.text,
                name=body.name,
                language=body.language,
                conversation=ConversationId(body.conversation) if body.conversation else None,
            ),
        )
        return InboundResult(
            conversation=received.conversation,
            message=received.message,
            duplicate=received.is_duplicate,
        )

    return await once(request, db, caller, work, status=202)


def _before(cursor: str | None) -> tuple[datetime, UUID] | None:
    at, _, id = (cursor or "").partition("~")
    try:
        return datetime.fromisoformat(at), UUID(id)
    except ValueError:
        return None
