"""Review: work waiting for a human, and whose hand wrote how much.

Promises: what an AI proposed and what a person sent are both kept; shares are computed from the
    texts, never declared.
Owns: schema `review` (drafts).
Does not: send anything, or know who asked for a draft and why.
"""

from . import checks
from .authorship import authorship
from .checks import Finding, Severity, check
from .drafts import NoSuchDraftError, discard, find_waiting, finish, get_draft, propose, set_aside
from .model import Authorship, Draft, DraftId, State

__all__ = [
    "Authorship",
    "Draft",
    "DraftId",
    "Finding",
    "NoSuchDraftError",
    "Severity",
    "State",
    "authorship",
    "check",
    "checks",
    "discard",
    "find_waiting",
    "finish",
    "get_draft",
    "propose",
    "set_aside",
]
