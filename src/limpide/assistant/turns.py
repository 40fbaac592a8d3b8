"""One turn: read, understand, look up, decide, and then ask again whether it may still speak.

Nothing is locked while the documents are searched. The end is one transaction in which the
conversation is held: whoever took over meanwhile, and any later word, silences the turn.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from time import perf_counter
from typing import Any, Final, Literal
from uuid import UUID

from limpide import contacts, conversations, knowledge
from limpide.channels import Kind
from limpide.conversations import (
    Cause,
    ConversationId,
    Direction,
    FeedbackGiven,
    HandedBack,
    Message,
    MessageId,
    MessageReceived,
    Reply,
    Said,
    Silent,
    Summary,
)
from limpide.foundation import clock, jobs
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.foundation.log import log
from limpide.knowledge import Answered, AnyReply
from limpide.ledger import Author, AuthorKind, Engine, Reason

from . import composing, listening, recording, reviewing, store
from .deciding import decide
from .model import ENGINE, ENGINE_VERSION, Decision, Found, Heard, Situation, Turn, TurnId, Verdict
from .reading import Reading, listen, read

TURN: Final = "assistant.turn"
ASSISTANT: Final = Actor(ActorKind.AI, ENGINE, ENGINE)
_QUOTING: Final = {Verdict.ANSWER, Verdict.REVIEW}
_WAITS_FOR_REPAIR: Final = timedelta(seconds=30)


async def on_message_received(db: Database, fact: MessageReceived) -> None:
    """Ask for a turn; automatic mail gets none (RFC 3834)."""
    if not fact.is_automatic:
        payload = {"conversation": str(fact.conversation)}
        await jobs.enqueue(db, TURN, payload, priority=20)


async def on_feedback_given(db: Database, fact: FeedbackGiven) -> None:
    """Bring a person when a customer says that an answer is wrong."""
    if fact.feedback is conversations.Feedback.WRONG:
        id = ConversationId(fact.conversation)
        thread = await conversations.thread(db, id)
        summary = summary_of(thread.messages, evidence=("contested",))
        actor = Actor(ActorKind.CONTACT, "customer", "")
        await conversations.hand_over(db, id, Cause.CONTESTED, summary, actor=actor)


async def on_handed_back(db: Database, fact: HandedBack) -> None:
    """Answer what was asked while nobody did."""
    await jobs.enqueue(db, TURN, {"conversation": str(fact.conversation)}, priority=20)


async def take_turn(pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
    """Take one turn in a conversation. Repeating it changes nothing."""
    started = perf_counter()
    id = ConversationId(UUID(payload["conversation"]))
    async with pool.transaction(workspace) as db:
        reading = await read(db, id)
        if reading is not None:
            await conversations.typing(db, id, "ai")
    if reading is None:
        return
    heard = listen(reading)
    found = await _look_up(pool, workspace, reading, heard)
    reply = None if found is Found.BROKEN else found
    situation = Situation(
        heard=heard,
        ai_mode=reading.ai_mode,
        failures=reading.failures,
        can_ask_back=reading.conversation.kind is Kind.CHAT,
        found=Found.BROKEN if found is Found.BROKEN else recording.found_in(reply),
    )
    took = (perf_counter() - started) * 1000
    try:
        async with pool.transaction(workspace) as db:
            await finish(db, reading, situation, reply, took_ms=took)
    except AlreadyAnsweredError:
        log.info("assistant.already_answered", conversation=str(id))


async def finish(
    db: Database, reading: Reading, situation: Situation, reply: AnyReply | None, *, took_ms: float
) -> None:
    """Decide by what is true now, carry it out if it is still wanted, and keep the turn."""
    id = TurnId(new_id())
    contact = await contacts.get_contact(db, reading.conversation.contact)
    situation = replace(situation, ai_mode=contact.ai_mode)
    decision = decide(situation)
    await conversations.change_language(db, reading.conversation.id, reading.language)
    spoken = await _carry_out(db, reading, decision, reply)
    if isinstance(spoken, Silent):
        # The newer word has a turn of its own; nothing is kept, so that it can be answered.
        return
    turn = Turn(
        id=id,
        conversation=reading.conversation.id,
        read_until=reading.read_until,
        language=reading.language,
        decision=decision,
        confidence=0.0 if reply is None else reply.confidence,
        considered=_considered(reply),
        took_ms=round(took_ms, 1),
        said=spoken,
        at=clock.now(),
        understood=recording.understood(situation),
        passages=recording.passages(reply) if decision.verdict in _QUOTING else (),
        versions=recording.versions(),
    )
    if not await store.add_turn(db, turn):
        raise AlreadyAnsweredError
    if reply is not None and not isinstance(reply, Answered):
        await knowledge.record_gap(db, reading.text, reading.language, reply.reason.value)


class AlreadyAnsweredError(Exception):
    """Another turn answered the same words: this one is rolled back and tried no more."""


async def _carry_out(
    db: Database, reading: Reading, decision: Decision, reply: AnyReply | None
) -> MessageId | Silent | None:
    id = reading.conversation.id
    if await store.has_turn(db, id, reading.read_until):
        return Silent(conversations.Silence.NEWER_MESSAGE)
    match decision.verdict:
        case Verdict.HANDOVER:
            return await _hand_over(db, reading, decision)
        case Verdict.REVIEW:
            if isinstance(reply, Answered):
                await reviewing.propose(db, id, reply, reading.language)
            return await _hand_over(db, reading, decision)
        case Verdict.SILENT:
            return None
        case Verdict.ANSWER | Verdict.ASK_BACK | Verdict.SOCIAL:
            text = _text(reading, decision, reply)
            return await _say(db, reading, text, reply)


async def _hand_over(db: Database, reading: Reading, decision: Decision) -> None:
    thread = await conversations.thread(db, reading.conversation.id)
    evidence = (decision.rule, *decision.evidence)
    summary = summary_of(thread.messages, evidence=evidence)
    cause = decision.cause or Cause.NO_ANSWER
    await conversations.hand_over(
        db,
        reading.conversation.id,
        cause,
        summary,
        actor=ASSISTANT,
        urgent=composing.urgent_text(decision.rule, reading.language),
    )


async def _say(
    db: Database, reading: Reading, text: str, reply: AnyReply | None
) -> MessageId | Silent | None:
    engine = Engine(ENGINE, ENGINE_VERSION)
    said = await conversations.say(
        db,
        reading.conversation.id,
        Reply(
            text=text,
            author=Author(AuthorKind.AI, ai_share=1.0, engine=engine),
            reason=Reason("conversations.reason.answer"),
            citations=composing.citations(reply),
            read_until=reading.read_until,
        ),
        actor=ASSISTANT,
    )
    if isinstance(said, Said):
        return said.message
    return said if isinstance(said, Silent) else None


def _text(reading: Reading, decision: Decision, reply: AnyReply | None) -> str:
    language = reading.language
    social = listening.small_talk(reading.text)
    if decision.verdict is Verdict.SOCIAL and social is not None:
        return composing.social_text(social, language, reading.company)
    if decision.rule == "answer.unhelped":
        return composing.unhelped_text(language)
    if isinstance(reply, Answered):
        return composing.answer_text(reply, language, is_first=reading.is_first)
    return composing.ask_back_text(reply, language, is_first=reading.is_first)


async def _look_up(
    pool: Pool, workspace: WorkspaceId, reading: Reading, heard: Heard
) -> AnyReply | Literal[Found.BROKEN] | None:
    """Ask the documents. A search that breaks is tried again; a customer waits only so long."""
    if heard.social or heard.person or heard.sensitive or heard.unhelped:
        return None
    try:
        async with pool.transaction(workspace) as db:
            return await knowledge.answer(
                db, reading.text, language=reading.language, history=reading.earlier[-3:]
            )
    except Exception:
        if clock.now() - reading.conversation.last_at < _WAITS_FOR_REPAIR:
            raise
        log.exception("assistant.search_broken")
        return Found.BROKEN


def summary_of(messages: Sequence[Message], *, evidence: tuple[str, ...]) -> Summary:
    """Sum up a conversation from its data: what was asked, what was tried, what was shown."""
    asked = [m.body for m in messages if m.direction is Direction.IN]
    answers = [m for m in messages if m.direction is Direction.OUT and m.author_kind.has_ai]
    sources = {c.passage: c for m in answers for c in m.citations}
    return Summary(
        asked=tuple(text[:500] for text in asked[-5:]),
        tried=tuple(m.body[:300] for m in answers[-3:]),
        sources=tuple(sources.values())[-5:],
        last_words=asked[-1][:500] if asked else "",
        evidence=evidence,
    )


def _considered(reply: AnyReply | None) -> tuple[dict[str, Any], ...]:
    if reply is None:
        return ()
    return tuple(
        {"passage": each.passage, "document": each.document, "score": each.score}
        for each in reply.ranked
    )
