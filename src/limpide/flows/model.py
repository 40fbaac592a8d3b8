"""The words of flows: procedures as data, actions with their policy, a run and its memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from limpide.contacts import ContactId

RunId = NewType("RunId", UUID)
CallId = NewType("CallId", UUID)
# Texts by language («fr», «en»).
Texts = Mapping[str, str]


class IdentityLevel(StrEnum):
    """How sure we are who somebody is; a message can never raise it."""

    ANONYMOUS = "anonymous"
    RECOGNISED = "recognised"
    VERIFIED = "verified"
    STRONG = "strong"

    def reaches(self, other: "IdentityLevel") -> bool:
        """Say whether this is at least as sure."""
        order = list(IdentityLevel)
        return order.index(self) >= order.index(other)


class SlotKind(StrEnum):
    """What a slot holds. `choice`: one of a list that the flow or a result gives."""

    ORDER = "order"
    EMAIL = "email"
    PHONE = "phone"
    POSTCODE = "postcode"
    AMOUNT = "amount"
    DATE = "date"
    NUMBER = "number"
    TEXT = "text"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose. `words`: how people say it, by language."""

    value: str
    label: Texts
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


@dataclass(frozen=True, slots=True)
class LookUp:
    """What finds the values of a slot for the person who asks: an action and its result's name.

    `ask`: the question above the list. `none`: what is said when it finds nothing.
    """

    action: str
    arguments: Mapping[str, str]
    name: str
    ask: Texts
    none: Texts


@dataclass(frozen=True, slots=True)
class Slot:
    """Something a flow must know. `ask`: several ways of asking, by language.

    `options_from`: an expression that gives a list of results; `option_value` and `option_label`
    are what stands in each. `pattern`: what the whole value must match. `look_up`: how to offer a
    list to who does not have it at hand. `is_optional`: who passes it over goes on without.
    """

    name: str
    kind: SlotKind
    ask: Mapping[str, tuple[str, ...]]
    wrong: Texts
    pattern: str | None = None
    options: tuple[Option, ...] = ()
    options_from: str | None = None
    option_value: str = "value"
    option_label: Texts = field(default_factory=dict[str, str])
    look_up: LookUp | None = None
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """Wait until a slot is known. `again`: forget what was given, it led to nothing."""

    path: str
    slot: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Say:
    """Tell the customer something, once."""

    path: str
    text: Texts


@dataclass(frozen=True, slots=True)
class Confirm:
    """Wait for a plain yes to exactly these words."""

    path: str
    text: Texts


@dataclass(frozen=True, slots=True)
class Call:
    """Run an action and keep its result under a name. `otherwise`: steps by code, or for `any`."""

    path: str
    action: str
    arguments: Mapping[str, str]
    name: str
    otherwise: Mapping[str, tuple["Step", ...]]


@dataclass(frozen=True, slots=True)
class If:
    """Go one way or the other."""

    path: str
    when: str
    then: tuple["Step", ...]
    otherwise: tuple["Step", ...]


@dataclass(frozen=True, slots=True)
class Personal:
    """Use what is known of the person only by their yes, and remember it as their choice.

    `data`: each with what it is called, named as in `attribute.circle`. `ask`: what would be used
    and why; `{{ data }}` lists it. `name`: `NAME.may.circle`, and `NAME.circle` where it is known.
    """

    path: str
    data: Mapping[str, Texts]
    ask: Texts
    name: str


@dataclass(frozen=True, slots=True)
class PassOn:
    """Bring a person. `why` names the case for the advisor."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class End:
    """Nothing more to do."""

    path: str


Step = Ask | Say | Confirm | Call | If | Personal | PassOn | End


@dataclass(frozen=True, slots=True)
class Flow:
    """One procedure. `is_fact`: it only looks things up, so the AI mode `basic` allows it.

    `examples`: what customers say when they want it, by language. `version`: counted from 1.
    `silence_minutes`: after how long a silent customer is asked; 0 never, None as the company says.
    """

    name: str
    version: int
    title: Texts
    is_fact: bool
    examples: Mapping[str, tuple[str, ...]]
    slots: Mapping[str, Slot]
    steps: tuple[Step, ...]
    silence_minutes: int | None = None


class Autonomy(StrEnum):
    """Who must agree before an action runs."""

    OFF = "off"
    APPROVE = "approve"
    CONFIRM = "confirm"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Owner:
    """How we learn whose thing an action touches: `at` a place in its own result or a look-up's.

    `phone_at`: where the owner's number stands, which is as good as their address. `person`: the
    argument that is the owner's own address; that nobody has it is told only to who proved it.
    """

    at: str
    look_up: str | None = None
    arguments: Mapping[str, str] = field(default_factory=dict[str, str])
    phone_at: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """What only the owner knows: it must equal what stands `at` a place of the look-up."""

    name: str
    at: str


@dataclass(frozen=True, slots=True)
class Limit:
    """Beyond `most`, a person must approve. `amount`: a field of the look-up, or an argument."""

    amount: str
    most: float


@dataclass(frozen=True, slots=True)
class Request:
    """The HTTP request of an action; `{name}` in the path is an argument."""

    method: str
    path: str
    query: tuple[str, ...] = ()
    body: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool of an MCP server."""

    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A function of an installed package: an entry point of the group `limpide.actions`."""

    name: str


@dataclass(frozen=True, slots=True)
class Undo:
    """The action that takes a change back, for a while.

    `arguments`: expressions over those of the change, its `result`, and what was found `before`.
    """

    action: str
    arguments: Mapping[str, str]
    within: timedelta


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done elsewhere, with the policy under which it may be.

    `changes`: the world is different afterwards. `repeatable`: the other side honours our
    Idempotency-Key. `takes` and `gives` are JSON Schemas. `undo`: how it is taken back, where it
    can be. `same_for_hours`: for how long the same wish, from another
    conversation, is taken for a repeat of what was done and is not done again.
    """

    name: str
    title: Texts
    connector: str
    request: Request | Tool | Entry
    takes: Mapping[str, Any]
    gives: Mapping[str, Any]
    changes: bool
    identity: IdentityLevel
    autonomy: Autonomy
    is_public: bool
    owner: Owner | None
    facts: tuple[Fact, ...]
    limits: tuple[Limit, ...]
    repeatable: bool
    undo: Undo | None
    same_for_hours: float = 24.0
    version: int = 1


