"""What a page needs to look after other programs: keys, endpoints, what they were told."""

from collections.abc import Sequence
from uuid import UUID

from limpide import ledger
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

from . import keys, store, webhooks
from .model import Key, KeyId, Scope, Webhook, WebhookId, WebhookMessage


class Programs:
    """Keys and webhooks, for whoever draws a page of them (see wiring.py)."""

    def __init__(self, teller: webhooks.Webhooks) -> None:
        self._teller = teller
        self.scopes: Sequence[str] = [scope.value for scope in Scope]
        self.events: Sequence[str] = sorted(teller.events.values())

    async def list_keys(self, db: Database) -> Sequence[Key]:
        """List keys, newest first, revoked ones too."""
        return await store.list_keys(db)

    async def create_key(
        self, db: Database, name: str, scopes: Sequence[str], *, actor: Actor
    ) -> str:
        """Make a key and give its secret, this once. Scopes that do not exist are left out."""
        known = [Scope(scope) for scope in scopes if scope in set(Scope)]
        return await keys.create_key(db, name, known, actor=actor)

    async def revoke_key(self, db: Database, id: UUID, *, actor: Actor) -> bool:
        """Take a key back."""
        return await keys.revoke_key(db, KeyId(id), actor=actor)

    async def list_webhooks(
        self, db: Database
    ) -> Sequence[tuple[Webhook, Sequence[WebhookMessage]]]:
        """List endpoints with what they were told lately."""
        return [
            (webhook, await store.list_webhook_messages(db, webhook.id))
            for webhook in await store.list_webhooks(db)
        ]

    async def subscribe(
        self, db: Database, url: str, events: Sequence[str], *, actor: Actor
    ) -> str:
        """Add an endpoint and give its secret, this once.

        Raises UnknownEventError, InsecureUrlError.
        """
        made = await self._teller.subscribe(db, url, list(events))
        await ledger.record(
            db, "api.webhook_added", about=made.id, why=" ".join(events), actor=actor
        )
        return webhooks.shown_secret(made.secret)

    async def remove_webhook(self, db: Database, id: UUID, *, actor: Actor) -> None:
        """Forget an endpoint. Raises NoSuchWebhookError."""
        await webhooks.get_webhook(db, WebhookId(id))
        await store.remove_webhook(db, WebhookId(id))
        await ledger.record(db, "api.webhook_removed", about=id, why="asked", actor=actor)

    async def replay(self, db: Database, id: UUID) -> None:
        """Tell a message again, with the same id. Raises NoSuchWebhookError."""
        await webhooks.replay(db, id)
