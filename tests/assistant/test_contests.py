"""What is called wrong is kept with what stood behind it, decided, and who got it is told."""

import pytest

from limpide import assistant, conversations, delivery, insights, knowledge, ledger
from limpide.assistant import contests
from limpide.assistant.contests import AlreadyDecidedError, NothingCorrectedError, Outcome
from limpide.conversations import Direction, Feedback, Message
from limpide.delivery import MessageId as DeliveryId
from limpide.foundation import facts, jobs
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId
from limpide.ledger import AuthorKind, PassportEventKind

from .test_turns import RETURNS, Chat

ME = Actor.system("test")
CUSTOMER = Actor.system("customer")
QUESTION = "Combien de temps ai-je pour renvoyer un article ?"
LISTENERS = facts.Listeners(
    {
        conversations.MessageReceived: [assistant.on_message_received],
        conversations.FeedbackGiven: [assistant.on_feedback_given, contests.on_feedback_given],
    }
)


class Visitor(Chat):
    async def work(self) -> None:
        handlers = {facts.DELIVER: LISTENERS.deliver, assistant.TURN: assistant.take_turn}
        await jobs.Worker(self.pool, handlers).drain()

    async def judge(self, message: Message, feedback: Feedback) -> None:
        async with self.pool.transaction(self.workspace) as db:
            await conversations.give_feedback(db, message.id, feedback, actor=CUSTOMER)
        await self.work()

    async def contests(self, *, is_open: bool = True) -> list[contests.Contest]:
        async with self.pool.transaction(self.workspace) as db:
            return list(await contests.list_contests(db, is_open=is_open))


async def _write(pool: Pool, workspace: WorkspaceId, text: str) -> None:
    async with pool.transaction(workspace) as db:
        await knowledge.upload(db, "retours.md", text.encode(), actor=ME)
        for document in await knowledge.list_documents(db):
            await knowledge.approve(db, document.id, actor=ME)


@pytest.fixture
async def visitors(pool: Pool, workspace: WorkspaceId) -> tuple[Visitor, Visitor]:
    """Two people who got the same answer."""
    await _write(pool, workspace, RETURNS)
    return Visitor(pool, workspace), Visitor(pool, workspace)


async def test_what_is_called_wrong_is_kept_with_its_turn_and_its_passages(
    visitors: tuple[Visitor, Visitor],
) -> None:
    first, _ = visitors
    answer = await first.ask(QUESTION)
    await first.judge(answer, Feedback.WRONG)
    await first.judge(answer, Feedback.WRONG)

    (contest,) = await first.contests()
    assert contest.message == answer.id
    assert contest.turn is not None
    assert [str(each) for each in contest.passages] == [c.passage for c in answer.citations]
    async with first.pool.transaction(first.workspace) as db:
        sent = await delivery.get_message(db, DeliveryId(contest.delivery or answer.id))
        events = await ledger.list_passport_events(db, sent.passport)
    assert [e.kind for e in events].count(PassportEventKind.CONTESTED) == 1

    await first.judge(answer, Feedback.HELPFUL)
    assert await first.contests() == []


async def test_corrected_is_refused_while_the_documents_say_the_same(
    visitors: tuple[Visitor, Visitor],
) -> None:
    first, _ = visitors
    await first.judge(await first.ask(QUESTION), Feedback.WRONG)
    (contest,) = await first.contests()

    with pytest.raises(NothingCorrectedError):
        async with first.pool.transaction(first.workspace) as db:
            await contests.decide(db, contest.id, Outcome.CORRECTED, actor=ME)
    async with first.pool.transaction(first.workspace) as db:
        await contests.decide(db, contest.id, Outcome.RIGHT, "Relu", actor=ME)
    with pytest.raises(AlreadyDecidedError):
        async with first.pool.transaction(first.workspace) as db:
            await contests.decide(db, contest.id, Outcome.NOT_FOR_ASSISTANT, actor=ME)


async def test_after_a_correction_those_who_got_the_same_answer_are_told_once(
    visitors: tuple[Visitor, Visitor], pool: Pool, workspace: WorkspaceId
) -> None:
    first, second = visitors
    await second.ask(QUESTION)
    await first.judge(await first.ask(QUESTION), Feedback.WRONG)
    (contest,) = await first.contests()
    await _write(pool, workspace, RETURNS.replace("trente jours", "quatorze jours"))
    async with pool.transaction(workspace) as db:
        await contests.decide(db, contest.id, Outcome.CORRECTED, actor=ME)
        decided = await contests.get_contest(db, contest.id)
        before = await contests.spread(db, decided)
    assert [one.conversation for one in before.concerned] == [second.conversation]
    assert before.to_tell == 1
    assert "quatorze jours" in before.texts["fr"]

    for _ in range(2):
        async with pool.transaction(workspace) as db:
            await contests.tell(db, contest.id, actor=ME)

    told = [m for m in await second.said() if "quatorze jours" in m.body]
    assert [m.author_kind for m in told] == [AuthorKind.TEMPLATE]
    assert not any("quatorze jours" in m.body for m in await first.said())
    async with pool.transaction(workspace) as db:
        assert (await contests.spread(db, decided)).to_tell == 0
        entries = [e.what for e in await ledger.entries_about(db, contest.id)]
        figures = await insights.figures(db, insights.last_days(7))
    assert entries[:2] == ["contest.opened", "contest.corrected"]
    assert figures.contests.corrected == 1
    assert figures.contests.to_correction.count == 1


async def test_a_document_that_is_stopped_counts_as_corrected(
    visitors: tuple[Visitor, Visitor], pool: Pool, workspace: WorkspaceId
) -> None:
    first, _ = visitors
    await first.judge(await first.ask(QUESTION), Feedback.WRONG)
    (contest,) = await first.contests()
    async with pool.transaction(workspace) as db:
        for document in await knowledge.list_documents(db):
            await knowledge.approve(db, document.id, is_approved=False, actor=ME)
        await contests.decide(db, contest.id, Outcome.CORRECTED, actor=ME)
    assert [one.outcome for one in await first.contests(is_open=False)] == [Outcome.CORRECTED]


async def test_a_persons_message_can_be_contested_too(
    visitors: tuple[Visitor, Visitor], pool: Pool, workspace: WorkspaceId
) -> None:
    first, _ = visitors
    await first.ask("Je veux parler à quelqu’un")
    said = next(m for m in (await first.thread()).messages if m.direction is Direction.OUT)
    assert said.delivery is not None
    async with pool.transaction(workspace) as db:
        await contests.contest(db, said.delivery, actor=CUSTOMER)
    await first.work()

    (contest,) = await first.contests()
    assert (contest.message, contest.turn, contest.passages) == (said.id, None, ())
