"""Merging and splitting: nothing is lost, later words arrive in the right thread, all is undone."""

from uuid import UUID

import pytest

from limpide import contacts, conversations
from limpide.channels import Kind
from limpide.conversations import Cause, Filters, Holder, Incoming, Received, Status, Summary, View
from limpide.conversations.merging import NoSuchMoveError, NotSplittableError, OtherPersonError
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database

from .conftest import chat, human_reply, mail

merging = conversations.merging


@pytest.fixture
async def two(db: Database) -> tuple[Received, Received]:
    """Two mails of one person that are two threads."""
    return (
        await conversations.receive(db, mail("Ma lampe est cassée", "<1@x>")),
        await conversations.receive(db, mail("Je joins la photo", "<2@x>")),
    )


async def _bodies(db: Database, id: conversations.ConversationId) -> list[str]:
    return [m.body for m in (await conversations.thread(db, id)).messages]


async def test_a_merged_thread_holds_all_in_order_and_later_mails_arrive_there(
    db: Database, two: tuple[Received, Received], claire: UUID, advisor: Actor
) -> None:
    first, second = two
    await conversations.label(db, second.conversation, "photo")
    await merging.merge(db, second.conversation, first.conversation, actor=advisor)
    answer = mail("Et la facture", "<3@x>", mail_ids=("<2@x>",))
    later = await conversations.receive(db, answer)

    assert later.conversation == first.conversation
    thread = await conversations.thread(db, second.conversation)
    assert thread.conversation.id == first.conversation
    assert [m.body for m in thread.messages] == [
        "Ma lampe est cassée",
        "Je joins la photo",
        "Et la facture",
    ]
    assert thread.labels == ("photo",)
    for view in (View.ALL, View.RESOLVED):
        rows = await conversations.list_inbox(db, claire, Filters(view))
        assert second.conversation not in [row.conversation.id for row in rows]


async def test_undoing_a_merge_gives_each_thread_its_own_back(
    db: Database, two: tuple[Received, Received], claire: UUID, advisor: Actor
) -> None:
    first, second = two
    await conversations.take(db, second.conversation, claire, "Claire", actor=advisor)
    before = [await conversations.get_conversation(db, each.conversation) for each in two]
    move = await merging.merge(db, second.conversation, first.conversation, actor=advisor)
    merged = await conversations.get_conversation(db, first.conversation)
    await merging.undo(db, move.id, actor=advisor)

    assert (merged.holder, merged.assignee) == (Holder.PERSON, claire)
    after = [await conversations.get_conversation(db, each.conversation) for each in two]
    assert after == before
    assert await _bodies(db, first.conversation) == ["Ma lampe est cassée"]
    assert "Je joins la photo" in await _bodies(db, second.conversation)
    assert await merging.list_moves(db, first.conversation) == []
    with pytest.raises(NoSuchMoveError):
        await merging.undo(db, move.id, actor=advisor)


async def test_merges_of_merges_are_undone_one_by_one(db: Database, advisor: Actor) -> None:
    a, b, c = [
        (await conversations.receive(db, mail(f"n {n}", f"<{n}@x>"))).conversation for n in range(3)
    ]
    one = await merging.merge(db, a, b, actor=advisor)
    two = await merging.merge(db, b, c, actor=advisor)
    assert (await conversations.get_conversation(db, a)).id == c
    await merging.undo(db, two.id, actor=advisor)
    assert await _bodies(db, a) == ["n 0", "n 1"]
    await merging.undo(db, one.id, actor=advisor)
    assert [await _bodies(db, each) for each in (a, b, c)] == [["n 0"], ["n 1"], ["n 2"]]


async def test_threads_of_two_people_are_never_merged(
    db: Database, two: tuple[Received, Received], advisor: Actor
) -> None:
    other = await conversations.receive(db, mail("Bonjour", "<9@x>", sender="bruno@x.example"))
    with pytest.raises(OtherPersonError):
        await merging.merge(db, other.conversation, two[0].conversation, actor=advisor)
    with pytest.raises(conversations.NoSuchConversationError):
        await merging.merge(db, two[0].conversation, two[0].conversation, actor=advisor)


