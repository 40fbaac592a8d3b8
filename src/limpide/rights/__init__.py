"""Rights: what a person may ask of the company, and what time takes away by itself.

Promises: an export holds all that every room keeps of a person; an erasure leaves no trace of them
    in any room and breaks no proof of the ledger; a request has its deadline from the day it came.
Owns: schema `rights` (the register of requests, merges, retention and its daily reports).
Does not: keep anything about people itself, write to them, or know tables of other rooms.
"""

from .erasing import ERASE, erase, on_grace_over, preview_erasure
from .exporting import Export, export
from .facts import PersonErased
from .merging import Merge, MergeId, NoSuchMergeError, merge, merges_of, part
from .model import (
    Kind,
    NoSuchRequestError,
    Request,
    RequestEndedError,
    RequestId,
    Run,
    State,
    Via,
)
from .register import ask, cancel, extend, finish, get_request, list_requests, requests_of
from .retaining import (
    RETAIN,
    Rule,
    UnknownRetentionError,
    keep_going,
    list_rules,
    list_runs,
    retain,
    set_days,
)

__all__ = [
    "ERASE",
    "RETAIN",
    "Export",
    "Kind",
    "Merge",
    "MergeId",
    "NoSuchMergeError",
    "NoSuchRequestError",
    "PersonErased",
    "Request",
    "RequestEndedError",
    "RequestId",
    "Rule",
    "Run",
    "State",
    "UnknownRetentionError",
    "Via",
    "ask",
    "cancel",
    "erase",
    "export",
    "extend",
    "finish",
    "get_request",
    "keep_going",
    "list_requests",
    "list_rules",
    "list_runs",
    "merge",
    "merges_of",
    "on_grace_over",
    "part",
    "preview_erasure",
    "requests_of",
    "retain",
    "set_days",
]
