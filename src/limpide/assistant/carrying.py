"""Carrying a flow on within a turn: its commands, its actions, its words."""

from dataclasses import replace
from typing import Any

from limpide import conversations, flows, review
from limpide.conversations import (
    Cause,
    Conversation,
    Holder,
    MessageId,
    Reply,
    Said,
    Silence,
    Silent,
    Status,
    Summary,
)
from limpide.flows import Command, Place, Progress, Run, RunState
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId
from limpide.ledger import Author, AuthorKind, Engine, Reason

from .advising import Help
from .model import ENGINE, ENGINE_VERSION
from .reading import Reading


async def carry(
    pool: Pool,
    workspace: WorkspaceId,
    reading: Reading,
    commands: tuple[Command, ...],
    *,
    skill: str,
    actor: Actor,
    allow_private: bool,
) -> Progress | None:
    """Move the flow on. Before each change it is asked again whether anybody still wants it."""
    conversation = reading.conversation

    async def still_wanted(db: Database) -> bool:
        may_speak = await review.autonomy.may_speak(db, skill, conversation.kind.value)
        return may_speak and _is_wanted(
            await conversations.get_conversation(db, conversation.id), reading.read_until
        )

    place = Place(
        conversation=conversation.id,
        contact=conversation.contact,
        kind=conversation.kind,
        address=conversation.address,
        language=reading.language,
        read_until=reading.read_until,
    )
    return await flows.advance(
        pool,
        workspace,
        place,
        commands,
        actor=actor,
        allow_private=allow_private,
        still_wanted=still_wanted,
    )


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
    place = Place(
        conversation=conversation.id,
        contact=conversation.contact,
        kind=conversation.kind,
        address=conversation.address,
        language=conversation.language,
        read_until=run.read_until or conversation.id,
    )
    return await flows.advance(pool, workspace, place, (), actor=actor, allow_private=allow_private)


async def tell(
    db: Database, conversation: Conversation, progress: Progress, *, actor: Actor
) -> None:
    """Tell what a person's decision led to; where a colleague holds the thread, as a note."""
    text = "\n\n".join(progress.texts)
    if text:
        spoken = await conversations.say(
            db, conversation.id, _reply(text, progress, is_fact=False), actor=actor
        )
        if isinstance(spoken, Silent):
            await conversations.note(db, conversation.id, text, None, actor=actor)
            if spoken.why is Silence.STOPPED:
                summary = Summary(evidence=("autonomy.stopped",))
                await conversations.hand_over(
                    db, conversation.id, Cause.REVIEW, summary, actor=actor
                )
    await flows.settle(db, progress)


def _reply(text: str, progress: Progress, *, is_fact: bool) -> Reply:
    return Reply(
        text=text,
        author=Author(AuthorKind.AI, ai_share=1.0, engine=Engine(ENGINE, ENGINE_VERSION)),
        reason=Reason("assistant.reason.flow", {"flow": progress.flow}),
        is_fact=is_fact,
        skill=progress.flow,
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
    text = "\n\n".join(progress.texts)
    if progress.state in {RunState.DONE, RunState.CANCELLED}:
        text = await _with_older(db, reading, progress, text)
    if text:
        spoken = await conversations.say(
            db,
            reading.conversation.id,
            help.weighed(
                replace(_reply(text, progress, is_fact=is_fact), read_until=reading.read_until)
            ),
            actor=actor,
        )
        if isinstance(spoken, Silent):
            return spoken
        said = spoken.message if isinstance(spoken, Said) else None
    await flows.settle(db, progress)
    return said


async def _with_older(db: Database, reading: Reading, progress: Progress, text: str) -> str:
    """Come back to what was interrupted, once this is done."""
    older = await flows.current(db, reading.conversation.id, but=progress.run)
    if older is None:
        return text
    reminder = await flows.reminder(db, older, reading.language)
    return f"{text}\n\n{reminder}" if reminder else text


def cause_of(progress: Progress) -> Cause | None:
    """Say why a person is needed; None when nobody is."""
    if progress.hand_over is None:
        return None
    return Cause.REPEATED_FAILURE if progress.hand_over == "patience" else Cause.FLOW


def considered(progress: Progress) -> dict[str, Any]:
    """Give what is kept with the turn of where a flow went."""
    return {
        "flow": progress.flow,
        "version": progress.version,
        "rule": progress.rule,
        "calls": list(progress.calls),
        "state": progress.state.value,
        "hand_over": progress.hand_over,
    }
