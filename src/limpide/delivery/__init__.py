"""Delivery: the one road by which a message leaves.

Promises: nothing leaves without permission, asked on request and again when it is handed over;
    nothing leaves without a passport; nothing is lost, and nothing is knowingly sent twice.
Owns: schema `delivery` (messages, attachments, attempts, receipts, ladders, policies, ways out,
    what was avoided).
Does not: write texts, decide what is said, or know which conversation a message belongs to.
"""

from . import dead_letters
from .asking import ask_handler, on_unsure
from .attempts import attempt_handler
from .avoided import note_avoided
from .cancelling import Cause, cancel, cancel_all, ladder_of, messages_of
from .climbing import climb
from .facts import (
    Accepted,
    BecameUnsure,
    Bounced,
    Complained,
    Delivered,
    Failed,
    LadderEnded,
    Seen,
    Stopped,
)
from .forgetting import forget_handler
from .jobs import ASK, ATTEMPT, ATTEMPT_NOW, CLIMB, FORGET
from .labels import author_label, spoken
from .ladders import on_progress
from .lists import (
    NoSuchMessageError,
    count_by_channel,
    count_statuses,
    find_by_mail_id,
    find_by_return_code,
    find_letter,
    get_message,
    list_attempts,
    list_messages,
    list_returned,
    list_unsure,
    statuses_of,
)
from .mailing import message_of_token, return_code, return_token
from .model import (
    Attempt,
    AttemptOutcome,
    Circuit,
    Content,
    Health,
    Importance,
    Ladder,
    LadderId,
    LadderState,
    Message,
    MessageId,
    Queued,
    Refused,
    Request,
    Status,
)
from .personal import blank_texts, erase_person, export_person, hand_over_person
from .planning import Plan, Rung
from .policy import InvalidPolicyError, Naming, Policy, StrategyKind, policy, set_naming, set_policy
from .providers import announce_providers, list_health
from .receipts import (
    record_bounce,
    record_complaint,
    record_handed_over,
    record_receipt,
    record_receipts,
    record_reply,
    record_return,
    record_sign,
)
from .rendering import Specimen, pieces, specimen
from .requests import made_before, plan, plan_many, request, request_many
from .silence import Silence, silence_of
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
    "ASK",
    "ATTEMPT",
    "ATTEMPT_NOW",
    "CLIMB",
    "FORGET",
    "Accepted",
    "Attempt",
    "AttemptOutcome",
    "BecameUnsure",
    "Bounced",
    "Cause",
    "Circuit",
    "Complained",
    "Content",
    "Delivered",
    "Failed",
    "Health",
    "Importance",
    "InvalidPolicyError",
    "Ladder",
    "LadderEnded",
    "LadderId",
    "LadderState",
    "Message",
    "MessageId",
    "Naming",
    "NoSuchMessageError",
    "NotUnsureError",
    "Plan",
    "Policy",
    "Queued",
    "Refused",
    "Request",
    "Rung",
    "Seen",
    "Silence",
    "Specimen",
    "Status",
    "Stopped",
    "StrategyKind",
    "announce_providers",
    "ask_handler",
    "attempt_handler",
    "author_label",
    "blank_texts",
    "cancel",
    "cancel_all",
    "climb",
    "count_by_channel",
    "count_statuses",
    "dead_letters",
    "erase_person",
    "export_person",
    "find_by_mail_id",
    "find_by_return_code",
    "find_letter",
    "forget_handler",
    "get_message",
    "hand_over_person",
    "ladder_of",
    "list_attempts",
    "list_health",
    "list_messages",
    "list_returned",
    "list_unsure",
    "made_before",
    "message_of_token",
    "messages_of",
    "note_avoided",
    "on_address_suppressed",
    "on_ai_mode_changed",
    "on_choice_changed",
    "on_pause_changed",
    "on_progress",
    "on_unsure",
    "pieces",
    "plan",
    "plan_many",
    "policy",
    "record_bounce",
    "record_complaint",
    "record_handed_over",
    "record_receipt",
    "record_receipts",
    "record_reply",
    "record_return",
    "record_sign",
    "request",
    "request_many",
    "resolve_unsure",
    "return_code",
    "return_token",
    "set_naming",
    "set_policy",
    "silence_of",
    "specimen",
    "spoken",
    "statuses_of",
    "stop",
    "withdraw_queued",
]
