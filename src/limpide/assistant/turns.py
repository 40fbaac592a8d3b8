"""One turn: read, understand, look up, decide, and then ask again whether it may still speak.

Nothing is locked while the documents are searched. The end is one transaction in which the
conversation is held: whoever took over meanwhile, and any later word, silences the turn.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from time import perf_counter
from typing import Any, Final, Literal
from uuid import UUID

from limpide import contacts, conversations, flows, knowledge, review
from limpide.channels import Kind
from limpide.conversations import (
    Cause,
    ConversationId,
    FeedbackGiven,
    HandedBack,
    MessageId,
    MessageReceived,
    Reply,
    Said,
    Silent,
)
from limpide.flows import CallUnderWayError, Flow, Progress, RunState
from limpide.foundation import clock, jobs
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.foundation.log import log
from limpide.knowledge import Answered, AnyReply
from limpide.ledger import Reason

from . import carrying, composing, nudging, recording, reviewing, speaking, store, wishing
from .advising import NO_HELP, Advisor, Help
from .deciding import decide
from .model import (
    ENGINE,
    Decision,
    Found,
    Heard,
    Situation,
    Turn,
    TurnId,
    Verdict,
    Wants,
    Wished,
)
from .models import Case, Models
from .reading import Reading, failures_before, listen, read
from .skills import skills
from .summaries import summary_of
from .wishing import Explained, Wish, Words

TURN: Final = "assistant.turn"
ASSISTANT: Final = Actor(ActorKind.AI, ENGINE, ENGINE)
_BY_DOCUMENTS: Final = {Verdict.ANSWER, Verdict.ASK_BACK}
# Why it was written, as its passport says.
_REASONS: Final = {
    Verdict.ANSWER: "conversations.reason.answer",
    Verdict.ASK_BACK: "assistant.reason.ask_back",
    Verdict.SOCIAL: "assistant.reason.social",
}
_QUOTING: Final = {Verdict.ANSWER, Verdict.REVIEW, Verdict.ASK_BACK}
_SPEAKING: Final = {Verdict.ANSWER, Verdict.ASK_BACK, Verdict.SOCIAL, Verdict.FLOW}
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
        await reviewing.note_contested(db, id, MessageId(fact.message))
        thread = await conversations.thread(db, id)
        summary = summary_of(thread.messages, evidence=("contested",))
        actor = Actor(ActorKind.CONTACT, "customer", "")
        await conversations.hand_over(db, id, Cause.CONTESTED, summary, actor=actor)


async def on_handed_back(db: Database, fact: HandedBack) -> None:
    """Answer what was asked while nobody did."""
    await jobs.enqueue(db, TURN, {"conversation": str(fact.conversation)}, priority=20)


async def take_turn(
    pool: Pool,
    workspace: WorkspaceId,
    payload: dict[str, Any],
    *,
    allow_private: bool = False,
    models: Models | None = None,
) -> None:
    """Take one turn in a conversation. Repeating it changes nothing.

    `allow_private`: actions may call the operator's own networks. `models`: language models that
    may be asked where our own engine is unsure.
    """
    started = perf_counter()
    id = ConversationId(UUID(payload["conversation"]))
    async with pool.transaction(workspace) as db:
        reading = await read(db, id)
        if reading is None:
            return
        await conversations.typing(db, id, "ai")
        case = await _case(db, reading)
    advisor = Advisor(models, pool, workspace, reading)
    wished = wishing.wish(case.words, case.run, case.skills, flow=case.under_way, done=case.done)
    heard, wished = await advisor.understand(listen(reading), wished, case)
    near = case.skills.flows.get(wished.near or "")
    taken = _Taken(pool, workspace, reading, heard, wished, advisor, allow_private, near)
    try:
        await taken.answer(started)
    except AlreadyAnsweredError:
        log.info("assistant.already_answered", conversation=str(id))
    except CallUnderWayError as busy:
        raise jobs.RetryLater(1.0) from busy


@dataclass(frozen=True, slots=True)
class _Taken:
    """A turn that has been read and understood, on its way to an answer."""

    pool: Pool
    workspace: WorkspaceId
    reading: Reading
    heard: Heard
    wish: Wish
    advisor: Advisor
    allow_private: bool
    near: Flow | None = None

    async def answer(self, started: float) -> None:
        """Look up what is needed, decide, carry it out."""
        situation = self._situation(Found.NOT_ASKED)
        is_flow = decide(situation).verdict is Verdict.FLOW
        if is_flow and self.wish.wants is not Wants.UNCLEAR:
            is_flow = await self._carry(situation, started)
            if is_flow:
                return
        found = await _look_up(self.pool, self.workspace, self.reading, self.heard)
        reply = None if found is Found.BROKEN else found
        situation = self._situation(
            Found.BROKEN if found is Found.BROKEN else recording.found_in(reply), reply
        )
        if decide(situation).verdict is Verdict.FLOW and await self._carry(situation, started):
            return
        is_answer = decide(situation).verdict is Verdict.ANSWER
        help = await self.advisor.help(reply if is_answer else None)
        async with self.pool.transaction(self.workspace) as db:
            reading = replace(self.reading, offered=await self._offered(db))
            await finish(db, reading, situation, reply, help, took_ms=_since(started))

    async def _offered(self, db: Database) -> tuple[str, ...]:
        """Name the procedure that may be meant, unless it was stopped."""
        kind = self.reading.conversation.kind.value
        if self.near is None or not await review.autonomy.may_speak(db, self.near.name, kind):
            return ()
        return (self.near.title[self.reading.language],)

    async def _carry(self, situation: Situation, started: float) -> bool:
        """Move the flow on; False when there was none any more."""
        progress = await carrying.carry(
            self.pool,
            self.workspace,
            self.reading,
            self.wish.commands,
            actor=ASSISTANT,
            allow_private=self.allow_private,
        )
        if progress is None:
            return False
        help = await self.advisor.help(None)
        async with self.pool.transaction(self.workspace) as db:
            await finish_flow(db, self.reading, situation, progress, help, took_ms=_since(started))
        return True

    def _situation(self, found: Found, reply: AnyReply | None = None) -> Situation:
        wish = self.wish
        return Situation(
            heard=self.heard,
            ai_mode=self.reading.ai_mode,
            failures=failures_before(self.reading, reply),
            can_ask_back=self.reading.conversation.kind is Kind.CHAT,
            found=found,
            wished=Wished(
                wish.wants, wish.flow, round(wish.confidence, 4), wish.is_fact, wish.by_model
            ),
        )


async def explain_wish(db: Database, text: str, language: str) -> Explained:
    """Say which of the flows in use a sentence would begin, and why."""
    return wishing.explain(text, language, await skills(db))


async def _case(db: Database, reading: Reading) -> Case:
    learnt = await skills(db)
    run = await flows.current(db, reading.conversation.id)
    done = None if run is not None else await flows.done_last(db, reading.conversation.id)
    leans = reading.last in _BY_DOCUMENTS and knowledge.is_follow_up(reading.text, reading.language)
    before = reading.earlier[-1] if reading.last is Verdict.ASK_BACK and reading.earlier else ""
    words = Words(reading.text, reading.language, clock.now().date(), leans, before)
    flow = None if run is None else await flows.flow_version(db, run.flow, run.version)
    return Case(words, reading.earlier, run, learnt, flow, done)


async def finish_flow(
    db: Database,
    reading: Reading,
    situation: Situation,
    progress: Progress,
    help: Help,
    *,
    took_ms: float,
) -> None:
    """Say what the flow says, if it is still wanted, and keep the turn."""
    if progress.rule == "unwanted" and not await _is_stopped(db, reading, progress):
        return
    id = reading.conversation.id
    contact = await contacts.get_contact(db, reading.conversation.contact)
    situation = await _with_hold(db, reading, replace(situation, ai_mode=contact.ai_mode), None)
    decision = decide(situation)
    await conversations.change_language(db, id, reading.language)
    if decision.verdict is not Verdict.FLOW or await store.has_turn(db, id, reading.read_until):
        # The customer wants less of an AI than a moment ago.
        spoken = await _carry_out(db, reading, decision, None, help)
    else:
        spoken = await carrying.say(
            db, reading, progress, help, is_fact=situation.wished.is_fact, actor=ASSISTANT
        )
    if isinstance(spoken, Silent):
        return
    if decision.verdict is Verdict.FLOW:
        await carrying.pass_on(db, id, progress, actor=ASSISTANT)
    await _keep(
        db, reading, situation, decision, spoken, confidence=situation.wished.confidence,
        considered=carrying.considered(progress), help=help, took_ms=took_ms,
    )  # fmt: skip


async def _is_stopped(db: Database, reading: Reading, progress: Progress) -> bool:
    kind = reading.conversation.kind.value
    return not await review.autonomy.may_speak(db, progress.flow, kind)


async def finish(
    db: Database,
    reading: Reading,
    situation: Situation,
    reply: AnyReply | None,
    help: Help = NO_HELP,
    *,
    took_ms: float,
) -> None:
    """Decide by what is true now, carry it out if it is still wanted, and keep the turn."""
    contact = await contacts.get_contact(db, reading.conversation.contact)
    situation = replace(situation, ai_mode=contact.ai_mode)
    situation = await _with_hold(db, reading, situation, reply, help)
    decision = decide(situation)
    await conversations.change_language(db, reading.conversation.id, reading.language)
    spoken = await _carry_out(db, reading, decision, reply, help)
    if isinstance(spoken, Silent):
        # The newer word has a turn of its own; nothing is kept, so that it can be answered.
        return
    if decision.verdict is Verdict.HANDOVER:
        await flows.end_runs(db, reading.conversation.id, RunState.HANDED_OVER)
    await _keep(
        db,
        reading,
        situation,
        decision,
        spoken,
        confidence=0.0 if reply is None else reply.confidence,
        considered=_considered(reply),
        passages=recording.passages(reply) if decision.verdict in _QUOTING else (),
        help=help,
        took_ms=took_ms,
        outside="" if reply is None else reply.asked_outside,
    )
    await recording.keep_gaps(db, reading, reply)


async def _with_hold(
    db: Database,
    reading: Reading,
    situation: Situation,
    reply: AnyReply | None,
    help: Help = NO_HELP,
) -> Situation:
    """Ask whether what would be said may leave by itself."""
    decision = decide(situation)
    if decision.verdict not in _SPEAKING:
        return situation
    text = (
        speaking.text_of(reading, decision, reply, help)
        if decision.verdict is Verdict.ANSWER
        else ""
    )
    held = await reviewing.held(db, reading, decision, text, reply)
    return replace(situation, held=held)


async def _keep(  # noqa: PLR0913 (the columns of a turn)
    db: Database,
    reading: Reading,
    situation: Situation,
    decision: Decision,
    said: MessageId | None,
    *,
    confidence: float,
    considered: tuple[dict[str, Any], ...],
    help: Help,
    took_ms: float,
    passages: tuple[dict[str, Any], ...] = (),
    outside: str = "",
) -> None:
    turn = Turn(
        id=TurnId(new_id()),
        conversation=reading.conversation.id,
        read_until=reading.read_until,
        language=reading.language,
        decision=decision,
        confidence=confidence,
        considered=(*considered, *help.asked),
        took_ms=took_ms,
        said=said,
        at=clock.now(),
        understood=recording.understood(situation),
        passages=passages,
        versions=recording.versions(help.versions, outside),
    )
    if not await store.add_turn(db, turn):
        raise AlreadyAnsweredError
    await nudging.await_word(db, reading.conversation, reading.read_until)


def _since(started: float) -> float:
    return round((perf_counter() - started) * 1000, 1)


class AlreadyAnsweredError(Exception):
    """Another turn answered the same words: this one is rolled back and tried no more."""


async def _carry_out(
    db: Database, reading: Reading, decision: Decision, reply: AnyReply | None, help: Help
) -> MessageId | Silent | None:
    id = reading.conversation.id
    if await store.has_turn(db, id, reading.read_until):
        return Silent(conversations.Silence.NEWER_MESSAGE)
    match decision.verdict:
        case Verdict.HANDOVER:
            return await _hand_over(db, reading, decision)
        case Verdict.REVIEW:
            if isinstance(reply, Answered):
                draft = await reviewing.propose(db, id, reply, reading.language)
                await reviewing.put(db, reading, draft)
            return await _hand_over(db, reading, decision)
        case Verdict.SILENT | Verdict.FLOW:
            return None
        case Verdict.ANSWER | Verdict.ASK_BACK | Verdict.SOCIAL:
            text, choices = await speaking.with_reminder(
                db, reading, decision, speaking.text_of(reading, decision, reply, help)
            )
            if decision.verdict is Verdict.ASK_BACK and decision.rule != "answer.unhelped":
                choices = (*composing.choices_in(reply), *reading.offered)
            spoken = Reply(
                text=text,
                author=help.author,
                reason=Reason(_REASONS[decision.verdict]),
                citations=composing.citations(reply),
                read_until=reading.read_until,
                choices=choices,
            )
            return await _say(db, reading, spoken, reply, help)


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
    db: Database, reading: Reading, spoken: Reply, reply: AnyReply | None, help: Help
) -> MessageId | Silent | None:
    said = await conversations.say(
        db, reading.conversation.id, help.weighed(spoken), actor=ASSISTANT
    )
    if isinstance(said, Said):
        if isinstance(reply, Answered):
            await reviewing.spot_check(db, reading.conversation, said.message, spoken, reading.text)
        return said.message
    return said if isinstance(said, Silent) else None


async def _look_up(
    pool: Pool, workspace: WorkspaceId, reading: Reading, heard: Heard
) -> AnyReply | Literal[Found.BROKEN] | None:
    """Ask the documents. A search that breaks is tried again; a customer waits only so long."""
    if heard.social or heard.person or heard.sensitive or heard.unhelped:
        return None
    try:
        earlier = reading.earlier[-3:]
        meaning = await knowledge.meaning_of(reading.text, earlier)
        async with pool.transaction(workspace) as db:
            return await knowledge.answer(
                db, reading.text, language=reading.language, history=earlier, meaning=meaning
            )
    except Exception:
        if clock.now() - reading.conversation.last_at < _WAITS_FOR_REPAIR:
            raise
        log.exception("assistant.search_broken")
        return Found.BROKEN


def _considered(reply: AnyReply | None) -> tuple[dict[str, Any], ...]:
    if reply is None:
        return ()
    return tuple(
        {"passage": each.passage, "document": each.document, "score": each.score}
        for each in reply.ranked
    )
