"""Flows: business procedures as data, and the actions they may call.

Promises: an action runs inside its policy or not at all, once, for its owner only, and every call
    is in the ledger with its reason; a correction undoes exactly what depended on it.
Owns: schema `flows` (definitions, connectors, runs, calls, one-time codes, identities).
Does not: understand customers, choose words beyond a flow's own, or send them.
"""

from .calling import (
    Attempted,
    Caller,
    CallUnderWayError,
    NoSuchCallError,
    Wanted,
    decide_call,
)
from .executing import Done, Failed, Perhaps
from .facts import CallDecided
from .importing import import_openapi
from .lists import PendingCall, list_pending
from .model import (
    Action,
    Autonomy,
    CallId,
    Cancel,
    Command,
    Consent,
    Fill,
    Flow,
    IdentityLevel,
    Memory,
    NotUnderstood,
    Progress,
    Ruling,
    Run,
    RunState,
    SendAgain,
    Slot,
    SlotKind,
    Start,
    Tell,
    WaitFor,
    Waiting,
    Who,
)
from .obeying import Place
from .personal import erase_person, export_person, hand_over_person
from .publishing import (
    Catalogue,
    NoSuchActionError,
    NoSuchFlowError,
    catalogue,
    difference,
    flow_version,
    list_versions,
    publish_flow,
    retire_flow,
    save_actions,
    save_flow,
    save_talk,
    set_connector,
)
from .reading import InvalidActionError, InvalidFlowError, read_actions, read_flow
from .running import advance, current, end_runs, list_runs, reminder, settle
from .wording import InvalidFlowTextError

__all__ = [
    "Action",
    "Attempted",
    "Autonomy",
    "CallDecided",
    "CallId",
    "CallUnderWayError",
    "Caller",
    "Cancel",
    "Catalogue",
    "Command",
    "Consent",
    "Done",
    "Failed",
    "Fill",
    "Flow",
    "IdentityLevel",
    "InvalidActionError",
    "InvalidFlowError",
    "InvalidFlowTextError",
    "Memory",
    "NoSuchActionError",
    "NoSuchCallError",
    "NoSuchFlowError",
    "NotUnderstood",
    "PendingCall",
    "Perhaps",
    "Place",
    "Progress",
    "Ruling",
    "Run",
    "RunState",
    "SendAgain",
    "Slot",
    "SlotKind",
    "Start",
    "Tell",
    "WaitFor",
    "Waiting",
    "Wanted",
    "Who",
    "advance",
    "catalogue",
    "current",
    "decide_call",
    "difference",
    "end_runs",
    "erase_person",
    "export_person",
    "flow_version",
    "hand_over_person",
    "import_openapi",
    "list_pending",
    "list_runs",
    "list_versions",
    "publish_flow",
    "read_actions",
    "read_flow",
    "reminder",
    "retire_flow",
    "save_actions",
    "save_flow",
    "save_talk",
    "set_connector",
    "settle",
]
