"""What rights announce."""

from dataclasses import dataclass
from uuid import UUID

from limpide.foundation.facts import Fact


@dataclass(frozen=True, slots=True)
class PersonErased(Fact):
    """A person was erased in every room; whoever had a copy erases it too (GDPR, article 19)."""

    contact: UUID
    request: UUID
