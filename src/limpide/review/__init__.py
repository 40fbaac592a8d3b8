"""Review: work waiting for a human, and whose hand wrote how much.

Promises: what an AI proposed and what a person sent are both kept; shares are computed from the
    texts, never declared.
Owns: schema `review` (drafts).
Does not: send anything, or know who asked for a draft and why.
"""

from .authorship import authorship
from .drafts import NoSuchDraftError, discard, find_waiting, finish, get_draft, propose, set_aside
from .model import Authorship, Draft, DraftId, State
from .personal import erase_drafts, export_drafts

__all__ = [
    "Authorship",
    "Draft",
    "DraftId",
    "NoSuchDraftError",
    "State",
    "authorship",
    "discard",
    "erase_drafts",
    "export_drafts",
    "find_waiting",
    "finish",
    "get_draft",
    "propose",
    "set_aside",
]
