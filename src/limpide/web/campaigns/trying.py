"""Trying a template out: what each channel says, to a person or the sample; a mail to oneself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from limpide import advisors, contacts, delivery, journeys
from limpide.advisors import LetterKind
from limpide.channels import Kind, PostalAddress, write_postal
from limpide.contacts import Purpose
from limpide.delivery import Content, Queued, Specimen
from limpide.delivery import Request as Wish
from limpide.foundation import clock, http, limits, workspaces
from limpide.foundation.database import Database
from limpide.foundation.i18n import translate
from limpide.journeys import InvalidTemplateError, TemplateId, Version
from limpide.ledger import Reason
from limpide.web import specimens

from .access import SEE_OTHER, Reader, Writer, campaigns_page

router = APIRouter(prefix="/templates")
_WISHED: Final = {Purpose.NEWS, Purpose.OFFERS}
_SPECIMENS: Final = {
    "FR": PostalAddress("", ("1 rue de l’Exemple",), "75001", "Paris", "FR"),
    "DE": PostalAddress("", ("Musterstraße 1",), "10115", "Berlin", "DE"),
    "US": PostalAddress("", ("1 Sample St",), "10001", "New York", "US", "NY"),
}


@dataclass(frozen=True, slots=True)
class Tried:
    """A version as it would be said, to a person or with the sample. `fault`: why it cannot be."""

    version: Version
    language: str
    person: str
    is_found: bool
    said: Mapping[Kind, Any]
    fault: str

    def specimen(self, kind: Kind, address: str = "", recipient: str = "") -> Specimen:
        """Give what a channel would carry."""
        return Specimen(
            kind,
            self.said[kind],
            journeys.author_of(self.version),
            self.language,
            address,
            recipient,
            is_wished=self.version.template.purpose in _WISHED,
        )


async def tried(
    db: http.Transaction, member: Reader, id: UUID, language: str = "", person: str = ""
) -> Tried:
    """Read which template is tried, in which language, for whom."""
    del member
    version = await journeys.get_version(db, TemplateId(id))
    context, is_found = await _context(db, version, person.strip())
    chosen = language if language in version.wordings else next(iter(version.wordings))
    said, fault = _said(await journeys.images.loaded(db, version), chosen, context)
    return Tried(version, chosen, person.strip(), is_found, said, fault)


Trying = Annotated[Tried, Depends(tried)]


@router.get("/{id}/preview")
async def preview(
    request: Request, db: http.Transaction, house: http.CurrentHouse, member: Reader, tried: Trying
) -> Response:
    """Show what each channel says, with the sample or with what is known about a person."""
    sms = None
    if tried.said:
        company = await workspaces.get(db)
        drawn = delivery.specimen(tried.specimen(Kind.SMS), company, house.settings.base_url)
        sms = specimens.sms(drawn, house.settings)
    return campaigns_page(
        request,
        member,
        "preview",
        "templates",
        errors={} if tried.is_found else {"person": "nobody"},
        version=tried.version,
        language_shown=tried.language,
        person=tried.person,
        said=tried.said,
        sms=sms,
        fault=tried.fault,
    )


@router.post("/{id}/trial")
async def trial(
    db: http.Transaction,
    house: http.CurrentHouse,
    member: Writer,
    id: UUID,
    language: Annotated[str, Form(max_length=2)],
) -> Response:
    """Send the draft to oneself, by the mail of colleagues: no customer is written to."""
    version = await journeys.get_version(db, TemplateId(id))
    back = f"/templates/{id}/preview?language={language}"
    said, fault = _said(await journeys.images.loaded(db, version), language, version.sample)
    if fault or not said or house.settings.smtp_host is None:
        notice = "no_mail" if said else "not_readable"
        return RedirectResponse(f"{back}&notice={notice}", SEE_OTHER)
    mail = said[Kind.EMAIL]
    marked = translate(member.advisor.language, "web.campaigns.trial_subject", subject=mail.subject)
    await advisors.write(
        db,
        member.advisor.id,
        LetterKind.TRIAL,
        subject=marked,
        body=mail.text,
        html=mail.html,
        images=mail.attachments,
    )
    return RedirectResponse(f"{back}&notice=trial", SEE_OTHER)


@router.get("/{id}/mail.html")
async def mail(db: http.Transaction, house: http.CurrentHouse, tried: Trying) -> Response:
    """Draw the mail as its reader's program would, in a frame of its own that runs nothing."""
    if tried.fault:
        return Response(tried.fault, 422, media_type="text/plain")
    company = await workspaces.get(db)
    drawn = delivery.specimen(tried.specimen(Kind.EMAIL), company, house.settings.base_url)
    return specimens.mail(drawn)


