"""Settling: what was perhaps done is asked about again, and told once it is known.

It goes on while nobody has taken the conversation and its customer has said nothing since: from
then on a person decides, who may have done it by hand.
"""

from typing import Any, Final
from uuid import UUID

from limpide import conversations, flows
from limpide.conversations import Conversation, ConversationId, Holder, Reply, Status
from limpide.flows import CallId, CallUnderWayError, Done, Outcome, Perhaps, RunState, Unheard
from limpide.foundation import jobs
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.i18n import translate
from limpide.foundation.ids import WorkspaceId
from limpide.ledger import Author, AuthorKind, Reason

from . import store

_ACTOR: Final = Actor.system("assistant.settling")
_SOON: Final = 1.0


async def settle(
    pool: Pool, workspace: WorkspaceId, payload: dict[str, Any], *, allow_private: bool = False
) -> None:
    """Look after a change of which no answer came: its process died, or nobody answered.

    Where the other side honours our key it is asked again; else people are told to look.
    """
    id = CallId(UUID(payload["call"]))
    asked = int(payload["asked"])
    async with pool.transaction(workspace) as db:
        found = await flows.find_unheard(db, id)
        if found is None:
            return
        if not asked:
            await _point_out(db, found)
    if not found.can_ask or found.conversation is None:
        return

    outcome = await _asked_again(pool, workspace, found, allow_private=allow_private)
    async with pool.transaction(workspace) as db:
        if isinstance(outcome, Perhaps):
            if await _may_ask(db, found):
                await flows.ask_later(db, id, asked)
        elif outcome is not None:
            await tell(db, found, outcome)


async def tell(db: Database, found: Unheard, outcome: Outcome) -> None:
    """Tell what is known now: the customer, unless a person speaks with them; and colleagues.

    Where the turn that wished it is still to come, it tells that itself.
    """
    if found.conversation is None:
        return
    id = ConversationId(found.conversation)
    thread = await conversations.get_conversation(db, id)
    if thread.holder is Holder.ASSISTANT and await _is_awaited(db, thread, found):
        return
    how = "done" if isinstance(outcome, Done) else "not_done"
    if thread.holder is not Holder.PERSON and thread.status is not Status.RESOLVED:
        reply = Reply(
            text=_words(found, f"assistant.settled.{how}", thread.language),
            author=Author(AuthorKind.TEMPLATE),
            reason=Reason("assistant.reason.settled"),
        )
        await conversations.say(db, id, reply, actor=_ACTOR)
    note = _words(found, f"assistant.settled.note_{how}", thread.language)
    await conversations.note(db, id, note, None, actor=_ACTOR)


async def _asked_again(
    pool: Pool, workspace: WorkspaceId, found: Unheard, *, allow_private: bool
) -> Outcome | None:
    async def still_wanted(db: Database) -> bool:
        return await _may_ask(db, found)

    try:
        return await flows.ask_again(
            pool,
            workspace,
            found.call,
            actor=_ACTOR,
            allow_private=allow_private,
            still_wanted=still_wanted,
        )
    except CallUnderWayError as busy:
        raise jobs.RetryLater(_SOON) from busy


async def _point_out(db: Database, found: Unheard) -> None:
    """Say to colleagues that something was perhaps done, where no turn will."""
    if found.conversation is None:
        return
    thread = await conversations.get_conversation(db, ConversationId(found.conversation))
    if thread.holder is Holder.ASSISTANT and thread.status is not Status.RESOLVED:
        return
    note = _words(found, "assistant.settled.note_unsure", thread.language)
    await conversations.note(db, thread.id, note, None, actor=_ACTOR)


async def _may_ask(db: Database, found: Unheard) -> bool:
    if found.conversation is None:
        return False
    thread = await conversations.get_conversation(db, ConversationId(found.conversation))
    is_free = thread.holder is not Holder.PERSON and thread.status is not Status.RESOLVED
    return is_free and thread.last_inbound == found.read_until


async def _is_awaited(db: Database, thread: Conversation, found: Unheard) -> bool:
    if thread.last_inbound is None or thread.status is Status.RESOLVED:
        return False
    run = None if found.run is None else await flows.find_open(db, thread.id, found.run)
    if run is not None and run.state is RunState.PARKED:
        return True
    return not await store.has_turn(db, thread.id, thread.last_inbound)


def _words(found: Unheard, key: str, language: str) -> str:
    return translate(language, key, what=found.title[language], about=found.about)
