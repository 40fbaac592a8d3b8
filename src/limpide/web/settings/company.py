"""`/settings/company`: what a company is called, its language, zone and mail address."""

import re
from functools import cache
from typing import Annotated, Final
from zoneinfo import available_timezones

from email_validator import EmailNotValidError, validate_email
from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from limpide import ledger
from limpide.foundation import http, workspaces
from limpide.foundation.i18n import LANGUAGES

from .access import SEE_OTHER, AdministratorForm, Reader, Short, settings_page

router = APIRouter(prefix="/settings")
Lines = Annotated[str, Form(max_length=1000)]
_LONGEST: Final = 200
_FIELDS: Final[tuple[str, ...]] = (
    "name",
    "legal_name",
    "language",
    "time_zone",
    "mail_address",
    "sms_sender",
)
_MOST_LINES: Final = 6
_LONGEST_LINE: Final = 60
# What networks carry as a sender: a number, a short code, or a name of at most 11 signs
# (3GPP TS 23.040, 9.1.2.5); «MG…» is a messaging service of Twilio.
_SMS_SENDER: Final = re.compile(
    r"\+[1-9]\d{6,14}|\d{3,8}|MG[0-9a-f]{32}|(?=.*[A-Za-z])[A-Za-z0-9 .&+-]{3,11}"
)


@router.get("")
async def settings() -> Response:
    """Lead to the first page."""
    return RedirectResponse("/settings/company", SEE_OTHER)


@router.get("/company")
async def company(request: Request, db: http.Transaction, member: Reader) -> Response:
    """Show the company."""
    known = await workspaces.get(db)
    values = {field: str(getattr(known, field)) for field in _FIELDS}
    values["letter_address"] = "\n".join(known.letter_address)
    return settings_page(request, member, "company", {}, values=values, zones=_zones())


@router.post("/company")
async def save(  # noqa: PLR0913, PLR0917 (one parameter per field of the form)
    request: Request,
    db: http.Transaction,
    member: AdministratorForm,
    name: Short,
    legal_name: Short,
    language: Short,
    time_zone: Short,
    mail_address: Short,
    sms_sender: Short = "",
    letter_address: Lines = "",
) -> Response:
    """Change the company; nothing is changed while a field is wrong."""
    given = (name, legal_name, language, time_zone, mail_address, sms_sender)
    values: dict[str, str] = dict(zip(_FIELDS, map(str.strip, given), strict=True))
    errors = faults(values)
    address = [" ".join(line.split()) for line in letter_address.splitlines() if line.strip()]
    if len(address) > _MOST_LINES or any(len(line) > _LONGEST_LINE for line in address):
        errors["letter_address"] = "letter_address"
    shown = values | {"letter_address": letter_address}
    if errors:
        return settings_page(request, member, "company", errors, values=shown, zones=_zones())
    changed = await workspaces.update(db, **values, letter_address=address)
    why = ", ".join((*_FIELDS, "letter_address"))
    await ledger.record(db, "company.changed", about=changed.id, why=why, actor=member.actor)
    return RedirectResponse("/settings/company?notice=saved", SEE_OTHER)


def faults(values: dict[str, str]) -> dict[str, str]:
    """Say which fields are wrong, and how."""
    wrong = {
        field: "name" for field in ("name", "legal_name") if not 0 < len(values[field]) <= _LONGEST
    }
    if values["language"] not in LANGUAGES:
        wrong["language"] = "choice"
    if values["time_zone"] not in available_timezones():
        wrong["time_zone"] = "zone"
    if values["sms_sender"] and not _SMS_SENDER.fullmatch(values["sms_sender"]):
        wrong["sms_sender"] = "sms_sender"
    if not is_mail_address(values["mail_address"]):
        wrong["mail_address"] = "mail"
    return wrong


def is_mail_address(text: str) -> bool:
    """Say whether a text can be an e-mail address; nobody is asked."""
    try:
        validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return False
    return True


@cache
def _zones() -> list[tuple[str, str]]:
    return [(zone, zone) for zone in sorted(available_timezones()) if "/" in zone]
