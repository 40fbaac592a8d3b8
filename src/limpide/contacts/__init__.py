"""Contacts: the people we talk with, and what each of them allows and prefers.

Promises: the last word counts; what was decided stays on record with its proof; a suppressed
    address is never written to; an address belongs to one contact.
Owns: schema `contacts` (contacts, addresses, choices, wordings, suppressions, channel orders,
    tokens of preference and unsubscribe links).
Does not: send anything, hold conversations, or guess what nobody said.
"""

from .addresses import (
    InvalidAddressError,
    add_address,
    find_by_address,
    normalise,
    recognise,
    verify_address,
)
from .consent import MissingProofError, WordingChangedError, list_choices, record_choice
from .facts import AddressSuppressed, AiModeChanged, ChoiceChanged
from .model import (
    Act,
    Address,
    AddressKind,
    AiMode,
    Basis,
    Choice,
    ChoiceId,
    Contact,
    ContactId,
    Page,
    Permission,
    Preferences,
    Proof,
    Purpose,
    RecordedChoice,
    Refusal,
    Standing,
    SuppressionReason,
    TokenHolder,
    Use,
    Wording,
)
from .people import (
    NoSuchContactError,
    create,
    find_by_reference,
    get_contact,
    list_contacts,
    set_name,
)
from .permission import (
    get_standing,
    has_ai_allowed,
    list_standings,
    may_contact,
    may_write,
)
from .preferences import preferences, set_ai_mode, set_channel_order, set_language
from .suppression import lift_suppression, suppress
from .tokens import contact_of_token, preference_token, unsubscribe, unsubscribe_token

__all__ = [
    "Act",
    "Address",
    "AddressKind",
    "AddressSuppressed",
    "AiMode",
    "AiModeChanged",
    "Basis",
    "Choice",
    "ChoiceChanged",
    "ChoiceId",
    "Contact",
    "ContactId",
    "InvalidAddressError",
    "MissingProofError",
    "NoSuchContactError",
    "Page",
    "Permission",
    "Preferences",
    "Proof",
    "Purpose",
    "RecordedChoice",
    "Refusal",
    "Standing",
    "SuppressionReason",
    "TokenHolder",
    "Use",
    "Wording",
    "WordingChangedError",
    "add_address",
    "contact_of_token",
    "create",
    "find_by_address",
    "find_by_reference",
    "get_contact",
    "get_standing",
    "has_ai_allowed",
    "lift_suppression",
    "list_choices",
    "list_contacts",
    "list_standings",
    "may_contact",
    "may_write",
    "normalise",
    "preference_token",
    "preferences",
    "recognise",
    "record_choice",
    "set_ai_mode",
    "set_channel_order",
    "set_language",
    "set_name",
    "suppress",
    "unsubscribe",
    "unsubscribe_token",
    "verify_address",
]
