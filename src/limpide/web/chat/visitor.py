"""Who is at the door: a visitor known by a cookie, on our own page or inside another site's."""

from typing import Annotated, ClassVar
from urllib.parse import urlsplit

from fastapi import Depends, Request, Response

from limpide import conversations
from limpide.conversations import ConversationId, Visit
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError

COOKIE = "limpide_visitor"
_HALF_A_YEAR = 180 * 86400


class ForeignOriginError(LimpideError):
    """The request comes from another site."""

    status: ClassVar[int] = 403


class NoVisitError(LimpideError):
    """There is no conversation yet: write first."""

    status: ClassVar[int] = 404


def same_origin(request: Request) -> None:
    """Refuse a write that another site's page sent (ASVS 5.0, V3): its Origin is not ours."""
    origin = request.headers.get("origin")
    if request.headers.get("x-limpide") != "chat":
        raise ForeignOriginError
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise ForeignOriginError


async def visit_of(request: Request, db: Database) -> tuple[str, Visit] | None:
    """Find the visitor behind the request's cookie."""
    token = request.cookies.get(COOKIE, "")
    visit = await conversations.find_visit(db, token) if token else None
    return None if visit is None else (token, visit)


async def begun(request: Request, db: http.Transaction) -> ConversationId:
    """Get the visitor's conversation. Raises NoVisitError before the first word."""
    known = await visit_of(request, db)
    if known is None or known[1].conversation is None:
        raise NoVisitError
    return known[1].conversation


Begun = Annotated[ConversationId, Depends(begun)]
SameOrigin = Depends(same_origin)


def remember(request: Request, response: Response, token: str) -> None:
    """Give the visitor their cookie; inside another site's page it needs https and its own jar."""
    if request.url.scheme == "https":
        flags = "HttpOnly; Secure; SameSite=None; Partitioned"
    else:
        flags = "HttpOnly; SameSite=Lax"
    cookie = f"{COOKIE}={token}; Path=/; Max-Age={_HALF_A_YEAR}; {flags}"
    response.headers.append("set-cookie", cookie)
