"""Review: checks on every text, work waiting for a human, how freely an AI may speak, and whose
hand wrote how much.

Promises: what an AI proposed and what a person sent are both kept; shares are computed from the
    texts and the steps that made them, never declared; nobody approves their own proposal, and
    what wants several people gets several; one person at a time is on an item; a deadline that
    passes lets nothing leave; no AI text is committed after a stop is.
Owns: schema `review` (drafts, edits of templates, manuscripts, items, approvals, requirements,
    levels, stops, outcomes).
Does not: send anything, or know who asked for a draft and why.

How freely each skill speaks is reached through `review.autonomy`, what is known of a text through
`review.checks`, what people are writing through `review.manuscripts`, whose hand wrote each
character through `review.provenance`.
"""

from . import autonomy, checks, learning, manuscripts, provenance
from .assigning import assign, release_all
from .authorship import authorship, written
from .checks import Finding, Severity, check
from .drafts import NoSuchDraftError, discard, find_waiting, finish, get_draft, propose, set_aside
from .facts import Assigned, Decided, Proposed
from .hints import Hint, hints
from .learning import Lessons
from .manuscripts import Outdated
from .model import (
    Authorship,
    Choice,
    Decision,
    Draft,
    DraftId,
    Item,
    ItemId,
    ItemKind,
    ItemState,
    Manuscript,
    Obstacle,
    Proposal,
    Requirement,
    Reviewer,
    Ruling,
    State,
    Views,
    Wanted,
    text_digest,
)
from .model_learning import Pattern, Suggestion, SuggestionState, Tally, Target, TargetKind
from .overruling import Gate, gate, overrule
from .personal import erase_drafts, erase_quoting, export_drafts
from .provenance import Edit, Hand, InvalidEditError, Run, Runs
from .queue import (
    EXPIRE,
    TOPIC,
    NoSuchItemError,
    approvers,
    count_views,
    decide,
    expire,
    get_item,
    list_items,
    list_rules,
    put,
    remove_rule,
    require,
    requirement,
    rule,
    withdraw,
)
from .rewording import reworded

__all__ = [
    "EXPIRE",
    "TOPIC",
    "Assigned",
    "Authorship",
    "Choice",
    "Decided",
    "Decision",
    "Draft",
    "DraftId",
    "Edit",
    "Finding",
    "Gate",
    "Hand",
    "Hint",
    "InvalidEditError",
    "Item",
    "ItemId",
    "ItemKind",
    "ItemState",
    "Lessons",
    "Manuscript",
    "NoSuchDraftError",
    "NoSuchItemError",
    "Obstacle",
    "Outdated",
    "Pattern",
    "Proposal",
    "Proposed",
    "Requirement",
    "Reviewer",
    "Ruling",
    "Run",
    "Runs",
    "Severity",
    "State",
    "Suggestion",
    "SuggestionState",
    "Tally",
    "Target",
    "TargetKind",
    "Views",
    "Wanted",
    "approvers",
    "assign",
    "authorship",
    "autonomy",
    "check",
    "checks",
    "count_views",
    "decide",
    "discard",
    "erase_drafts",
    "erase_quoting",
    "expire",
    "export_drafts",
    "find_waiting",
    "finish",
    "gate",
    "get_draft",
    "get_item",
    "hints",
    "learning",
    "list_items",
    "list_rules",
    "manuscripts",
    "overrule",
    "propose",
    "provenance",
    "put",
    "release_all",
    "remove_rule",
    "require",
    "requirement",
    "reworded",
    "rule",
    "set_aside",
    "text_digest",
    "withdraw",
    "written",
]
