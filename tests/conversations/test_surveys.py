"""After closing, one question: on the customer's channel, at most so often, not to who refused."""

import re

import pytest

from limpide import contacts, conversations
from limpide.conversations import AnsweredBy, Clear, ConversationId, Received
from limpide.conversations.surveys import NoSuchSurveyError, generation_of
from limpide.foundation import jobs, timers
from limpide.foundation.actor import Actor
from limpide.foundation.database import Pool
from limpide.foundation.ids import WorkspaceId, new_id

from .conftest import ai_reply, chat, human_reply, mail

ME = Actor.system("test")
CLAIRE = new_id()
surveys = conversations.surveys
URL = "https://olvera.example"


async def _closed(
    pool: Pool, workspace: WorkspaceId, id: str, *, by_ai: bool = False, sender: str = "a@x.example"
) -> Received:
    async with pool.transaction(workspace) as db:
        asked = await conversations.receive(db, mail("Où est-il ?", f"<{id}@x>", sender=sender))
        reply = ai_reply("Demain.") if by_ai else human_reply("Demain.", CLAIRE)
        assert isinstance(
            await conversations.say(db, asked.conversation, reply, actor=ME), conversations.Said
        )
        await conversations.resolve(db, asked.conversation, actor=ME)
    return asked


async def _ask(pool: Pool, workspace: WorkspaceId, id: ConversationId) -> str:
    """Let the job run, and give the question's text as it leaves; empty when none does."""
    await surveys.ask(pool, workspace, {"conversation": str(id)}, base_url=URL)
    async with pool.transaction(workspace) as db:
        text = await db.value("select text from delivery.messages where text like '%/s/%' limit 1")
    return text or ""


async def test_a_mail_asks_in_the_customers_language_and_one_tap_answers(
    pool: Pool, workspace: WorkspaceId
) -> None:
    asked = await _closed(pool, workspace, "1", by_ai=True)
    text = await _ask(pool, workspace, asked.conversation)
    links = re.findall(rf"(?:Très bien|Très mal): {URL}/s/([\w-]+)\?score=(\d)", text)
    assert [score for _, score in links] == ["5", "1"]
    async with pool.transaction(workspace) as db:
        survey = await surveys.find(db, links[0][0])
        assert survey.answered_by is AnsweredBy.AI
        await surveys.answer(db, survey, 5)
        await surveys.answer(db, survey, 4, clear=Clear.NO, comment=" merci ")
        kept = await surveys.latest_of(db, asked.conversation)
    assert kept is not None
    assert (kept.score, kept.ai_clear, kept.comment) == (4, Clear.NO, "merci")


async def test_nobody_is_asked_twice_in_a_month_nor_by_two_jobs_at_once(
    pool: Pool, workspace: WorkspaceId
) -> None:
    first = await _closed(pool, workspace, "1")
    second = await _closed(pool, workspace, "2")
    for each in (first, second, first):
        await _ask(pool, workspace, each.conversation)
    async with pool.transaction(workspace) as db:
        assert await db.value("select count(*) from conversations.surveys") == 1


@pytest.mark.parametrize("why", ["refused", "reopened", "company", "unanswered"])
async def test_who_is_not_asked(pool: Pool, workspace: WorkspaceId, why: str) -> None:
    asked = await _closed(pool, workspace, "1")
    if why == "refused":
        text = await _ask(pool, workspace, asked.conversation)
        token = re.findall(r"/s/([\w-]+)", text)[0]
        async with pool.transaction(workspace) as db:
            await surveys.never_again(db, await surveys.find(db, token))
            await db.run("delete from conversations.surveys where true")
    async with pool.transaction(workspace) as db:
        if why == "reopened":
            await conversations.reopen(db, asked.conversation, actor=ME)
        if why == "company":
            await surveys.set_manners(db, asks=False, again_after=30, actor=ME)
        if why == "unanswered":
            await db.run("delete from conversations.messages where direction = 'out'")
    await surveys.ask(pool, workspace, {"conversation": str(asked.conversation)}, base_url=URL)
    async with pool.transaction(workspace) as db:
        assert await db.value("select count(*) from conversations.surveys") == 0


async def test_closing_sets_the_timer_and_the_chat_is_asked_without_a_message(
    pool: Pool, workspace: WorkspaceId
) -> None:
    async with pool.transaction(workspace) as db:
        token = await conversations.start_visit(db, "fr")
        visit = await conversations.find_visit(db, token)
        assert visit is not None
        asked = await conversations.write(db, token, visit, chat(visit.address, "Où ?"))
        await conversations.say(db, asked.conversation, ai_reply("Là."), actor=ME)
        await conversations.resolve(db, asked.conversation, actor=ME)
        await surveys.on_resolved(db, conversations.Resolved(asked.conversation))
        before = await db.value("select count(*) from delivery.messages")
    await timers.move_due(pool)

    async def ask(pool: Pool, workspace: WorkspaceId, payload: dict[str, object]) -> None:
        await surveys.ask(pool, workspace, payload, base_url=URL)

    await jobs.Worker(pool, {surveys.ASK: ask}).drain()
    async with pool.transaction(workspace) as db:
        waiting = await surveys.find_open(db, asked.conversation)
        assert waiting is not None
        assert waiting.answered_by is AnsweredBy.AI
        assert await db.value("select count(*) from delivery.messages") == before
        with pytest.raises(NoSuchSurveyError):
            await surveys.answer(db, waiting, 9)
        with pytest.raises(NoSuchSurveyError):
            await surveys.find(db, "wrong")


@pytest.mark.parametrize(
    ("year", "generation"), [(2001, "z"), (1990, "y"), (1970, "x"), (1950, "boomers"), (1930, None)]
)
async def test_a_generation_is_known_only_where_the_company_told_the_year(
    pool: Pool, workspace: WorkspaceId, year: int, generation: str | None
) -> None:
    asked = await _closed(pool, workspace, "1")
    async with pool.transaction(workspace) as db:
        thread = await conversations.get_conversation(db, asked.conversation)
        assert generation_of(await contacts.get_contact(db, thread.contact)) is None
        await contacts.set_attributes(db, thread.contact, {"birth_year": year}, actor=ME)
        assert generation_of(await contacts.get_contact(db, thread.contact)) == generation
