"""A turn answers from the documents, asks back once, or brings a person, and never talks over."""

import asyncio
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from limpide import assistant, contacts, conversations, knowledge, review
from limpide.channels import Kind
from limpide.contacts import AiMode
from limpide.conversations import Cause, ConversationId, Direction, Holder, Incoming, Message
from limpide.foundation import facts, jobs
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.ledger import AuthorKind

ME = Actor.system("test")
RETURNS = """---
title: Retours
language: fr
approved: true
---

## Délai de retour

Vous avez trente jours après la livraison pour renvoyer un article dans son emballage d’origine.

## Frais de retour

Le retour est gratuit en magasin. Par transporteur, il coûte 4,90 € par colis.

## Exceptions

Les plantes et la literie ouverte ne sont pas reprises.
"""
LISTENERS = facts.Listeners(
    {
        conversations.MessageReceived: [assistant.on_message_received],
        conversations.FeedbackGiven: [assistant.on_feedback_given],
    }
)


class Chat:
    """A visitor in the house, with a worker that does what is queued."""

    def __init__(self, pool: Pool, workspace: WorkspaceId) -> None:
        self.pool, self.workspace = pool, workspace
        self.token = ""
        self.conversation = ConversationId(UUID(int=0))
        self._count = 0

    async def write(self, *texts: str) -> None:
        for text in texts:
            async with self.pool.transaction(self.workspace) as db:
                if not self.token:
                    self.token = await conversations.start_visit(db, "fr")
                visit = await conversations.find_visit(db, self.token)
                assert visit is not None
                self._count += 1
                incoming = Incoming(Kind.CHAT, f"{self.token}-{self._count}", visit.address, text)
                received = await conversations.write(db, self.token, visit, incoming)
                self.conversation = received.conversation

    async def ask(self, *texts: str) -> Message:
        await self.write(*texts)
        await self.work()
        return (await self.thread()).messages[-1]

    async def work(self) -> None:
        handlers = {facts.DELIVER: LISTENERS.deliver, assistant.TURN: assistant.take_turn}
        await jobs.Worker(self.pool, handlers).drain()

    async def thread(self) -> conversations.Thread:
        async with self.pool.transaction(self.workspace) as db:
            return await conversations.thread(db, self.conversation)

    async def contact_wants(self, mode: AiMode) -> None:
        contact = (await self.thread()).conversation.contact
        async with self.pool.transaction(self.workspace) as db:
            await contacts.set_ai_mode(db, contact, mode, actor=ME)


@pytest.fixture
async def chat(pool: Pool, workspace: WorkspaceId, tmp_path: Path) -> Chat:
    (tmp_path / "retours.md").write_text(RETURNS)
    await knowledge.add(pool, workspace, str(tmp_path), actor=ME)
    return Chat(pool, workspace)


async def test_a_question_is_answered_with_the_words_of_the_document(chat: Chat) -> None:
    answer = await chat.ask("Combien de jours ai-je pour renvoyer un article ?")

    assert answer.author_kind is AuthorKind.AI
    assert answer.passport_token
    assert answer.citations
    assert answer.citations[0].quote in RETURNS
    assert "trente jours" in answer.body
    assert all(citation.quote in answer.body for citation in answer.citations)


async def test_a_burst_of_messages_is_answered_once(chat: Chat) -> None:
    await chat.ask("Bonjour", "une question", "Combien de jours pour renvoyer un article ?")

    said = [m for m in (await chat.thread()).messages if m.direction is Direction.OUT]
    assert len(said) == 1
    assert "trente jours" in said[0].body


async def test_a_fact_delivered_twice_is_answered_once(chat: Chat) -> None:
    await chat.ask("Combien de jours pour renvoyer un article ?")
    payload = {"conversation": str(chat.conversation)}
    await asyncio.gather(
        *(assistant.take_turn(chat.pool, chat.workspace, payload) for _ in range(4))
    )

    said = [m for m in (await chat.thread()).messages if m.direction is Direction.OUT]
    assert len(said) == 1


async def test_turns_at_the_same_moment_answer_once(chat: Chat) -> None:
    await chat.write("Combien de jours pour renvoyer un article ?")
    payload = {"conversation": str(chat.conversation)}
    await asyncio.gather(
        *(assistant.take_turn(chat.pool, chat.workspace, payload) for _ in range(4))
    )

    said = [m for m in (await chat.thread()).messages if m.direction is Direction.OUT]
    assert len(said) == 1


