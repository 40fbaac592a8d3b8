"""`/segments`: people by rules, with a live count and some of them."""

import json
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from limpide import contacts, journeys
from limpide.contacts import InvalidRuleError
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.journeys import SegmentId
from limpide.web import pages

from . import rules
from .access import SEE_OTHER, Reader, Writer, campaigns_page
from .rules import Draft, Line, UnreadableLineError

router = APIRouter(prefix="/segments")
_SAMPLE = 8
_MOST_LINES = 30
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class _Typed:
    """What stands in the form. `was`: the name it is kept under; `text`: a rule as JSON."""

    name: str = ""
    draft: Draft = field(default_factory=Draft)
    text: str = ""
    was: str = ""


@router.get("")
async def segments(request: Request, db: http.Transaction, member: Reader) -> Response:
    """List segments, counted now."""
    listed = [
        (each, await contacts.count_selected(db, contacts.read_rule(each.rule)))
        for each in await journeys.list_segments(db)
    ]
    return campaigns_page(request, member, "segments", "segments", segments=listed)


@router.get("/new")
async def new(request: Request, db: http.Transaction, member: Reader) -> Response:
    """Begin a segment."""
    return await _editor(request, db, member, _Typed(draft=Draft(lines=(Line(),))))


@router.get("/{id}")
async def edit(request: Request, db: http.Transaction, member: Reader, id: UUID) -> Response:
    """Show a segment to change it."""
    found = await journeys.get_segment(db, SegmentId(id))
    draft = rules.draft_of(found.rule)
    text = json.dumps(found.rule, indent=2, ensure_ascii=False) if draft is None else ""
    typed = _Typed(found.name, draft or Draft(), text, found.name)
    return await _editor(request, db, member, typed)


@router.post("/count")
async def count(request: Request, db: http.Transaction, member: Writer) -> Response:
    """Draw how many people the form means now, and some of them."""
    form = await request.form()
    language = pages.language_of(request, member.advisor.language)
    counted = await _counted(db, _typed(form))
    html = pages.fragment(request, "campaigns/_count.html", language=language, **counted)
    return HTMLResponse(html)


@router.post("")
async def save(request: Request, db: http.Transaction, member: Writer) -> Response:
    """Add or take away a line, or keep the segment; nothing typed is lost."""
    form = await request.form()
    typed, asked = _typed(form), str(form.get("do", "save"))
    if asked != "save":
        changed = replace(typed, draft=_changed(typed.draft, asked))
        return await _editor(request, db, member, changed)
    errors = await _faults(db, typed)
    if errors:
        return await _editor(request, db, member, typed, errors)
    await journeys.save_segment(db, typed.name, _rule(typed), actor=member.actor)
    return RedirectResponse("/segments?notice=saved", SEE_OTHER)


async def _editor(
    request: Request,
    db: Database,
    member: Reader,
    typed: _Typed,
    errors: dict[str, str] | None = None,
) -> Response:
    counted = await _counted(db, typed)
    return campaigns_page(
        request,
        member,
        "segment",
        "segments",
        errors=errors,
        name=typed.name,
        draft=typed.draft,
        text=typed.text,
        was=typed.was,
        choices=rules.choices(),
        **counted,
    )


async def _counted(db: Database, typed: _Typed) -> dict[str, Any]:
    try:
        read = contacts.read_rule(_rule(typed))
    except (ValueError, UnreadableLineError, InvalidRuleError):
        return {"people": None, "some": []}
    some = await contacts.sample_selected(db, read, limit=_SAMPLE)
    return {"people": await contacts.count_selected(db, read), "some": some}


async def _faults(db: Database, typed: _Typed) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not 0 < len(typed.name) <= _LONGEST_NAME:
        errors["name"] = "name"
    known = {each.name for each in await journeys.list_segments(db)}
    if typed.name != typed.was and typed.name in known:
        errors["name"] = "segment_taken"
    try:
        contacts.read_rule(_rule(typed))
    except (ValueError, UnreadableLineError, InvalidRuleError):
        errors["rule"] = "rule"
    return errors


def _rule(typed: _Typed) -> dict[str, Any]:
    read = json.loads(typed.text) if typed.text else rules.rule_of(typed.draft)
    if not isinstance(read, dict):
        raise UnreadableLineError
    return read  # pyright: ignore[reportUnknownVariableType]


def _typed(form: FormData) -> _Typed:
    columns = [[str(v) for v in form.getlist(name)] for name in ("what", "key", "value", "not")]
    lines = [
        Line(what, name, value, bool(negated))
        for what, name, value, negated in zip(*columns, strict=False)
    ]
    name, text, was = (str(form.get(each, "")) for each in ("name", "text", "was"))
    draft = Draft(str(form.get("match", "all")), tuple(lines[:_MOST_LINES]))
    return _Typed(" ".join(name.split()), draft, text, was)


def _changed(draft: Draft, asked: str) -> Draft:
    if asked == "add":
        return Draft(draft.match, (*draft.lines, Line())[:_MOST_LINES])
    gone = asked.removeprefix("drop-")
    return Draft(draft.match, tuple(x for n, x in enumerate(draft.lines) if str(n) != gone))
