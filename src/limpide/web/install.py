"""Putting the pages into the application."""

from urllib.parse import quote, urlsplit

from fastapi import FastAPI, Request, Response
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse
from starlette.staticfiles import StaticFiles

from limpide.foundation.i18n import catalogue
from limpide.foundation.settings import Settings

from . import (
    account,
    ai,
    assets,
    campaigns,
    chat,
    contests,
    delivery,
    documents,
    flows,
    gaps,
    help_centre,
    home,
    inbox,
    insights,
    learning,
    ledger,
    pages,
    passport,
    people,
    playground,
    preferences,
    review,
    settings,
    sign_in,
    survey,
)
from .guard import Guard
from .settings import Programs, put_programs

_ROUTERS = (
    home.router,
    ai.router,
    chat.router,
    help_centre.router,
    passport.router,
    survey.router,
    preferences.router,
    sign_in.router,
    inbox.router,
    flows.router,
    playground.router,
    review.router,
    account.router,
    settings.router,
    campaigns.router,
    people.router,
    insights.router,
    gaps.router,
    documents.router,
    learning.router,
    contests.router,
    delivery.router,
    ledger.router,
)


class Immutable(StaticFiles):
    """Files whose names change with their contents may be kept for ever."""

    def file_response(self, *given: object, **more: object) -> Response:
        """Serve a file with a long life."""
        response = super().file_response(*given, **more)  # pyright: ignore[reportArgumentType]
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def install(app: FastAPI, found: Settings, programs: Programs) -> None:
    """Add pages, files and security headers; `programs`: what the API lets pages look after."""
    put_programs(app, programs)
    app.add_middleware(Guard, settings=found)
    app.mount("/static/assets", Immutable(directory=assets.DIST / "assets", check_dir=False))

    @app.get("/widget.js", include_in_schema=False)
    async def widget() -> Response:  # pyright: ignore[reportUnusedFunction]
        headers = {"Cache-Control": "public, max-age=300", "Access-Control-Allow-Origin": "*"}
        file = assets.DIST / "widget.js"
        return FileResponse(file, headers=headers, media_type="text/javascript")

    @app.get("/favicon.svg", include_in_schema=False)
    async def favicon() -> Response:  # pyright: ignore[reportUnusedFunction]
        headers = {"Cache-Control": "public, max-age=86400"}
        return FileResponse(assets.ICON, headers=headers, media_type="image/svg+xml")

    for router in _ROUTERS:
        app.include_router(router, include_in_schema=False)


async def error_page(request: Request, status: int, slug: str, text: str) -> Response:
    """Draw an error with what to do next."""
    if slug == "not-signed-in" and request.method == "GET":
        return RedirectResponse(f"/sign-in?to={quote(request.url.path)}", 303)
    language = pages.language_of(request)
    key = f"web.error.{slug}"
    known = key if key in catalogue(language) else f"web.error.status_{status}"
    if known not in catalogue(language):
        known = "web.error.other"
    if "x-fragment" in request.headers or "hx-request" in request.headers:
        # A part of a page says so in its place, not with a page of its own.
        html = pages.fragment(request, "_fault.html", language=language, key=known)
        return HTMLResponse(html, status)
    return pages.page(
        request,
        "error.html",
        language=language,
        status=status,
        key=known,
        detail=text,
        back=_back(request),
    )


def _back(request: Request) -> str:
    """Give the page of ours that somebody came from; empty where there is none."""
    came = urlsplit(request.headers.get("referer", ""))
    is_here = request.method == "GET" and came.path == request.url.path
    if came.netloc != request.headers.get("host") or is_here:
        return ""
    return came.path + (f"?{came.query}" if came.query else "")
