"""Delivery: the one road by which a message leaves.

Promises: nothing leaves without permission, asked on request and again when it is handed over;
    nothing leaves without a passport; nothing is lost, and nothing is knowingly sent twice.
Owns: schema `delivery` (messages, attachments, attempts, receipts).
Does not: write texts, decide what is said, or know which conversation a message belongs to.
"""

from .attempts import ATTEMPT, attempt_handler
from .facts import Accepted, BecameUnsure, Bounced, Delivered, Failed, Seen, Stopped
from .labels import author_label
from .lists import (
    NoSuchMessageError,
    find_by_mail_id,
    get_message,
    list_attempts,
    list_messages,
    list_unsure,
)
from .mailing import message_of_token, return_token
from .model import (
    Attempt,
    AttemptOutcome,
    Content,
    Importance,
    Message,
    MessageId,
    Queued,
    Refused,
    Request,
    Status,
)
from .receipts import record_bounce, record_receipt
from .requests import request, request_many
from .stopping import (
    on_address_suppressed,
    on_ai_mode_changed,
    on_choice_changed,
    on_pause_changed,
    stop,
    withdraw_queued,
)
from .unsure import NotUnsureError, resolve_unsure

__all__ = [
    "ATTEMPT",
    "Accepted",
    "Attempt",
    "AttemptOutcome",
    "BecameUnsure",
    "Bounced",
    "Content",
    "Delivered",
    "Failed",
    "Importance",
    "Message",
    "MessageId",
    "NoSuchMessageError",
    "NotUnsureError",
    "Queued",
    "Refused",
    "Request",
    "Seen",
    "Status",
    "Stopped",
    "attempt_handler",
    "author_label",
    "find_by_mail_id",
    "get_message",
    "list_attempts",
    "list_messages",
    "list_unsure",
    "message_of_token",
    "on_address_suppressed",
    "on_ai_mode_changed",
    "on_choice_changed",
    "on_pause_changed",
    "record_bounce",
    "record_receipt",
    "request",
    "request_many",
    "resolve_unsure",
    "return_token",
    "stop",
    "withdraw_queued",
]
