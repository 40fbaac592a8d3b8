"""Who is on an item: take it, give it to a colleague, give it back; several at once."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from limpide import advisors, review
from limpide.advisors import Advisor, AdvisorId
from limpide.foundation import http
from limpide.review import ItemId, Reviewer
from limpide.web import pages
from limpide.web.sign_in import Staff, Talker

from . import listing

router = APIRouter(prefix="/review")
_SEE_OTHER = 303
# A person, or nobody: browsers send an empty field.
Person = Annotated[str, Form(pattern=r"^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$")]


@router.post("/several/assignment")
async def take_several(
    request: Request,
    db: http.Transaction,
    member: Talker,
    item: Annotated[list[UUID] | None, Form()] = None,
) -> Response:
    """Take several that nobody is on; what a colleague is on stays with them."""
    done = [
        await review.assign(db, ItemId(id), _reviewer(member.advisor), actor=member.actor)
        for id in item or ()
    ]
    notice = "some_taken" if any(each.obstacle for each in done) else "assigned_me"
    return RedirectResponse(f"/review?{listing.back(request, notice)}", _SEE_OTHER)


@router.get("/{id}/assignment")
async def show(request: Request, db: http.Transaction, member: Staff, id: UUID) -> Response:
    """Draw who is on an item, for a page that is open."""
    item = await review.get_item(db, ItemId(id))
    html = pages.fragment(
        request,
        "review/_assignment.html",
        language=pages.language_of(request, member.advisor.language),
        item=item,
        advisor=member.advisor,
        csrf=member.csrf,
        narrowed=listing.narrowed(request),
        colleagues=await listing.colleagues_for(db, item),
        here={one.id for one in await advisors.list_here(db)},
    )
    return HTMLResponse(html)


@router.post("/{id}/assignment")
async def assign(
    request: Request,
    db: http.Transaction,
    member: Talker,
    id: UUID,
    to: Person = "",
    over: Person = "",
) -> Response:
    """Let `to` be on an item; nobody when empty. `over`: who was on it when the page was drawn."""
    wanted = None if not to else await advisors.get_talker(db, AdvisorId(UUID(to)))
    done = await review.assign(
        db,
        ItemId(id),
        None if wanted is None else _reviewer(wanted),
        over=UUID(over) if over else None,
        actor=member.actor,
    )
    if done.obstacle is not None:
        notice = f"obstacle_{done.obstacle}"
    elif wanted is None:
        notice = "released"
    else:
        notice = "assigned_me" if wanted.id == member.advisor.id else "assigned"
    return RedirectResponse(f"/review/{id}?{listing.back(request, notice)}", _SEE_OTHER)


def _reviewer(one: Advisor) -> Reviewer:
    return Reviewer(one.id, one.name)
