"""Signing in from the chat: to the company's provider, and back to the conversation."""

from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from limpide import flows
from limpide.conversations import Visit
from limpide.flows import Desk, NotSignedIn, ProviderAwayError
from limpide.foundation import http
from limpide.foundation.database import Database

from .visitor import COOKIE, NoVisitError, visit_of

router = APIRouter(prefix="/chat")
_SEE_OTHER: Final = 303


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


@router.get("/signed-in")
async def end(
    request: Request, house: http.CurrentHouse, workspace: http.CurrentWorkspace
) -> Response:
    """Take the visitor back to their conversation, known or not."""
    browser = request.cookies.get(COOKIE, "")
    refusal = await flows.finish_sign_in(
        _desk(house, workspace), dict(request.query_params), browser
    )
    return _back("done" if refusal is None else refusal)


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
