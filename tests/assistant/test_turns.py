"""A turn answers from the documents, asks back once, or brings a person, and never talks over."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.visiting import Visitor

from limpide import assistant, contacts, conversations, knowledge, ledger, review
from limpide.channels import Kind
from limpide.contacts import AiMode
from limpide.conversations import Cause, Direction, Holder, Incoming, Message
from limpide.foundation import clock, facts, jobs
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
        conversations.HandedBack: [assistant.on_handed_back],
    }
)


class Chat(Visitor):
    """A visitor in the house, with a worker that does what is queued."""

    def __init__(self, pool: Pool, workspace: WorkspaceId) -> None:
        super().__init__()
        self.pool, self.workspace = pool, workspace

    async def write(self, *texts: str) -> None:
        for text in texts:
            async with self.pool.transaction(self.workspace) as db:
                await self.put(db, text)

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

    async def hand_back(self) -> None:
        async with self.pool.transaction(self.workspace) as db:
            await conversations.hand_back(db, self.conversation, actor=ME)

    async def said(self) -> list[Message]:
        return [m for m in (await self.thread()).messages if m.direction is Direction.OUT]

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


async def test_who_asks_something_else_after_a_question_back_is_asked_back_about_that_once_too(
    chat: Chat,
) -> None:
    first = await chat.ask("Et les frais, pour la valise ?")
    second = await chat.ask("Les plantes, vous les arrosez ?")
    await chat.ask("Et les frais, pour la valise ?")
    async with chat.pool.transaction(chat.workspace) as db:
        turns = await assistant.list_turns(db, chat.conversation)

    verdicts = [turn.decision.verdict for turn in turns]
    assert verdicts == [
        assistant.Verdict.ASK_BACK,
        assistant.Verdict.ASK_BACK,
        assistant.Verdict.HANDOVER,
    ]
    # What comes nearest is quoted, with its source, and not called the answer.
    assert "Le retour est gratuit en magasin" in first.body
    assert first.citations[0].quote in RETURNS
    assert "Je ne suis pas sûr" in first.body
    assert "Les plantes et la literie" in second.body
    assert turns[0].passages[0]["passage"] == first.citations[0].passage
    assert first.passport_token is not None
    shown = await ledger.find_passport(chat.pool, first.passport_token)
    assert shown is not None
    assert shown.body["reason"]["key"] == "assistant.reason.ask_back"


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


async def test_after_a_hand_back_old_words_hand_nothing_over_again(chat: Chat) -> None:
    await chat.ask("un conseiller svp")
    await chat.hand_back()
    await chat.work()
    answer = await chat.ask("Combien de jours pour renvoyer un article ?")

    assert (await chat.thread()).conversation.holder is Holder.ASSISTANT
    assert "trente jours" in answer.body


async def test_what_was_asked_while_nobody_answered_is_answered_after_a_hand_back(
    chat: Chat,
) -> None:
    await chat.ask("un conseiller svp")
    await chat.ask("Combien de jours pour renvoyer un article ?")
    await chat.hand_back()
    await chat.work()

    assert "trente jours" in (await chat.said())[-1].body


async def test_an_answer_called_beside_the_point_is_not_given_twice(chat: Chat) -> None:
    first = await chat.ask("Combien de jours pour renvoyer un article ?")
    second = await chat.ask("ce n'est pas ma question")
    thread = await chat.thread()
    assert thread.conversation.holder is Holder.ASSISTANT
    assert not second.citations
    assert second.body != first.body

    await chat.ask("non, toujours pas")
    thread = await chat.thread()
    assert thread.conversation.cause is Cause.REPEATED_FAILURE


async def test_the_same_question_again_after_its_answer_says_that_it_did_not_help(
    chat: Chat,
) -> None:
    await chat.ask("Combien de jours ai-je pour renvoyer un article ?")
    again = await chat.ask("Combien de jours j’ai pour renvoyer un article chez vous ?")

    assert not again.citations
    assert again.author_kind in {AuthorKind.AI, AuthorKind.TEMPLATE}


async def test_who_refuses_ai_while_the_assistant_looks_something_up_gets_a_person(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_answer = knowledge.answer

    async def slow_answer(*given: Any, **more: Any) -> Any:
        await chat.contact_wants(AiMode.NONE)
        return await real_answer(*given, **more)

    monkeypatch.setattr(knowledge, "answer", slow_answer)
    await chat.ask("Combien de jours pour renvoyer un article ?")

    thread = await chat.thread()
    assert thread.conversation.cause is Cause.AI_MODE
    assert [m.author_kind for m in thread.messages[1:]] == [AuthorKind.TEMPLATE]


async def test_a_search_that_breaks_brings_a_person_instead_of_silence(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_given: Any, **_more: Any) -> Any:
        raise ValueError("the index is broken")

    monkeypatch.setattr(knowledge, "answer", broken)
    await chat.write("Combien de jours pour renvoyer un article ?")
    payload = {"conversation": str(chat.conversation)}
    with pytest.raises(ValueError, match="broken"):
        await assistant.take_turn(chat.pool, chat.workspace, payload)
    assert await chat.said() == []

    with clock.frozen(clock.now() + timedelta(minutes=1)):
        await assistant.take_turn(chat.pool, chat.workspace, payload)
    thread = await chat.thread()
    assert thread.conversation.cause is Cause.NO_ANSWER
    assert "engine.failed" in thread.handovers[0].summary.evidence


async def test_a_mail_that_only_thanks_is_not_answered(chat: Chat) -> None:
    async with chat.pool.transaction(chat.workspace) as db:
        incoming = Incoming(Kind.EMAIL, "<1@x>", "agathe@courriel.example", "Merci beaucoup !")
        received = await conversations.receive(db, incoming)
    chat.conversation = received.conversation
    await chat.work()

    assert await chat.said() == []
    async with chat.pool.transaction(chat.workspace) as db:
        turns = await assistant.list_turns(db, chat.conversation)
    assert [turn.decision.verdict for turn in turns] == [assistant.Verdict.SILENT]


async def test_someone_in_danger_is_told_whom_to_call(chat: Chat) -> None:
    told = await chat.ask("je n'en peux plus, j'ai envie de mourir")

    assert (await chat.thread()).conversation.cause is Cause.SENSITIVE
    assert "3114" in told.body


async def test_replaying_a_kept_turn_gives_the_same_decision(chat: Chat) -> None:
    for words in (
        "bonjour",
        "Combien de jours pour renvoyer un article ?",
        "ce n'est pas ma question",
        "Vendez-vous des trottinettes électriques homologuées ?",
    ):
        await chat.ask(words)
    async with chat.pool.transaction(chat.workspace) as db:
        turns = await assistant.list_turns(db, chat.conversation)

    assert len(turns) == 4
    assert [assistant.replay(turn) for turn in turns] == [turn.decision for turn in turns]
    assert {turn.decision.verdict for turn in turns} >= {
        assistant.Verdict.SOCIAL,
        assistant.Verdict.ANSWER,
    }
    answered = turns[1]
    assert answered.passages
    assert all(passage["version"] for passage in answered.passages)
    assert answered.versions["engine"]


async def test_a_turn_is_found_by_its_id_and_replayed(chat: Chat) -> None:
    await chat.ask("Combien de jours pour renvoyer un article ?")
    async with chat.pool.transaction(chat.workspace) as db:
        [turn] = await assistant.list_turns(db, chat.conversation)
        found = await assistant.get_turn(db, turn.id)
        with pytest.raises(assistant.NoSuchTurnError):
            await assistant.get_turn(db, assistant.TurnId(new_id()))

    assert assistant.replay(found) == turn.decision
    with pytest.raises(assistant.NotReplayableError):
        assistant.replay(replace(found, understood={}))