@dataclass(frozen=True, slots=True)
class Who:
    """For whom an action would run. `addresses`: theirs, each as sure as we are of it.

    `facts`: what they told us that only the owner knows.
    """

    contact: ContactId
    addresses: Mapping[str, IdentityLevel]
    facts: Mapping[str, str] = field(default_factory=dict[str, str])


class Ruling(StrEnum):
    """What policy says about an action."""

    ALLOWED = "allowed"
    NEEDS_IDENTITY = "needs_identity"
    NEEDS_FACT = "needs_fact"
    NEEDS_CONFIRMATION = "needs_confirmation"
    NEEDS_APPROVAL = "needs_approval"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A ruling and the rule that made it. `level` is what is missing; `fact` what to ask."""

    ruling: Ruling
    rule: str
    level: IdentityLevel | None = None
    fact: str | None = None


class CallState(StrEnum):
    """Where a call stands. `unsure`: perhaps done."""

    WAITING = "waiting"
    APPROVED = "approved"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    UNSURE = "unsure"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One call of an action. `key`: what makes it the same call; `code`: why it failed.

    `before`: what was found before the change, to put it back. `undoes`: the call it takes back.
    """

    id: CallId
    run: RunId | None
    contact: ContactId
    action: str
    version: int
    key: str
    arguments: Mapping[str, Any]
    state: CallState
    rule: str
    result: Mapping[str, Any] | None
    code: str | None
    requested_at: datetime
    started_at: datetime | None
    ended_at: datetime | None = None
    thing: str | None = None
    before: Mapping[str, Any] | None = None
    undoes: CallId | None = None


class RunState(StrEnum):
    """Where a run stands. `parked`: a colleague decides, the chat goes on."""

    ACTIVE = "active"
    PARKED = "parked"
    DONE = "done"
    CANCELLED = "cancelled"
    HANDED_OVER = "handed_over"
    EXPIRED = "expired"


@dataclass(slots=True)
class Memory:
    """What a run knows. Results, consents and what was said are kept by step and by what it was
    about, so that a corrected slot undoes exactly what depended on it.

    `words`: those that began it, in which a choice may be named that is known only later; `read`:
    the slots for which they were read. `passed_over`: slots and facts its writer does not have.
    """

    slots: dict[str, Any] = field(default_factory=dict[str, Any])
    results: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    consents: dict[str, bool] = field(default_factory=dict[str, bool])
    said: list[str] = field(default_factory=list[str])
    facts: dict[str, str] = field(default_factory=dict[str, str])
    words: str = ""
    read: list[str] = field(default_factory=list[str])
    passed_over: list[str] = field(default_factory=list[str])


class WaitFor(StrEnum):
    """What a run waits for."""

    SLOT = "slot"
    CONSENT = "consent"
    ADDRESS = "address"
    CODE = "code"
    SIGN_IN = "sign_in"
    FACT = "fact"
    APPROVAL = "approval"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a run waits for, with what is needed to understand the reply.

    `name`: the slot or the fact. `key`: what a consent is bound to. `options`: value and label of
    what was shown. `kind`: what the reply should hold.
    """

    what: WaitFor
    name: str = ""
    key: str = ""
    kind: SlotKind | None = None
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A flow under way in a conversation. `asked`: how often the same thing was asked in vain.

    `resumed_at`: when it came to the top; of several, the last is on top.
    """

    id: RunId
    conversation: UUID
    contact: ContactId
    flow: str
    version: int
    state: RunState
    memory: Memory
    waiting: Waiting | None
    asked: int
    read_until: UUID | None
    updated_at: datetime
    resumed_at: datetime
