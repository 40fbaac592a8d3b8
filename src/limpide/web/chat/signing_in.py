"""Signing in from the chat: to the company's provider, and back to the conversation.

Inside another site's page a provider may not be shown, and the visitor's cookie lives in that frame
alone. So the frame opens a window of ours; the window has a secret of its own and tells the frame
its digest; the frame begins the sign-in for that window. A link sent to somebody else has no frame
that opened it, and begins nothing.
"""

import secrets as system_secrets
from typing import Annotated, Final

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from limpide import flows
from limpide.conversations import Visit
from limpide.flows import Desk, NotSignedIn, ProviderAwayError
from limpide.foundation import http, secrets
from limpide.foundation.database import Database
from limpide.web import pages

from .visitor import COOKIE, NoVisitError, SameOrigin, visit_of

router = APIRouter(prefix="/chat")
_SEE_OTHER: Final = 303
_WINDOW: Final = "limpide_sign_in"
_MINUTES: Final = 15


@router.get("/sign-in")
async def begin(
    request: Request, house: http.CurrentHouse, workspace: http.CurrentWorkspace
) -> Response:
    """Send the visitor to the provider; their browser must be the one that comes back."""
    async with house.pool.transaction(workspace.id) as db:
        token, visit = await _visit(request, db)
    if visit.conversation is None:
        raise NoVisitError
    try:
        url = await flows.begin_sign_in(
            _desk(house, workspace), visit.conversation, token, language=visit.language
        )
    except ProviderAwayError:
        return _back("away")
    return RedirectResponse(url, _SEE_OTHER)


@router.get("/sign-in/window")
async def window(request: Request, workspace: http.CurrentWorkspace) -> Response:
    """Open a window that waits for the chat that opened it to say where to sign in."""
    secret = system_secrets.token_hex(32)
    language = pages.language_of(request, otherwise=workspace.language)
    response = pages.page(
        request, "chat/sign_in_window.html", language=language, company=workspace,
        key=_key(secret), how=None,
    )  # fmt: skip
    response.set_cookie(
        _WINDOW, secret, max_age=_MINUTES * 60, path="/chat", httponly=True, samesite="lax",
        secure=request.url.scheme == "https",
    )  # fmt: skip
    return response


@router.post("/sign-in/begin", dependencies=[SameOrigin])
async def begin_for_window(
    request: Request,
    house: http.CurrentHouse,
    workspace: http.CurrentWorkspace,
    key: Annotated[str, Form(pattern="^[0-9a-f]{64}$")],
) -> Response:
    """Say where the window with this key goes to sign in for the visitor's conversation."""
    async with house.pool.transaction(workspace.id) as db:
        _token, visit = await _visit(request, db)
    if visit.conversation is None:
        raise NoVisitError
    url = await flows.begin_sign_in(
        _desk(house, workspace), visit.conversation, key, language=visit.language
    )
    return JSONResponse({"url": url})


@router.get("/signed-in")
async def end(
    request: Request, house: http.CurrentHouse, workspace: http.CurrentWorkspace
) -> Response:
    """Take the visitor back to their conversation, known or not."""
    desk, answer = _desk(house, workspace), dict(request.query_params)
    of_window = request.cookies.get(_WINDOW, "")
    if of_window:
        refusal = await flows.finish_sign_in(desk, answer, _key(of_window))
        if refusal is not NotSignedIn.STALE:
            return _closing(request, workspace, refusal)
    refusal = await flows.finish_sign_in(desk, answer, request.cookies.get(COOKIE, ""))
    return _back("done" if refusal is None else refusal)


def _closing(request: Request, workspace: http.Workspace, refusal: NotSignedIn | None) -> Response:
    """Say in the window how it went; the chat it belongs to goes on by itself."""
    language = pages.language_of(request, otherwise=workspace.language)
    response = pages.page(
        request, "chat/sign_in_window.html", language=language, company=workspace, key="",
        how="done" if refusal is None else refusal,
    )  # fmt: skip
    response.delete_cookie(_WINDOW, path="/chat")
    return response


def _key(secret: str) -> str:
    return secrets.digest(secret).hex()


def _desk(house: http.House, workspace: http.Workspace) -> Desk:
    found = house.settings
    come_back_to = f"{found.base_url}/chat/signed-in"
    return Desk(house.pool, workspace.id, come_back_to, found.actions_private_addresses)


async def _visit(request: Request, db: Database) -> tuple[str, Visit]:
    known = await visit_of(request, db)
    if known is None:
        raise NoVisitError
    return known


def _back(how: NotSignedIn | str) -> Response:
    return RedirectResponse(f"/chat?signed_in={how}", _SEE_OTHER)
