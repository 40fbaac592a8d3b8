"""Merging and splitting threads: messages move, nothing is lost, every move can be undone."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar
from uuid import UUID

from limpide import contacts, ledger, review
from limpide.channels import Kind
from limpide.foundation import clock, facts, live, timers
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import new_id

from . import receiving, store, store_moves
from .facts import ConversationsMerged, ConversationSplit, MessageReceived
from .model import Cause, Conversation, ConversationId, Direction, Holder, Message, Status
from .model_desk import Move, MoveId, MoveKind


class OtherPersonError(LimpideError):
    """Only conversations of one person can become one: merge the people first."""

    status: ClassVar[int] = 409


class NotSplittableError(LimpideError):
    """Choose some of the messages, not all, of somebody who can also be reached by e-mail."""

    status: ClassVar[int] = 422


class NoSuchMoveError(LimpideError):
    """There is nothing to undo: it was undone already."""

    status: ClassVar[int] = 404


async def merge(
    db: Database, source: ConversationId, target: ConversationId, *, actor: Actor
) -> Move:
    """Move all of one thread into another of the same person; later mails follow.

    What the customer sees of a thread does not grow by it: each page shows what was said there.
    Raises NoSuchConversationError, OtherPersonError.
    """
    gone, kept = await _both(db, source, target)
    if gone.contact != kept.contact:
        raise OtherPersonError
    await review.set_aside(db, gone.id, actor=actor)
    moved = await store_moves.move_all(db, gone.id, kept.id, clock.now())
    move = await _note(db, MoveKind.MERGE, gone, kept, moved, actor)
    await timers.cancel(db, f"wake:{gone.id}")
    await _save(db, replace(gone, status=Status.RESOLVED, snoozed_until=None))
    changed = await _save(db, _joined(gone, kept))
    await facts.announce(db, ConversationsMerged(gone.id, kept.id))
    await _ask_again(db, changed)
    # A page that shows the thread which is gone listens to the one that stays from now on.
    await live.announce(db, f"conversation:{gone.id}", "moved", str(kept.id))
    return move


async def split(
    db: Database,
    conversation: ConversationId,
    messages: Collection[UUID],
    *,
    subject: str = "",
    actor: Actor,
) -> Move:
    """Move some messages into a thread of their own, held by whoever held them before.

    Raises NoSuchConversationError, NotSplittableError.
    """
    thread = await receiving.locked(db, conversation)
    there = [m for m in await store.list_messages(db, thread.id) if m.direction != Direction.EVENT]
    chosen = [message for message in there if message.id in messages]
    spoken = [message for message in there if message.direction is not Direction.NOTE]
    leaving = [message for message in chosen if message.direction is not Direction.NOTE]
    if not leaving or len(leaving) == len(spoken):
        raise NotSplittableError
    new = await _beginning(db, thread, chosen, subject.strip())
    await store.add_conversation(db, new)
    ids = [str(message.id) for message in chosen]
    moved = {"messages": await store_moves.move_messages(db, ids, thread.id, new.id)}
    move = await _note(db, MoveKind.SPLIT, thread, new, moved, actor)
    await _save(db, new)
    await _save(db, thread)
    await facts.announce(db, ConversationSplit(thread.id, new.id))
    return move


async def undo(db: Database, id: MoveId, *, actor: Actor) -> Conversation:
    """Put messages back; what came since stays where it came. Raises NoSuchMoveError."""
    move = await store_moves.end_move(db, id, clock.now())
    if move is None:
        raise NoSuchMoveError
    if move.kind is MoveKind.SPLIT:
        await merge(db, move.target, move.source, actor=actor)
        return await receiving.get_conversation(db, move.source)
    kept = await receiving.locked(db, move.target)
    await store_moves.put_back(db, move.moved, kept.id, move.source)
    kinds = [move.before[side]["kind"] for side in ("source", "target")]
    if kinds[0] != kinds[1]:
        # What came since on the channel of the thread that comes back is of that thread.
        await store_moves.move_later(db, kinds[0], move.at, kept.id, move.source)
    await store_moves.reopen(db, move.source, move.moved.get("conversations", ()))
    gone = await receiving.locked(db, move.source)
    back = await _save(db, _as_before(gone, move.before["source"]))
    await _save(db, _as_before(kept, move.before["target"]) if _is_idle(kept, move) else kept)
    await ledger.record(db, "conversation.move_undone", about=back.id, why="merge", actor=actor)
    await receiving.tell_pages(db, kept.id, "moved")
    return back


async def list_moves(db: Database, conversation: ConversationId) -> Sequence[Move]:
    """List the merges and splits of a thread that can be undone, the latest first."""
    return await store_moves.list_moves(db, conversation)


async def list_siblings(db: Database, thread: Conversation) -> Sequence[Conversation]:
    """List the other threads of the same person, the latest first, merged ones not."""
    return await store_moves.list_siblings(db, thread.contact, thread.id)


async def _both(
    db: Database, source: ConversationId, target: ConversationId
) -> tuple[Conversation, Conversation]:
    """Hold both, in one order, so that two merges of the same threads wait for each other."""
    held = {id: await receiving.locked(db, id) for id in sorted({source, target})}
    if len({each.id for each in held.values()}) == 1:
        raise receiving.NoSuchConversationError
    return held[source], held[target]


def _joined(gone: Conversation, kept: Conversation) -> Conversation:
    """Say who holds a merged thread: a person before nobody, nobody before the assistant."""
    rank = (Holder.ASSISTANT, Holder.NOBODY, Holder.PERSON)
    leads = gone if rank.index(gone.holder) > rank.index(kept.holder) else kept
    is_open = Status.OPEN in {gone.status, kept.status}
    return replace(
        kept,
        subject=kept.subject or gone.subject,
        holder=leads.holder,
        assignee=leads.assignee,
        cause=leads.cause,
        status=Status.OPEN if is_open else kept.status,
        snoozed_until=None if is_open else kept.snoozed_until,
    )


async def _beginning(
    db: Database, thread: Conversation, chosen: Sequence[Message], subject: str
) -> Conversation:
    kind = next((m.kind for m in reversed(chosen) if m.direction is Direction.IN), thread.kind)
    # The customer's page shows one thread: what is split off a chat is answered by mail.
    kind = Kind.EMAIL if kind is Kind.CHAT else kind
    address = thread.address if kind is thread.kind else ""
    if not address:
        contact = await contacts.get_contact(db, thread.contact)
        known = contact.address(kind)
        if known is None:
            raise NotSplittableError
        address = known.value
    is_ai = thread.holder is Holder.ASSISTANT
    return replace(
        thread,
        id=ConversationId(new_id()),
        kind=kind,
        address=address,
        subject=subject or next((m.subject for m in chosen if m.subject), thread.subject),
        status=Status.OPEN,
        snoozed_until=None,
        holder=Holder.NOBODY if is_ai else thread.holder,
        cause=thread.cause or Cause.TAKEN,
        last_at=chosen[-1].at,
        present_at=None,
        created_at=chosen[0].at,
    )


async def _note(
    db: Database,
    kind: MoveKind,
    source: Conversation,
    target: Conversation,
    moved: Mapping[str, Sequence[str]],
    actor: Actor,
) -> Move:
    before = {"source": _state(source), "target": _state(target)}
    id = MoveId(new_id())
    move = Move(id, kind, source.id, target.id, moved, before, actor.name, clock.now())
    await store_moves.add_move(db, move)
    for thread, other in ((source, target), (target, source)):
        data = {"with": str(other.id), "messages": len(moved["messages"])}
        what = f"conversation.{kind}"
        await ledger.record(db, what, about=thread.id, why="asked", actor=actor, data=data)
        await receiving.tell_pages(db, thread.id, "moved")
    return move


async def _save(db: Database, changed: Conversation) -> Conversation:
    """Keep a thread and count its messages anew: its last word, who waits since when."""
    await store.save_conversation(db, changed)
    await store_moves.recount(db, changed.id)
    return await receiving.get_conversation(db, changed.id)


async def _ask_again(db: Database, thread: Conversation) -> None:
    """Let the assistant answer a question that came with the merge."""
    waits = thread.waiting_since is not None and thread.last_inbound is not None
    if waits and thread.holder is Holder.ASSISTANT and thread.last_inbound is not None:
        await facts.announce(db, MessageReceived(thread.id, thread.last_inbound, False))


def _state(thread: Conversation) -> dict[str, Any]:
    return {
        "kind": thread.kind.value,
        "status": thread.status.value,
        "holder": thread.holder.value,
        "assignee": None if thread.assignee is None else str(thread.assignee),
        "cause": None if thread.cause is None else thread.cause.value,
        "subject": thread.subject,
    }


def _as_before(thread: Conversation, state: Mapping[str, Any]) -> Conversation:
    return replace(
        thread,
        status=Status(state["status"]),
        holder=Holder(state["holder"]),
        assignee=None if state["assignee"] is None else UUID(state["assignee"]),
        cause=None if state["cause"] is None else Cause(state["cause"]),
        subject=state["subject"],
    )


def _is_idle(kept: Conversation, move: Move) -> bool:
    """Say whether nothing was written since: then who held it before holds it again."""
    return kept.last_at <= move.at
