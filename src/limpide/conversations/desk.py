"""An advisor's desk: notes, labels, snoozing, closing, tasks, ready answers, unfinished replies."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from limpide import ledger
from limpide.foundation import clock, facts, live, timers
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.ledger import AuthorKind

from . import receiving, store, store_hours, store_inbox, store_moves, targets, telling
from .facts import Resolved
from .model import (
    AttachmentInfo,
    CannedReply,
    Conversation,
    ConversationId,
    Direction,
    Filters,
    Message,
    MessageId,
    Row,
    Status,
    Task,
    TaskId,
    Thread,
)
from .model_desk import Goal

WAKE = "conversations.wake"
_LONGEST_LABEL = 60


class InvalidLabelError(LimpideError):
    """A label has 1 to 60 characters."""

    status = 422


class NoSuchAttachmentError(LimpideError):
    """There is no such file."""

    status = 404


async def list_inbox(db: Database, advisor: UUID, filters: Filters) -> Sequence[Row]:
    """List conversations for an advisor, the latest first."""
    return await store_inbox.list_lines(db, advisor, filters)


async def count_views(db: Database, advisor: UUID) -> dict[str, int]:
    """Count the conversations of each view."""
    return await store_inbox.count_views(db, advisor)


async def thread(db: Database, conversation: ConversationId) -> Thread:
    """Get all of a conversation, where it is now. Raises NoSuchConversationError."""
    found = await receiving.get_conversation(db, conversation)
    return Thread(
        conversation=found,
        messages=await store.list_messages(db, found.id),
        handovers=await store.list_handovers(db, found.id),
        labels=await store_inbox.labels_of(db, found.id),
    )


async def public_thread(db: Database, conversation: ConversationId) -> Thread:
    """Get what the customer may see of a conversation: no notes, no labels, no summary.

    What was moved elsewhere since is there; what came from elsewhere by a merge is not.
    """
    begun = await store.find_as_begun(db, conversation)
    if begun is None:
        raise receiving.NoSuchConversationError
    path = await store_moves.path_of(db, begun.id) if begun.merged_into else [begun.id]
    return Thread(
        conversation=await receiving.get_conversation(db, conversation),
        messages=await store.list_shown(db, begun.id, path, begun.merged_at),
        handovers=(),
        labels=(),
    )


async def note(
    db: Database, conversation: ConversationId, text: str, advisor: UUID | None, *, actor: Actor
) -> MessageId:
    """Write a note that only colleagues see."""
    held = await receiving.locked(db, conversation)
    id = MessageId(new_id())
    message = Message(
        id=id,
        conversation=held.id,
        direction=Direction.NOTE,
        kind=held.kind,
        author_kind=AuthorKind.PERSON,
        author_name=actor.name,
        author_id=advisor,
        body=text,
        rest="",
        subject="",
        citations=(),
        ai_share=0.0,
        delivery=None,
        passport_token=None,
        automatic=None,
        feedback=None,
        at=clock.now(),
    )
    await store.add_message(db, message, provider_id=None)
    await live.announce(db, "inbox", "message", str(held.id))
    return id


async def label(db: Database, conversation: ConversationId, name: str, *, on: bool = True) -> None:
    """Put a label on a conversation, or take it off.

    Raises InvalidLabelError, NoSuchConversationError.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= _LONGEST_LABEL:
        raise InvalidLabelError
    thread = await receiving.get_conversation(db, conversation)
    if on:
        await store_inbox.add_label(db, thread.id, name)
    else:
        await store_inbox.remove_label(db, thread.id, name)
    await live.announce(db, "inbox", "label", str(thread.id))


async def list_labels(db: Database) -> list[str]:
    """List all labels in use."""
    return await store_inbox.list_labels(db)


async def snooze(
    db: Database, conversation: ConversationId, until: datetime, *, actor: Actor
) -> Conversation:
    """Put a conversation away until a moment, or until the customer writes."""
    held = await receiving.locked(db, conversation)
    changed = replace(held, status=Status.SNOOZED, snoozed_until=until)
    await _save(db, changed, "conversation.snoozed", actor)
    payload = {"conversation": str(conversation)}
    await timers.set_timer(db, until, WAKE, payload, key=f"wake:{conversation}")
    return changed


