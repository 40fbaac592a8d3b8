"""`/people/import`: a list of people from a file, looked at before it is taken in."""

import io
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from fastapi import APIRouter, File, Form, Request, Response, UploadFile
from fastapi.responses import HTMLResponse

from limpide import contacts
from limpide.advisors import Role
from limpide.contacts import Fault, Report, UnknownColumnError
from limpide.foundation import http
from limpide.foundation.database import Database
from limpide.foundation.i18n import translate
from limpide.web import pages
from limpide.web.downloads import download
from limpide.web.sign_in import Staff, StaffForm, StaffMember, require, staff_page

router = APIRouter(prefix="/people/import")
OWNERS: Final = (Role.LEAD, Role.ADMIN)
MOST_BYTES: Final = 20_000_000
_INVALID: Final = 422
_SHOWN: Final = 20
Do = Annotated[Literal["preview", "refused", "import"], Form()]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a list. `fault`: the key of why it could not be read; `refused`: as CSV."""

    report: Report | None = None
    is_done: bool = False
    fault: str = ""
    column: str = ""
    refused: str = ""


@router.get("")
async def form(request: Request, member: Staff) -> Response:
    """Show where to put a list, and how it is written."""
    require(member, *OWNERS)
    return _page(request, member, None)


@router.post("")
async def take(
    request: Request,
    db: http.Transaction,
    member: StaffForm,
    do: Do = "preview",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Say what a list would do, give its refused lines as a file, or take it in: all or nothing."""
    require(member, *OWNERS)
    language = pages.language_of(request, member.advisor.language)
    outcome = await _outcome(db, member, file, do, language)
    if do == "refused" and not outcome.fault:
        return download("refused.csv", outcome.refused.encode("utf-8-sig"))
    if "x-fragment" in request.headers:
        html = pages.fragment(
            request, "people/_import.html", language=language, outcome=outcome, shown=_SHOWN
        )
        return HTMLResponse(html)
    return _page(request, member, outcome)


async def _outcome(
    db: Database, member: StaffMember, file: UploadFile | None, do: str, language: str
) -> Outcome:
    content = b"" if file is None else await file.read(MOST_BYTES + 1)
    if not content.strip():
        return Outcome(fault="empty")
    if len(content) > MOST_BYTES:
        return Outcome(fault="too_large")
    take_in = contacts.import_people if do == "import" else contacts.preview_people
    texts = {fault: translate(language, f"contacts.fault.{fault}") for fault in Fault}
    written = io.StringIO()
    lines = _text(content).splitlines(keepends=True)
    try:
        report = await take_in(
            db,
            contacts.read_people(lines),
            source=((file.filename if file else None) or "people.csv")[:200],
            actor=member.actor,
            refuse=contacts.refused_writer(written, texts),
        )
    except UnknownColumnError as error:
        return Outcome(fault="column", column=(error.detail or "").rpartition(": ")[2])
    return Outcome(report, do == "import", refused=written.getvalue())


def _text(content: bytes) -> str:
    """Read UTF-8, else what older spreadsheets write."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _page(request: Request, member: StaffMember, outcome: Outcome | None) -> Response:
    return staff_page(
        request,
        "people/import.html",
        member,
        "people",
        status=_INVALID if outcome is not None and outcome.fault else 200,
        outcome=outcome,
        shown=_SHOWN,
        columns=contacts.COLUMNS,
    )
