"""`/settings/programs`: keys of the API, and endpoints that are told what happens."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError
from limpide.web.sign_in import StaffMember

from .access import SEE_OTHER, Administrator, AdministratorForm, Short, settings_page
from .programs import CurrentPrograms, Programs

router = APIRouter(prefix="/settings/programs")
_BACK = "/settings/programs"
_EMPTY: dict[str, Any] = {"name": "", "scopes": [], "url": "", "events": []}
Many = Annotated[list[str] | None, Form()]


@router.get("")
async def show(
    request: Request, db: http.Transaction, programs: CurrentPrograms, member: Administrator
) -> Response:
    """Show keys, endpoints and what they were told."""
    return await _page(request, db, programs, member)


@router.post("/keys")
async def create_key(
    request: Request,
    db: http.Transaction,
    programs: CurrentPrograms,
    member: AdministratorForm,
    name: Short = "",
    scopes: Many = None,
) -> Response:
    """Make a key; the page that follows shows it, this once."""
    checks = {"name": ("name", name.strip()), "scopes": ("scopes", scopes)}
    errors = {field: key for field, (key, given) in checks.items() if not given}
    if errors:
        values = {**_EMPTY, "name": name, "scopes": scopes or []}
        return await _page(request, db, programs, member, errors=errors, values=values)
    secret = await programs.create_key(db, name.strip(), scopes or [], actor=member.actor)
    return await _page(request, db, programs, member, secret=secret)


@router.post("/keys/{id}/revoke")
async def revoke_key(
    db: http.Transaction, programs: CurrentPrograms, member: AdministratorForm, id: UUID
) -> Response:
    """Take a key back, at once."""
    await programs.revoke_key(db, id, actor=member.actor)
    return RedirectResponse(f"{_BACK}?notice=revoked", SEE_OTHER)


@router.post("/webhooks")
async def subscribe(
    request: Request,
    db: http.Transaction,
    programs: CurrentPrograms,
    member: AdministratorForm,
    url: Short = "",
    events: Many = None,
) -> Response:
    """Add an endpoint; the page that follows shows its secret, this once."""
    values = {**_EMPTY, "url": url, "events": events or []}
    errors = {} if events else {"events": "events"}
    if not url.startswith(("https://", "http://")):
        errors["url"] = "url"
    if errors:
        return await _page(request, db, programs, member, errors=errors, values=values)
    try:
        secret = await programs.subscribe(db, url.strip(), events or [], actor=member.actor)
    except LimpideError as error:
        errors = {"url" if "url" in error.slug() else "events": error.slug().replace("-", "_")}
        return await _page(request, db, programs, member, errors=errors, values=values)
    return await _page(request, db, programs, member, secret=secret)


@router.post("/webhooks/{id}/remove")
async def remove_webhook(
    db: http.Transaction, programs: CurrentPrograms, member: AdministratorForm, id: UUID
) -> Response:
    """Forget an endpoint."""
    await programs.remove_webhook(db, id, actor=member.actor)
    return RedirectResponse(f"{_BACK}?notice=removed", SEE_OTHER)


@router.post("/messages/{id}/replay")
async def replay(
    db: http.Transaction, programs: CurrentPrograms, member: AdministratorForm, id: UUID
) -> Response:
    """Tell a message again."""
    del member
    await programs.replay(db, id)
    return RedirectResponse(f"{_BACK}?notice=replayed", SEE_OTHER)


async def _page(
    request: Request,
    db: Database,
    programs: Programs,
    member: StaffMember,
    *,
    errors: dict[str, str] | None = None,
    values: dict[str, Any] | None = None,
    secret: str = "",
) -> Response:
    response = settings_page(
        request,
        member,
        "programs",
        errors or {},
        keys=await programs.list_keys(db),
        webhooks=await programs.list_webhooks(db),
        scopes=programs.scopes,
        events=programs.events,
        values=values or _EMPTY,
        secret=secret,
    )
    response.headers["Cache-Control"] = "no-store"
    return response
