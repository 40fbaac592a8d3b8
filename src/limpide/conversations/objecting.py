"""Objecting: a mail or a text that asks, in plain words, for no more news and offers is obeyed.

At once, once, and with an answer that says what was done. What else the message asks is answered
as ever.
"""

from dataclasses import replace
from typing import Final

from limpide import contacts, delivery
from limpide.channels import Kind, Threading
from limpide.contacts import Contact, Keyword, Purpose
from limpide.delivery import Content, Queued, Request
from limpide.foundation import clock, workspaces
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database
from limpide.foundation.i18n import known, translate
from limpide.foundation.log import log
from limpide.ledger import Author, AuthorKind, Reason

from . import receiving
from .model import Incoming, Received

MARK: Final = "withdrawal"


async def receive_mail(db: Database, mail: Incoming) -> Received:
    """Take a mail in, the same `provider_id` once, and obey a withdrawal that it holds."""
    objects = mail.automatic is None and _objects(mail)
    # Who asks for nothing else has their answer; a question beside it is for the assistant.
    is_all = objects and "?" not in mail.text
    received = await receiving.receive(db, replace(mail, automatic=MARK) if is_all else mail)
    if objects and not received.is_duplicate:
        await obey(db, mail)
    return received


async def obey(db: Database, message: Incoming) -> None:
    """Withdraw news and offers on the channel that the message came by, and say so."""
    contact = await contacts.find_by_address(db, message.kind, message.address)
    if contact is None:
        return
    await contacts.object_to_marketing(
        db,
        contact.id,
        message.kind,
        source=message.kind.value,
        evidence=message.provider_id,
        actor=Actor(ActorKind.CONTACT, message.kind.value, ""),
    )
    await delivery.withdraw_queued(db, contact.id)
    await _confirm(db, contact, message)


def _objects(mail: Incoming) -> bool:
    if contacts.keyword_of(mail.text.strip() or mail.subject) is Keyword.STOP:
        return True
    # A link means that somebody else's words, or ours, stand in the text.
    return "://" not in mail.text and contacts.is_withdrawal(mail.text)


async def _confirm(db: Database, contact: Contact, message: Incoming) -> None:
    company = await workspaces.get(db)
    language = known(contact.language or company.language)
    text = translate(language, f"conversations.objected.{message.kind}", company=company.name)
    subject = translate(language, "conversations.objected.subject")
    request = Request(
        contact=contact.id,
        purpose=Purpose.SECURITY if message.kind is Kind.SMS else Purpose.SERVICE,
        content=Content(text, subject),
        author=Author(AuthorKind.TEMPLATE),
        reason=Reason("conversations.reason.objected"),
        kinds=(message.kind,),
        address=message.address if message.kind is Kind.SMS else None,
        answering=clock.now(),
        language=language,
        threading=Threading(in_reply_to=message.provider_id)
        if message.kind is Kind.EMAIL
        else Threading(),
        key=f"objected:{message.provider_id}",
    )
    answer = await delivery.request(db, request, actor=Actor.system("conversations"))
    if not isinstance(answer, Queued):
        log.info("objection.not_confirmed", refusal=answer.refusal.value)
