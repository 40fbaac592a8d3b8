"""Webhooks out, signed after Standard Webhooks 1.0.0, retried, replayable."""

import base64
import hmac
import json
from typing import Any, ClassVar, Final
from uuid import UUID

import httpx
from pydantic import TypeAdapter

from limpide.foundation import clock, facts, jobs, outgoing, secrets
from limpide.foundation.database import Database, Pool
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import WorkspaceId, new_id

from . import store
from .model import Webhook, WebhookId, WebhookMessage

TELL: Final = "api.tell"
# Seconds between attempts, as the specification suggests; then the message has failed.
_PAUSES: Final = (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
_TIMEOUT: Final = 15.0
_SLOW_DOWN: Final = {429, 502, 503, 504}
_LONGEST_ERROR: Final = 200
_FIRST_NOT_DONE: Final = 300
_GONE: Final = 410


class UnknownEventError(LimpideError):
    """There is no such event."""

    status: ClassVar[int] = 422


class NoSuchWebhookError(LimpideError):
    """There is no such webhook."""

    status: ClassVar[int] = 404


class InsecureUrlError(LimpideError):
    """A webhook needs an https address."""

    status: ClassVar[int] = 422


class Webhooks:
    """Tells endpoints what happened. `events` maps a kind of fact to its public name."""

    def __init__(self, events: dict[type[facts.Fact], str], *, allow_private: bool) -> None:
        self.events = events
        self._allow_private = allow_private

    async def subscribe(self, db: Database, url: str, events: list[str]) -> Webhook:
        """Add an endpoint with a new secret. Raises UnknownEventError, InsecureUrlError."""
        unknown = set(events) - set(self.events.values())
        if unknown:
            raise UnknownEventError(f"Unknown: {', '.join(sorted(unknown))}.")
        if not url.startswith("https://") and not self._allow_private:
            raise InsecureUrlError
        id = await store.add_webhook(db, url, events, secrets.new_token(32).encode()[:32])
        return await get_webhook(db, id)

    async def on_fact(self, db: Database, fact: facts.Fact) -> None:
        """Write down, for each endpoint that asked, what it is to be told."""
        type_ = self.events[type(fact)]
        for webhook in await store.list_webhooks(db):
            if type_ in webhook.events and webhook.disabled_at is None:
                id = new_id()
                await store.add_webhook_message(db, id, webhook.id, type_, _body(type_, fact), None)
                await jobs.enqueue(db, TELL, {"message": str(id)})

    async def tell(self, pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
        """Make one attempt at one message; ask to be called again after the next pause."""
        id = UUID(payload["message"])
        async with pool.transaction(workspace) as db:
            message = await store.lock_webhook_message(db, id)
            webhook = message and await store.find_webhook(db, message.webhook)
        if message is None or webhook is None or message.state != "waiting" or webhook.disabled_at:
            return
        status, error, pause = await self._post(webhook, message)
        done = status is not None and status < _FIRST_NOT_DONE
        last = message.attempts >= len(_PAUSES)
        async with pool.transaction(workspace) as db:
            state = "delivered" if done else "failed" if last else "waiting"
            await store.record_webhook_attempt(db, id, state=state, status=status, error=error)
            if status == _GONE:
                await store.disable_webhook(db, webhook.id, "The endpoint answered 410 Gone.")
        if state == "waiting" and status != _GONE:
            raise jobs.RetryLater(max(pause, _PAUSES[message.attempts]))

    async def _post(
        self, webhook: Webhook, message: WebhookMessage
    ) -> tuple[int | None, str | None, float]:
        async with outgoing.client(allow_private=self._allow_private, timeout=_TIMEOUT) as http:
            try:
                answer = await http.post(
                    webhook.url, content=message.body.encode(), headers=_headers(webhook, message)
                )
            except httpx.HTTPError as error:
                return None, (str(error) or type(error).__name__)[:_LONGEST_ERROR], 0
        wished = answer.headers.get("retry-after", "")
        pause = float(wished) if wished.isdigit() and answer.status_code in _SLOW_DOWN else 0.0
        return answer.status_code, None, min(pause, 86400.0)


def signature(secret: bytes, id: str, timestamp: int, body: str) -> str:
    """Sign as the specification says: HMAC-SHA256 over `id.timestamp.body`."""
    signed = hmac.digest(secret, f"{id}.{timestamp}.{body}".encode(), "sha256")
    return "v1," + base64.b64encode(signed).decode()


def shown_secret(secret: bytes) -> str:
    """Write a secret the way receivers' libraries read it."""
    return "whsec_" + base64.b64encode(secret).decode()


async def get_webhook(db: Database, id: WebhookId) -> Webhook:
    """Get an endpoint. Raises NoSuchWebhookError."""
    found = await store.find_webhook(db, id)
    if found is None:
        raise NoSuchWebhookError
    return found


async def replay(db: Database, id: UUID) -> None:
    """Tell a message again from the start, with the same id. Raises NoSuchWebhookError."""
    if not await store.restart_webhook_message(db, id):
        raise NoSuchWebhookError
    await jobs.enqueue(db, TELL, {"message": str(id)})


def _headers(webhook: Webhook, message: WebhookMessage) -> dict[str, str]:
    timestamp = int(clock.now().timestamp())
    return {
        "content-type": "application/json",
        "webhook-id": str(message.id),
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(webhook.secret, str(message.id), timestamp, message.body),
    }


def _body(type_: str, fact: facts.Fact) -> str:
    data = TypeAdapter(type(fact)).dump_python(fact, mode="json")
    at = clock.now().isoformat(timespec="seconds").replace("+00:00", "Z")
    return json.dumps({"type": type_, "timestamp": at, "data": data}, separators=(",", ":"))