async def resolve(db: Database, conversation: ConversationId, *, actor: Actor) -> Conversation:
    """Close a conversation; the customer's next word opens it again."""
    held = await receiving.locked(db, conversation)
    changed = replace(held, status=Status.RESOLVED, snoozed_until=None, waiting_since=None)
    await _save(db, changed, "conversation.resolved", actor)
    await timers.cancel(db, f"wake:{conversation}")
    await targets.end(db, held.id, *Goal)
    await facts.announce(db, Resolved(conversation))
    await telling.add_event(db, changed, "conversations.event.resolved", {})
    return changed


async def reopen(db: Database, conversation: ConversationId, *, actor: Actor) -> Conversation:
    """Open a conversation again."""
    held = await receiving.locked(db, conversation)
    changed = replace(held, status=Status.OPEN, snoozed_until=None)
    await _save(db, changed, "conversation.reopened", actor)
    await timers.cancel(db, f"wake:{conversation}")
    await telling.tell_reopened(db, held, changed)
    return changed


async def change_language(db: Database, conversation: ConversationId, language: str) -> None:
    """Go on in the language the customer writes («fr» or «en»)."""
    held = await receiving.locked(db, conversation)
    if held.language != language:
        await store.save_conversation(db, replace(held, language=language))
        await live.announce(db, f"conversation:{conversation}", "language", language)


async def wake(pool: Pool, workspace: WorkspaceId, payload: dict[str, str]) -> None:
    """Bring a snoozed conversation back; one that was opened meanwhile stays as it is."""
    id = ConversationId(UUID(payload["conversation"]))
    async with pool.transaction(workspace) as db:
        held = await store.lock_conversation(db, id)
        if held is None or held.status is not Status.SNOOZED:
            return
        if held.snoozed_until is not None and held.snoozed_until > clock.now():
            return
        actor = Actor.system("timer")
        await _save(
            db, replace(held, status=Status.OPEN, snoozed_until=None), "conversation.woke", actor
        )


async def mark_read(
    db: Database, conversation: ConversationId, advisor: UUID, message: MessageId
) -> None:
    """Remember how far an advisor has read."""
    await store_inbox.mark_read(db, conversation, advisor, message)


async def get_attachment(db: Database, id: UUID) -> tuple[AttachmentInfo, ConversationId, bytes]:
    """Get a file, its conversation, its content. Raises NoSuchAttachmentError."""
    found = await store.find_attachment(db, id)
    if found is None:
        raise NoSuchAttachmentError
    return found


async def list_tasks(db: Database, *, done: bool = False) -> Sequence[Task]:
    """List what was promised to customers, the most urgent first."""
    return await store_hours.list_tasks(db, done=done)


async def finish_task(db: Database, id: TaskId, advisor: UUID, *, actor: Actor) -> bool:
    """Mark a promise as kept. False when it was already."""
    finished = await store_hours.finish_task(db, id, advisor, clock.now())
    if finished:
        await ledger.record(db, "task.finished", about=id, why="done", actor=actor)
        await live.announce(db, "inbox", "task", str(id))
    return finished


async def list_canned_replies(db: Database) -> Sequence[CannedReply]:
    """List ready answers by name."""
    return await store_hours.list_canned_replies(db)


async def put_canned_reply(db: Database, name: str, language: str, body: str) -> None:
    """Keep a ready answer. `name`: lower case, digits, hyphens."""
    await store_hours.put_canned_reply(db, name, language, body)


async def remove_canned_reply(db: Database, id: UUID) -> bool:
    """Forget a ready answer."""
    return await store_hours.remove_canned_reply(db, id)


async def _save(db: Database, changed: Conversation, what: str, actor: Actor) -> None:
    await store.save_conversation(db, changed)
    await ledger.record(db, what, about=changed.id, why=actor.kind.value, actor=actor)
    await receiving.tell_pages(db, changed.id, "status")
