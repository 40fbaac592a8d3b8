"""Drafts for people: what the documents say, ready to be changed."""

from dataclasses import asdict

from limpide import conversations, delivery, knowledge, review
from limpide.conversations import (
    Conversation,
    ConversationId,
    Direction,
    MessageId,
    Reply,
)
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database, Pool
from limpide.foundation.i18n import translate
from limpide.foundation.ids import WorkspaceId
from limpide.knowledge import Answered, AnyReply
from limpide.review import Draft, ItemKind, Proposal, Severity

from . import composing, store
from .model import ENGINE, ENGINE_VERSION, Decision, Verdict
from .reading import Reading


async def held(
    db: Database, reading: Reading, decision: Decision, text: str, reply: AnyReply | None
) -> str | None:
    """Say why what the assistant would say must not leave by itself; None when it may.

    Asked in the transaction that says it: no stop can come between.
    """
    conversation = reading.conversation
    skill = decision.evidence[0] if decision.verdict is Verdict.FLOW else review.autonomy.KNOWLEDGE
    why = await review.autonomy.held(db, skill, conversation.kind.value, reading.read_until)
    if why is review.autonomy.Held.STOPPED:
        return "autonomy.stopped"
    if why is not None and decision.verdict in {Verdict.ANSWER, Verdict.FLOW}:
        return f"autonomy.{why}"
    if decision.verdict is not Verdict.ANSWER:
        return None
    findings = await conversations.check_reply(
        db, conversation.id, text, by_ai=True, citations=composing.citations(reply)
    )
    red = [each.rule for each in findings if each.severity is Severity.RED]
    return f"check.{red[0]}" if red else None


async def put(db: Database, reading: Reading, draft: Draft) -> None:
    """Let a draft wait in the queue for whoever reviews."""
    proposal = Proposal(
        kind=ItemKind.REPLY,
        subject=draft.id,
        title=reading.text[:200],
        skill=review.autonomy.KNOWLEDGE,
        author=ENGINE,
        conversation=reading.conversation.id,
        channel=reading.conversation.kind.value,
        text=draft.ai_text,
        payload={"read_until": str(reading.read_until), "wants": reading.conversation.skill},
    )
    await review.put(db, proposal, actor=Actor(ActorKind.AI, ENGINE, ENGINE))


async def spot_check(
    db: Database, conversation: Conversation, message: MessageId, spoken: Reply, title: str
) -> None:
    """Let a person look at a share of what a skill that speaks alone has said."""
    channel = conversation.kind.value
    if not await review.autonomy.is_spot_checked(db, spoken.skill, channel, message):
        return
    proposal = Proposal(
        kind=ItemKind.SAID,
        subject=message,
        title=title[:200],
        skill=spoken.skill,
        author=ENGINE,
        conversation=conversation.id,
        channel=channel,
        text=spoken.text,
    )
    await review.put(db, proposal, actor=Actor(ActorKind.AI, ENGINE, ENGINE))


async def note_complained(db: Database, fact: delivery.Complained) -> None:
    """Count it against a skill when its mail was called spam."""
    said = await conversations.message_of_delivery(db, fact.message)
    if said is not None:
        await _count(db, said.conversation, said.id, review.autonomy.Outcome.COMPLAINED)


async def note_contested(db: Database, id: ConversationId, message: MessageId) -> None:
    """Count a contested answer against the skill that gave it."""
    await _count(db, id, message, review.autonomy.Outcome.CONTESTED)


async def _count(
    db: Database, id: ConversationId, message: MessageId, outcome: review.autonomy.Outcome
) -> None:
    turn = next((each for each in await store.list_turns(db, id) if each.said == message), None)
    if turn is None:
        return
    skill = review.autonomy.KNOWLEDGE
    if turn.decision.verdict is Verdict.FLOW and turn.considered:
        skill = str(turn.considered[0].get("flow", skill))
    conversation = await conversations.get_conversation(db, id)
    await review.autonomy.record_outcome(db, skill, conversation.kind.value, outcome, message)


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
