"""Texts from telephones: each joins its thread; STOP and START are obeyed before anything else."""

from typing import Final

from limpide import contacts, delivery
from limpide.channels import InboundSms, Kind
from limpide.contacts import Address, Contact, Keyword, Purpose, Standing, SuppressionReason
from limpide.delivery import Content, Queued, Request
from limpide.foundation import workspaces
from limpide.foundation.actor import Actor, ActorKind
from limpide.foundation.database import Database
from limpide.foundation.i18n import known, translate
from limpide.foundation.log import log
from limpide.ledger import Author, AuthorKind, Reason

from . import objecting, receiving, store
from .model import Incoming, Received

_SOURCE: Final = "sms"
# A telephone that writes to us can be reached, whatever was reported before.
_MENDED: Final = (SuppressionReason.BOUNCED, SuppressionReason.STOP)


async def receive_sms(db: Database, sms: InboundSms, *, confirms: bool = True) -> Received | None:
    """Take a text in, the same `provider_id` once. None when nobody can be at its sender's number.

    `confirms`: whether we tell people that their STOP was heard; some providers do it themselves.
    """
    try:
        address = contacts.normalise(Kind.SMS, sms.sender)
    except contacts.InvalidAddressError:
        log.warning("sms.no_sender")
        return None
    # Two words of one person at the same moment are obeyed one after the other.
    await store.only_one(db, Kind.SMS, f"words of {address}")
    keyword = await _keyword(db, address, sms.text)
    objects = keyword is None and contacts.is_withdrawal(sms.text)
    incoming = Incoming(
        kind=Kind.SMS,
        provider_id=sms.provider_id,
        address=address,
        text=sms.text,
        automatic=_automatic(keyword, objects=objects and "?" not in sms.text),
    )
    received = await receiving.receive(db, incoming)
    if objects and not received.is_duplicate:
        await objecting.obey(db, incoming)
    if keyword is None or received.is_duplicate:
        return received
    contact = await contacts.find_by_address(db, Kind.SMS, address)
    is_news = contact is not None and await _obey(db, contact, address, keyword, sms)
    if contact is not None and is_news and confirms and not sms.is_confirmed:
        await _confirm(db, contact, address, keyword, sms)
    return received


def _automatic(keyword: Keyword | None, *, objects: bool) -> str | None:
    if keyword is not None:
        return f"keyword-{keyword}"
    return objecting.MARK if objects else None


async def _keyword(db: Database, address: str, text: str) -> Keyword | None:
    """Say what a text asks for: START needs a STOP before it, and YES a recent one."""
    found = contacts.keyword_of(text)
    if found is None or found is Keyword.STOP:
        return found
    contact = await contacts.find_by_address(db, Kind.SMS, address)
    if contact is None:
        return None
    soon = found is Keyword.YES
    stopped = await contacts.is_stopped(db, contact.id, Kind.SMS, soon=soon)
    if not stopped and found is Keyword.START:
        standing = await contacts.get_standing(db, contact.id)
        stopped = any(each.value == address for each in _suppressed(standing))
    return Keyword.START if stopped else None


def _suppressed(standing: Standing) -> list[Address]:
    return [each for each in standing.contact.addresses if each.id in standing.suppressed]


async def _obey(
    db: Database, contact: Contact, address: str, keyword: Keyword, sms: InboundSms
) -> bool:
    actor = Actor(ActorKind.CONTACT, Kind.SMS.value, "")
    proof = {"source": _SOURCE, "evidence": sms.provider_id}
    if keyword is Keyword.STOP:
        changed = await contacts.stop_channel(db, contact.id, Kind.SMS, **proof, actor=actor)
        await delivery.withdraw_queued(db, contact.id)
        return changed
    lifted = await contacts.lift_suppression(
        db, Kind.SMS, address, why="they wrote START", only=_MENDED, actor=actor
    )
    resumed = await contacts.resume_channel(db, contact.id, Kind.SMS, **proof, actor=actor)
    return lifted or resumed


async def _confirm(
    db: Database, contact: Contact, address: str, keyword: Keyword, sms: InboundSms
) -> None:
    """Say once that it was heard. A security message: nothing else is allowed any more."""
    company = await workspaces.get(db)
    language = known(contact.language or company.language)
    text = translate(language, f"conversations.sms.{keyword}", company=company.name)
    request = Request(
        contact=contact.id,
        purpose=Purpose.SECURITY,
        content=Content(text),
        author=Author(AuthorKind.TEMPLATE),
        reason=Reason(f"conversations.reason.{keyword}"),
        kinds=(Kind.SMS,),
        address=address,
        language=language,
        key=f"sms-{keyword}:{sms.provider_id}",
    )
    answer = await delivery.request(db, request, actor=Actor.system("conversations"))
    if not isinstance(answer, Queued):
        log.info("sms.not_confirmed", refusal=answer.refusal.value)
