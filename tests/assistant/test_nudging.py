"""A customer who falls silent in a live chat is asked once, there, and never beside a person."""

import json
from collections.abc import Sequence
from datetime import timedelta

import pytest
from tests.flows.conftest import retail, shop
from tests.visiting import Visitor

from limpide import assistant, contacts, conversations, flows
from limpide.channels import Kind
from limpide.contacts import AiMode
from limpide.conversations import Direction, Incoming, Message
from limpide.flows import InvalidSilenceError
from limpide.foundation import clock, facts, jobs, timers
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.web import turns

__all__ = ["retail", "shop"]
ME = Actor.system("test")
QUESTION = "je veux annuler ma commande"
ASKED = "Êtes-vous toujours là"
LISTENERS = facts.Listeners({conversations.MessageReceived: [assistant.on_message_received]})
HANDLERS: dict[str, jobs.Handler] = {
    facts.DELIVER: LISTENERS.deliver,
    assistant.TURN: assistant.take_turn,
    assistant.NUDGE: assistant.nudge,
}


class Chat(Visitor):
    """A customer in a chat, and a worker whose timers are due when the test says so."""

    def __init__(self, pool: Pool, workspace: WorkspaceId) -> None:
        super().__init__()
        self.pool, self.workspace = pool, workspace

    async def write(self, text: str) -> None:
        async with self.pool.transaction(self.workspace) as db:
            await self.put(db, text)
        await self.work()

    async def work(self) -> None:
        await jobs.Worker(self.pool, HANDLERS).drain()

    async def due_after(self) -> timedelta | None:
        """For how long the silence may still last."""
        async with self.pool.transaction(self.workspace) as db:
            due = await db.value(
                "select due_at from foundation.timers where job = $1", assistant.NUDGE
            )
        return None if due is None else due - clock.now()

    async def stay_silent(self, *, looking: bool = True) -> None:
        """Let the time pass: what is due becomes a job, and the worker does it."""
        async with self.pool.transaction(self.workspace) as db:
            if looking:
                await conversations.ping(db, self.conversation)
            await db.run(
                "update foundation.timers set due_at = now() - interval '1 s' where job = $1",
                assistant.NUDGE,
            )
        await timers.move_due(self.pool)
        await self.work()

    async def said(self) -> Sequence[Message]:
        async with self.pool.transaction(self.workspace) as db:
            thread = await conversations.thread(db, self.conversation)
        return [each for each in thread.messages if each.direction is Direction.OUT]

    async def times_asked(self) -> int:
        return sum(ASKED in each.body for each in await self.said())


@pytest.fixture
async def chat(pool: Pool, retail: WorkspaceId) -> Chat:
    return Chat(pool, retail)


async def test_a_silent_customer_is_asked_once_with_the_question_again(chat: Chat) -> None:
    await chat.write(QUESTION)
    question = (await chat.said())[-1].body
    await chat.stay_silent()
    await chat.stay_silent()

    assert await chat.times_asked() == 1
    last = (await chat.said())[-1]
    assert last.body.endswith(question.splitlines()[-1])
    assert last.passport_token


async def test_what_was_asked_into_the_silence_is_a_turn_that_can_be_replayed_and_contested(
    chat: Chat,
) -> None:
    await chat.write(QUESTION)
    await chat.stay_silent()
    asked = (await chat.said())[-1]

    async with chat.pool.transaction(chat.workspace) as db:
        kept = (await assistant.list_turns(db, chat.conversation))[-1]
        words = (await turns.of_messages(db, chat.conversation, "en"))[asked.id]
        await flows.set_silence_minutes(db, 0, actor=ME)
        today = await assistant.reconsider(db, kept)

    assert (kept.prompted_by, kept.said) == (assistant.Prompt.SILENCE, asked.id)
    assert assistant.replay(kept) == kept.decision
    assert (kept.decision.verdict, kept.decision.rule) == ("flow", "silence.asked")
    assert (today.decision.verdict, today.decision.rule) == ("silent", "silence.never")
    assert words.flow is not None
    assert "nothing was said for 3 minutes" in words.understood[0]


