"""Who may see and change settings: leads and administrators; team and keys administrators alone."""

from typing import Annotated, Any

from fastapi import Depends, Form, Request, Response

from limpide.advisors import Role
from limpide.web.sign_in import Staff, StaffForm, StaffMember, require, staff_page

SEE_OTHER = 303
INVALID = 422
Short = Annotated[str, Form(max_length=300)]
Long = Annotated[str, Form(max_length=20_000)]


async def reader(member: Staff) -> StaffMember:
    """Let leads and administrators look."""
    require(member, Role.LEAD, Role.ADMIN)
    return member


async def changer(member: StaffForm) -> StaffMember:
    """Let leads and administrators change."""
    require(member, Role.LEAD, Role.ADMIN)
    return member


async def administrator(member: Staff) -> StaffMember:
    """Let administrators look."""
    require(member, Role.ADMIN)
    return member


async def administrator_form(member: StaffForm) -> StaffMember:
    """Let administrators change."""
    require(member, Role.ADMIN)
    return member


Reader = Annotated[StaffMember, Depends(reader)]
Changer = Annotated[StaffMember, Depends(changer)]
Administrator = Annotated[StaffMember, Depends(administrator)]
AdministratorForm = Annotated[StaffMember, Depends(administrator_form)]


def settings_page(
    request: Request, member: StaffMember, page: str, errors: dict[str, str], **values: Any
) -> Response:
    """Draw one of the settings pages; `errors` maps a field to the key of its text."""
    return staff_page(
        request,
        f"settings/{page}.html",
        member,
        "settings",
        status=INVALID if errors else 200,
        page=page,
        errors=errors,
        notice=request.query_params.get("notice", ""),
        **values,
    )
