"""What the AI said alone is looked at afterwards, and a complaint counts against it."""

from datetime import timedelta

import pytest

from limpide import assistant, conversations, delivery, review
from limpide.conversations import Cause, Feedback, Holder
from limpide.foundation import clock, facts, jobs
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.ids import new_id
from limpide.review import Choice, Item, ItemKind, ItemState, Reviewer, Ruling
from limpide.review.autonomy import Terms

from .test_turns import Chat, chat

__all__ = ["chat"]
CLAIRE = Actor(ActorKind.PERSON, str(new_id()), "Claire")
BY = Reviewer(new_id(), "Claire")
QUESTION = "Combien de jours ai-je pour renvoyer un article ?"
LISTENERS = facts.Listeners(
    {
        conversations.MessageReceived: [assistant.on_message_received],
        conversations.FeedbackGiven: [assistant.on_feedback_given],
        delivery.Complained: [assistant.on_complained],
        review.Decided: [conversations.on_decided],
    }
)


async def checked(chat: Chat) -> Item:
    """Ask, with every answer looked at afterwards, and give what waits."""
    async with chat.pool.transaction(chat.workspace) as db:
        await review.autonomy.set_terms(db, Terms(spot_share=1), actor=CLAIRE)
    await chat.ask(QUESTION)
    async with chat.pool.transaction(chat.workspace) as db:
        (item,) = await review.list_items(db)
    return item


async def hear(chat: Chat) -> None:
    handlers = {facts.DELIVER: LISTENERS.deliver, assistant.TURN: assistant.take_turn}
    await jobs.Worker(chat.pool, handlers).drain()


async def decide(chat: Chat, item: Item, ruling: Ruling) -> None:
    async with chat.pool.transaction(chat.workspace) as db:
        done = await conversations.decide_review(db, item.id, ruling, BY, actor=CLAIRE)
    assert done.decision.obstacle is None
    await hear(chat)


async def test_the_answer_leaves_at_once_and_waits_to_be_looked_at(chat: Chat) -> None:
    item = await checked(chat)
    (answer,) = await chat.said()
    assert (item.kind, item.subject, item.text) == (ItemKind.SAID, answer.id, answer.body)

    await decide(chat, item, Ruling(Choice.APPROVE))
    assert len(await chat.said()) == 1
    async with chat.pool.transaction(chat.workspace) as db:
        (standing, *_) = await review.autonomy.standings(db)
        assert (standing.counted, standing.unedited) == (1, 1)


async def test_what_a_colleague_finds_wrong_is_contested_and_a_person_answers(chat: Chat) -> None:
    item = await checked(chat)
    await decide(chat, item, Ruling(Choice.REJECT, reason="This is the old delay."))
    thread = await chat.thread()
    assert thread.conversation.cause is Cause.CONTESTED
    assert thread.conversation.holder is Holder.NOBODY
    assert [m.feedback for m in thread.messages if m.id == item.subject] == [Feedback.WRONG]
    async with chat.pool.transaction(chat.workspace) as db:
        (standing, *_) = await review.autonomy.standings(db)
    assert (standing.counted, standing.unedited) == (1, 0)


async def test_what_nobody_looks_at_in_time_changes_nothing(chat: Chat) -> None:
    item = await checked(chat)
    with clock.frozen(item.deadline + timedelta(minutes=1)):
        await review.expire(chat.pool, chat.workspace, {"item": str(item.id)})
        await hear(chat)
    async with chat.pool.transaction(chat.workspace) as db:
        assert (await review.get_item(db, item.id)).state is ItemState.EXPIRED
    assert (await chat.thread()).conversation.holder is Holder.ASSISTANT


@pytest.mark.parametrize("times", [1, 2])
async def test_a_message_called_spam_counts_once_against_its_skill(chat: Chat, times: int) -> None:
    answer = await chat.ask(QUESTION)
    assert answer.delivery is not None
    for _ in range(times):
        async with chat.pool.transaction(chat.workspace) as db:
            id = delivery.MessageId(answer.delivery)
            await delivery.record_complaint(db, id, code="abuse")
        await hear(chat)
    async with chat.pool.transaction(chat.workspace) as db:
        (standing, *_) = await review.autonomy.standings(db)
    assert (standing.counted, standing.unedited) == (1, 0)
