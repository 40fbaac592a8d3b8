"""`/settings/team`: who works here, what they may do, who left."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from limpide import advisors
from limpide.advisors import AdvisorId, LetterKind, Role
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.foundation.i18n import LANGUAGES
from limpide.web.sign_in import StaffMember

from .access import (
    SEE_OTHER,
    Administrator,
    AdministratorForm,
    Short,
    settings_page,
)
from .company import is_mail_address

router = APIRouter(prefix="/settings/team")


@router.get("")
async def team(request: Request, db: http.Transaction, member: Administrator) -> Response:
    """Show everybody."""
    return await _page(request, db, member)


@router.post("")
async def invite(  # noqa: PLR0913, PLR0917 (one parameter per field of the form)
    request: Request,
    db: http.Transaction,
    house: http.CurrentHouse,
    member: AdministratorForm,
    email: Short,
    name: Short,
    language: Short,
    roles: Annotated[list[Role] | None, Form()] = None,
) -> Response:
    """Invite a colleague: by mail, or with a link to hand over where no mail leaves."""
    values = {"email": email, "name": name, "language": language, "roles": roles or []}
    errors = _faults(email, name, language, roles)
    if not errors:
        try:
            id, token = await advisors.invite(
                db, email, name, frozenset(roles or []), language=language, actor=member.actor
            )
            return await _send(request, db, house, member, id, LetterKind.INVITATION, token)
        except advisors.EmailTakenError:
            errors = {"email": "taken"}
    return await _page(request, db, member, errors=errors, values=values)


@router.post("/{id}/link")
async def link(
    request: Request,
    db: http.Transaction,
    house: http.CurrentHouse,
    member: AdministratorForm,
    id: UUID,
) -> Response:
    """Send a colleague a new link for their password."""
    colleague = await advisors.get_advisor(db, AdvisorId(id))
    kind = LetterKind.RESET if colleague.has_password else LetterKind.INVITATION
    token = await advisors.link(db, colleague.id)
    return await _send(request, db, house, member, colleague.id, kind, token)


@router.post("/{id}/roles")
async def set_roles(
    request: Request,
    db: http.Transaction,
    member: AdministratorForm,
    id: UUID,
    roles: Annotated[list[Role] | None, Form()] = None,
) -> Response:
    """Say what a colleague may do."""
    if not roles:
        return await _page(request, db, member, errors={f"roles-{id}": "roles"})
    try:
        await advisors.set_roles(db, AdvisorId(id), frozenset(roles), actor=member.actor)
    except advisors.LastAdminError:
        return await _page(request, db, member, errors={f"roles-{id}": "last_admin"})
    return RedirectResponse("/settings/team?notice=saved", SEE_OTHER)


@router.post("/{id}/active")
async def set_active(
    request: Request,
    db: http.Transaction,
    member: AdministratorForm,
    id: UUID,
    on: Annotated[str, Form()] = "",
) -> Response:
    """Close an account, or open it again."""
    change = advisors.reactivate if on else advisors.deactivate
    try:
        await change(db, AdvisorId(id), actor=member.actor)
    except advisors.LastAdminError:
        return await _page(request, db, member, errors={f"roles-{id}": "last_admin"})
    return RedirectResponse("/settings/team?notice=saved", SEE_OTHER)


@router.post("/{id}/second-factor/remove")
async def remove_second_factor(
    db: http.Transaction, member: AdministratorForm, id: UUID
) -> Response:
    """Help a colleague who lost telephone and recovery codes."""
    await advisors.remove_second_factor(db, AdvisorId(id), actor=member.actor)
    return RedirectResponse("/settings/team?notice=saved", SEE_OTHER)


async def _send(
    request: Request,
    db: Database,
    house: http.House,
    member: StaffMember,
    id: AdvisorId,
    kind: LetterKind,
    token: str,
) -> Response:
    if house.settings.smtp_host is not None:
        await advisors.write(db, id, kind)
        return RedirectResponse("/settings/team?notice=sent", SEE_OTHER)
    shown = f"{house.settings.base_url}/welcome/{token}"
    response = await _page(request, db, member, link=shown)
    response.headers["Cache-Control"] = "no-store"
    return response


async def _page(
    request: Request,
    db: Database,
    member: StaffMember,
    *,
    errors: dict[str, str] | None = None,
    values: dict[str, Any] | None = None,
    link: str = "",
) -> Response:
    return settings_page(
        request,
        member,
        "team",
        errors or {},
        team=await advisors.list_advisors(db),
        roles=list(Role),
        values=values or {"email": "", "name": "", "language": "fr", "roles": [Role.ADVISOR]},
        link=link,
    )


def _faults(email: str, name: str, language: str, roles: list[Role] | None) -> dict[str, str]:
    checks = {
        "email": ("mail", is_mail_address(email.strip())),
        "name": ("name", bool(name.strip())),
        "language": ("choice", language in LANGUAGES),
        "roles": ("roles", bool(roles)),
    }
    return {field: key for field, (key, is_right) in checks.items() if not is_right}