async def test_a_chat_page_shows_what_was_said_there_and_never_the_mails_it_was_merged_with(
    db: Database, claire: UUID, advisor: Actor
) -> None:
    token = await conversations.start_visit(db, "fr")
    visit = await conversations.find_visit(db, token)
    assert visit is not None
    asked = await conversations.write(db, token, visit, chat(visit.address, "Où est mon colis ?"))
    address = "agathe@courriel.example"
    await contacts.add_address(db, visit.contact, Kind.EMAIL, address, actor=advisor)
    private = await conversations.receive(db, mail("Mon code est 4711", "<1@x>"))

    move = await merging.merge(db, asked.conversation, private.conversation, actor=advisor)
    visit = await conversations.find_visit(db, token)
    assert visit is not None
    again = await conversations.write(db, token, visit, chat(visit.address, "Allô ?", "c-2"))
    await conversations.say(db, private.conversation, human_reply("Demain.", claire), actor=advisor)

    visit = await conversations.find_visit(db, token)
    assert visit is not None
    assert visit.conversation == asked.conversation
    page = await conversations.public_thread(db, asked.conversation)
    assert again.conversation == private.conversation == page.conversation.id
    assert [m.body for m in page.messages] == ["Où est mon colis ?", "Allô ?", "Demain."]

    await merging.undo(db, move.id, actor=advisor)
    assert "Allô ?" in await _bodies(db, asked.conversation)


async def test_the_assistant_answers_a_question_that_came_by_a_merge(
    db: Database, two: tuple[Received, Received], advisor: Actor
) -> None:
    await merging.merge(db, two[0].conversation, two[1].conversation, actor=advisor)
    rows = await db.rows(
        """select body::text as told from foundation.facts
           where kind = 'conversations.message_received'"""
    )
    assert sum(str(two[1].conversation) in row["told"] for row in rows) == 2


async def test_split_messages_are_a_thread_of_their_own_and_their_answers_arrive_there(
    db: Database, two: tuple[Received, Received], machine: Actor, advisor: Actor
) -> None:
    first = two[0].conversation
    other = await conversations.receive(
        db, mail("Au fait, ma chaise ?", "<5@x>", conversation=first)
    )
    await conversations.hand_over(db, first, Cause.ASKED, Summary(), actor=machine)
    move = await merging.split(db, first, {other.message}, subject="Chaise", actor=advisor)
    later = await conversations.receive(db, mail("Merci", "<6@x>", mail_ids=("<5@x>",)))

    new = await conversations.get_conversation(db, move.target)
    assert (new.subject, new.holder, new.status) == ("Chaise", Holder.NOBODY, Status.OPEN)
    assert later.conversation == move.target
    assert "Au fait, ma chaise ?" in await _bodies(db, move.target)
    assert "Au fait, ma chaise ?" not in await _bodies(db, first)
    page = await conversations.public_thread(db, first)
    assert "Au fait, ma chaise ?" in [m.body for m in page.messages]

    await merging.undo(db, move.id, actor=advisor)
    assert "Au fait, ma chaise ?" in await _bodies(db, first)
    assert "Merci" in await _bodies(db, first)
    assert (await conversations.get_conversation(db, move.target)).id == first


async def test_a_thread_is_not_split_into_nothing_nor_off_a_chat_without_an_address(
    db: Database, asked: Received, two: tuple[Received, Received], advisor: Actor
) -> None:
    with pytest.raises(NotSplittableError):
        await merging.split(db, two[0].conversation, {two[0].message}, actor=advisor)
    with pytest.raises(NotSplittableError):
        await merging.split(db, two[0].conversation, {two[1].message}, actor=advisor)
    thread = await conversations.get_conversation(db, asked.conversation)
    more = Incoming(Kind.CHAT, "c-9", thread.address, "Et ceci", conversation=asked.conversation)
    await conversations.receive(db, more)
    with pytest.raises(NotSplittableError):
        await merging.split(db, asked.conversation, {asked.message}, actor=advisor)
