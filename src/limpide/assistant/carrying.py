"""Carrying a flow on within a turn: its commands, its actions, its words."""

from dataclasses import replace
from typing import Any

from limpide import conversations, flows, review
from limpide.contacts import AiMode
from limpide.conversations import (
    Cause,
    Conversation,
    ConversationId,
    Holder,
    MessageId,
    Reply,
    Said,
    Silent,
    Status,
)
from limpide.delivery import Refused
from limpide.flows import Command, Guide, Place, Progress, Run
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId
from limpide.ledger import Author, AuthorKind, Engine, Reason

from . import choosing, composing, reviewing
from .advising import Help
from .model import ENGINE, ENGINE_VERSION
from .reading import Reading
from .summaries import summary_of


async def carry(
    pool: Pool,
    workspace: WorkspaceId,
    reading: Reading,
    commands: tuple[Command, ...],
    *,
    actor: Actor,
    allow_private: bool,
) -> Progress | None:
    """Move the flow on. Before each change it is asked again whether anybody still wants it."""
    conversation = reading.conversation

    async def still_wanted(db: Database, skill: str) -> bool:
        may_speak = await review.autonomy.may_speak(db, skill, conversation.kind.value)
        return may_speak and _is_wanted(
            await conversations.get_conversation(db, conversation.id), reading.read_until
        )

    guide = _guide(pool, workspace, conversation, reading, actor, allow_private=allow_private)
    return await replace(guide, still_wanted=still_wanted).advance(commands)


async def resume(
    pool: Pool,
    workspace: WorkspaceId,
    conversation: Conversation,
    run: Run,
    *,
    actor: Actor,
    allow_private: bool,
) -> Progress | None:
    """Go on with a run that was parked: with what a person decided, without new words."""
    guide = _guide(pool, workspace, conversation, run, actor, allow_private=allow_private)
    return await guide.advance((), run=run.id)


def _guide(
    pool: Pool,
    workspace: WorkspaceId,
    conversation: Conversation,
    read: Reading | Run,
    actor: Actor,
    *,
    allow_private: bool,
) -> Guide:
    is_reading = isinstance(read, Reading)
    language = read.language if is_reading else conversation.language
    place = Place(
        conversation=conversation.id,
        contact=conversation.contact,
        kind=conversation.kind,
        address=conversation.address,
        language=language,
        read_until=read.read_until or conversation.id,
    )
    return Guide(
        pool,
        workspace,
        place,
        actor,
        allow_private=allow_private,
        reads=choosing.reader(language),
        only_facts=is_reading and read.ai_mode is AiMode.BASIC,
    )


def _reply(text: str, progress: Progress, language: str, *, is_fact: bool) -> Reply:
    return Reply(
        text=text,
        author=Author(AuthorKind.AI, ai_share=1.0, engine=Engine(ENGINE, ENGINE_VERSION)),
        reason=Reason("assistant.reason.flow", {"flow": progress.flow}),
        is_fact=is_fact,
        skill=progress.flow,
        choices=composing.choices_of(progress.last.waiting, language),
    )


def _is_wanted(now: Conversation, read_until: MessageId) -> bool:
    return (
        now.holder is Holder.ASSISTANT
        and now.status is not Status.RESOLVED
        and now.last_inbound == read_until
    )


async def say(
    db: Database, reading: Reading, progress: Progress, help: Help, *, is_fact: bool, actor: Actor
) -> MessageId | Silent | None:
    """Say what the flow says, and keep where it stands, together."""
    said: MessageId | Silent | None = None
    text = words(progress)
    if text:
        reply = replace(
            _reply(text, progress, reading.language, is_fact=is_fact),
            read_until=reading.read_until,
        )
        spoken = await conversations.say(
            db, reading.conversation.id, help.weighed(reply), actor=actor
        )
        if isinstance(spoken, Silent):
            return spoken
        if isinstance(spoken, Said):
            said = spoken.message
            await reviewing.spot_check(db, reading.conversation, said, reply, reading.text)
    await flows.settle(db, progress)
    return said


async def tell(
    db: Database, conversation: Conversation, progress: Progress, *, actor: Actor
) -> MessageId | Silent | Refused | None:
    """Say what a flow says without new words of its customer; None where it says nothing."""
    text = words(progress)
    if not text:
        return None
    reply = _reply(text, progress, conversation.language, is_fact=False)
    spoken = await conversations.say(db, conversation.id, reply, actor=actor)
    return spoken.message if isinstance(spoken, Said) else spoken


async def pass_on(db: Database, id: ConversationId, progress: Progress, *, actor: Actor) -> None:
    """Bring a person where the flow wants one."""
    cause = cause_of(progress)
    if cause is None:
        return
    thread = await conversations.thread(db, id)
    evidence = (f"flow.{progress.last.flow}", progress.last.hand_over or "")
    summary = summary_of(thread.messages, evidence=evidence)
    await conversations.hand_over(db, id, cause, summary, actor=actor)


def words(progress: Progress) -> str:
    """Give what a flow says now."""
    return "\n\n".join(text for part in progress.parts() for text in part.texts)


def cause_of(progress: Progress) -> Cause | None:
    """Say why a person is needed; None when nobody is."""
    if progress.last.hand_over is None:
        return None
    is_failure = progress.last.hand_over == "patience"
    return Cause.REPEATED_FAILURE if is_failure else Cause.FLOW


def considered(progress: Progress) -> tuple[dict[str, Any], ...]:
    """Give what is kept with the turn of where its flows went."""
    return tuple(
        {
            "flow": part.flow,
            "version": part.version,
            "rule": part.rule,
            "calls": list(part.calls),
            "state": part.state.value,
            "hand_over": part.hand_over,
        }
        for part in progress.parts()
    )


def standing(run: Run, rule: str) -> dict[str, Any]:
    """Give what is kept with a turn of a flow that stays where it is."""
    return {
        "flow": run.flow,
        "version": run.version,
        "rule": rule,
        "calls": [],
        "state": run.state.value,
        "hand_over": None,
    }
