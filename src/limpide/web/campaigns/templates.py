"""`/templates`: what campaigns and notices say, in versions: draft, findings, publish."""

import json
from collections.abc import Mapping
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from limpide import journeys
from limpide.contacts import Purpose
from limpide.delivery import Importance
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.foundation.i18n import LANGUAGES
from limpide.foundation.links import Looked, look_at
from limpide.journeys import TemplateId, Version, Wording
from limpide.ledger import AuthorKind

from .access import SEE_OTHER, Reader, Writer, campaigns_page

router = APIRouter(prefix="/templates")
_PARTS: Final = ("subject", "text", "short", "letter")
Anyway = Annotated[str, Form(max_length=10)]
_LONGEST_NAME: Final = 200
_LONGEST_GOODS: Final = 80
AUTHORS: Final = (AuthorKind.TEMPLATE, AuthorKind.PERSON_WITH_AI, AuthorKind.AI)
_EMPTY: Final = {
    "name": "",
    "purpose": "service",
    "importance": "routine",
    "author": "template",
    "goods": "",
    "sample": "{}",
}


@router.get("")
async def templates(request: Request, db: http.Transaction, member: Reader) -> Response:
    """List templates with how far the draft is ahead of what is sent."""
    listed = [await journeys.get_version(db, each.id) for each in await journeys.list_templates(db)]
    return campaigns_page(request, member, "templates", "templates", versions=listed)


@router.get("/new")
async def new(request: Request, member: Reader) -> Response:
    """Begin a template."""
    return editor(request, member, None, dict(_EMPTY))


@router.get("/{id}")
async def edit(request: Request, db: http.Transaction, member: Reader, id: UUID) -> Response:
    """Show a template's latest version to change it, with what is wrong with it."""
    version = await journeys.get_version(db, TemplateId(id))
    found = await journeys.findings(db, version.template.id)
    versions = await journeys.list_versions(db, version.template.id)
    return editor(request, member, version, typed_of(version), findings=found, versions=versions)


@router.post("/{id}/take/{number}")
async def take(db: http.Transaction, member: Writer, id: UUID, number: int) -> Response:
    """Make the draft say again what an older version said."""
    old = await journeys.get_version(db, TemplateId(id), number)
    await journeys.save_template(
        db,
        old.template.name,
        old.template.purpose,
        old.wordings,
        importance=old.template.importance,
        goods=old.template.goods,
        sample=old.sample,
        author=old.author_kind,
        engine=old.engine,
        actor=member.actor,
    )
    return RedirectResponse(f"/templates/{id}?notice=back", SEE_OTHER)


@router.post("")
async def save(request: Request, db: http.Transaction, member: Writer) -> Response:
    """Keep a draft; what is published goes on being sent until the draft is."""
    form = await request.form()
    given = {name: str(value) for name, value in form.items() if isinstance(value, str)}
    typed = {"author": _EMPTY["author"], **given}
    version = await _version(db, str(form.get("id", "")))
    errors = await _faults(db, typed, version)
    if errors:
        return editor(request, member, version, {**_EMPTY, **typed}, errors=errors)
    saved = await journeys.save_template(
        db,
        typed["name"].strip() if version is None else version.template.name,
        Purpose(typed["purpose"]),
        _wordings(form),
        importance=Importance(typed["importance"]),
        goods=typed.get("goods", "").strip()[:_LONGEST_GOODS],
        sample=json.loads(typed.get("sample") or "{}"),
        author=AuthorKind(typed["author"]),
        actor=member.actor,
    )
    return RedirectResponse(f"/templates/{saved.template.id}?notice=saved", SEE_OTHER)


@router.post("/{id}/links")
async def links(request: Request, db: http.Transaction, member: Writer, id: UUID) -> Response:
    """Ask every link of the latest version whether it answers."""
    version = await journeys.get_version(db, TemplateId(id))
    return await _with_links(request, db, member, version)


@router.post("/{id}/publish")
async def publish(
    request: Request, db: http.Transaction, member: Writer, id: UUID, anyway: Anyway = ""
) -> Response:
    """Let the latest version be sent from now on; faults that stop it are shown in its place.

    Its links are asked first: one that does not answer is shown, and a person decides.
    """
    version = await journeys.get_version(db, TemplateId(id))
    looked = {} if anyway else await look_at(journeys.links_with(version))
    if not all(each.is_good for each in looked.values()):
        return await _with_links(request, db, member, version, looked)
    try:
        made = await journeys.publish_template(db, TemplateId(id), actor=member.actor)
    except journeys.NotPublishableError:
        return RedirectResponse(f"/templates/{id}?notice=not_publishable", SEE_OTHER)
    notice = "published" if made.review is None else "in_review"
    return RedirectResponse(f"/templates/{id}?notice={notice}", SEE_OTHER)


async def _with_links(
    request: Request,
    db: Database,
    member: Reader,
    version: Version,
    looked: Mapping[str, Looked] | None = None,
) -> Response:
    if looked is None:
        looked = await look_at(journeys.links_with(version))
    return editor(
        request,
        member,
        version,
        typed_of(version),
        findings=await journeys.findings(db, version.template.id),
        versions=await journeys.list_versions(db, version.template.id),
        looked=looked,
    )


def editor(
    request: Request,
    member: Reader,
    version: Version | None,
    typed: dict[str, str],
    *,
    errors: dict[str, str] | None = None,
    **shown: Any,
) -> Response:
    """Draw the editor with what is kept or was typed."""
    return campaigns_page(
        request,
        member,
        "template",
        "templates",
        errors=errors,
        version=version,
        typed=typed,
        **({"findings": (), "versions": (), "looked": None} | shown),
        purposes=list(Purpose),
        importances=list(Importance),
        authors=AUTHORS,
        languages=LANGUAGES,
    )


def typed_of(version: Version) -> dict[str, str]:
    """Give a version as the fields of its form."""
    typed = {
        f"{language}_{part}": getattr(wording, part)
        for language, wording in version.wordings.items()
        for part in _PARTS
    }
    template = version.template
    typed |= {"name": template.name, "purpose": template.purpose.value}
    typed |= {"importance": template.importance.value, "author": version.author_kind.value}
    typed |= {"goods": template.goods}
    return typed | {"sample": json.dumps(dict(version.sample), indent=2, ensure_ascii=False)}


async def _version(db: Database, id: str) -> Version | None:
    return await journeys.get_version(db, TemplateId(UUID(id))) if id else None


def _wordings(form: FormData) -> dict[str, Wording]:
    given = {
        language: [str(form.get(f"{language}_{part}", "")).strip() for part in _PARTS]
        for language in LANGUAGES
    }
    return {language: Wording(*parts) for language, parts in given.items() if any(parts)}


async def _faults(db: Database, typed: dict[str, str], version: Version | None) -> dict[str, str]:
    errors: dict[str, str] = {}
    if version is None:
        name = typed.get("name", "").strip()
        known = {each.name for each in await journeys.list_templates(db)}
        if not 0 < len(name) <= _LONGEST_NAME:
            errors["name"] = "name"
        elif name in known:
            errors["name"] = "template_taken"
    for field, kind in (("purpose", Purpose), ("importance", Importance), ("author", AUTHORS)):
        if typed.get(field) not in set(kind):
            errors[field] = "choice"
    if not any(typed.get(f"{language}_text", "").strip() for language in LANGUAGES):
        errors["fr_text"] = "empty"
    if not _is_object(typed.get("sample") or "{}"):
        errors["sample"] = "sample"
    return errors


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False
