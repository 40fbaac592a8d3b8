"""`/templates/images`: what templates show beside their words; upload, describe, remove."""

from collections.abc import Mapping
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, File, Request, Response, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from limpide import journeys
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.foundation.i18n import LANGUAGES, translate
from limpide.journeys import Image, ImageFault, ImageId
from limpide.web import pages

from .access import INVALID, SEE_OTHER, Reader, Short, Writer, campaigns_page

router = APIRouter(prefix="/templates/images")
# Which field a fault is said beside; the others are about the file.
_FIELDS: Final = {
    ImageFault.NAME: "name",
    ImageFault.NAME_TAKEN: "name",
    ImageFault.NO_ALT: "alt",
}
# Nothing in an image runs, wherever it is opened.
_SHOWN: Final = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, max-age=31536000, immutable",
}


@router.get("")
async def library(request: Request, db: http.Transaction, member: Reader) -> Response:
    """Show all images, what shows each, and a form for another."""
    return await _page(request, db, member, {})


@router.get("/picker")
async def picker(request: Request, db: http.Transaction, member: Reader) -> Response:
    """Draw the images to choose one from."""
    html = pages.fragment(
        request,
        "campaigns/_picker.html",
        language=pages.language_of(request, member.advisor.language),
        images=await journeys.images.list_all(db),
    )
    return HTMLResponse(html)


@router.post("")
async def upload(
    request: Request,
    db: http.Transaction,
    member: Writer,
    file: Annotated[UploadFile | None, File()] = None,
    name: Short = "",
    alt_fr: Short = "",
    alt_en: Short = "",
) -> Response:
    """Keep an image. The editor's script asks for JSON, a form for a page."""
    typed = {"name": name.strip(), "alt_fr": alt_fr, "alt_en": alt_en}
    made = await _made(db, member, file, typed)
    is_script = "x-fragment" in request.headers
    if isinstance(made, ImageFault):
        return await _refused(request, db, member, made, typed, is_script=is_script)
    if is_script:
        return JSONResponse({"name": made.name, "alt": dict(made.alt)})
    return RedirectResponse("/templates/images?notice=image_added", SEE_OTHER)


async def _made(
    db: Database, member: Writer, file: UploadFile | None, typed: Mapping[str, str]
) -> Image | ImageFault:
    content = b"" if file is None else await file.read(journeys.MOST_UPLOADED + 1)
    name = typed["name"]
    if not name and file is not None:
        stem = (file.filename or "").rpartition(".")[0]
        name = await journeys.images.free_name(db, journeys.images.name_from(stem))
    alt = {language: typed[f"alt_{language}"] for language in LANGUAGES}
    return await journeys.images.add(db, content, alt, name=name, actor=member.actor)


async def _refused(
    request: Request,
    db: Database,
    member: Reader,
    fault: ImageFault,
    typed: dict[str, str],
    *,
    is_script: bool,
) -> Response:
    language = pages.language_of(request, member.advisor.language)
    said = translate(language, f"journeys.image_fault.{fault}")
    field = _FIELDS.get(fault, "file")
    if is_script:
        return JSONResponse({"field": field, "error": said}, INVALID)
    return await _page(request, db, member, typed, fault={field: said})


@router.get("/{id}")
async def shown(db: http.Transaction, member: Reader, id: UUID) -> Response:
    """Give an image to look at."""
    del member
    image = await journeys.images.get(db, ImageId(id))
    return Response(image.content, media_type=image.content_type, headers=_SHOWN)


@router.post("/{id}/describe")
async def describe(
    db: http.Transaction, member: Writer, id: UUID, alt_fr: Short = "", alt_en: Short = ""
) -> Response:
    """Say anew what an image shows, for the texts that will show it."""
    alt = {"fr": alt_fr, "en": alt_en}
    is_whole = await journeys.images.describe(db, ImageId(id), alt, actor=member.actor)
    notice = "saved" if is_whole else "image_no_alt"
    return RedirectResponse(f"/templates/images?notice={notice}", SEE_OTHER)


@router.post("/{id}/remove")
async def remove(db: http.Transaction, member: Writer, id: UUID) -> Response:
    """Remove an image that nothing shows which is or will be sent."""
    try:
        await journeys.images.remove(db, ImageId(id), actor=member.actor)
    except journeys.images.ImageInUseError:
        return RedirectResponse("/templates/images?notice=image_in_use", SEE_OTHER)
    return RedirectResponse("/templates/images?notice=image_removed", SEE_OTHER)


async def _page(
    request: Request,
    db: Database,
    member: Reader,
    typed: dict[str, str],
    *,
    fault: dict[str, str] | None = None,
) -> Response:
    images = await journeys.images.list_all(db)
    users = await journeys.images.users(db, images)
    listed: list[tuple[Image, Any]] = [(image, users.get(image.name, ())) for image in images]
    return campaigns_page(
        request,
        member,
        "images",
        "templates",
        errors=fault,
        fault=fault or {},
        typed=typed,
        images=listed,
        most=journeys.images.MOST,
    )
