"""A conversation follows the customer between channels, and no answer is lost on the way."""

from datetime import timedelta
from uuid import UUID

import pytest

from limpide import contacts, conversations, delivery
from limpide.channels import Attachment, Kind
from limpide.contacts import InvalidAddressError
from limpide.conversations import (
    Cause,
    ConversationId,
    Holder,
    Incoming,
    Received,
    Said,
    Status,
    Summary,
    TaskKind,
)
from limpide.foundation import clock
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.ledger import Author, AuthorKind

from .conftest import REASON, human_reply, mail

MAIL = "agathe@courriel.example"


async def _answer_later(
    db: Database, conversation: ConversationId, claire: UUID, actor: Actor
) -> Said:
    """Let an advisor answer when the customer has left the chat."""
    with clock.frozen(clock.now() + timedelta(hours=1)):
        said = await conversations.say(
            db, conversation, human_reply("Me voici", claire), actor=actor
        )
    assert isinstance(said, Said)
    return said


async def _left_an_address(db: Database, asked: Received, machine: Actor) -> conversations.Task:
    await conversations.hand_over(db, asked.conversation, Cause.ASKED, Summary(), actor=machine)
    return await conversations.choose_follow_up(
        db, asked.conversation, TaskKind.EMAIL, f" {MAIL.upper()} ", actor=machine
    )


async def test_who_left_a_mail_address_is_answered_there(
    db: Database, asked: Received, machine: Actor, claire: UUID, advisor: Actor
) -> None:
    task = await _left_an_address(db, asked, machine)
    said = await _answer_later(db, task.conversation, claire, advisor)

    assert task.conversation == asked.conversation
    assert said.kind is Kind.EMAIL


async def test_an_answer_by_mail_to_our_mail_stays_in_the_thread_and_is_answered_by_mail(
    db: Database, asked: Received, machine: Actor, claire: UUID, advisor: Actor
) -> None:
    await _left_an_address(db, asked, machine)
    said = await _answer_later(db, asked.conversation, claire, advisor)
    ours = await db.value(
        "select provider_id from conversations.messages where id = $1", said.message
    )
    back = await conversations.receive(db, mail("Merci, et le délai ?", "<2@x>", mail_ids=(ours,)))
    again = await _answer_later(db, back.conversation, claire, advisor)

    assert back.conversation == asked.conversation
    assert again.kind is Kind.EMAIL


async def test_who_is_back_in_the_chat_is_answered_in_the_chat(
    db: Database, asked: Received, machine: Actor, claire: UUID, advisor: Actor
) -> None:
    await _left_an_address(db, asked, machine)
    said = await _answer_later(db, asked.conversation, claire, advisor)
    ours = await db.value(
        "select provider_id from conversations.messages where id = $1", said.message
    )
    await conversations.receive(db, mail("Merci", "<2@x>", mail_ids=(ours,)))
    await conversations.ping(db, asked.conversation)
    now = await conversations.say(
        db, asked.conversation, human_reply("Bonjour", claire), actor=advisor
    )

    assert isinstance(now, Said)
    assert now.kind is Kind.CHAT


async def test_a_mail_address_that_is_anothers_gets_its_own_thread_that_the_visitor_cannot_read(
    db: Database, asked: Received, machine: Actor, claire: UUID, advisor: Actor
) -> None:
    earlier = await conversations.receive(db, mail("Bonjour", "<1@x>"))
    known = (await conversations.get_conversation(db, earlier.conversation)).contact
    task = await _left_an_address(db, asked, machine)
    said = await _answer_later(db, task.conversation, claire, advisor)

    thread = await conversations.thread(db, task.conversation)
    assert task.conversation != asked.conversation
    assert thread.conversation.contact == known
    assert thread.conversation.holder is not Holder.ASSISTANT
    assert thread.handovers[0].summary.asked == ("Où est mon colis ?",)
    assert said.kind is Kind.EMAIL


@pytest.mark.parametrize(
    ("kind", "detail"),
    [(TaskKind.EMAIL, "agathe chez courriel"), (TaskKind.CALLBACK, "demain matin")],
)
async def test_a_wish_that_cannot_be_kept_is_asked_again(
    db: Database, asked: Received, machine: Actor, kind: TaskKind, detail: str
) -> None:
    with pytest.raises(InvalidAddressError):
        await conversations.choose_follow_up(db, asked.conversation, kind, detail, actor=machine)


async def test_who_asks_for_a_person_in_a_closed_conversation_is_told_what_happens(
    db: Database, asked: Received, machine: Actor, claire: UUID, advisor: Actor
) -> None:
    await conversations.take(db, asked.conversation, claire, "Claire", actor=advisor)
    await conversations.resolve(db, asked.conversation, actor=advisor)
    handover = await conversations.hand_over(
        db, asked.conversation, Cause.ASKED, Summary(), actor=machine
    )

    thread = await conversations.thread(db, asked.conversation)
    assert handover is not None
    assert thread.conversation.status is Status.OPEN
    assert thread.conversation.holder is Holder.NOBODY
    assert thread.messages[-1].author_kind is AuthorKind.TEMPLATE


async def test_files_that_an_advisor_sends_are_seen_in_the_thread(
    db: Database, asked: Received, claire: UUID, advisor: Actor
) -> None:
    notice = Attachment("notice.pdf", "application/pdf", b"%PDF-1.7 data")
    author = Author(AuthorKind.PERSON, "Claire")
    reply = conversations.Reply("Voici", author, REASON, author_id=claire, attachments=(notice,))
    await conversations.say(db, asked.conversation, reply, actor=advisor)

    last = (await conversations.public_thread(db, asked.conversation)).messages[-1]
    assert [file.name for file in last.attachments] == ["notice.pdf"]
    _info, _thread, content = await conversations.get_attachment(db, last.attachments[0].id)
    assert content == notice.content


async def test_a_withdrawn_permission_keeps_a_hand_over_from_nobody(
    db: Database, machine: Actor
) -> None:
    """The customer cannot be told, and people still see the conversation."""
    first = await conversations.receive(
        db, Incoming(Kind.EMAIL, "<1@x>", MAIL, "un conseiller", language="fr")
    )
    await contacts.suppress(
        db, Kind.EMAIL, MAIL, contacts.SuppressionReason.COMPLAINED, actor=machine
    )
    await conversations.hand_over(db, first.conversation, Cause.ASKED, Summary(), actor=machine)

    thread = await conversations.get_conversation(db, first.conversation)
    assert thread.holder is Holder.NOBODY
    assert not await delivery.list_messages(db, thread.contact)
