"""`/account`: name, language, password, second factor, sessions."""

from typing import Annotated, Any

import segno
from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from limpide import advisors
from limpide.advisors import WeakPasswordError
from limpide.foundation import http, workspaces
from limpide.foundation.database import Database
from limpide.web.sign_in import COOKIE, Staff, StaffForm, staff_page

from .agents import device_of

router = APIRouter(prefix="/account")
_SEE_OTHER = 303
_INVALID = 422
_QR_SCALE = 4
Short = Annotated[str, Form(max_length=300)]


@router.get("")
async def account(request: Request, db: http.Transaction, member: Staff) -> Response:
    """Show everything a colleague decides for themselves."""
    return await _page(request, db, member)


@router.post("/profile")
async def profile(
    request: Request, db: http.Transaction, member: StaffForm, name: Short, language: Short
) -> Response:
    """Change name and language; the page comes back in the language that was chosen."""
    id = member.advisor.id
    try:
        await advisors.change_profile(db, id, name, language, actor=member.actor)
    except advisors.InvalidNameError:
        return await _page(request, db, member, errors={"name": "name"}, typed={"name": name})
    return RedirectResponse(f"/account?lang={language}&notice=saved", _SEE_OTHER)


@router.post("/password")
async def password(
    request: Request, db: http.Transaction, member: StaffForm, old: Short, new: Short
) -> Response:
    """Change the password; every browser has to sign in again."""
    try:
        if await advisors.change_password(db, member.advisor.id, old, new):
            return RedirectResponse("/sign-in?notice=password", _SEE_OTHER)
        errors = {"old": "old"}
    except WeakPasswordError:
        errors = {"new": "new"}
    return await _page(request, db, member, errors=errors)


@router.get("/second-factor")
async def begin_second_factor(
    request: Request, workspace: http.CurrentWorkspace, member: Staff
) -> Response:
    """Show a new secret as a QR code and as text; nothing is kept yet."""
    return _enrol(request, member, workspace.name, advisors.new_second_factor())


@router.post("/second-factor")
async def confirm_second_factor(
    request: Request,
    db: http.Transaction,
    workspace: http.CurrentWorkspace,
    member: StaffForm,
    secret: Annotated[str, Form(pattern="^[A-Z2-7]{32}$")],
    code: Short = "",
) -> Response:
    """Keep the second factor once a code proves it, and show the recovery codes, this once."""
    if not await advisors.confirm_second_factor(db, member.advisor.id, secret, code):
        return _enrol(request, member, workspace.name, secret, is_wrong=True)
    codes = await advisors.new_recovery_codes(db, member.advisor.id)
    return _codes(request, member, codes)


@router.post("/recovery-codes")
async def recovery_codes(
    request: Request, db: http.Transaction, member: StaffForm, password: Short
) -> Response:
    """Make new recovery codes; the older ones end."""
    if not await advisors.is_own_password(db, member.advisor.id, password):
        return await _page(request, db, member, errors={"factor": "old"})
    return _codes(request, member, await advisors.new_recovery_codes(db, member.advisor.id))


@router.post("/second-factor/remove")
async def remove_second_factor(
    request: Request, db: http.Transaction, member: StaffForm, password: Short
) -> Response:
    """Go back to the password alone."""
    if not await advisors.is_own_password(db, member.advisor.id, password):
        return await _page(request, db, member, errors={"factor": "old"})
    await advisors.remove_second_factor(db, member.advisor.id, actor=member.actor)
    return RedirectResponse("/account?notice=factor_removed", _SEE_OTHER)


@router.post("/sessions/end")
async def end_session(
    request: Request, db: http.Transaction, member: StaffForm, session: Short = ""
) -> Response:
    """End one session, or without its name all but this one."""
    token = request.cookies.get(COOKIE, "")
    if session:
        await advisors.end_session(db, member.advisor.id, session)
    else:
        await advisors.end_other_sessions(db, member.advisor.id, token)
    return RedirectResponse("/account?notice=ended", _SEE_OTHER)


async def _page(
    request: Request,
    db: Database,
    member: Staff,
    *,
    errors: dict[str, str] | None = None,
    typed: dict[str, str] | None = None,
) -> Response:
    id, token = member.advisor.id, request.cookies.get(COOKIE, "")
    open_ones = await advisors.list_sessions(db, id, token)
    values: dict[str, Any] = {
        "me": await advisors.get_advisor(db, id),
        "sessions": [(each, device_of(each.agent)) for each in open_ones],
        "codes_left": await advisors.count_recovery_codes(db, id),
        "errors": errors or {},
        "typed": typed or {},
        "notice": request.query_params.get("notice", ""),
        "company": (await workspaces.get(db)).name,
    }
    status = _INVALID if errors else 200
    return staff_page(request, "account/account.html", member, "account", status=status, **values)


def _enrol(
    request: Request, member: Staff, company: str, secret: str, *, is_wrong: bool = False
) -> Response:
    address = advisors.second_factor_address(secret, member.advisor.email, company)
    response = staff_page(
        request,
        "account/second_factor.html",
        member,
        "account",
        status=_INVALID if is_wrong else 200,
        secret=secret,
        qr=segno.make(address, error="m").svg_data_uri(scale=_QR_SCALE, border=4, light="#fff"),
        is_wrong=is_wrong,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _codes(request: Request, member: Staff, codes: object) -> Response:
    response = staff_page(request, "account/codes.html", member, "account", codes=codes)
    response.headers["Cache-Control"] = "no-store"
    return response
