"""`/settings/policies`: how messages are planned, to read; how people are named, to choose."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from limpide import delivery
from limpide.advisors import Role
from limpide.delivery import Naming
from limpide.foundation import http
from limpide.web.sign_in import StaffForm, require

from .access import Reader, settings_page

router = APIRouter(prefix="/settings/policies")


@router.get("")
async def policies(request: Request, db: http.Transaction, member: Reader) -> Response:
    """Show the rules of the road out."""
    return settings_page(
        request, member, "policies", {}, policy=await delivery.policy(db), namings=list(Naming)
    )


@router.post("/naming")
async def set_naming(
    db: http.Transaction, member: StaffForm, naming: Annotated[Naming, Form()]
) -> Response:
    """Choose how colleagues are named on messages and passports. Administrators only."""
    require(member, Role.ADMIN)
    await delivery.set_naming(db, naming, actor=member.actor)
    return RedirectResponse("/settings/policies#naming", 303)