async def test_what_the_documents_do_not_hold_is_asked_back_once_then_handed_over(
    chat: Chat,
) -> None:
    first = await chat.ask("Vendez-vous des trottinettes électriques homologuées ?")
    thread = await chat.thread()
    assert thread.conversation.holder is Holder.ASSISTANT
    assert not first.citations

    await chat.ask("Des trottinettes électriques, homologuées pour la route")
    thread = await chat.thread()
    assert thread.conversation.holder is Holder.NOBODY
    assert thread.conversation.cause is Cause.NO_ANSWER
    assert thread.handovers[0].summary.asked[0].startswith("Vendez-vous")
    assert thread.messages[-1].author_kind is AuthorKind.TEMPLATE


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("un vrai conseiller svp", Cause.ASKED),
        ("stop the bot", Cause.ASKED),
        ("agent!!", Cause.ASKED),
        ("je vais porter plainte contre vous", Cause.SENSITIVE),
        ("ça fait trois fois que je vous demande, c'est honteux", Cause.FRUSTRATION),
    ],
)
async def test_people_come_first(chat: Chat, text: str, cause: Cause) -> None:
    await chat.ask(text)
    thread = await chat.thread()

    assert thread.conversation.holder is Holder.NOBODY
    assert thread.conversation.cause is cause
    assert thread.handovers[0].summary.evidence
    assert [m.author_kind for m in thread.messages[1:]] == [AuthorKind.TEMPLATE]


async def test_after_a_hand_over_the_assistant_says_nothing_more(chat: Chat) -> None:
    await chat.ask("un conseiller svp")
    before = len((await chat.thread()).messages)
    await chat.ask("Combien de jours pour renvoyer un article ?")

    assert len((await chat.thread()).messages) == before + 1


async def test_taking_over_while_the_assistant_looks_something_up_silences_it(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    claire = new_id()
    real_answer = knowledge.answer

    async def slow_answer(*given: Any, **more: Any) -> Any:
        async with chat.pool.transaction(chat.workspace) as db:
            actor = Actor(ActorKind.PERSON, str(claire), "Claire")
            await conversations.take(db, chat.conversation, claire, "Claire", actor=actor)
        return await real_answer(*given, **more)

    monkeypatch.setattr(knowledge, "answer", slow_answer)
    await chat.ask("Combien de jours pour renvoyer un article ?")

    said = [m for m in (await chat.thread()).messages if m.direction is Direction.OUT]
    assert said == []


async def test_who_wants_no_ai_gets_a_person(chat: Chat) -> None:
    await chat.write("Combien de jours pour renvoyer un article ?")
    await chat.contact_wants(AiMode.NONE)
    await chat.work()
    thread = await chat.thread()

    assert thread.conversation.cause is Cause.AI_MODE
    assert [m.author_kind for m in thread.messages[1:]] == [AuthorKind.TEMPLATE]


async def test_who_wants_every_text_reviewed_gets_a_draft_that_waits_for_a_person(
    chat: Chat,
) -> None:
    await chat.write("Combien de jours pour renvoyer un article ?")
    await chat.contact_wants(AiMode.REVIEWED)
    await chat.work()

    thread = await chat.thread()
    assert thread.conversation.holder is Holder.NOBODY
    async with chat.pool.transaction(chat.workspace) as db:
        draft = await review.find_waiting(db, chat.conversation)
    assert draft is not None
    assert "trente jours" in draft.ai_text
    assert all(not m.author_kind.has_ai for m in thread.messages)


async def test_saying_that_an_answer_is_wrong_brings_a_person(chat: Chat) -> None:
    answer = await chat.ask("Combien de jours pour renvoyer un article ?")
    async with chat.pool.transaction(chat.workspace) as db:
        await conversations.give_feedback(db, answer.id, conversations.Feedback.WRONG, actor=ME)
    await chat.work()

    assert (await chat.thread()).conversation.cause is Cause.CONTESTED


async def test_each_turn_is_kept_with_its_rule(chat: Chat) -> None:
    await chat.ask("Combien de jours pour renvoyer un article ?")
    async with chat.pool.transaction(chat.workspace) as db:
        turns = await assistant.list_turns(db, chat.conversation)

    assert [turn.decision.rule for turn in turns] == ["knowledge.answer"]
    assert turns[0].considered
    assert turns[0].confidence > 0.5


async def test_an_advisor_gets_a_draft_from_the_documents(chat: Chat) -> None:
    await chat.write("Combien de jours pour renvoyer un article ?")
    draft = await assistant.draft_reply(chat.pool, chat.workspace, chat.conversation)
    again = await assistant.draft_reply(chat.pool, chat.workspace, chat.conversation)

    assert draft is not None
    assert draft.citations
    assert again is not None
    assert again.id == draft.id


async def test_asking_outside_a_conversation_gives_the_same_decision(chat: Chat) -> None:
    async with chat.pool.transaction(chat.workspace) as db:
        found = await assistant.ask(db, "Combien de jours pour renvoyer un article ?")
        person = await assistant.ask(db, "un conseiller svp")

    assert found.decision == "answer"
    assert found.citations[0]["quote"] in RETURNS
    assert person.decision == "handover"
    assert person.answer == ""
