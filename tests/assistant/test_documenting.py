"""A document is begun from what people asked and advisors answered, quoted, without their data."""

from pathlib import Path

import pytest

from limpide import assistant, contacts, conversations, knowledge, review
from limpide.assistant.documenting import Begun
from limpide.conversations import Reply
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId, new_id
from limpide.knowledge import GapGroup, NoSuchGapError
from limpide.ledger import Author, AuthorKind, Reason

from .test_turns import RETURNS, Chat

ME = Actor.system("test")
CLAIRE = new_id()
QUESTION = "Vendez-vous des trottinettes électriques homologuées ?"
ANSWER = (
    "Bonjour Madame Vasseur,\n\nnos trottinettes sont homologuées jusqu’à 25 km/h. J’ai noté votre "
    "numéro 06 12 34 56 78 et l’adresse odile.vasseur@courriel.example, 12 rue des Lilas.\n"
    "# Vous pouvez venir l’essayer.\n\nCordialement, Claire Dumas"
)


class Desk(Chat):
    """A visitor, and an advisor who answers them."""

    async def answered(self, text: str = ANSWER) -> None:
        async with self.pool.transaction(self.workspace) as db:
            thread = await conversations.get_conversation(db, self.conversation)
            await contacts.set_name(db, thread.contact, "Odile Vasseur", actor=ME)
            actor = Actor(ActorKind.PERSON, str(CLAIRE), "Claire Dumas")
            await conversations.take(db, self.conversation, CLAIRE, "Claire Dumas", actor=actor)
            reply = Reply(
                text,
                Author(AuthorKind.PERSON, "Claire Dumas"),
                Reason("conversations.reason.advisor"),
                author_id=CLAIRE,
            )
            await conversations.say(db, self.conversation, reply, actor=actor)

    async def groups(self) -> list[GapGroup]:
        async with self.pool.transaction(self.workspace) as db:
            return list(knowledge.group_gaps(await knowledge.list_gaps(db)))

    async def begun(self) -> Begun:
        (group, *_) = await self.groups()
        async with self.pool.transaction(self.workspace) as db:
            return await assistant.documenting.begin(db, group.gaps[0].id)


@pytest.fixture
async def desk(pool: Pool, workspace: WorkspaceId, tmp_path: Path) -> Desk:
    (tmp_path / "retours.md").write_text(RETURNS)
    await knowledge.add(pool, workspace, str(tmp_path), actor=ME)
    return Desk(pool, workspace)


async def test_what_an_advisor_answered_to_that_very_question_is_quoted_without_personal_data(
    desk: Desk,
) -> None:
    await desk.ask(QUESTION)
    await desk.answered()
    text = (await desk.begun()).draft.ai_text

    assert f"## {QUESTION}" in text
    assert "nos trottinettes sont homologuées jusqu’à 25 km/h" in text
    assert "Ce qu’un conseiller a répondu" in text
    for secret in ("Vasseur", "06 12", "courriel.example", "Lilas", "Claire", "Dumas"):
        assert secret not in text
    # A line of an answer never becomes a heading of the document.
    assert "> Vous pouvez venir l’essayer." in text
    assert knowledge.is_unfinished([text])


async def test_the_nearest_passages_are_quoted_in_the_language_of_the_question(
    desk: Desk,
) -> None:
    english = (
        "---\ntitle: Scooters\nlanguage: en\napproved: true\n---\n\n## Returns\n\nWe sell none."
    )
    async with desk.pool.transaction(desk.workspace) as db:
        await knowledge.upload(db, "scooters.md", english.encode(), actor=ME)
        await knowledge.record_gap(db, "Peut-on renvoyer un article à vélo ?", "fr", "nothing")
    begun = await desk.begun()

    assert "Passage proche dans nos documents" in begun.draft.ai_text
    passages = [one for one in begun.draft.citations if "passage" in one]
    assert passages
    assert all(one["title"] != "Scooters" for one in passages)
    quoted = RETURNS.split("\n")
    assert any(line and line in begun.draft.ai_text for line in quoted)


async def test_a_draft_waits_and_is_not_put_together_twice(desk: Desk) -> None:
    await desk.ask(QUESTION)
    first = await desk.begun()
    await desk.answered()
    assert (await desk.begun()).draft == first.draft

    async with desk.pool.transaction(desk.workspace) as db:
        await review.discard(db, first.draft.id, CLAIRE, actor=ME)
    assert "25 km/h" in (await desk.begun()).draft.ai_text


async def test_the_words_of_the_ai_and_of_advisors_who_wait_are_told_apart(desk: Desk) -> None:
    await desk.ask(QUESTION)
    async with desk.pool.transaction(desk.workspace) as db:
        await conversations.note(db, desk.conversation, "À rappeler demain.", CLAIRE, actor=ME)
    text = (await desk.begun()).draft.ai_text
    assert "À rappeler" not in text
    assert "Ce qu’un conseiller a répondu" not in text


async def test_what_was_erased_is_in_no_draft_and_in_nothing_begun(desk: Desk) -> None:
    await desk.ask(QUESTION)
    await desk.answered("Oui, la Zippy 3000.")
    begun = await desk.begun()
    async with desk.pool.transaction(desk.workspace) as db:
        start = review.manuscripts.beginning(begun.draft.subject, CLAIRE)
        runs = (review.Run(begun.draft.ai_text, review.Hand.AI),)
        await review.manuscripts.put(db, start.subject, CLAIRE, runs, [begun.draft.id])
        gone = await assistant.erase_turns(db, [desk.conversation])
    assert list(gone["drafts"]) == [begun.draft.id]
    async with desk.pool.transaction(desk.workspace) as db:
        assert await review.manuscripts.find(db, start.subject, CLAIRE) is None
    assert "Zippy" not in (await desk.begun()).draft.ai_text


async def test_a_question_that_is_settled_begins_nothing(desk: Desk) -> None:
    await desk.ask(QUESTION)
    (group, *_) = await desk.groups()
    async with desk.pool.transaction(desk.workspace) as db:
        for gap in group.gaps:
            await knowledge.close_gap(db, gap.id)
        with pytest.raises(NoSuchGapError):
            await assistant.documenting.begin(db, group.gaps[0].id)
