"""`/people`: the list with likely duplicates; `/people/<id>`: one person's timeline."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from limpide import contacts, rights
from limpide.advisors import Role
from limpide.contacts import AiMode, ContactId
from limpide.foundation import clock, http
from limpide.rights import MergeId
from limpide.web import pages as drawing
from limpide.web.sign_in import Staff, StaffForm, Talker, require, staff_page

from .editing import ADDRESSES
from .exporting import person_zip
from .timeline import timeline

router = APIRouter(prefix="/people")
_SEE_OTHER: Final = 303
_LONGEST_SEARCH: Final = 200
OWNERS: Final = (Role.LEAD, Role.ADMIN)


@router.get("")
async def people(
    request: Request,
    db: http.Transaction,
    member: Staff,
    q: str = "",
    cursor: str | None = None,
    look: str = "",
) -> Response:
    """List people, newest first; `look` reads all of them for duplicates and coverage."""
    words = q.strip()[:_LONGEST_SEARCH]
    return staff_page(
        request,
        "people/people.html",
        member,
        "people",
        page=await contacts.list_contacts(db, search=words, cursor=cursor),
        words=words,
        pairs=await contacts.find_duplicates(db, limit=20) if look else [],
        coverage=await contacts.coverage(db) if look else None,
        is_owner=bool(member.advisor.roles.intersection(OWNERS)),
    )


@router.get("/{id}")
async def person(request: Request, db: http.Transaction, member: Staff, id: UUID) -> Response:
    """Show one person: what is known, asked for, said and sent."""
    known = await contacts.preferences(db, ContactId(id))
    if known.contact.merged_into is not None:
        return RedirectResponse(f"/people/{known.contact.merged_into}", _SEE_OTHER)
    language = drawing.language_of(request, member.advisor.language)
    return staff_page(
        request,
        "people/person.html",
        member,
        "people",
        known=known,
        allowed=(await contacts.data_uses.list_allowed(db, [known.contact.id])).get(
            known.contact.id, ()
        ),
        moments=await timeline(db, known.contact.id, language),
        requests=await rights.requests_of(db, known.contact.id),
        merges=await rights.merges_of(db, known.contact.id),
        kinds=list(rights.Kind),
        mendable=contacts.MENDABLE,
        now=clock.now(),
        is_owner=bool(member.advisor.roles.intersection(OWNERS)),
        may_write=bool(member.advisor.roles.intersection((Role.ADVISOR, Role.LEAD, Role.ADMIN))),
        ways=[kind.value for kind in ADDRESSES],
        modes=[mode.value for mode in AiMode],
        notice=request.query_params.get("notice", ""),
        other=request.query_params.get("by", ""),
    )


@router.post("/{id}/works/{address}")
async def works(db: http.Transaction, member: Talker, id: UUID, address: UUID) -> Response:
    """Write to an address again that failed or rests."""
    why = "a colleague says that it works"
    await contacts.write_again(db, ContactId(id), address, why=why, actor=member.actor)
    return RedirectResponse(f"/people/{id}", _SEE_OTHER)


@router.get("/{id}/export.zip")
async def export(request: Request, db: http.Transaction, member: Staff, id: UUID) -> Response:
    """Give a person's copy of all that is kept of them."""
    require(member, *OWNERS)
    known = await contacts.get_contact(db, ContactId(id))
    # In the language of the person it is for, not of the colleague who hands it over.
    language = known.language or drawing.language_of(request)
    content = await person_zip(db, known.id, language=language, actor=member.actor)
    headers = {"Content-Disposition": f'attachment; filename="{id}.zip"'}
    return Response(content, media_type="application/zip", headers=headers)


@router.post("/merge")
async def merge(
    db: http.Transaction,
    member: StaffForm,
    kept: Annotated[UUID, Form()],
    gone: Annotated[UUID, Form()],
) -> Response:
    """Make one contact of two."""
    require(member, *OWNERS)
    await rights.merge(db, ContactId(kept), ContactId(gone), actor=member.actor)
    return RedirectResponse(f"/people/{kept}", _SEE_OTHER)


@router.post("/part/{id}")
async def part(db: http.Transaction, member: StaffForm, id: UUID) -> Response:
    """Undo a merge."""
    require(member, *OWNERS)
    undone = await rights.part(db, MergeId(id), actor=member.actor)
    return RedirectResponse(f"/people/{undone.kept}", _SEE_OTHER)


@router.post("/apart")
async def apart(
    db: http.Transaction,
    member: Talker,
    kept: Annotated[UUID, Form()],
    gone: Annotated[UUID, Form()],
) -> Response:
    """Keep that two contacts are two people."""
    await contacts.tell_apart(db, ContactId(kept), ContactId(gone), actor=member.actor)
    return RedirectResponse("/people", _SEE_OTHER)
