"""`/settings/company`: what a company is called, its language, zone and mail address."""

from functools import cache
from typing import Final
from zoneinfo import available_timezones

from email_validator import EmailNotValidError, validate_email
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from limpide import ledger
from limpide.foundation import http, workspaces
from limpide.foundation.i18n import LANGUAGES

from .access import SEE_OTHER, AdministratorForm, Reader, Short, settings_page

router = APIRouter(prefix="/settings")
_LONGEST: Final = 200
_FIELDS: Final[tuple[str, ...]] = ("name", "legal_name", "language", "time_zone", "mail_address")


@router.get("")
async def settings() -> Response:
    """Lead to the first page."""
    return RedirectResponse("/settings/company", SEE_OTHER)


@router.get("/company")
async def company(request: Request, db: http.Transaction, member: Reader) -> Response:
    """Show the company."""
    known = await workspaces.get(db)
    values = {field: str(getattr(known, field)) for field in _FIELDS}
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
) -> Response:
    """Change the company; nothing is changed while a field is wrong."""
    given = (name, legal_name, language, time_zone, mail_address)
    values: dict[str, str] = dict(zip(_FIELDS, map(str.strip, given), strict=True))
    errors = faults(values)
    if errors:
        return settings_page(request, member, "company", errors, values=values, zones=_zones())
    changed = await workspaces.update(db, **values)
    why = ", ".join(_FIELDS)
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
