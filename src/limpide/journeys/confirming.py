"""Asking for a confirmation: the mail that makes a yes to news or offers a consent."""

from typing import Final

from limpide import contacts, delivery
from limpide.channels import Kind
from limpide.contacts import ContactId, Purpose, Use, Wording
from limpide.delivery import Content, Queued, Refused, Request
from limpide.foundation import clock, workspaces
from limpide.foundation.actor import Actor
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError
from limpide.foundation.i18n import translate
from limpide.ledger import Author, AuthorKind, Reason

_VERSION: Final = 1
_WISHED: Final = {Purpose.NEWS, Purpose.OFFERS}


class NothingToConfirmError(LimpideError):
    """Only news and offers by e-mail are confirmed by a link."""

    status = 422


async def ask_confirmation(
    db: Database,
    contact: ContactId,
    purpose: Purpose,
    *,
    source: str,
    base_url: str,
    actor: Actor,
) -> Queued | Refused:
    """Send the link by which the holder of a mailbox says yes a second time; valid for a week.

    Nothing is allowed until then. Raises NoSuchContactError, InvalidAddressError,
    NothingToConfirmError.
    """
    if purpose not in _WISHED:
        raise NothingToConfirmError
    person, company = await contacts.get_contact(db, contact), await workspaces.get(db)
    language = person.language or company.language
    text = translate(language, f"journeys.confirm.{purpose}", company=company.name)
    wording = Wording(f"double_opt_in.{purpose}", _VERSION, language, text)
    token = await contacts.ask_confirmation(
        db, contact, Use(Kind.EMAIL, purpose), wording, source=source, actor=actor
    )
    url = f"{base_url}/c/{token}"
    body = translate(language, "journeys.confirm.mail", what=text, url=url)
    subject = translate(language, "journeys.confirm.subject", company=company.name)
    wish = Request(
        contact=contact,
        purpose=Purpose.SERVICE,
        content=Content(body, subject),
        author=Author(AuthorKind.TEMPLATE),
        reason=Reason("journeys.confirm.reason"),
        kinds=(Kind.EMAIL,),
        answering=clock.now(),
    )
    return await delivery.request(db, wish, actor=actor)
