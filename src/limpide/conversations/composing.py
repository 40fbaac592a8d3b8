"""Composing: what advisors write is kept, each their own, and colleagues may go on with it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from limpide import review
from limpide.foundation import clock, live
from limpide.foundation.database import Database
from limpide.review import Draft, Edit, Hand, Manuscript, Outdated, Run, Runs

from . import store_hours
from .model import Conversation, ConversationId

_BEGUN = timedelta(hours=1)


async def find_composer(
    db: Database, conversation: ConversationId, advisor: UUID
) -> Manuscript | None:
    """Find what an advisor had begun to write."""
    return await review.manuscripts.find(db, conversation, advisor)


async def list_composers(
    db: Database, conversation: ConversationId
) -> Sequence[tuple[UUID, datetime]]:
    """List the advisors with a reply begun in the last hour, and when they last typed."""
    return await review.manuscripts.list_writers(db, conversation, clock.now() - _BEGUN)


async def write(
    db: Database,
    conversation: Conversation,
    advisor: UUID,
    name: str,
    version: int,
    edits: Sequence[Edit],
) -> Manuscript | Outdated:
    """Keep the steps an advisor made since a version. `name`: theirs, for ready answers.

    Raises InvalidEditError.
    """
    ready = await ready_texts(db, conversation, name)
    kept = await review.manuscripts.write(db, conversation.id, advisor, version, edits, ready=ready)
    await _tell(db, conversation.id)
    return kept


async def keep_text(
    db: Database, conversation: ConversationId, advisor: UUID, text: str
) -> Manuscript:
    """Keep a text of which nothing but the text is known: where it comes from is found out."""
    runs = await review.manuscripts.settle(db, conversation, advisor, text)
    kept = await review.manuscripts.put(
        db, conversation, advisor, runs or (Run(text, Hand.PERSON),)
    )
    await _tell(db, conversation)
    return kept


async def add_draft(
    db: Database,
    conversation: ConversationId,
    advisor: UUID,
    draft: Draft,
    runs: Runs | None = None,
) -> Manuscript:
    """Put what an AI drafted below what an advisor has written. `runs`: as it was changed since."""
    written = runs or (Run(draft.ai_text, Hand.AI),)
    kept = await review.manuscripts.add(db, conversation, advisor, written, [draft.id])
    await _tell(db, conversation)
    return kept


async def take_over_composer(
    db: Database, conversation: ConversationId, source: UUID, advisor: UUID
) -> Manuscript | None:
    """Go on with what a colleague began, below one's own. None: they have begun nothing."""
    kept = await review.manuscripts.take_over(db, conversation, source, advisor)
    await _tell(db, conversation)
    return kept


async def clear_composer(db: Database, conversation: ConversationId, advisor: UUID) -> None:
    """Forget what was begun: it was sent."""
    await review.manuscripts.clear(db, conversation, advisor)


async def ready_texts(db: Database, conversation: Conversation, advisor: str) -> Sequence[str]:
    """Give the ready answers as they read in a conversation."""
    return [
        each.filled(conversation.contact_name, advisor)
        for each in await store_hours.list_canned_replies(db)
        if each.language == conversation.language
    ]


async def _tell(db: Database, conversation: ConversationId) -> None:
    await live.announce(db, "inbox", "composing", str(conversation))
