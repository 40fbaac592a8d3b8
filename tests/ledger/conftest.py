"""What the tests of the ledger share."""

from typing import Any
from uuid import UUID

import pytest

from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.ids import new_id
from limpide.ledger import (
    Author,
    AuthorKind,
    Engine,
    PassportDraft,
    PermissionUsed,
    Reason,
    Source,
    Weight,
)


def draft(message: UUID | None = None, **changes: Any) -> PassportDraft:
    """An AI's answer about returns, reviewed by nobody."""
    values: dict[str, Any] = {
        "message": message or new_id(),
        "company": "Olvera SAS",
        "channels": ("chat",),
        "author": Author(AuthorKind.AI, ai_share=1.0, engine=Engine("extractive", "1")),
        "reason": Reason("assistant.reason.answered", {"score": 93}),
        "permission": PermissionUsed("service", "contract"),
        "language": "fr",
        "text": "Vous avez 30 jours pour nous retourner un article.",
        "weight": Weight(0.0001, 0.001, 0.013, ("chat.web.message@2026.1",)),
        "sources": (
            Source(
                "Retours",
                "Vous avez 30 jours…",
                "Délai",
                "v1",
                "https://maison-olvera.example/retours",
            ),
        ),
    }
    return PassportDraft(**(values | changes))


@pytest.fixture
def advisor() -> Actor:
    """A colleague."""
    return Actor(ActorKind.PERSON, "a-1", "Claire Dumas")