@router.get("/{id}/letter.pdf")
async def letter(db: http.Transaction, house: http.CurrentHouse, tried: Trying) -> Response:
    """Set the letter as the printer would get it, to be looked at."""
    if tried.fault:
        return Response(tried.fault, 422, media_type="text/plain")
    company = await workspaces.get(db)
    wanted = tried.specimen(Kind.LETTER, *await _postal(db, company.country, tried.person))
    drawn = delivery.specimen(wanted, company, house.settings.base_url)
    return await specimens.letter(drawn, house.settings)


@router.post("/{id}/trial/sms")
async def trial_sms(
    db: http.Transaction,
    member: Writer,
    id: UUID,
    language: Annotated[str, Form(max_length=2)],
    number: Annotated[str, Form(max_length=40)],
) -> Response:
    """Send the SMS to a telephone of one's own, with its passport, as every message."""
    version = await journeys.get_version(db, TemplateId(id))
    back = f"/templates/{id}/preview?language={language}"
    said, fault = _said(version, language, version.sample)
    if fault or not said:
        return RedirectResponse(f"{back}&notice=not_readable", SEE_OTHER)
    await limits.take(db, "trial", str(member.advisor.id), capacity=10, per_seconds=3600)
    try:
        own = await contacts.recognise(db, Kind.SMS, number, actor=member.actor)
    except contacts.InvalidAddressError:
        return RedirectResponse(f"{back}&notice=bad_number", SEE_OTHER)
    marked = translate(language, "web.campaigns.trial_subject", subject=said[Kind.SMS].text)
    wish = Wish(
        contact=own.id,
        purpose=Purpose.SERVICE,
        content=Content(marked),
        author=journeys.author_of(version),
        reason=Reason("web.campaigns.trial_reason"),
        kinds=(Kind.SMS,),
        answering=clock.now(),
        language=language,
    )
    answer = await delivery.request(db, wish, actor=member.actor)
    notice = "trial_sms" if isinstance(answer, Queued) else f"refused_{answer.refusal}"
    return RedirectResponse(f"{back}&notice={notice}", SEE_OTHER)


async def _postal(db: Database, country: str, person: str) -> tuple[str, str]:
    """Give a person's postal address and name, else a specimen of the country."""
    found = await contacts.find_by_address(db, Kind.EMAIL, person) if person else None
    own = None if found is None else found.address(Kind.LETTER)
    if found is not None and own is not None:
        return own.value, found.name or ""
    specimen = _SPECIMENS.get(country, _SPECIMENS["FR"])
    return write_postal(specimen), (found.name if found else "") or "Agathe Spécimen"


async def _context(db: Database, version: Version, person: str) -> tuple[Mapping[str, Any], bool]:
    if not person:
        return version.sample, True
    found = await contacts.find_by_address(db, Kind.EMAIL, person)
    if found is None:
        return version.sample, False
    reader = (await journeys.permitted(db, version, {found.id: found}))[found.id]
    return journeys.context_of(reader, version.sample.get("data", {})), True


def _said(
    version: Version, language: str, context: Mapping[str, Any]
) -> tuple[Mapping[Kind, Any], str]:
    if language not in version.wordings:
        return {}, language
    try:
        said = journeys.contents(version, language, context)
        return journeys.images.enclosed(said, version), ""
    except InvalidTemplateError as error:
        return {}, error.detail or ""
