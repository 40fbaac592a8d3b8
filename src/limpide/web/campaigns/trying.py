"""Trying a template out: what each channel says, to a person or the sample; a mail to oneself."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from limpide import advisors, contacts, journeys
from limpide.advisors import LetterKind
from limpide.channels import Kind
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.foundation.i18n import translate
from limpide.journeys import InvalidTemplateError, TemplateId, Version

from .access import SEE_OTHER, Reader, Writer, campaigns_page

router = APIRouter(prefix="/templates")


@router.get("/{id}/preview")
async def preview(
    request: Request,
    db: http.Transaction,
    member: Reader,
    id: UUID,
    language: str = "",
    person: str = "",
) -> Response:
    """Show what each channel says, with the sample or with what is known about a person."""
    version = await journeys.get_version(db, TemplateId(id))
    context, is_found = await _context(db, version, person.strip())
    chosen = language if language in version.wordings else next(iter(version.wordings))
    said, fault = _said(version, chosen, context)
    return campaigns_page(
        request,
        member,
        "preview",
        "templates",
        errors={} if is_found else {"person": "nobody"},
        version=version,
        language_shown=chosen,
        person=person,
        said=said,
        fault=fault,
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
    said, fault = _said(version, language, version.sample)
    if fault or not said or house.settings.smtp_host is None:
        notice = "no_mail" if said else "not_readable"
        return RedirectResponse(f"{back}&notice={notice}", SEE_OTHER)
    mail = said[Kind.EMAIL]
    marked = translate(member.advisor.language, "web.campaigns.trial_subject", subject=mail.subject)
    await advisors.write(
        db, member.advisor.id, LetterKind.TRIAL, subject=marked, body=mail.text, html=mail.html
    )
    return RedirectResponse(f"{back}&notice=trial", SEE_OTHER)


async def _context(db: Database, version: Version, person: str) -> tuple[Mapping[str, Any], bool]:
    if not person:
        return version.sample, True
    found = await contacts.find_by_address(db, Kind.EMAIL, person)
    if found is None:
        return version.sample, False
    return journeys.context_of(found, version.sample.get("data", {})), True


def _said(
    version: Version, language: str, context: Mapping[str, Any]
) -> tuple[Mapping[Kind, Any], str]:
    if language not in version.wordings:
        return {}, language
    try:
        return journeys.contents(version, language, context), ""
    except InvalidTemplateError as error:
        return {}, error.detail or ""
