"""`/`, and the demo's page of «another site»."""

from fastapi import APIRouter, Request, Response

from limpide import conversations
from limpide.foundation import http
from limpide.foundation.errors import NotFoundError
from limpide.web import pages
from limpide.web.chat.waits import spoken_waits
from limpide.web.suggestions import suggestions

router = APIRouter()


@router.get("/")
async def home(
    request: Request, db: http.Transaction, workspace: http.CurrentWorkspace
) -> Response:
    """Show the product with the company's own measured waits."""
    language = pages.language_of(request, otherwise=workspace.language)
    waits = await conversations.waiting(db)
    return pages.page(
        request,
        "home/home.html",
        language=language,
        company=workspace,
        waits=spoken_waits(waits, language, workspace.time_zone),
        suggestions=suggestions(workspace, language),
    )


@router.get("/demo/shop")
async def shop(request: Request, workspace: http.CurrentWorkspace) -> Response:
    """Show the widget on a page that is not ours (demo only)."""
    if not workspace.is_demo:
        raise NotFoundError
    return pages.page(request, "home/shop.html", language=pages.language_of(request))
