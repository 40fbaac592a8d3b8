"""The words of the API room."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from limpide.foundation.ids import WorkspaceId

KeyId = NewType("KeyId", UUID)
WebhookId = NewType("WebhookId", UUID)


class Scope(StrEnum):
    """What a key may do."""

    CONTACTS_READ = "contacts:read"
    CONTACTS_WRITE = "contacts:write"
    CONVERSATIONS_READ = "conversations:read"
    CONVERSATIONS_WRITE = "conversations:write"
    MESSAGES_WRITE = "messages:write"
    MESSAGES_READ = "messages:read"
    CAMPAIGNS_READ = "campaigns:read"
    CAMPAIGNS_WRITE = "campaigns:write"
    CAMPAIGNS_SEND = "campaigns:send"
    KNOWLEDGE_READ = "knowledge:read"
    KNOWLEDGE_WRITE = "knowledge:write"
    ASK = "ask"
    REVIEWS_READ = "reviews:read"
    REVIEWS_WRITE = "reviews:write"
    WEBHOOKS = "webhooks"
    RIGHTS = "rights"
    INSIGHTS_READ = "insights:read"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: the key, its company, what it may do.

    `was_idle`: nobody has noted for a minute that the key is used.
    """

    workspace: WorkspaceId
    key: KeyId
    name: str
    scopes: frozenset[Scope]
    was_idle: bool


@dataclass(frozen=True, slots=True)
class Key:
    """A key as the operator sees it. The secret itself is shown once and not kept."""

    id: KeyId
    name: str
    scopes: tuple[Scope, ...]
    created_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Webhook:
    """An endpoint that wants to be told. `secret` is raw bytes, shown as `whsec_<base64>`."""

    id: WebhookId
    url: str
    events: tuple[str, ...]
    secret: bytes
    disabled_at: datetime | None
    disabled_why: str | None


@dataclass(frozen=True, slots=True)
class WebhookMessage:
    """One thing to tell one endpoint; `body` is the exact text that is signed and sent."""

    id: UUID
    webhook: WebhookId
    type: str
    body: str
    attempts: int
    last_status: int | None
    last_error: str | None
    state: str
    created_at: datetime
    delivered_at: datetime | None
