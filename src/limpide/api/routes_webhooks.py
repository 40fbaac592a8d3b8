"""`/v1/webhooks`: endpoints to tell, what they were told, telling again."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from . import store, webhooks
from .keys import Transaction, may
from .model import Caller, Scope, Webhook, WebhookId
from .shapes import Done, NewWebhook, TellingPage, TellingShape, WebhookPage, WebhookShape

router = APIRouter(prefix="/v1/webhooks", tags=["webhooks"])
Owner = Annotated[Caller, Depends(may(Scope.WEBHOOKS))]


@router.post("", status_code=201)
async def subscribe(
    request: Request, db: Transaction, caller: Owner, body: NewWebhook
) -> WebhookShape:
    """Add an endpoint. The answer shows its secret, this once."""
    del caller
    teller: webhooks.Webhooks = request.app.state.webhooks
    made = await teller.subscribe(db, body.url, body.events)
    return _shape(made, secret=webhooks.shown_secret(made.secret))


@router.get("")
async def list_webhooks(db: Transaction, caller: Owner) -> WebhookPage:
    """List the endpoints."""
    del caller
    return WebhookPage(webhooks=[_shape(each) for each in await store.list_webhooks(db)])


@router.delete("/{id}")
async def remove_webhook(db: Transaction, caller: Owner, id: UUID) -> Done:
    """Forget an endpoint."""
    del caller
    await webhooks.get_webhook(db, WebhookId(id))
    await store.remove_webhook(db, WebhookId(id))
    return Done()


@router.get("/{id}/messages")
async def list_messages(db: Transaction, caller: Owner, id: UUID) -> TellingPage:
    """List what an endpoint was told lately and how it answered."""
    del caller
    await webhooks.get_webhook(db, WebhookId(id))
    told = await store.list_webhook_messages(db, WebhookId(id))
    return TellingPage(
        messages=[
            TellingShape(
                id=each.id,
                type=each.type,
                state=each.state,
                attempts=each.attempts,
                last_status=each.last_status,
                last_error=each.last_error,
                created_at=each.created_at,
            )
            for each in told
        ]
    )


@router.post("/messages/{id}/replay", status_code=202)
async def replay(db: Transaction, caller: Owner, id: UUID) -> Done:
    """Tell a message again, with the same id."""
    del caller
    await webhooks.replay(db, id)
    return Done()


def _shape(webhook: Webhook, *, secret: str | None = None) -> WebhookShape:
    return WebhookShape(
        id=webhook.id,
        url=webhook.url,
        events=list(webhook.events),
        secret=secret,
        disabled_why=webhook.disabled_why,
    )
