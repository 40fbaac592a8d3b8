"""The ledger: what was done, why, by whom; and the passport of every message.

Promises: entries and passports are only ever added; a passport is signed when it is issued, can be
    checked by anyone with the published keys, and names no recipient; both stand in a Merkle tree
    with signed checkpoints, and what is erased leaves every proof valid.
Owns: schema `ledger` (entries, passports, their later events, signing keys, the tree).
Does not: decide anything, send anything, or know what an entry is about.

The tree is reached through `ledger.audit`: who writes needs none of it, who audits all of it.
"""

from . import audit
from .entries import canonical_bytes, commitment, entries_about, list_entries, record, record_many
from .keys import jwk_set, list_public_keys, rotate_key
from .model import (
    Author,
    AuthorKind,
    Checkpoint,
    Deed,
    Engine,
    Entry,
    EntryId,
    Gathered,
    Passport,
    PassportDraft,
    PassportEvent,
    PassportEventKind,
    PassportId,
    PermissionUsed,
    PlanUsed,
    PublicKey,
    Reason,
    Source,
    Weight,
)
from .passports import (
    add_passport_event,
    add_passport_events,
    find_passport,
    get_passport,
    issue_passport,
    issue_passports,
    list_passport_events,
    message_of_token,
    passport_document,
    passport_token,
    text_sha256,
    verify_passport,
)

__all__ = [
    "Author",
    "AuthorKind",
    "Checkpoint",
    "Deed",
    "Engine",
    "Entry",
    "EntryId",
    "Gathered",
    "Passport",
    "PassportDraft",
    "PassportEvent",
    "PassportEventKind",
    "PassportId",
    "PermissionUsed",
    "PlanUsed",
    "PublicKey",
    "Reason",
    "Source",
    "Weight",
    "add_passport_event",
    "add_passport_events",
    "audit",
    "canonical_bytes",
    "commitment",
    "entries_about",
    "find_passport",
    "get_passport",
    "issue_passport",
    "issue_passports",
    "jwk_set",
    "list_entries",
    "list_passport_events",
    "list_public_keys",
    "message_of_token",
    "passport_document",
    "passport_token",
    "record",
    "record_many",
    "rotate_key",
    "text_sha256",
    "verify_passport",
]