async def test_who_was_asked_and_then_answers_is_answered_as_if_there_had_been_no_silence(
    chat: Chat,
) -> None:
    await chat.write(QUESTION)
    await chat.stay_silent()
    await chat.write("OLV-20419120")

    async with chat.pool.transaction(chat.workspace) as db:
        kept = await assistant.list_turns(db, chat.conversation)
    assert [turn.prompted_by.value for turn in kept] == ["words", "silence", "words"]
    assert kept[-1].decision.rule == "flow.continue"


async def test_the_company_is_asked_after_three_minutes_unless_it_says_otherwise(
    chat: Chat,
) -> None:
    await chat.write(QUESTION)
    after = await chat.due_after()

    assert after is not None
    assert timedelta(minutes=2) < after <= timedelta(minutes=3)


async def test_a_flow_says_for_itself_how_long_and_zero_is_never(chat: Chat) -> None:
    async with chat.pool.transaction(chat.workspace) as db:
        body = (await flows.list_versions(db, "cancel_order"))[0].body
        body = body.replace("examples:\n", "silence_minutes: 0\nexamples:\n", 1)
        flow = await flows.save_flow(db, body, actor=ME)
        await flows.publish_flow(db, flow.name, flow.version, actor=ME)
    await chat.write(QUESTION)

    assert await chat.due_after() is None


async def test_the_company_can_switch_it_off_while_somebody_waits(chat: Chat) -> None:
    await chat.write(QUESTION)
    async with chat.pool.transaction(chat.workspace) as db:
        await flows.set_silence_minutes(db, 0, actor=ME)
    await chat.stay_silent()

    assert await chat.times_asked() == 0


async def test_nobody_is_asked_beside_a_person_who_took_over(chat: Chat) -> None:
    await chat.write(QUESTION)
    async with chat.pool.transaction(chat.workspace) as db:
        await conversations.take(db, chat.conversation, new_id(), "Claire", actor=ME)
    await chat.stay_silent()

    assert await chat.times_asked() == 0


async def test_who_has_left_the_page_gets_nothing_by_any_channel(chat: Chat) -> None:
    await chat.write(QUESTION)
    async with chat.pool.transaction(chat.workspace) as db:
        thread = await conversations.get_conversation(db, chat.conversation)
        await contacts.add_address(db, thread.contact, Kind.EMAIL, "a@b.example", actor=ME)
        await db.run("update conversations.conversations set present_at = now() - interval '1 h'")
    before = len(await chat.said())
    await chat.stay_silent(looking=False)

    assert len(await chat.said()) == before


async def test_a_word_meanwhile_makes_the_old_moment_void(chat: Chat) -> None:
    await chat.write(QUESTION)
    async with chat.pool.transaction(chat.workspace) as db:
        old = await db.row("select payload from foundation.timers where job = $1", assistant.NUDGE)
    assert old is not None
    await chat.write("Bonjour")
    await assistant.nudge(chat.pool, chat.workspace, json.loads(old["payload"]))

    assert await chat.times_asked() == 0
    assert await chat.due_after() is not None


async def test_who_wants_every_text_read_by_a_person_is_not_asked_by_an_ai(chat: Chat) -> None:
    await chat.write(QUESTION)
    async with chat.pool.transaction(chat.workspace) as db:
        thread = await conversations.get_conversation(db, chat.conversation)
        await contacts.set_ai_mode(db, thread.contact, AiMode.REVIEWED, actor=ME)
    await chat.stay_silent()

    assert await chat.times_asked() == 0


async def test_mail_is_never_hurried(chat: Chat) -> None:
    async with chat.pool.transaction(chat.workspace) as db:
        mail = Incoming(Kind.EMAIL, "<a@b>", "a@b.example", QUESTION, subject="x", language="fr")
        await conversations.receive(db, mail)
    await chat.work()

    assert await chat.due_after() is None


@pytest.mark.parametrize("minutes", [-1, 61])
async def test_odd_minutes_are_refused(pool: Pool, workspace: WorkspaceId, minutes: int) -> None:
    async with pool.transaction(workspace) as db:
        with pytest.raises(InvalidSilenceError):
            await flows.set_silence_minutes(db, minutes, actor=ME)
        assert await flows.silence_minutes(db) == 3
