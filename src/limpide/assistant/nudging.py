"""Nudging: a customer silent in a live chat is asked once whether they are still there."""

from typing import Any, Final
from uuid import UUID

from limpide import contacts, conversations, flows
from limpide.channels import Kind
from limpide.contacts import AiMode
from limpide.conversations import Conversation, ConversationId, Holder, MessageId, Reply, Said
from limpide.flows import Run
from limpide.foundation import clock, timers
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database, Pool
from limpide.foundation.i18n import translate
from limpide.foundation.ids import WorkspaceId
from limpide.ledger import Author, AuthorKind, Engine, Reason

from . import composing
from .model import ENGINE, ENGINE_VERSION

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
    """Ask once, if the customer still looks at the chat and a flow still waits for them."""
    id = ConversationId(UUID(payload["conversation"]))
    async with pool.transaction(workspace) as db:
        conversation = await conversations.get_conversation(db, id)
        run = await flows.current(db, id)
        if run is None or not _is_silent(conversation, run, payload):
            return
        if await flows.asked_after(db, run) is None or not await _may_ask(db, conversation, run):
            return
        reminder = await flows.reminder(db, run, conversation.language)
        if not reminder:
            return
        reply = _reply(conversation, run, reminder)
        spoken = await conversations.say(db, id, reply, actor=_ACTOR)
        if isinstance(spoken, Said):
            await flows.note_asked(db, run)


def _is_silent(conversation: Conversation, run: Run, payload: dict[str, Any]) -> bool:
    """Say whether nothing was said since, by anybody, and it would be read now, here."""
    return (
        str(run.id) == payload["run"]
        and str(conversation.last_inbound) == payload["read_until"]
        and conversation.holder is Holder.ASSISTANT
        and conversations.is_present(conversation)
    )


async def _may_ask(db: Database, conversation: Conversation, run: Run) -> bool:
    if flows.was_asked(run):
        return False
    contact = await contacts.get_contact(db, conversation.contact)
    if contact.ai_mode is AiMode.BASIC:
        return (await flows.flow_version(db, run.flow, run.version)).is_fact
    return contact.ai_mode is AiMode.ANY


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
