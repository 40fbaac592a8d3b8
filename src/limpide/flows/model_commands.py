"""The words between understanding and flows: what a customer may say, and what it led to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .model import RunId, RunState, Waiting


# What whoever understood the customer may say: a closed list.
@dataclass(frozen=True, slots=True)
class Start:
    """Begin a flow. `slots`: what the message already tells. `words`: the message's own.

    `is_new`: about something else than what was talked of before.
    """

    flow: str
    slots: Mapping[str, Any] = field(default_factory=dict[str, Any])
    words: str = ""
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Fill:
    """Give or correct slots."""

    slots: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Consent:
    """Say yes or no to what was shown."""

    yes: bool


@dataclass(frozen=True, slots=True)
class Tell:
    """Give the address, the code or the fact that was asked for."""

    value: str


@dataclass(frozen=True, slots=True)
class SendAgain:
    """Ask for the code once more, or at another address."""

    address: str | None = None


@dataclass(frozen=True, slots=True)
class Cancel:
    """Stop this flow; nothing that was not confirmed happens."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """Hear the question again; that is no try in vain."""


@dataclass(frozen=True, slots=True)
class PassOver:
    """Say that one does not have, or does not mind, what is asked."""


@dataclass(frozen=True, slots=True)
class Another:
    """Want another thing than the one talked of: what its slot holds is forgotten."""

    slot: str


@dataclass(frozen=True, slots=True)
class Refuse:
    """Be unwilling to prove who one is, or ask why it is needed."""


@dataclass(frozen=True, slots=True)
class WhereWereWe:
    """Ask what was going on."""


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Want what was just done undone."""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """The reply did not fit what was asked."""


Command = (
    Start | Fill | Consent | Tell | SendAgain | Cancel | Repeat | PassOver | Another | Refuse
    | WhereWereWe | TakeBack | NotUnderstood
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Progress:
    """What a run led to: what to say, and who goes on.

    `hand_over`: why a person is needed, or None. `rule`: which step or rule decided. `waiting`:
    what is asked now. `calls`: the actions that ran, by name. `said`: keys of what is said once.
    `version`: that of the flow. `resumed`: the run that was interrupted and goes on after this one.
    """

    run: RunId
    flow: str
    texts: tuple[str, ...]
    rule: str
    state: RunState
    waiting: Waiting | None = None
    hand_over: str | None = None
    calls: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    version: int = 0
    resumed: "Progress | None" = None

    @property
    def last(self) -> "Progress":
        """Where the conversation stands after all of it."""
        return self if self.resumed is None else self.resumed.last

    def parts(self) -> Iterator["Progress"]:
        """Give it and what goes on after it."""
        yield self
        if self.resumed is not None:
            yield from self.resumed.parts()
