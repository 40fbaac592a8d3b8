"""What waits for a person."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from limpide.contacts import ContactId
from limpide.foundation.database import Database

from . import publishing, store_calls
from .model import CallId, Texts


@dataclass(frozen=True, slots=True)
class PendingCall:
    """An action that waits for approval, with the rule that wants it."""

    id: CallId
    action: str
    title: Texts
    arguments: Mapping[str, Any]
    rule: str
    contact: ContactId
    conversation: UUID | None
    requested_at: datetime


async def list_pending(db: Database) -> Sequence[PendingCall]:
    """List the actions that wait for a person, the oldest first."""
    actions = (await publishing.catalogue(db)).actions
    return [
        PendingCall(
            id=CallId(row["id"]),
            action=row["action"],
            title=actions[row["action"]].title if row["action"] in actions else {},
            arguments=json.loads(row["arguments"]),
            rule=row["rule"],
            contact=ContactId(row["contact"]),
            conversation=row["conversation"],
            requested_at=row["requested_at"],
        )
        for row in await store_calls.list_waiting(db)
    ]
