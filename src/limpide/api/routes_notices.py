"""`/v1/notices`: a template for one person with the data of the case, followed and called back."""

from typing import Annotated, ClassVar
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import TypeAdapter, ValidationError

from limpide import delivery, journeys
from limpide.contacts import ContactId, NoSuchContactError
from limpide.delivery import MessageId
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.foundation.errors import LimpideError
from limpide.journeys import (
    Answer,
    Gathered,
    Missing,
    NoSuchTemplateError,
    Notice,
    NoticeId,
    Unreadable,
)

from .idempotency import once
from .keys import Transaction, actor_of, may
from .model import Caller, Scope
from .routes_messages import result_of
from .shapes_notices import (
    Cancel,
    Cancelled,
    NewNotice,
    NewNotices,
    NoticeResult,
    NoticeResults,
    NoticeShape,
)

router = APIRouter(prefix="/v1/notices", tags=["notices"])
Reader = Annotated[Caller, Depends(may(Scope.MESSAGES_READ))]
Sender = Annotated[Caller, Depends(may(Scope.MESSAGES_WRITE))]
_NDJSON = "application/x-ndjson"
_MOST_NOTICES = 10_000
_AT_ONCE = 500
_FAULTS_NAMED = 10
_NOTICE: TypeAdapter[NewNotice] = TypeAdapter(NewNotice)


class NoticeLineError(LimpideError):
    """A line of the list is no notice: none of it was taken."""

    status: ClassVar[int] = 422


class NoSuchNoticeError(LimpideError):
    """There is no such notice."""

    status: ClassVar[int] = 404


@router.post("", status_code=202, response_model=NoticeResults)
async def send_notices(
    request: Request, db: Transaction, caller: Sender, house: http.CurrentHouse
) -> Response:
    """Send one notice, up to 500 in `notices`, or 10,000 lines (application/x-ndjson).

    Of several, one that names a contact or template that is not there stops no other.
    """
    wanted = _read(request.headers.get("content-type", ""), await request.body())

    async def work() -> NoticeResults:
        results: list[NoticeResult] = []
        for place in range(0, len(wanted), _AT_ONCE):
            some = [_notice(each) for each in wanted[place : place + _AT_ONCE]]
            answers = await journeys.notify(db, some, actor=actor_of(caller))
            if len(wanted) == 1:
                _must_be_there(answers[0])
            results += [_result(answer, house.settings.base_url) for answer in answers]
        return NoticeResults(results=results)

    return await once(request, db, caller, work, status=202)


@router.get("/{id}")
async def get_notice(
    db: Transaction, caller: Reader, house: http.CurrentHouse, id: UUID
) -> NoticeShape:
    """Say where a notice stands: by which channels it went, and whether it was seen."""
    del caller
    return await _shape(db, id, house.settings.base_url)


@router.post("/{id}/cancel", response_model=Cancelled)
async def cancel_notice(
    request: Request, db: Transaction, caller: Sender, id: UUID, body: Cancel
) -> Response:
    """Call back a notice: what has not left does not leave, and no further channel is tried."""

    async def work() -> Cancelled:
        actor = actor_of(caller)
        done = await journeys.cancel_notice(db, NoticeId(id), body.cause, actor=actor)
        return Cancelled(cancelled=done)

    return await once(request, db, caller, work)


async def _shape(db: Database, id: UUID, base_url: str) -> NoticeShape:
    gathered = await journeys.find_notice(db, NoticeId(id))
    message = MessageId(id) if gathered is None else gathered.message
    messages = [] if message is None else await delivery.messages_of(db, message)
    if gathered is None and not messages:
        raise NoSuchNoticeError
    ladder = await delivery.ladder_of(db, messages[0]) if messages else None
    return NoticeShape.of(id, gathered, messages, ladder, base_url)


def _must_be_there(answer: Answer) -> None:
    match answer:
        case Missing.CONTACT:
            raise NoSuchContactError
        case Missing.TEMPLATE:
            raise NoSuchTemplateError
        case _:
            return


def _read(content_type: str, body: bytes) -> list[NewNotice]:
    if content_type.startswith(_NDJSON):
        return _read_lines(body)
    try:
        if body.lstrip()[:1] == b"{" and b'"notices"' in body:
            notices = NewNotices.model_validate_json(body).notices
        else:
            notices = [_NOTICE.validate_json(body)]
    except ValidationError as error:
        raise NoticeLineError(_places(error)) from error
    return notices


def _read_lines(body: bytes) -> list[NewNotice]:
    """Read one notice a line; who sends thousands is told which lines are wrong, not only that."""
    notices: list[NewNotice] = []
    faults: list[str] = []
    for number, line in enumerate(body.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            notices.append(_NOTICE.validate_json(line))
        except ValidationError as error:
            faults.append(f"line {number}: {_places(error)}")
        if len(faults) >= _FAULTS_NAMED or len(notices) > _MOST_NOTICES:
            break
    if faults:
        raise NoticeLineError("; ".join(faults))
    if not 1 <= len(notices) <= _MOST_NOTICES:
        raise NoticeLineError(f"1 to {_MOST_NOTICES} lines")
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


def _result(answer: Answer, base_url: str) -> NoticeResult:
    if isinstance(answer, Missing):
        return NoticeResult(status="missing", refusal=answer.value)
    if isinstance(answer, Unreadable):
        return NoticeResult(status="unreadable", refusal=answer.why)
    if isinstance(answer, Gathered):
        return NoticeResult(status="gathered", id=answer.id, due_at=answer.due_at)
    return NoticeResult(**result_of(answer, base_url).model_dump())
