"""One turn: read, understand, look up, decide, and then ask again whether it may still speak.

Nothing is locked while the documents are searched. The end is one transaction in which the
conversation is held: whoever took over meanwhile, and any later word, silences the turn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any, Final
from uuid import UUID

from limpide import contacts, conversations, knowledge
from limpide.channels import Kind
from limpide.contacts import AiMode
from limpide.conversations import (
    Cause,
    Conversation,
    ConversationId,
    Direction,
    FeedbackGiven,
    Holder,
    Message,
    MessageId,
    MessageReceived,
    Reply,
    Said,
    Silent,
    Status,
    Summary,
)
from limpide.foundation import clock, jobs, workspaces
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.foundation.log import log
from limpide.knowledge import Answered, AnyReply
from limpide.ledger import Author, AuthorKind, Engine, Reason

from . import composing, listening, reviewing, store
from .deciding import decide
from .model import ENGINE, ENGINE_VERSION, Decision, Heard, Situation, Turn, TurnId, Verdict

TURN: Final = "assistant.turn"
ASSISTANT: Final = Actor(ActorKind.AI, ENGINE, ENGINE)
_FAILURES: Final = {Verdict.ASK_BACK}
_TURNS_KEPT: Final = 20
_STRONG: Final = 6.0


@dataclass(frozen=True, slots=True)
class Reading:
    """A conversation as the assistant finds it. `words`: what was said since the last answer."""

    conversation: Conversation
    words: tuple[str, ...]
    earlier: tuple[str, ...]
    is_first: bool
    ai_mode: AiMode
    company: str
    failures: int
    read_until: MessageId
    language: str

    @property
    def text(self) -> str:
        """A burst of messages is one turn."""
        return "\n".join(self.words)


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
    reply = await _look_up(pool, workspace, reading, heard)
    decision = decide(
        Situation(
            heard=heard,
            ai_mode=reading.ai_mode,
            failures=reading.failures,
            can_ask_back=reading.conversation.kind is Kind.CHAT,
            reply=reply,
        )
    )
    took = (perf_counter() - started) * 1000
    try:
        async with pool.transaction(workspace) as db:
            await finish(db, reading, decision, reply, took_ms=took)
    except AlreadyAnsweredError:
        log.info("assistant.already_answered", conversation=str(id))


async def read(db: Database, id: ConversationId) -> Reading | None:
    """Read a conversation; None when there is nothing to answer or a person holds it."""
    thread = await conversations.thread(db, id)
    conversation = thread.conversation
    if conversation.holder is not Holder.ASSISTANT or conversation.status is Status.RESOLVED:
        return None
    if conversation.last_inbound is None:
        return None
    if await store.has_turn(db, id, conversation.last_inbound):
        return None
    contact = await contacts.get_contact(db, conversation.contact)
    company = await workspaces.get(db)
    said, words, earlier = _since_last_answer(thread.messages)
    turns = await store.list_turns(db, id)
    return Reading(
        conversation=conversation,
        words=words,
        earlier=earlier,
        is_first=not said,
        ai_mode=contact.ai_mode,
        company=company.legal_name,
        failures=_failures([turn.decision.verdict for turn in turns[-_TURNS_KEPT:]]),
        read_until=conversation.last_inbound,
        language=_language("\n".join(words), conversation.language),
    )


def listen(reading: Reading) -> Heard:
    """Listen to the customer's words by rules."""
    text = reading.text
    return Heard(
        person=next(filter(None, map(listening.requests_person, reading.words)), None),
        sensitive=listening.sensitive_matter(text),
        frustration=listening.frustration(text, reading.earlier),
        social=listening.small_talk(text),
    )


async def finish(
    db: Database, reading: Reading, decision: Decision, reply: AnyReply | None, *, took_ms: float
) -> None:
    """Carry a decision out, if it is still wanted, and keep the turn."""
    id = TurnId(new_id())
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
        case Verdict.ANSWER | Verdict.ASK_BACK | Verdict.SOCIAL | Verdict.SILENT:
            text = _text(reading, decision, reply)
            return await _say(db, reading, text, reply)


async def _hand_over(db: Database, reading: Reading, decision: Decision) -> None:
    thread = await conversations.thread(db, reading.conversation.id)
    evidence = (decision.rule, *decision.evidence)
    summary = summary_of(thread.messages, evidence=evidence)
    cause = decision.cause or Cause.NO_ANSWER
    await conversations.hand_over(db, reading.conversation.id, cause, summary, actor=ASSISTANT)


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
    if isinstance(reply, Answered):
        return composing.answer_text(reply, language, is_first=reading.is_first)
    return composing.ask_back_text(reply, language, is_first=reading.is_first)


async def _look_up(
    pool: Pool, workspace: WorkspaceId, reading: Reading, heard: Heard
) -> AnyReply | None:
    if heard.social or heard.person or heard.sensitive:
        return None
    async with pool.transaction(workspace) as db:
        return await knowledge.answer(
            db, reading.text, language=reading.language, history=reading.earlier[-3:]
        )


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


def _since_last_answer(
    messages: Sequence[Message],
) -> tuple[bool, tuple[str, ...], tuple[str, ...]]:
    answers = [
        place
        for place, message in enumerate(messages)
        if message.direction is Direction.OUT and message.author_kind is not AuthorKind.TEMPLATE
    ]
    last = answers[-1] if answers else -1
    inbound = [
        (place, message.body)
        for place, message in enumerate(messages)
        if message.direction is Direction.IN and message.automatic is None
    ]
    words = tuple(body for place, body in inbound if place > last)
    earlier = tuple(body for place, body in inbound if place < last)
    return bool(answers), words, earlier


def _language(text: str, current: str) -> str:
    """Keep the conversation's language unless the evidence for the other one is strong."""
    balance = knowledge.french_balance(text)
    if abs(balance) < _STRONG:
        return current
    return "fr" if balance > 0 else "en"


def _failures(verdicts: Sequence[Verdict]) -> int:
    count = 0
    for verdict in reversed(verdicts):
        if verdict not in _FAILURES:
            break
        count += 1
    return count


def _considered(reply: AnyReply | None) -> tuple[dict[str, Any], ...]:
    if reply is None:
        return ()
    return tuple(
        {"passage": each.passage, "document": each.document, "score": each.score}
        for each in reply.ranked
    )
