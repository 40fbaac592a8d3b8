"""`/sign-in`, `/sign-in/forgot`, `/sign-out`, `/welcome/<token>`."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from limpide import advisors
from limpide.advisors import SignedIn, WeakPasswordError
from limpide.foundation import http
from limpide.web import pages

from .access import COOKIE, StaffForm

router = APIRouter()
_WEEK = 7 * 86400
_SEE_OTHER = 303


@router.get("/sign-in")
async def ask(request: Request, workspace: http.CurrentWorkspace) -> Response:
    """Show the form."""
    return _form(request, workspace.is_demo)


@router.post("/sign-in")
async def sign_in(
    request: Request,
    db: http.Transaction,
    workspace: http.CurrentWorkspace,
    email: Annotated[str, Form(max_length=320)],
    password: Annotated[str, Form(max_length=300)],
    code: Annotated[str, Form(max_length=20)] = "",
    to: Annotated[str, Form(max_length=200)] = "/inbox",
) -> Response:
    """Open a session, or say no more than that it did not work."""
    address = request.client.host if request.client else ""
    agent = request.headers.get("user-agent", "")
    done = await advisors.sign_in(db, email, password, code=code, address=address, agent=agent)
    if not isinstance(done, SignedIn):
        return _form(request, workspace.is_demo, refusal=done.value, email=email, status=401)
    # Only a path of ours: «//elsewhere» would lead away.
    target = to if to.startswith("/") and not to.startswith(("//", "/\\")) else "/inbox"
    response = RedirectResponse(target, _SEE_OTHER)
    secure = request.url.scheme == "https"
    response.set_cookie(
        COOKIE, done.token, max_age=_WEEK, httponly=True, secure=secure, samesite="lax"
    )
    return response


@router.get("/sign-in/forgot")
async def forgot(request: Request, house: http.CurrentHouse) -> Response:
    """Ask for the address of a forgotten password."""
    return _forgot(request, house)


@router.post("/sign-in/forgot")
async def send_link(
    request: Request,
    db: http.Transaction,
    house: http.CurrentHouse,
    email: Annotated[str, Form(max_length=320)],
) -> Response:
    """Send a link, if there is such an account; the page says the same if there is none."""
    address = request.client.host if request.client else ""
    await advisors.forgot(db, email, address=address)
    return _forgot(request, house, email=email, is_asked=True)


@router.post("/sign-out")
async def sign_out(request: Request, db: http.Transaction, member: StaffForm) -> Response:
    """End the session."""
    del member
    await advisors.sign_out(db, request.cookies.get(COOKIE, ""))
    response = RedirectResponse("/sign-in", _SEE_OTHER)
    response.delete_cookie(COOKIE)
    return response


@router.get("/welcome/{token}")
async def choose_password(request: Request, token: str) -> Response:
    """Show the form of an invitation or a reset; opening it uses nothing up."""
    return pages.page(request, "sign_in/welcome.html", token=token, is_weak=False)


@router.post("/welcome/{token}")
async def accept(
    request: Request,
    house: http.CurrentHouse,
    workspace: http.CurrentWorkspace,
    token: str,
    password: Annotated[str, Form(max_length=300)],
) -> Response:
    """Set the password and lead to the sign-in."""
    try:
        # Its own transaction: a weak password must not use the link up.
        async with house.pool.transaction(workspace.id) as db:
            await advisors.accept(db, token, password)
    except WeakPasswordError:
        return pages.page(request, "sign_in/welcome.html", status=422, token=token, is_weak=True)
    return RedirectResponse("/sign-in", _SEE_OTHER)


def _forgot(
    request: Request, house: http.House, *, email: str = "", is_asked: bool = False
) -> Response:
    has_mail = house.settings.smtp_host is not None
    return pages.page(
        request, "sign_in/forgot.html", email=email, is_asked=is_asked, has_mail=has_mail
    )


def _form(
    request: Request, is_demo: bool, *, refusal: str = "", email: str = "", status: int = 200
) -> Response:
    return pages.page(
        request,
        "sign_in/sign_in.html",
        status=status,
        refusal=refusal,
        email=email,
        is_demo=is_demo,
        to=request.query_params.get("to", "/inbox"),
    )
