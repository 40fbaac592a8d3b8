"""`/people/requests`: the register of requests with their deadlines, and what retention does."""

from collections import Counter
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from limpide import contacts, rights
from limpide.advisors import Role
from limpide.contacts import ContactId
from limpide.foundation import clock, http
from limpide.foundation.database import Database
from limpide.rights import RequestId, Via
from limpide.web.sign_in import Staff, StaffForm, Talker, require, staff_page

router = APIRouter(prefix="/people/requests")
_SEE_OTHER: Final = 303
_OWNERS: Final = (Role.LEAD, Role.ADMIN)
_DAYS: Final = 36_500


@router.get("")
async def requests(request: Request, db: http.Transaction, member: Staff) -> Response:
    """Show what is due and by when, what has ended, and what time took away."""
    waiting, ended = await rights.list_requests(db), await rights.list_requests(db, ended=True)
    known = await contacts.list_people(db, [each.contact for each in (*waiting, *ended)])
    return staff_page(
        request,
        "people/requests.html",
        member,
        "people",
        waiting=waiting,
        ended=ended,
        names={person.id: person.name or "—" for person in known},
        rules=await rights.list_rules(db),
        runs=await rights.list_runs(db),
        now=clock.now(),
        is_owner=bool(member.advisor.roles.intersection(_OWNERS)),
    )


@router.get("/{id}/preview")
async def preview(request: Request, db: http.Transaction, member: Staff, id: UUID) -> Response:
    """Show how much an erasure will remove, room by room."""
    require(member, *_OWNERS)
    found = await rights.get_request(db, RequestId(id))
    counts = await rights.preview_erasure(db, found.contact)
    by_room: Counter[str] = Counter()
    for table, count in counts.items():
        by_room[table.split(".")[0]] += count
    return staff_page(
        request,
        "people/preview.html",
        member,
        "people",
        asked=found,
        counts=counts,
        by_room=by_room,
    )


@router.post("")
async def ask(
    db: http.Transaction,
    member: Talker,
    contact: Annotated[UUID, Form()],
    kind: Annotated[rights.Kind, Form()],
    note: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Take in what a person asked an advisor."""
    await rights.ask(db, ContactId(contact), kind, via=Via.ADVISOR, note=note, actor=member.actor)
    return RedirectResponse(f"/people/{contact}", _SEE_OTHER)


@router.post("/retention")
async def keep(
    db: http.Transaction,
    member: StaffForm,
    what: Annotated[str, Form()],
    days: Annotated[str, Form()] = "",
) -> Response:
    """Change for how long something is kept; an empty field: until it is erased."""
    require(member, *_OWNERS)
    given = min(int(days), _DAYS) if days.strip().isdecimal() else None
    await rights.set_days(db, what, given, actor=member.actor)
    return RedirectResponse("/people/requests#retention", _SEE_OTHER)


@router.post("/{id}/{deed}")
async def end(
    db: http.Transaction,
    member: StaffForm,
    id: UUID,
    deed: str,
    why: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """Grant, refuse, extend or cancel a request."""
    require(member, *_OWNERS)
    await _do(db, RequestId(id), deed, why.strip() or deed, member)
    return RedirectResponse("/people/requests", _SEE_OTHER)


async def _do(db: Database, id: RequestId, deed: str, why: str, member: StaffForm) -> None:
    match deed:
        case "grant" | "refuse":
            granted = deed == "grant"
            await rights.finish(db, id, is_granted=granted, why=why, actor=member.actor)
        case "extend":
            await rights.extend(db, id, why=why, actor=member.actor)
        case "cancel":
            await rights.cancel(db, id, why=why, actor=member.actor)
        case _:
            raise rights.NoSuchRequestError
