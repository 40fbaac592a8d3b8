"""Contesting: keep what was called wrong with what stood behind it, and let a colleague decide."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from limpide import conversations, delivery, knowledge, ledger
from limpide.conversations import ConversationId, Feedback, FeedbackGiven, Message
from limpide.delivery import MessageId as DeliveryId
from limpide.foundation import clock, facts
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError
from limpide.foundation.ids import new_id
from limpide.knowledge import PassageId, PassageNow
from limpide.ledger import PassportEventKind

from . import store, store_contests
from .facts import ContestDecided, Contested
from .model_contests import Contest, ContestId, Outcome

_CUSTOMER = Actor(ActorKind.CONTACT, "customer", "")


class NoSuchContestError(LimpideError):
    """There is no such contest."""

    status = 404


class AlreadyDecidedError(LimpideError):
    """A colleague has decided this already. Reload the page."""

    status = 409


class NothingCorrectedError(LimpideError):
    """The documents behind this answer still say the same. Change or stop one of them first."""

    status = 409


async def on_feedback_given(db: Database, fact: FeedbackGiven) -> None:
    """Keep a contest when an answer is called wrong; drop it when they change their mind."""
    thread = await conversations.thread(db, ConversationId(fact.conversation))
    message = next((each for each in thread.messages if each.id == fact.message), None)
    if message is None:
        return
    if fact.feedback is Feedback.WRONG:
        await _keep(db, await _contest_of(db, message), actor=_CUSTOMER)
    elif await store_contests.withdraw(db, message.id):
        await ledger.record(
            db, "contest.withdrawn", about=message.id, why="customer", actor=_CUSTOMER
        )


async def contest(db: Database, delivered: UUID, *, actor: Actor) -> ConversationId | None:
    """Take in that a sent message is called wrong; give its thread, where it has one."""
    thread = await conversations.contest(db, delivered, actor=actor)
    if thread is None:
        blank = _blank(delivered)
        await _keep(db, blank, actor=actor)
        return None
    messages = (await conversations.thread(db, thread)).messages
    for message in messages:
        if message.delivery == delivered:
            await _keep(db, await _contest_of(db, message), actor=actor)
    return thread


async def get_contest(db: Database, id: ContestId) -> Contest:
    """Get a contest. Raises NoSuchContestError."""
    found = await store_contests.find(db, id)
    if found is None:
        raise NoSuchContestError
    return found


async def list_contests(
    db: Database, *, is_open: bool = True, limit: int = 100
) -> Sequence[Contest]:
    """List what waits for a decision, the oldest first; or what was decided, the latest first."""
    return await store_contests.list_all(db, is_open=is_open, limit=limit)


async def passages_of(db: Database, contest: Contest) -> Sequence[PassageNow]:
    """Give the passages behind a contested message, as they were quoted and as they are now."""
    found = [await knowledge.passage_now(db, PassageId(id)) for id in contest.passages]
    return [each for each in found if each is not None]


async def decide(
    db: Database, id: ContestId, outcome: Outcome, note: str = "", *, actor: Actor
) -> Contest:
    """Decide about a contested message.

    Raises NoSuchContestError, AlreadyDecidedError, NothingCorrectedError («corrected», and every
    passage that was quoted still stands as it was).
    """
    found = await get_contest(db, id)
    behind = await passages_of(db, found)
    if outcome is Outcome.CORRECTED and behind and all(each.is_same for each in behind):
        raise NothingCorrectedError
    now = clock.now()
    if not await store_contests.decide(db, id, outcome, note, actor.name, now):
        raise AlreadyDecidedError
    await ledger.record(
        db,
        f"contest.{outcome}",
        about=id,
        why=outcome.value,
        actor=actor,
        data={"passages": [str(passage) for passage in found.passages]},
    )
    if outcome is Outcome.CORRECTED:
        await _note_on_passport(db, found, PassportEventKind.CORRECTED)
    await facts.announce(db, ContestDecided(id, found.conversation, outcome))
    return replace(found, outcome=outcome, note=note, decided_at=now, decided_by=actor.name)


async def _contest_of(db: Database, message: Message) -> Contest:
    turns = await store.list_turns(db, message.conversation)
    turn = next((each.id for each in turns if each.said == message.id), None)
    passages = dict.fromkeys(UUID(each.passage) for each in message.citations)
    return replace(
        _blank(message.delivery),
        conversation=message.conversation,
        message=message.id,
        turn=turn,
        passages=tuple(passages),
    )


def _blank(delivered: UUID | None) -> Contest:
    return Contest(ContestId(new_id()), None, None, delivered, None, (), clock.now())


async def _keep(db: Database, new: Contest, *, actor: Actor) -> None:
    if not await store_contests.add(db, new):
        return
    kept = await store_contests.find_last(db, new.message or new.delivery or new.id) or new
    await ledger.record(db, "contest.opened", about=kept.id, why="called wrong", actor=actor)
    await _note_on_passport(db, kept, PassportEventKind.CONTESTED)
    await facts.announce(db, Contested(kept.id, kept.conversation, kept.message))


async def _note_on_passport(db: Database, contest: Contest, kind: PassportEventKind) -> None:
    if contest.delivery is not None:
        sent = await delivery.get_message(db, DeliveryId(contest.delivery))
        await ledger.add_passport_event(db, sent.passport, kind)
