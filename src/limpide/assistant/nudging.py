"""Nudging: a customer silent in a live chat is asked once whether they are still there."""

from typing import Any, Final
from uuid import UUID

from limpide import contacts, conversations, flows
from limpide.channels import Kind
from limpide.conversations import Conversation, ConversationId, Holder, MessageId, Reply, Said
from limpide.flows import Run
from limpide.foundation import clock, timers
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database, Pool
from limpide.foundation.i18n import translate
from limpide.foundation.ids import WorkspaceId
from limpide.ledger import Author, AuthorKind, Engine, Reason

from . import carrying, composing, recording, store
from .deciding import decide_unprompted
from .model import ENGINE, ENGINE_VERSION, Prompt, Unprompted, Verdict

NUDGE: Final = "assistant.nudge"
_ACTOR: Final = Actor(ActorKind.AI, ENGINE, ENGINE)


async def await_word(db: Database, conversation: Conversation, read_until: MessageId) -> None:
    """Set the moment at which a silent customer is asked, where a flow waits for their word.

    Only in a chat: whoever writes a mail or an SMS has all the time they want.
    """
    if conversation.kind is not Kind.CHAT:
        return
    run = await flows.current(db, conversation.id)
    after = None if run is None else await flows.asked_after(db, run)
    if run is None or after is None:
        return
    payload = {
        "conversation": str(conversation.id),
        "run": str(run.id),
        "read_until": str(read_until),
    }
    key = f"nudge:{conversation.id}"
    await timers.set_timer(db, clock.now() + after, NUDGE, payload, key=key)


async def nudge(pool: Pool, workspace: WorkspaceId, payload: dict[str, Any]) -> None:
    """Ask once, if the customer still looks at the chat and a flow still waits for them.

    It is a turn like any other: kept with what it was decided from.
    """
    id = ConversationId(UUID(payload["conversation"]))
    async with pool.transaction(workspace) as db:
        conversation = await conversations.get_conversation(db, id)
        run = await flows.current(db, id)
        if run is None or not _is_silent(conversation, run, payload):
            return
        situation = await silence_of(db, conversation, run)
        decision = decide_unprompted(situation)
        reminder = await flows.reminder(db, run, conversation.language)
        if decision.verdict is not Verdict.FLOW or not reminder:
            return
        reply = _reply(conversation, run, reminder)
        spoken = await conversations.say(db, id, reply, actor=_ACTOR)
        if isinstance(spoken, Said):
            await flows.note_asked(db, run)
            considered = (carrying.standing(run, decision.rule),)
            read_until = MessageId(UUID(payload["read_until"]))
            turn = recording.unprompted_turn(
                situation, decision, conversation, considered,
                read_until=read_until, said=spoken.message,
            )  # fmt: skip
            await store.add_turn(db, turn)


async def silence_of(db: Database, conversation: Conversation, run: Run) -> Unprompted:
    """Say what asking a silent customer is decided from."""
    contact = await contacts.get_contact(db, conversation.contact)
    after = await flows.asked_after(db, run)
    return Unprompted(
        prompt=Prompt.SILENCE,
        ai_mode=contact.ai_mode,
        flow=run.flow,
        is_fact=(await flows.flow_version(db, run.flow, run.version)).is_fact,
        minutes=0.0 if after is None else after.total_seconds() / 60,
        is_present=conversations.is_present(conversation),
        was_asked=flows.was_asked(run),
    )


def _is_silent(conversation: Conversation, run: Run, payload: dict[str, Any]) -> bool:
    """Say whether nothing was said since, by anybody."""
    return (
        str(run.id) == payload["run"]
        and str(conversation.last_inbound) == payload["read_until"]
        and conversation.holder is Holder.ASSISTANT
    )


def _reply(conversation: Conversation, run: Run, reminder: str) -> Reply:
    language = conversation.language
    return Reply(
        text=f"{translate(language, 'assistant.silence')}\n\n{reminder}",
        author=Author(AuthorKind.AI, ai_share=1.0, engine=Engine(ENGINE, ENGINE_VERSION)),
        reason=Reason("assistant.reason.silence", {"flow": run.flow}),
        read_until=conversation.last_inbound,
        is_fact=True,
        skill=run.flow,
        choices=composing.choices_of(run.waiting, language),
    )
