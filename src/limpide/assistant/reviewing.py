"""Drafts for people: what the documents say, ready to be changed."""

from dataclasses import asdict

from limpide import conversations, knowledge, review
from limpide.conversations import ConversationId, Direction
from limpide.foundation.database import Database, Pool
from limpide.foundation.i18n import translate
from limpide.foundation.ids import WorkspaceId
from limpide.knowledge import Answered
from limpide.review import Draft

from . import composing
from .model import ENGINE, ENGINE_VERSION


async def propose(
    db: Database, conversation: ConversationId, reply: Answered, language: str
) -> Draft:
    """Keep an answer as a draft that waits for a person."""
    text = "\n\n".join([translate(language, "assistant.draft_opening"), reply.text])
    return await review.propose(
        db,
        conversation,
        text,
        [asdict(citation) for citation in composing.citations(reply)],
        engine=f"{ENGINE}/{ENGINE_VERSION}",
        confidence=reply.confidence,
    )


async def draft_reply(
    pool: Pool, workspace: WorkspaceId, conversation: ConversationId
) -> Draft | None:
    """Draft a reply to the customer's last words; None when the documents hold nothing."""
    async with pool.transaction(workspace) as db:
        waiting = await review.find_waiting(db, conversation)
        thread = await conversations.thread(db, conversation)
    asked = [m for m in thread.messages if m.direction is Direction.IN]
    if not asked:
        return None
    if waiting is not None and waiting.created_at > asked[-1].at:
        return waiting
    language = thread.conversation.language
    async with pool.transaction(workspace) as db:
        reply = await knowledge.answer(
            db,
            asked[-1].body,
            language=language,
            history=[message.body for message in asked[-4:-1]],
        )
        if not isinstance(reply, Answered):
            return None
        return await propose(db, conversation, reply, language)
