"""`/v1/templates`, `/v1/notices`, `/v1/segments`: what is said, to whom."""

from typing import Annotated, Any, ClassVar

from fastapi import APIRouter, Depends, Request, Response
from pydantic import TypeAdapter, ValidationError

from limpide import contacts, journeys
from limpide.contacts import ContactId
from limpide.delivery import Queued, Refused
from limpide.foundation import http, workspaces
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError
from limpide.journeys import Notice, TemplateId, Unreadable, Version

from .idempotency import once
from .keys import Transaction, actor_of, may
from .model import Caller, Scope
from .routes_messages import result_of
from .shapes import MessageResult
from .shapes_journeys import (
    FindingShape,
    NewNotice,
    NewNotices,
    NewSegment,
    NewTemplate,
    NoticeResults,
    PreviewOf,
    Said,
    SegmentShape,
    TemplateShape,
)

router = APIRouter(prefix="/v1", tags=["journeys"])
Reader = Annotated[Caller, Depends(may(Scope.CAMPAIGNS_READ))]
Writer = Annotated[Caller, Depends(may(Scope.CAMPAIGNS_WRITE))]
Sender = Annotated[Caller, Depends(may(Scope.MESSAGES_WRITE))]
_NDJSON = "application/x-ndjson"
_MOST_NOTICES = 10_000
_AT_ONCE = 500
_NOTICE: TypeAdapter[NewNotice] = TypeAdapter(NewNotice)


class NoticeLineError(LimpideError):
    """A line of the list is no notice: none of it was taken."""

    status: ClassVar[int] = 422


@router.get("/templates")
async def list_templates(db: Transaction, caller: Reader) -> list[TemplateShape]:
    """List all templates in their latest version."""
    del caller
    return [
        await _shape(db, await journeys.get_version(db, template.id))
        for template in await journeys.list_templates(db)
    ]


@router.put("/templates/{name}")
async def save_template(
    db: Transaction, caller: Writer, name: str, body: NewTemplate
) -> TemplateShape:
    """Save a draft; what is published stays until the draft is."""
    version = await journeys.save_template(
        db,
        name,
        body.purpose,
        {language: words.wording() for language, words in body.wordings.items()},
        importance=body.importance,
        sample=body.sample,
        actor=actor_of(caller),
    )
    return await _shape(db, version)


@router.post("/templates/{name}/publish")
async def publish_template(db: Transaction, caller: Writer, name: str) -> TemplateShape:
    """Let the latest version be sent from now on."""
    template = await _template(db, name)
    version = await journeys.publish_template(db, template, actor=actor_of(caller))
    return await _shape(db, version)


@router.post("/templates/{name}/preview")
async def preview_template(
    db: Transaction, caller: Reader, name: str, body: PreviewOf
) -> list[Said]:
    """Show what each channel says with the sample, or with a context of yours."""
    del caller
    version = await journeys.get_version(db, await _template(db, name))
    if body.language not in version.wordings:
        raise journeys.NoSuchTemplateError
    context = version.sample if body.context is None else body.context
    return Said.of(journeys.contents(version, body.language, context))


@router.post("/notices", status_code=202, response_model=NoticeResults)
async def send_notices(
    request: Request, db: Transaction, caller: Sender, house: http.CurrentHouse
) -> Response:
    """Send one notice, up to 500 in `notices`, or 10,000 lines (application/x-ndjson)."""
    wanted = _read(request.headers.get("content-type", ""), await request.body())

    async def work() -> NoticeResults:
        results: list[MessageResult] = []
        for place in range(0, len(wanted), _AT_ONCE):
            some = [_notice(each) for each in wanted[place : place + _AT_ONCE]]
            answers = await journeys.notify(db, some, actor=actor_of(caller))
            results += [_result(answer, house.settings.base_url) for answer in answers]
        return NoticeResults(results=results)

    return await once(request, db, caller, work, status=202)


@router.put("/segments/{name}")
async def save_segment(
    db: Transaction, caller: Writer, name: str, body: NewSegment
) -> SegmentShape:
    """Save a rule under a name."""
    saved = await journeys.save_segment(db, name, body.rule, actor=actor_of(caller))
    return await _counted(db, saved, body.rule)


@router.get("/segments")
async def list_segments(db: Transaction, caller: Reader) -> list[SegmentShape]:
    """List all segments, counted now."""
    del caller
    return [
        await _counted(db, segment, dict(segment.rule))
        for segment in await journeys.list_segments(db)
    ]


@router.post("/segments/count")
async def count_segment(db: Transaction, caller: Reader, body: NewSegment) -> SegmentShape:
    """Count a rule and show some of its people, without saving it."""
    del caller
    return await _counted(db, None, body.rule)


async def _counted(
    db: Database, segment: journeys.Segment | None, rule: dict[str, Any]
) -> SegmentShape:
    read = contacts.read_rule(rule)
    some = await contacts.page_selected(db, read, limit=10)
    return SegmentShape.of(segment, rule, await contacts.count_selected(db, read), list(some))


async def _template(db: Database, name: str) -> TemplateId:
    found = [each.id for each in await journeys.list_templates(db) if each.name == name]
    if not found:
        raise journeys.NoSuchTemplateError
    return found[0]


async def _shape(db: Database, version: Version) -> TemplateShape:
    language = (await workspaces.get(db)).language
    found = await journeys.findings(db, version.template.id)
    return TemplateShape.of(version, [FindingShape.of(each, language) for each in found])


def _read(content_type: str, body: bytes) -> list[NewNotice]:
    try:
        if content_type.startswith(_NDJSON):
            lines = [line for line in body.splitlines() if line.strip()][: _MOST_NOTICES + 1]
            notices = [_NOTICE.validate_json(line) for line in lines]
        elif body.lstrip()[:1] == b"{" and b'"notices"' in body:
            notices = NewNotices.model_validate_json(body).notices
        else:
            notices = [_NOTICE.validate_json(body)]
    except ValidationError as error:
        raise NoticeLineError(_places(error)) from error
    if not 1 <= len(notices) <= _MOST_NOTICES:
        raise NoticeLineError
    return notices


def _places(error: ValidationError) -> str:
    first = error.errors()[0]
    return f"{'.'.join(map(str, first['loc'])) or 'body'}: {first['msg']}"


def _notice(body: NewNotice) -> Notice:
    return Notice(
        contact=ContactId(body.contact),
        template=body.template,
        data=body.data,
        key=body.key,
        not_before=body.not_before,
        expires_at=body.expires_at,
        files=tuple(each.file() for each in body.files),
    )


def _result(answer: Queued | Refused | Unreadable, base_url: str) -> MessageResult:
    if isinstance(answer, Unreadable):
        return MessageResult(status="unreadable", refusal=answer.why)
    return result_of(answer, base_url)
