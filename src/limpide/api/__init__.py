"""The public HTTP API under /v1, and webhooks out.

Promises: a key does only what its scopes say, in its own company; a repeated request with an
    Idempotency-Key is done once; errors are problem+json (RFC 9457).
Owns: schema `api` (keys, kept answers, webhooks and what they were told).
Does not: decide anything: each request calls one door.
"""

from .forgetting import on_person_erased
from .install import install
from .keys import create_key, revoke_key
from .model import Caller, Key, KeyId, Scope, Webhook, WebhookId, WebhookMessage
from .programs import Programs
from .texting import take_sms
from .webhooks import TELL, Webhooks, shown_secret, signature

__all__ = [
    "TELL",
    "Caller",
    "Key",
    "KeyId",
    "Programs",
    "Scope",
    "Webhook",
    "WebhookId",
    "WebhookMessage",
    "Webhooks",
    "create_key",
    "install",
    "on_person_erased",
    "revoke_key",
    "shown_secret",
    "signature",
    "take_sms",
]
