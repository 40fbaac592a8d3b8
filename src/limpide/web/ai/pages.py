"""`/ai` for people, `/ai.json` for programs. `?embed=1` leaves the frame of our pages out."""

from asyncio import get_running_loop
from collections import OrderedDict
from dataclasses import asdict
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.foundation.ids import WorkspaceId
from limpide.foundation.settings import Settings
from limpide.foundation.workspaces import Workspace
from limpide.web import pages
from limpide.web.figures import writers

from .view import DAYS, FORMAT, Explained, explain

router = APIRouter()
# Anyone may open the page as often as they like: the figures are not counted again each time.
_KEPT_SECONDS: Final = 60.0
_MOST_KEPT: Final = 200
_kept: "OrderedDict[tuple[WorkspaceId, str], tuple[float, Explained]]" = OrderedDict()


@router.get("/ai")
async def page(
    request: Request,
    db: http.Transaction,
    house: http.CurrentHouse,
    workspace: http.CurrentWorkspace,
) -> Response:
    """Explain how this company uses AI."""
    language = pages.language_of(request, otherwise=workspace.language)
    return pages.page(
        request,
        "ai/ai.html",
        language=language,
        company=workspace,
        ai=await _explained(db, house.settings, workspace, language),
        days=DAYS,
        embed=request.query_params.get("embed") == "1",
        **writers(language),
    )


@router.get("/ai.json")
async def data(
    request: Request,
    db: http.Transaction,
    house: http.CurrentHouse,
    workspace: http.CurrentWorkspace,
) -> Response:
    """Give the same to a program."""
    language = pages.language_of(request, otherwise=workspace.language)
    told = await _explained(db, house.settings, workspace, language)
    use, base = told.use, house.settings.base_url
    body = {
        "format": FORMAT,
        "language": language,
        **{name: value for name, value in asdict(told).items() if name != "use"},
        "last_days": DAYS,
        "messages": asdict(use.authorship),
        "ai_share": use.authorship.ai_share,
        "reviewed_share": use.authorship.reviewed_share,
        "contested_share": use.contested_share,
        "refuse": f"{base}/p",
        "person": f"{base}/chat?person=1",
        "verify": f"{base}/verify",
    }
    return JSONResponse(body, headers={"access-control-allow-origin": "*"})


async def _explained(
    db: Database, settings: Settings, workspace: Workspace, language: str
) -> Explained:
    now = get_running_loop().time()
    at, known = _kept.get((workspace.id, language), (0.0, None))
    if known is None or now - at > _KEPT_SECONDS:
        known = await explain(db, settings, workspace, language)
        _kept[workspace.id, language] = (now, known)
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return known
