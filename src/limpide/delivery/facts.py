"""What delivery announces. `reference` is the caller's own id; `ladder` what it is a rung of."""

from dataclasses import dataclass
from uuid import UUID

from limpide.foundation.facts import Fact

from .model import LadderState, Status


@dataclass(frozen=True, slots=True)
class Accepted(Fact):
    """The channel has a rung of a ladder: from now on a sign is awaited."""

    message: UUID
    reference: UUID | None
    ladder: UUID | None = None


@dataclass(frozen=True, slots=True)
class Delivered(Fact):
    """The message has arrived."""

    message: UUID
    reference: UUID | None
    ladder: UUID | None = None


@dataclass(frozen=True, slots=True)
class Seen(Fact):
    """The person did something with the message: opened, clicked, read, replied, complained."""

    message: UUID
    reference: UUID | None
    status: Status
    ladder: UUID | None = None


@dataclass(frozen=True, slots=True)
class Complained(Fact):
    """The reader called the message spam (RFC 5965)."""

    message: UUID
    reference: UUID | None


@dataclass(frozen=True, slots=True)
class Bounced(Fact):
    """The message came back. `permanent`: the address is at fault and is now suppressed."""

    message: UUID
    reference: UUID | None
    permanent: bool
    ladder: UUID | None = None


@dataclass(frozen=True, slots=True)
class Failed(Fact):
    """The message will not arrive: `status` is failed, expired or returned."""

    message: UUID
    reference: UUID | None
    status: Status
    ladder: UUID | None = None


@dataclass(frozen=True, slots=True)
class Stopped(Fact):
    """The message was stopped before it left, because the permission was gone or by a colleague."""

    message: UUID
    reference: UUID | None
    cause: str
    ladder: UUID | None = None


@dataclass(frozen=True, slots=True)
class BecameUnsure(Fact):
    """Nobody knows whether the message left: a person must look."""

    message: UUID
    reference: UUID | None


@dataclass(frozen=True, slots=True)
class LadderEnded(Fact):
    """A message that had to be seen was seen, or every channel was tried in vain."""

    ladder: UUID
    reference: UUID | None
    state: LadderState
