"""The inbox: views, search, labels, notes, snoozing, unread, unfinished replies."""

from datetime import timedelta
from uuid import UUID

import pytest

from limpide import conversations
from limpide.conversations import Cause, Filters, Received, Status, Summary, View
from limpide.foundation import clock, jobs, timers
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId

from .conftest import mail


async def _ids(db: Database, advisor: UUID, filters: Filters) -> list[UUID]:
    return [row.conversation.id for row in await conversations.list_inbox(db, advisor, filters)]


async def test_each_view_shows_its_own(
    db: Database, asked: Received, claire: UUID, advisor: Actor, machine: Actor
) -> None:
    other = await conversations.receive(db, mail("Bonjour", "<1@x>"))
    await conversations.hand_over(db, asked.conversation, Cause.ASKED, Summary(), actor=machine)
    await conversations.take(db, other.conversation, claire, "Claire", actor=advisor)

    assert await _ids(db, claire, Filters(View.UNASSIGNED)) == [asked.conversation]
    assert await _ids(db, claire, Filters(View.MINE)) == [other.conversation]
    assert set(await _ids(db, claire, Filters(View.ALL))) == {
        asked.conversation,
        other.conversation,
    }
    assert await conversations.count_views(db, claire) == {
        "mine": 1,
        "unassigned": 1,
        "all": 2,
        "assistant": 0,
        "snoozed": 0,
    }


async def test_search_finds_words_in_any_message_whatever_their_form(
    db: Database, asked: Received, claire: UUID
) -> None:
    other = await conversations.receive(db, mail("Mes chaises sont rayées", "<1@x>"))

    assert await _ids(db, claire, Filters(words="chaise rayée")) == [other.conversation]
    assert await _ids(db, claire, Filters(words="colis")) == [asked.conversation]
    assert await _ids(db, claire, Filters(words="'; drop table x; --")) == []


async def test_a_cursor_walks_through_all_lines_once(db: Database, claire: UUID) -> None:
    made = {
        (await conversations.receive(db, mail(f"n {n}", f"<{n}@x>"))).conversation for n in range(7)
    }
    seen: list[UUID] = []
    before = None
    for _ in range(4):
        page = await conversations.list_inbox(db, claire, Filters(limit=2, before=before))
        seen += [row.conversation.id for row in page]
        if page:
            before = (page[-1].conversation.last_at, page[-1].conversation.id)

    assert len(seen) == 7
    assert set(seen) == made


async def test_a_line_is_unread_until_the_advisor_has_read_the_last_word(
    db: Database, asked: Received, claire: UUID
) -> None:
    before = await conversations.list_inbox(db, claire, Filters())
    await conversations.mark_read(db, asked.conversation, claire, asked.message)
    after = await conversations.list_inbox(db, claire, Filters())

    assert [row.is_unread for row in (*before, *after)] == [True, False]


async def test_labels_and_notes_stay_in_the_house(
    db: Database, asked: Received, claire: UUID, advisor: Actor
) -> None:
    await conversations.label(db, asked.conversation, "  colis   perdu ")
    await conversations.note(db, asked.conversation, "appeler Colibri", claire, actor=advisor)

    thread = await conversations.thread(db, asked.conversation)
    public = await conversations.public_thread(db, asked.conversation)
    assert thread.labels == ("colis perdu",)
    assert [m.body for m in thread.messages] == ["Où est mon colis ?", "appeler Colibri"]
    assert [m.body for m in public.messages] == ["Où est mon colis ?"]
    assert await _ids(db, claire, Filters(label="colis perdu")) == [asked.conversation]
    with pytest.raises(conversations.InvalidLabelError):
        await conversations.label(db, asked.conversation, "   ")


async def test_a_label_on_nothing_is_a_callers_mistake(db: Database) -> None:
    with pytest.raises(conversations.NoSuchConversationError):
        await conversations.label(db, conversations.ConversationId(UUID(int=7)), "colis")


async def test_a_snoozed_conversation_wakes_when_it_is_due(
    pool: Pool, workspace: WorkspaceId, advisor: Actor
) -> None:
    async with pool.transaction(workspace) as db:
        first = await conversations.receive(db, mail("Bonjour", "<1@x>"))
        soon = clock.now() - timedelta(seconds=1)
        await conversations.snooze(db, first.conversation, soon, actor=advisor)

    await timers.move_due(pool)
    await jobs.Worker(pool, {conversations.WAKE: conversations.wake}).drain()

    async with pool.transaction(workspace) as db:
        thread = await conversations.get_conversation(db, first.conversation)
    assert thread.status is Status.OPEN


async def test_an_unfinished_reply_is_kept_until_it_is_sent(
    db: Database, asked: Received, claire: UUID
) -> None:
    await conversations.keep_text(db, asked.conversation, claire, "Bonj")
    await conversations.keep_text(db, asked.conversation, claire, "Bonjour")
    kept = await conversations.find_composer(db, asked.conversation, claire)
    await conversations.clear_composer(db, asked.conversation, claire)

    assert kept is not None
    assert kept.text == "Bonjour"
    assert await conversations.find_composer(db, asked.conversation, claire) is None
