"""Resuming: a flow goes on without new words, after a colleague decided or somebody signed in."""

from typing import Any, Final
from uuid import UUID

from limpide import contacts, conversations, flows
from limpide.conversations import (
    Cause,
    Conversation,
    ConversationId,
    Holder,
    MessageId,
    Silence,
    Silent,
    Summary,
)
from limpide.delivery import Refused
from limpide.flows import CallDecided, CallUnderWayError, Progress, Run, RunId, SignedIn
from limpide.foundation import jobs
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId

from . import carrying, recording, store
from .deciding import decide_unprompted
from .model import ENGINE, Decision, Prompt, Unprompted, Verdict

RESUME: Final = "assistant.resume"
_ACTOR: Final = Actor(ActorKind.AI, ENGINE, ENGINE)


async def on_call_decided(db: Database, fact: CallDecided) -> None:
    """Go on with what waited for a person."""
    await _enqueue(db, fact.conversation, fact.run, Prompt.DECISION)


async def on_signed_in(db: Database, fact: SignedIn) -> None:
    """Go on with what waited for the customer to sign in."""
    run = await flows.current(db, ConversationId(fact.conversation))
    if run is not None:
        await _enqueue(db, fact.conversation, run.id, Prompt.SIGN_IN)


async def _enqueue(db: Database, conversation: UUID, run: UUID, prompt: Prompt) -> None:
    payload = {"conversation": str(conversation), "run": str(run), "prompt": prompt.value}
    await jobs.enqueue(db, RESUME, payload, priority=20)


async def resume(
    pool: Pool, workspace: WorkspaceId, payload: dict[str, Any], *, allow_private: bool = False
) -> None:
    """Go on with a flow, tell the customer, and keep the turn."""
    id = ConversationId(UUID(payload["conversation"]))
    async with pool.transaction(workspace) as db:
        run = await flows.find_open(db, id, RunId(UUID(payload["run"])))
        conversation = await conversations.get_conversation(db, id)
    if run is None or run.read_until is None:
        return
    try:
        progress = await carrying.resume(
            pool, workspace, conversation, run, actor=_ACTOR, allow_private=allow_private
        )
    except CallUnderWayError as busy:
        raise jobs.RetryLater(1.0) from busy
    if progress is None:
        return
    prompt = Prompt(payload.get("prompt", Prompt.DECISION))
    async with pool.transaction(workspace) as db:
        await _finish(db, id, run, progress, prompt)


async def _finish(
    db: Database, id: ConversationId, run: Run, progress: Progress, prompt: Prompt
) -> None:
    conversation = await conversations.get_conversation(db, id)
    contact = await contacts.get_contact(db, conversation.contact)
    flow = await flows.flow_version(db, run.flow, run.version)
    situation = Unprompted(prompt, contact.ai_mode, run.flow, flow.is_fact)
    decision = decide_unprompted(situation)
    said = await _carry_out(db, conversation, progress, decision)
    await flows.settle(db, progress)
    turn = recording.unprompted_turn(
        situation, decision, conversation, carrying.considered(progress),
        read_until=MessageId(run.read_until or id), said=said,
    )  # fmt: skip
    await store.add_turn(db, turn)
    await carrying.pass_on(db, id, progress, actor=_ACTOR)


async def _carry_out(
    db: Database, conversation: Conversation, progress: Progress, decision: Decision
) -> MessageId | None:
    """Say it; where that may not be, by whoever holds the thread or by its customer, note it."""
    if decision.verdict is not Verdict.FLOW:
        await _note(db, conversation.id, progress)
        await _bring_person(db, conversation, decision.cause or Cause.AI_MODE, decision.rule)
        return None
    spoken = await carrying.tell(db, conversation, progress, actor=_ACTOR)
    if isinstance(spoken, Silent | Refused):
        await _note(db, conversation.id, progress)
        if isinstance(spoken, Refused):
            await _bring_person(db, conversation, Cause.AI_MODE, "delivery.refused")
        elif spoken.why is Silence.STOPPED:
            await _bring_person(db, conversation, Cause.REVIEW, "autonomy.stopped")
        return None
    return spoken


async def _note(db: Database, id: ConversationId, progress: Progress) -> None:
    if text := carrying.words(progress):
        await conversations.note(db, id, text, None, actor=_ACTOR)


async def _bring_person(
    db: Database, conversation: Conversation, cause: Cause, evidence: str
) -> None:
    if conversation.holder is Holder.ASSISTANT:
        summary = Summary(evidence=(evidence,))
        await conversations.hand_over(db, conversation.id, cause, summary, actor=_ACTOR)
