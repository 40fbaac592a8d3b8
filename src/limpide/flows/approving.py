"""Approving: an action that wants a person's word waits in the review queue for it."""

from collections.abc import Sequence
from uuid import UUID

from limpide import ledger, review
from limpide.foundation import clock, facts
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError
from limpide.foundation.log import log
from limpide.review import Decided, ItemKind, Proposal

from . import store, store_calls
from .facts import CallDecided
from .model import Action, CallId, CallRecord, CallState


class NoSuchCallError(LimpideError):
    """There is no such call, or it was decided already."""

    status = 404


async def ask(db: Database, call: CallRecord, action: Action, *, actor: Actor) -> None:
    """Put a call that waits before a person."""
    run = None if call.run is None else await store.find_run(db, call.run)
    proposal = Proposal(
        kind=ItemKind.ACTION,
        subject=call.id,
        title=action.name,
        skill=action.name if run is None else run.flow,
        author=actor.id,
        conversation=None if run is None else run.conversation,
        payload={
            "arguments": dict(call.arguments),
            "rule": call.rule,
            "titles": dict(action.title),
            "contact": str(call.contact),
        },
    )
    await review.put(db, proposal, actor=actor)


async def on_decided(db: Database, fact: Decided) -> None:
    """Let the action go, or not; what nobody decided in time is not done."""
    if fact.item_kind is not ItemKind.ACTION:
        return
    item = await review.get_item(db, review.ItemId(fact.item))
    actor = Actor.system("review")
    if fact.advisor is not None:
        actor = Actor(ActorKind.PERSON, str(fact.advisor), item.decided_name or "")
    try:
        await decide_call(
            db,
            CallId(fact.subject),
            is_approved=fact.state.is_yes,
            advisor=fact.advisor,
            reason=fact.reason,
            actor=actor,
        )
    except NoSuchCallError:
        log.info("flows.decided_already", call=str(fact.subject))


async def decide_call(
    db: Database, id: CallId, *, is_approved: bool, advisor: UUID | None, reason: str, actor: Actor
) -> None:
    """Let a person allow or refuse a call that waits. Raises NoSuchCallError.

    The approval holds for exactly this action with exactly these arguments, and is used once.
    """
    state = CallState.APPROVED if is_approved else CallState.REFUSED
    code = None if is_approved else "not_approved"
    if not await store_calls.decide_call(db, id, state, advisor, code):
        raise NoSuchCallError
    call = await store_calls.find_call(db, id)
    if call is None:
        raise NoSuchCallError
    what = "action.approved" if is_approved else "action.not_approved"
    about: UUID = call.run or call.contact
    await ledger.record(
        db, what, about=about, why=reason or "review", actor=actor, data={"call": str(id)}
    )
    run = None if call.run is None else await store.find_run(db, call.run)
    if run is not None:
        await facts.announce(db, CallDecided(run.conversation, run.id, id, is_approved))


async def list_unsure(db: Database) -> Sequence[CallRecord]:
    """List the changes that were perhaps done and that nobody has looked into yet."""
    return await store_calls.list_unsure(db)


async def settle_call(db: Database, id: CallId, *, is_done: bool, actor: Actor) -> None:
    """Keep what a person found in the other system. Raises NoSuchCallError."""
    call = await store_calls.find_call(db, id)
    state = CallState.DONE if is_done else CallState.FAILED
    if call is None or not await store_calls.settle_call(db, id, state, clock.now()):
        raise NoSuchCallError
    about: UUID = call.run or call.contact
    await ledger.record(
        db, f"action.{state}", about=about, why="settled", actor=actor, data={"call": str(id)}
    )
