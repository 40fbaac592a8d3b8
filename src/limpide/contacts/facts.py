"""What contacts announce."""

from dataclasses import dataclass
from uuid import UUID

from limpide.channels import Kind
from limpide.foundation.facts import Fact

from .model import AiMode, Choice, Purpose


@dataclass(frozen=True, slots=True)
class ChoiceChanged(Fact):
    """A person allowed or refused a use."""

    contact: UUID
    channel: Kind
    purpose: Purpose
    choice: Choice


@dataclass(frozen=True, slots=True)
class AiModeChanged(Fact):
    """A person accepts more or less AI than before."""

    contact: UUID
    mode: AiMode


@dataclass(frozen=True, slots=True)
class AddressSuppressed(Fact):
    """An address of a contact is not written to any more."""

    contact: UUID
    address: UUID


@dataclass(frozen=True, slots=True)
class PauseChanged(Fact):
    """A person wants a pause, or their data may only be stored; or that has ended."""

    contact: UUID
