"""What web, api and gateway share of HTTP: a transaction per request, and errors as answers.

The only file below the ways in that knows the web framework (docs/decisions/0004).
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any, cast

from fastapi import Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from . import workspaces
from .database import AWAY, Database, Pool
from .errors import LimpideError, TooManyRequestsError
from .live import Hub
from .log import log
from .settings import Settings
from .workspaces import Workspace

_PROBLEM = "application/problem+json"
_SERVER_FAULT = 500
_WORKSPACE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class House:
    """What a web process holds while it runs."""

    settings: Settings
    pool: Pool
    hub: Hub


def house(request: Request) -> House:
    """Get the process's house from a request."""
    return cast("House", request.app.state.house)


def put_house(app: FastAPI, house: House) -> None:
    """Give an application its house."""
    app.state.house = house
    app.state.workspaces = {}


async def workspace(request: Request) -> Workspace:
    """Find the company whose host name was called; remembered for a few seconds."""
    known: dict[str, tuple[float, Workspace]] = request.app.state.workspaces
    host = request.url.hostname or ""
    time = asyncio.get_running_loop().time()
    at, found = known.get(host, (0.0, None))
    if found is None or time - at > _WORKSPACE_SECONDS:
        found = await workspaces.of_host(house(request).pool, host)
        if len(known) > 1000:  # hosts are the caller's words: bound what they can fill
            known.clear()
        known[host] = (time, found)
    # Whatever page is drawn bears its name and its time.
    request.scope["limpide.zone"] = found.time_zone
    request.scope["limpide.company"] = found.name
    return found


CurrentWorkspace = Annotated[Workspace, Depends(workspace)]


async def transaction(
    request: Request, workspace: CurrentWorkspace
) -> AsyncGenerator[Database, None]:
    """Open the request's one transaction, in the workspace of the host name."""
    async with house(request).pool.transaction(workspace.id) as db:
        yield db


# «function»: the commit happens before the answer leaves, so a 200 never lies about it.
Transaction = Annotated[Database, Depends(transaction, scope="function")]


async def _house(request: Request) -> House:
    # FastAPI takes what is not «async» to a thread, for each request.
    return house(request)


CurrentHouse = Annotated[House, Depends(_house)]

ErrorPage = Callable[[Request, int, str, str], Awaitable[Response]]


def install_errors(app: FastAPI, page: ErrorPage) -> None:
    """Draw errors as problem+json (RFC 9457) under /v1 and for JSON callers, else as a page."""

    async def answer(request: Request, error: Exception) -> Response:
        status, slug, title, detail, more = _describe(error)
        headers = _headers(error)
        if status == _SERVER_FAULT:
            log.error("http.bug", path=_route(request), error=type(error).__name__, exc_info=error)
        if not _wants_json(request):
            response = await page(request, status, slug, detail or title)
            response.headers.update(headers)
            return response
        body = {"type": f"/problems/{slug}", "title": title, "status": status, **more}
        if detail:
            body["detail"] = detail
        return Response(json.dumps(body), status, headers, media_type=_PROBLEM)

    for kind in (LimpideError, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(kind, answer)


def _headers(error: Exception) -> dict[str, str]:
    if isinstance(error, TooManyRequestsError):
        return {"Retry-After": str(int(error.retry_after) + 1)}
    if isinstance(error, AWAY):
        return {"Retry-After": "2"}
    return dict(error.headers or {}) if isinstance(error, HTTPException) else {}


def _describe(error: Exception) -> tuple[int, str, str, str | None, dict[str, Any]]:
    if isinstance(error, LimpideError):
        return error.status, error.slug(), error.title(), error.detail, {}
    if isinstance(error, RequestValidationError):
        # Pointers (RFC 6901) and messages only: the values are the caller's, perhaps personal.
        faults = [
            {"pointer": "/" + "/".join(map(str, fault["loc"][1:])), "detail": fault["msg"]}
            for fault in error.errors()
        ]
        return 422, "invalid-request", "The request is not valid.", None, {"errors": faults}
    if isinstance(error, HTTPException):
        return error.status_code, _SLUGS.get(error.status_code, "http"), error.detail, None, {}
    if isinstance(error, AWAY):
        return 503, "unavailable", "One moment, please: we are restarting.", None, {}
    return 500, "bug", "Something went wrong on our side.", None, {}


_SLUGS = {404: "not-found", 405: "method-not-allowed", 401: "not-signed-in", 403: "not-allowed"}


def _wants_json(request: Request) -> bool:
    accepted = request.headers.get("accept", "")
    return request.url.path.startswith(("/v1", "/hooks")) or accepted.startswith("application/json")


def _route(request: Request) -> str:
    """Name the route, not the path: paths hold tokens."""
    route = request.scope.get("route")
    return str(getattr(route, "path", "unknown"))
