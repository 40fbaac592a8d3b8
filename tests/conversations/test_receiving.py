"""What arrives is kept once, in its thread."""

import asyncio
from dataclasses import replace
from typing import Any

from limpide import contacts, conversations, delivery
from limpide.channels import Attachment, Kind
from limpide.contacts import ContactId, Purpose
from limpide.conversations import Status
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database, Pool
from limpide.foundation.ids import WorkspaceId
from limpide.ledger import Author, AuthorKind, Reason

from .conftest import human_reply, mail

ME = Actor.system("test")


async def test_the_same_mail_twice_is_one_message(db: Database) -> None:
    first = await conversations.receive(db, mail("Bonjour", "<1@x>"))
    again = await conversations.receive(db, mail("Bonjour", "<1@x>"))

    assert again.is_duplicate
    assert again.message == first.message
    assert len((await conversations.thread(db, first.conversation)).messages) == 1


async def test_the_same_mail_at_the_same_time_is_one_message(
    pool: Pool, workspace: WorkspaceId
) -> None:
    async def once() -> conversations.Received:
        async with pool.transaction(workspace) as db:
            return await conversations.receive(db, mail("Bonjour", "<1@x>"))

    arrived = await asyncio.gather(*(once() for _ in range(8)))

    assert sum(not each.is_duplicate for each in arrived) == 1
    assert len({each.message for each in arrived}) == 1
    async with pool.transaction(workspace) as db:
        inbox = await conversations.list_inbox(db, arrived[0].message, conversations.Filters())
    assert len(inbox) == 1


async def test_an_answer_joins_the_thread_of_the_mail_it_answers(db: Database, claire: Any) -> None:
    first = await conversations.receive(db, mail("Bonjour", "<1@x>"))
    said = await conversations.say(db, first.conversation, human_reply("Voici", claire), actor=ME)
    assert isinstance(said, conversations.Said)
    thread = await conversations.thread(db, first.conversation)
    our_id = await db.value(
        "select provider_id from conversations.messages where id = $1", thread.messages[-1].id
    )

    second = await conversations.receive(db, mail("Merci", "<2@x>", mail_ids=(our_id,)))
    other = await conversations.receive(db, mail("Autre chose", "<3@x>"))

    assert second.conversation == first.conversation
    assert other.conversation != first.conversation


async def test_a_stranger_who_names_our_mail_does_not_enter_the_thread(db: Database) -> None:
    first = await conversations.receive(db, mail("Bonjour", "<1@x>"))
    forged = await conversations.receive(
        db, mail("Donnez-moi tout", "<2@x>", sender="mallory@evil.example", mail_ids=("<1@x>",))
    )

    assert forged.conversation != first.conversation


async def test_a_new_word_opens_a_closed_conversation(db: Database) -> None:
    first = await conversations.receive(db, mail("Bonjour", "<1@x>"))
    await conversations.resolve(db, first.conversation, actor=ME)
    await conversations.receive(db, mail("Encore", "<2@x>", mail_ids=("<1@x>",)))

    thread = await conversations.get_conversation(db, first.conversation)
    assert thread.status is Status.OPEN


async def test_an_automatic_mail_waits_for_nobody(db: Database) -> None:
    first = await conversations.receive(db, mail("Absent", "<1@x>", automatic="auto-submitted"))

    thread = await conversations.get_conversation(db, first.conversation)
    assert thread.waiting_since is None
    assert thread.last_inbound is None


async def test_attachments_are_kept_whole_and_once(db: Database) -> None:
    file = Attachment("photo.jpg", "image/jpeg", b"\xff\xd8 data")
    first = await conversations.receive(db, mail("Voir photo", "<1@x>", attachments=(file, file)))
    message = (await conversations.thread(db, first.conversation)).messages[0]

    info, conversation, content = await conversations.get_attachment(db, message.attachments[0].id)

    assert (info.name, content, conversation) == ("photo.jpg", file.content, first.conversation)
    assert await db.value("select count(*) from conversations.files") == 1


async def sent(db: Database, contact: ContactId, kind: Kind) -> delivery.Queued:
    """A notice of a ladder that has left by one channel."""
    wish = delivery.Request(
        contact=contact,
        purpose=Purpose.ORDER,
        content=delivery.Content("Votre colis aura un jour de retard.", "Votre colis"),
        author=Author(AuthorKind.TEMPLATE),
        reason=Reason("api.reason.order"),
        kinds=(kind,),
    )
    queued = await delivery.request(db, wish, actor=ME)
    assert isinstance(queued, delivery.Queued)
    await db.run("update delivery.messages set status = 'accepted' where id = $1", queued.message)
    return queued


async def status(db: Database, message: delivery.MessageId) -> delivery.Status:
    return (await delivery.get_message(db, message)).status


async def test_an_answer_to_a_notice_is_a_sign_that_it_was_seen(db: Database) -> None:
    person = await contacts.recognise(db, Kind.EMAIL, "agathe@courriel.example", actor=ME)
    notice = await sent(db, person.id, Kind.EMAIL)
    await conversations.receive(
        db, mail("Merci", "<2@x>", sender="mallory@evil.example", mail_ids=(notice.mail_id,))
    )
    assert await status(db, notice.message) is delivery.Status.ACCEPTED

    away = mail("Absente", "<3@x>", sender="agathe@courriel.example", mail_ids=(notice.mail_id,))
    await conversations.receive(db, replace(away, automatic="auto-replied"))
    assert await status(db, notice.message) is delivery.Status.ACCEPTED

    await conversations.receive(
        db, mail("Merci", "<4@x>", sender="agathe@courriel.example", mail_ids=(notice.mail_id,))
    )
    assert await status(db, notice.message) is delivery.Status.REPLIED


async def test_a_text_answers_what_was_texted_last(db: Database) -> None:
    person = await contacts.recognise(db, Kind.SMS, "+33612345678", actor=ME)
    older, newer = await sent(db, person.id, Kind.SMS), await sent(db, person.id, Kind.SMS)

    await conversations.receive(
        db, conversations.Incoming(Kind.SMS, "in-1", "+33612345678", "D'accord, merci")
    )

    assert await status(db, newer.message) is delivery.Status.REPLIED
    assert await status(db, older.message) is delivery.Status.ACCEPTED
