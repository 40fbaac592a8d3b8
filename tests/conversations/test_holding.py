"""A human is one word away, and nobody talks over them."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from limpide import contacts, conversations
from limpide.channels import Kind
from limpide.conversations import (
    Cause,
    ConversationId,
    Direction,
    Feedback,
    Holder,
    Hours,
    Received,
    Said,
    Silence,
    Silent,
    Status,
    Summary,
    TaskKind,
)
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId
from limpide.ledger import AuthorKind

from .conftest import ai_reply, chat, human_reply

ALWAYS = tuple(Hours(day, 0, 1440) for day in range(7))


async def test_the_assistant_answers_while_nobody_else_does(
    db: Database, asked: Received, machine: Actor
) -> None:
    said = await conversations.say(
        db, asked.conversation, ai_reply("En route.", read_until=asked.message), actor=machine
    )

    assert isinstance(said, Said)
    assert said.kind is Kind.CHAT
    message = (await conversations.public_thread(db, asked.conversation)).messages[-1]
    assert message.author_kind is AuthorKind.AI
    assert message.passport_token == said.passport_token


async def test_the_assistant_is_silent_once_a_person_holds_the_conversation(
    db: Database, asked: Received, machine: Actor, advisor: Actor, claire: UUID
) -> None:
    await conversations.take(db, asked.conversation, claire, "Claire", actor=advisor)
    answer = await conversations.say(db, asked.conversation, ai_reply("En route."), actor=machine)

    assert answer == Silent(Silence.PERSON_HOLDS)


async def test_the_assistant_is_silent_while_the_conversation_waits_for_a_person(
    db: Database, asked: Received, machine: Actor
) -> None:
    await conversations.hand_over(db, asked.conversation, Cause.ASKED, Summary(), actor=machine)
    answer = await conversations.say(db, asked.conversation, ai_reply("En route."), actor=machine)

    assert answer == Silent(Silence.PERSON_HOLDS)


async def test_an_answer_to_an_older_word_is_dropped(
    db: Database, asked: Received, machine: Actor
) -> None:
    thread = await conversations.get_conversation(db, asked.conversation)
    later = replace(chat(thread.address, "Laissez tomber", "c-2"), conversation=asked.conversation)
    await conversations.receive(db, later)
    answer = await conversations.say(
        db, asked.conversation, ai_reply("En route.", read_until=asked.message), actor=machine
    )

    assert answer == Silent(Silence.NEWER_MESSAGE)


async def test_taking_over_and_answering_at_the_same_moment_never_ends_with_the_ai_last(
    pool: Pool, workspace: WorkspaceId, machine: Actor, advisor: Actor, claire: UUID
) -> None:
    for round in range(10):
        async with pool.transaction(workspace) as db:
            token = await conversations.start_visit(db, "fr")
            visit = await conversations.find_visit(db, token)
            assert visit is not None
            incoming = chat(visit.address, "Bonjour", f"c-{round}")
            asked = await conversations.write(db, token, visit, incoming)

        async def answer(id: ConversationId = asked.conversation) -> None:
            async with pool.transaction(workspace) as db:
                await conversations.say(db, id, ai_reply("Voici."), actor=machine)

        async def take(id: ConversationId = asked.conversation) -> None:
            async with pool.transaction(workspace) as db:
                await conversations.take(db, id, claire, "Claire", actor=advisor)

        await asyncio.gather(answer(), take())
        async with pool.transaction(workspace) as db:
            thread = await conversations.thread(db, asked.conversation)
        events = [m.body for m in thread.messages if m.direction is not Direction.IN]
        assert events in (
            ["Voici.", "conversations.event.taken"],
            ["conversations.event.taken"],
        )


async def test_a_hand_over_tells_the_customer_and_happens_once(
    db: Database, asked: Received, machine: Actor
) -> None:
    await conversations.set_hours(db, ALWAYS)
    summary = Summary(asked=("Où est mon colis ?",), last_words="un conseiller svp")
    first = await conversations.hand_over(
        db, asked.conversation, Cause.ASKED, summary, actor=machine
    )
    again = await conversations.hand_over(
        db, asked.conversation, Cause.FRUSTRATION, Summary(), actor=machine
    )

    assert first is not None
    assert again is None
    thread = await conversations.thread(db, asked.conversation)
    assert thread.conversation.holder is Holder.NOBODY
    assert thread.handovers[0].summary == summary
    told = thread.messages[-1]
    assert told.author_kind is AuthorKind.TEMPLATE
    assert "personne" in told.body
    assert "continuer d’écrire" in told.body


async def test_when_nobody_is_there_the_customer_learns_when_and_may_choose(
    db: Database, asked: Received, machine: Actor
) -> None:
    await conversations.set_hours(db, (Hours(0, 540, 1080),))
    with clock.frozen(datetime(2027, 1, 2, 12, tzinfo=UTC)):  # a Saturday
        await conversations.hand_over(db, asked.conversation, Cause.ASKED, Summary(), actor=machine)
        task = await conversations.choose_follow_up(
            db, asked.conversation, TaskKind.CALLBACK, "+33465712340", actor=machine
        )

    told = (await conversations.thread(db, asked.conversation)).messages
    assert "lundi 4 janvier, 09:00" in told[1].body
    assert task.due_at == datetime(2027, 1, 5, 8, tzinfo=UTC)
    assert [t.id for t in await conversations.list_tasks(db)] == [task.id]


async def test_the_wait_for_a_person_is_measured(
    db: Database, asked: Received, machine: Actor, claire: UUID, advisor: Actor
) -> None:
    assert (await conversations.waiting(db)).person is None
    start = datetime(2027, 1, 4, 9, tzinfo=UTC)
    with clock.frozen(start):
        await conversations.hand_over(db, asked.conversation, Cause.ASKED, Summary(), actor=machine)
    with clock.frozen(start.replace(minute=3)):
        await conversations.say(
            db, asked.conversation, human_reply("Me voici", claire), actor=advisor
        )

    assert (await conversations.waiting(db)).person == 180
    assert (await conversations.waiting(db, Kind.EMAIL)).person is None


async def test_nights_are_not_counted_as_waiting(
    db: Database, asked: Received, machine: Actor, claire: UUID, advisor: Actor
) -> None:
    await conversations.set_hours(db, (Hours(0, 540, 1080),))  # Mondays from 9 to 18
    with clock.frozen(datetime(2027, 1, 2, 12, tzinfo=UTC)):  # a Saturday
        await conversations.hand_over(db, asked.conversation, Cause.ASKED, Summary(), actor=machine)
    with clock.frozen(datetime(2027, 1, 4, 8, 2, tzinfo=UTC)):  # Monday, 9:02 in Paris
        await conversations.say(
            db, asked.conversation, human_reply("Me voici", claire), actor=advisor
        )

    assert (await conversations.waiting(db)).person == 120


async def test_an_advisor_who_joins_unasked_was_not_waited_for(
    db: Database, asked: Received, claire: UUID, advisor: Actor
) -> None:
    await conversations.take(db, asked.conversation, claire, "Claire", actor=advisor)
    await conversations.say(db, asked.conversation, human_reply("Bonjour", claire), actor=advisor)

    assert (await conversations.waiting(db)).person is None


async def test_a_reply_ends_only_the_wait_that_it_ends(
    db: Database, asked: Received, machine: Actor, claire: UUID, advisor: Actor
) -> None:
    """A conversation given back unanswered, and handed over again a day later."""
    start = datetime(2027, 1, 4, 9, tzinfo=UTC)
    with clock.frozen(start):
        await conversations.hand_over(db, asked.conversation, Cause.ASKED, Summary(), actor=machine)
        await conversations.hand_back(db, asked.conversation, actor=advisor)
    with clock.frozen(start.replace(day=5)):
        await conversations.hand_over(db, asked.conversation, Cause.ASKED, Summary(), actor=machine)
    with clock.frozen(start.replace(day=5, minute=4)):
        await conversations.say(
            db, asked.conversation, human_reply("Me voici", claire), actor=advisor
        )

    assert (await conversations.waiting(db)).person == 240


async def test_giving_a_conversation_to_a_colleague_brings_it_back_and_silences_the_assistant(
    db: Database, asked: Received, machine: Actor, claire: UUID, advisor: Actor
) -> None:
    later = clock.now().replace(year=clock.now().year + 1)
    await conversations.snooze(db, asked.conversation, later, actor=advisor)
    await conversations.assign(db, asked.conversation, claire, "Claire", actor=advisor)
    answer = await conversations.say(db, asked.conversation, ai_reply("En route."), actor=machine)

    assert answer == Silent(Silence.PERSON_HOLDS)
    thread = await conversations.thread(db, asked.conversation)
    assert thread.conversation.status is Status.OPEN
    assert [each.cause for each in thread.handovers] == [Cause.TAKEN]


async def test_a_customer_who_left_the_chat_is_answered_by_mail(
    db: Database, asked: Received, claire: UUID, advisor: Actor
) -> None:
    thread = await conversations.get_conversation(db, asked.conversation)
    await contacts.add_address(
        db, thread.contact, Kind.EMAIL, "agathe@courriel.example", actor=advisor
    )
    later = clock.now().replace(year=clock.now().year + 1)
    with clock.frozen(later):
        said = await conversations.say(
            db, asked.conversation, human_reply("Me voici", claire), actor=advisor
        )

    assert isinstance(said, Said)
    assert said.kind is Kind.EMAIL


async def test_a_judgement_is_kept_and_told_once(
    db: Database, asked: Received, machine: Actor
) -> None:
    said = await conversations.say(db, asked.conversation, ai_reply("En route."), actor=machine)
    assert isinstance(said, Said)
    for _ in range(2):
        await conversations.give_feedback(db, said.message, Feedback.WRONG, actor=machine)

    facts = await db.value(
        "select count(*) from foundation.facts where kind = 'conversations.feedback_given'"
    )
    assert facts == 1
    with pytest.raises(conversations.NoSuchMessageError):
        await conversations.give_feedback(db, asked.message, Feedback.WRONG, actor=machine)
