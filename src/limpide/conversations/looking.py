"""Who looks at a conversation right now, so that two colleagues do not answer the same customer."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from limpide.foundation import clock, live
from limpide.foundation.database import Database

from . import store_inbox
from .model import ConversationId

# An open page says so every half minute.
_LOOKS: Final = timedelta(seconds=75)


async def look(db: Database, conversation: ConversationId, advisor: UUID) -> None:
    """Note that a colleague has a conversation before their eyes; others see it when they come."""
    now = clock.now()
    if await store_inbox.look(db, conversation, advisor, now, now - _LOOKS):
        await live.announce(db, "inbox", "composing", str(conversation))


async def leave(db: Database, conversation: ConversationId, advisor: UUID) -> None:
    """Note that a colleague looks elsewhere now."""
    if await store_inbox.look_away(db, conversation, advisor):
        await live.announce(db, "inbox", "composing", str(conversation))


async def list_looking(db: Database, conversation: ConversationId) -> Sequence[UUID]:
    """List who has a conversation before their eyes."""
    return await store_inbox.list_looking(db, conversation, clock.now() - _LOOKS)
